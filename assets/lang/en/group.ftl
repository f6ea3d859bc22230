# The group: the consolidated report, and the supplies of all units
group-consolidated = All units together
group-signed-hash = Hash as signed
group-in-sum = In the sum
group-of-units = { $counted } of { $of } units
group-unit-not-in = { $unit } ({ $status })
group-sum = Total ({ $of })
group-not-in-sum = Not in the sum
group-unit-says = { $unit }: { $said }
group-somebody = somebody
group-low = { $item } low at { $units }
group-could-help = { $from } could give { $to } { $amount } { $measure }
group-foot = { $station } · put together { $at } · journal no. { $seq } · { $hash }
