# 返廠登記
returns-title = 返廠登記
returns-filter = 篩選：姓名、來自、判定…
returns-expected = 今日應返 { $expected } · 已到 { $arrived }
returns-none = 還沒有人登記返廠
returns-none-found = 沒有符合的人
returns-unclear = 「{ $text }」？
returns-undated = （日期未填）
returns-today = 今日
returns-tomorrow = 明日

# 表格
returns-person = 人員
returns-who = 工號、姓名、拼音
returns-unknown = 名冊裡沒有這個人。請先新增，再來登記。
returns-no-phone = 未填
returns-date = 返廠日期
returns-quarters = 隔離地點
returns-journey = 行程（含途經、中轉）
returns-add-leg = 加一段
returns-remove-leg = 刪去第 { $no } 段
returns-place = 到過哪裡
returns-from = 到達日期
returns-to = 離開日期
returns-vehicle = 車次、座位
returns-transit = 中轉
returns-questions = 接觸與症狀
returns-contact = 接觸病例
returns-symptoms = 本人症狀
returns-contact-on = 最後接觸
returns-contact-with = 接觸何人
returns-which = 哪些症狀
returns-other = 其他症狀
returns-household = 家庭成員（{ $count }）
returns-add-relative = 加一人
returns-relative = 成員 { $no }
returns-relative-name = 成員 { $no } 姓名
returns-relative-relation = 成員 { $no } 關係
returns-relation = 配偶、子女…
returns-together = 同行
returns-remove-relative = 刪去成員 { $no }
answer-unsure = 不清楚
answer-some = 有
answer-none = 無

# 填錯了
returns-fault-leg = 第 { $no } 段{ $field }：{ $what }
returns-fault = { $field }：{ $what }
returns-no-such-day = { $month } 月沒有 { $day } 日。
returns-no-date = 看不懂，請寫成 2020-02-04 或 2月4日。
returns-left-empty = 沒有填寫。

# 判定
returns-nothing-yet = 選好人員，邊填邊判定
returns-until = 至 { $last } 24:00
returns-free = { $free } 可返崗
returns-no-reasons = 沒有需要隔離或核實的情況
returns-numerals = 一二三四五六七八九
returns-register = 登記
returns-who-first = 請先選好人員。
returns-registered = 已登記 { $at }
returns-isolate = 開始隔離
returns-isolating = 已在隔離
returns-next = 登記下一位
returns-at-gate = 按 F9 登記返廠
keys-back-kept = 返回（草稿保留）

# 問卷
returns-import = 匯入問卷
returns-import-title = 匯入返廠問卷
returns-import-what = xlsx 或 csv 檔案，線上問卷匯出的原樣即可。先看每個人的判定，確認後才寫入。
returns-import-found = 可以匯入 { $good } 人，其中 { $known } 人已在名冊；{ $twice } 列另有更新的一份；{ $refused } 列不能匯入
returns-import-new = 名冊裡沒有
returns-import-twice = 第 { $row } 列：{ $name } 又填了一次，以第 { $of } 列為準
returns-import-older = 第 { $row } 列：{ $name } 的這份填得較早，以已登記的為準
