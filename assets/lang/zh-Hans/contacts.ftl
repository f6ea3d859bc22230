# 分类统计，按 `Class::key`；密切接触者排查
class-isolating = 隔离中
class-risk-area = 疫区来
class-contact = 接触者
class-symptoms = 有症状
class-elsewhere = 在外地
class-released = 已解除
class-normal = 正常

contacts-do = 接触者排查
contacts-from = 从（含）
contacts-to = 到（含）
contacts-no-day = 没有这一天，请写成 2020-02-07
contacts-find = 排查
contacts-close = 返回记录
contacts-none = 这几天的记录里没有接触者
contacts-number = 工号
contacts-place = 部门宿舍
contacts-evidence = 依据

evidence-household = 同一家庭
evidence-room = 同住 { $room }
evidence-outing = { $day } 同去 { $place }
evidence-shift = 同班 { $department } { $team }，同时在厂 { $days } 天
evidence-passage = 过门岗相隔两分钟内 { $times } 次，最近 { $last }

export-rank = 序号
export-evidence = 依据
export-said = 依据说明
