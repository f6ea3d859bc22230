# The gate, its forms, and what stands around every screen.
gate-box = 掃碼或查找
gate-box-hint = 掃碼 · 工號 · 姓名 · 拼音 · 手機尾號
gate-ready = 請掃碼，或輸入工號、姓名、拼音首字母
gate-empty-roster = 還沒有人員。按 Alt 5 匯入花名冊，或在這裡登記訪客
gate-unknown = 沒有找到這個人。核對後再輸入，或登記為訪客
gate-nobody = 沒有找到「{ $text }」，沒有記錄。
gate-shared = 這個號碼登記在兩個人名下。請核對姓名和照片後選擇，並請人改正其中一個號碼。
gate-not-a-number = 「{ $text }」不是體溫，沒有記錄。例如 365 或 36.5。
gate-implausible = { $celsius } 不在 { $least } 到 { $most } 之間，沒有記錄。請核對後再輸入。
gate-several = 有 { $count } 人符合，用 ↑ ↓ 選中後按 Enter
gate-host = 接待人 { $host }
gate-inside = 在廠
gate-outside = 不在廠
gate-passed-in = 今日進廠
gate-unmeasured = 未測溫
gate-lane = 複測等候
gate-due = 可以複測
gate-remaining = 還有 { $time }
gate-more = 另有 { $count } 人
gate-recent = 最近通行
gate-recent-empty = 今天還沒有記錄
gate-measure = 請測體溫
gate-measure-hint = 輸入體溫後按 Enter，例如 365
gate-clear = 放行 { $direction }
gate-normal = { $celsius } 正常
gate-warm = { $celsius } 偏高
gate-cold = { $celsius } 偏低
gate-attempt = 今日第 { $attempt } 次
gate-press-enter = 按 Enter 記錄
gate-saved = 已記錄 { $at } · 第 { $seq } 號
gate-no-reasons = 體溫正常，沒有需要核實的事項
gate-nothing-against = 沒有需要核實的事項
gate-no-instrument = 未選儀器
keys-instrument = 換測溫儀
gate-not-let-through = 這時不能放行：請先測體溫或按提示處理。沒有記錄。
gate-site = 部位
gate-visit = 訪客登記
gate-refuse = 勸返
gate-taken-back = 已更正：{ $name } 的第 { $seq } 號記錄作廢，請重新輸入

# Reasons, by `Reason::code`
reason-left = 已離職，不能進廠
reason-no-visit = 訪客今天還沒有登記，請按 F4 登記
reason-contact = 14 天內接觸過確診或疑似病例
reason-sent-to-clinic = 今天 { $at } 已送醫務室，由醫務室決定
reason-second-fever = 兩次都發熱：{ $first }，{ $second }。請送醫務室
reason-fever = { $celsius } 達到發熱線（{ $rule }）。請在一旁休息，{ $again } 以後複測
reason-early = 還不到複測時間，{ $again } 以後再測
reason-low = { $celsius } 低於 { $floor }，可能是額頭受涼。請回暖後再測
reason-no-reading = 沒有正常體溫不能進廠

# The same, short, for a line of the register
reason-short-left = 已離職
reason-short-no-visit = 訪客未登記
reason-short-contact = 接觸史
reason-short-sent-to-clinic = 已送醫務室
reason-short-second-fever = 兩次發熱
reason-short-fever = 發熱
reason-short-early = 未到複測時間
reason-short-low = 體溫偏低
reason-short-no-reading = 未測溫

# The register
register-passed = 放行 { $direction }
register-corrected = 已更正
register-late = 補錄 { $at }

# The short forms
visit-title = 訪客登記
visit-from = 從哪裡來
visit-unit = 單位
visit-host = 接待人
visit-purpose = 事由
visit-plate = 車牌
visit-contact = 14 天內是否接觸過確診或疑似病例
visit-contact-missing = 請問過之後選擇
visit-name-missing = 請填寫姓名
refusal-title = 勸返
refusal-no-pass = 沒有通行證明
refusal-no-mask = 不戴口罩
refusal-symptoms = 有咳嗽等症狀
refusal-not-expected = 沒有預約

# The keys
keys-enter = 記錄，或選中
keys-escape = 清空，再按一次回到空白
keys-arrows = 在名單裡移動
keys-take-back = 更正上一條
keys-mask = 口罩：有或沒有
keys-site = 換測溫部位
keys-in = 放行，進
keys-out = 放行，出
keys-refuse = 勸返，寫明原因
keys-copy = 複製名單，可貼到表格

# The bar at the top
top-on-duty = { $name } 值班
top-nobody-on-duty = 無人值班
top-saved = 已保存 { $at } · 第 { $seq } 號
top-nothing-saved = 本次啟動後還沒有記錄
demo-banner = 這是虛構的工廠，用來試用。這裡的人和體溫都不是真的。
held-banner = 另一個程式（{ $holder }）正在使用本站，這裡只能查看。那邊關閉以後，這裡就能登記。
read-only-banner = 資料夾無法寫入，這裡只能查看，不能登記。請檢查權限或防寫開關，然後重新開啟。
clock-banner = 電腦的時間比已保存的記錄還早。請核對時間；記錄按編號排序，不會丟。
job-progress = 共 { $all }，已完成 { $done }
close-title = 還有沒做完的事
close-unfinished = 有正在填寫的登記，或正在進行的匯入匯出。已保存的記錄都在。
close-stay = 繼續
close-go = 放棄並關閉
