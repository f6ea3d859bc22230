cli-opened = 已設站：{ $site } · { $station }
cli-check-entries = 紀錄 { $entries } 筆
cli-check-holds = 完整：檔案、雜湊鏈、重建結果一致
cli-check-gap = 第 { $seq } 號缺失
cli-check-hash = 第 { $seq } 號與寫入時不一致
cli-check-rebuild = 由紀錄重建的結果與現有的表不一致
cli-demo-made = 示範資料已建立：{ $people } 人，量測體溫 { $readings } 次，{ $days } 天
