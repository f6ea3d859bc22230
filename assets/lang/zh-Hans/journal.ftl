# The journal

# What a check found
check-entries = 记录 { $entries } 条
check-redacted = 其中 { $entries } 条已脱敏、未提供或已清除，由其哈希值接续成链
check-heads = 与别处保存的 { $heads } 个链头一致
check-no-heads = 没有别处保存的链头可对照
check-holds = 完整：文件、哈希链、重建结果一致
check-rebuild = 由记录重建的结果与现有的表不一致
check-limit = 只凭链本身看不出：末尾被整段截去，或从某一号起全部重写。这要与别处保存的链头对照：其他站的回执、已签的链头、日报表页脚。
check-wrong-gap = { $station }：第 { $seq } 至 { $to } 号缺失（其后一条写于 { $at }）
check-wrong-twice = { $station }：第 { $seq } 号有两条，是插进去的（{ $at }）
check-wrong-hash = { $station }：第 { $seq } 号（{ $at }）与写入时不一致，或它前一条被重写过
check-wrong-emptied = { $station }：第 { $seq } 号（{ $at }）的内容被清空，其后没有清除记录
check-wrong-cut-off = { $station }：链到第 { $end } 号（{ $at }）为止，而{ $keeper }有第 { $seq } 号：末尾被截去，或用旧备份恢复过
check-wrong-rewritten = { $station }：第 { $seq } 号（{ $at }）与{ $keeper }不符：它或它之前的记录被重写过
check-by-receipt = 「{ $station }」的回执
check-by-signed = 本站签过的链头
check-by-sidecar = 数据文件夹里的 station.head
check-by-report = { $day } 第 { $version } 版日报表
check-by-paper = 纸面上的链头
