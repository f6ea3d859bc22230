# 分類統計，按 `Class::key`；密切接觸者排查
class-isolating = 隔離中
class-risk-area = 疫區來
class-contact = 接觸者
class-symptoms = 有症狀
class-elsewhere = 在外地
class-released = 已解除
class-normal = 正常

contacts-do = 接觸者排查
contacts-from = 從（含）
contacts-to = 到（含）
contacts-no-day = 沒有這一天，請寫成 2020-02-07
contacts-find = 排查
contacts-close = 返回記錄
contacts-none = 這幾天的記錄裡沒有接觸者
contacts-number = 工號
contacts-place = 部門宿舍
contacts-evidence = 依據

evidence-household = 同一家庭
evidence-room = 同住 { $room }
evidence-outing = { $day } 同去 { $place }
evidence-shift = 同班 { $department } { $team }，同時在廠 { $days } 天
evidence-passage = 過門崗相隔兩分鐘內 { $times } 次，最近 { $last }

export-rank = 序號
export-evidence = 依據
export-said = 依據說明
