cli-opened = 已建站：{ $site } · { $station }
cli-check-entries = 记录 { $entries } 条
cli-check-holds = 完整：文件、哈希链、重建结果一致
cli-check-gap = 第 { $seq } 号缺失
cli-check-hash = 第 { $seq } 号与写入时不一致
cli-check-rebuild = 由记录重建的结果与现有的表不一致
cli-demo-made = 演示数据已建立：{ $people } 人，测温 { $readings } 次，{ $days } 天
