# 集团：汇总日报和各单位物资
group-consolidated = 各单位汇总
group-signed-hash = 签发校验值
group-in-sum = 计入单位
group-of-units = { $counted }/{ $of } 个单位
group-unit-not-in = { $unit }（{ $status }）
group-sum = 合计（{ $of }）
group-not-in-sum = 未计入的单位
group-unit-says = { $unit }：{ $said }
group-somebody = 有一人
group-low = { $item }偏少：{ $units }
group-could-help = { $from }可调剂 { $amount } { $measure }给{ $to }
group-foot = { $station } · { $at } 汇总 · 记录第 { $seq } 号 · { $hash }
