# The journal

# What a check found
check-entries = 紀錄 { $entries } 筆
check-redacted = 其中 { $entries } 筆已去識別、未提供或已清除，由其雜湊值接續成鏈
check-heads = 與別處保存的 { $heads } 個鏈頭一致
check-no-heads = 沒有別處保存的鏈頭可對照
check-holds = 完整：檔案、雜湊鏈、重建結果一致
check-rebuild = 由紀錄重建的結果與現有的表不一致
check-limit = 只憑鏈本身看不出：末尾被整段截去，或從某一號起全部重寫。這要與別處保存的鏈頭對照：其他站的回執、已簽的鏈頭、日報表頁尾。
check-wrong-gap = { $station }：第 { $seq } 至 { $to } 號缺失（其後一筆寫於 { $at }）
check-wrong-twice = { $station }：第 { $seq } 號有兩筆，是插進去的（{ $at }）
check-wrong-hash = { $station }：第 { $seq } 號（{ $at }）與寫入時不一致，或它前一筆被重寫過
check-wrong-emptied = { $station }：第 { $seq } 號（{ $at }）的內容被清空，其後沒有清除紀錄
check-wrong-cut-off = { $station }：鏈到第 { $end } 號（{ $at }）為止，而{ $keeper }有第 { $seq } 號：末尾被截去，或用舊備份恢復過
check-wrong-rewritten = { $station }：第 { $seq } 號（{ $at }）與{ $keeper }不符：它或它之前的紀錄被重寫過
check-by-receipt = 「{ $station }」的回執
check-by-signed = 本站簽過的鏈頭
check-by-sidecar = 資料夾裡的 station.head
check-by-report = { $day } 第 { $version } 版日報表
check-by-paper = 紙面上的鏈頭
