//! Reading places from what people write, and finding one by what is typed.

use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use gatehouse::domain::region::{find, read};

use crate::Fault;

/// As in a questionnaire of February 2020: most name one place, some a journey.
const TEXTS: [&str; 12] = [
    "武汉",
    "湖北武汉市",
    "湖北",
    "湖北省武汉市；广州南站中转、泰国",
    "无",
    "没有外出",
    "1月20日从武汉坐火车到遵义",
    "安徽省合肥市巢湖市",
    "武汉-长沙-贵阳",
    "没去过湖北，一直在贵阳",
    "湖北孝感市应城市、西安市",
    "李家湾、毕节",
];
const QUERIES: [&str; 6] = ["wh", "武汉", "hubei wuh", "4201", "武汉市江岸区", "g"];
const ROUNDS: usize = 20_000;

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let started = Instant::now();
    black_box((read("武汉"), find("wh", 8)));
    writeln!(out, "  the lists made ready in {:.1} ms", started.elapsed().as_secs_f64() * 1e3)?;
    for (what, texts, each) in [
        ("texts read", &TEXTS[..], (|text| black_box(read(text)).len()) as fn(&str) -> usize),
        ("queries answered", &QUERIES[..], |text| black_box(find(text, 8)).len()),
    ] {
        let rounds = ROUNDS / texts.len();
        let started = Instant::now();
        for text in texts.iter().cycle().take(rounds * texts.len()) {
            black_box(each(text));
        }
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let rate = (rounds * texts.len()) as f64 / started.elapsed().as_secs_f64();
        writeln!(out, "  {rate:>10.0} {what} a second on one core")?;
    }
    Ok(())
}
