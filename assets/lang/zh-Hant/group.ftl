# 集團：彙總日報和各單位物資
group-consolidated = 各單位彙總
group-signed-hash = 簽發校驗值
group-in-sum = 計入單位
group-of-units = { $counted }/{ $of } 個單位
group-unit-not-in = { $unit }（{ $status }）
group-sum = 合計（{ $of }）
group-not-in-sum = 未計入的單位
group-unit-says = { $unit }：{ $said }
group-somebody = 有一人
group-low = { $item }偏少：{ $units }
group-could-help = { $from }可調劑 { $amount } { $measure }給{ $to }
group-foot = { $station } · { $at } 彙總 · 記錄第 { $seq } 號 · { $hash }
