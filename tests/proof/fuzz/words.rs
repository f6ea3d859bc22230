//! What somebody types or scans: places, dates, times, temperatures, numbers, the one box; and small files of settings.

use gatehouse::domain::day::Day;
use gatehouse::domain::day::Zone;
use gatehouse::domain::entry::Entry;
use gatehouse::domain::identity::Document;
use gatehouse::domain::layout::Layout;
use gatehouse::domain::rules::Rules;
use gatehouse::domain::settings::Settings;
use gatehouse::domain::temperature::{self, Unit};
use gatehouse::domain::{ask, dates, region};
use gatehouse::exchange::columns::{Field, Matching};
use gatehouse::exchange::observations::dhis2::Mapping;
use gatehouse::exchange::picture;
use gatehouse::station::exchange::{card_from_text, card_text};
use gatehouse::station::{Clock as _, SystemClock};

use super::{Reader, Target, mutate};
use crate::Tested;

fn texts(lines: &str) -> Vec<Vec<u8>> {
    lines.lines().map(|line| line.as_bytes().to_vec()).collect()
}

/// A reader of text: what is no text never gets to it.
fn of_text(mut read: impl FnMut(&str) + 'static) -> Reader {
    Box::new(move |input| read(&String::from_utf8_lossy(input)))
}

fn typed(name: &'static str, short: usize, lines: &str, read: impl FnMut(&str) + Send + 'static) -> Tested {
    let (corpus, mutate) = (texts(lines), mutate::text as mutate::Mutate);
    let target = Target {
        name,
        short,
        corpus,
        mutate,
    };
    target.run(move || Ok(of_text(read)))
}

#[test]
fn places() -> Tested {
    let lines = "湖北省武汉市江汉区\n1.20从武汉坐K1234到贵阳，2月4日回厂\n没去过湖北\n湖北武汉，途经长沙（未下车）\n浙江温州、台州\n凯里市舟溪镇\n黔东南";
    typed("place text", 500, lines, |text| drop(region::read(text)))
}

#[test]
fn dates_and_times() -> Tested {
    let lines = "2020-02-07\n2.7\n二月七日\n2月4日至2月7日\n01-20—02-04\n20200207\n昨天\n8:30\n0830\n下午3点\n2020年2月30日";
    let near = Zone::DEFAULT.day_of(SystemClock.now());
    typed("date and time text", 1_000, lines, move |text| {
        let _days = (
            dates::read_day(text, near),
            dates::no_such_day(text),
            dates::read_span(text, near),
            text.parse::<Day>(),
        );
        let _time = dates::read_time(text);
    })
}

#[test]
fn temperatures() -> Tested {
    typed(
        "temperature",
        1_000,
        "36.5\n376\n37.3℃\n97.9\n体温36.6度\n３６．５\n36,5\n36.5°C",
        |text| {
            for unit in [Unit::Celsius, Unit::Fahrenheit] {
                if let Ok(celsius) = temperature::parse(text, unit) {
                    assert!(temperature::parse(&celsius.shown(unit), unit).is_ok(), "what is shown can be typed");
                }
            }
        },
    )
}

#[test]
fn identity_numbers() -> Tested {
    let lines = "11010519491231002X\n110105194912310021\n522601199001010010\nE12345678\nH12345678\n护照 G12345678";
    let today = chrono::NaiveDate::default();
    typed("identity number", 1_000, lines, move |text| {
        if let Ok(document) = Document::parse(text) {
            let _shown = (document.masked(), document.number());
            if let Some(id) = document.resident_id() {
                let _known = (id.age_on(today), id.sex(), id.masked(), id.is_born_after(today), id.area());
            }
        }
    })
}

#[test]
fn the_one_box() -> Tested {
    typed(
        "the one box",
        1_000,
        "0231\n张三 36.5\n36.5 0231\n谁没测\n今天发热\n采矿一队 未测\n>设置\n隔离 7天",
        |text| drop(ask::parse(text)),
    )
}

/// Settings and rules as another station's entry brings them: read, and then asked what they say.
#[test]
fn settings_and_rules() -> Tested {
    let settings = Settings::default();
    let body = serde_json::to_vec(&settings)?;
    let near = Zone::DEFAULT.day_of(SystemClock.now());
    let target = Target {
        name: "settings and rulebook as JSON",
        short: 800,
        corpus: vec![body],
        mutate: mutate::json,
    };
    target.run(move || {
        Ok(of_text(move |text| {
            if let Ok(Entry::SettingsChanged(settings)) = Entry::decode(2, None, text) {
                drop(settings.rules.title());
                drop(settings.rules.symptoms_in("发热、干咳、乏力"));
                for code in region::read("湖北武汉、浙江温州").into_iter().filter_map(|mention| mention.code) {
                    let _presence = settings.rules.presence(code, Some((near, near)));
                }
            }
        }))
    })
}

#[test]
fn small_files() -> Tested {
    let mut corpus = vec!["[columns]\n\"1\" = \"employee\"\n\"姓名\" = \"name\"\n".as_bytes().to_vec()];
    let assets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for name in [
        "layouts/daily.toml",
        "layouts/temperature.toml",
        "layouts/zero.toml",
        "dhis2-example.toml",
        "rules/cn-2020-04.toml",
    ] {
        corpus.push(std::fs::read(assets.join(name))?);
    }
    let target = Target {
        name: "layouts, columns, rules and DHIS2 mapping as TOML",
        short: 800,
        corpus,
        mutate: mutate::text,
    };
    target.run(|| {
        Ok(of_text(|text| {
            if let Ok(layout) = toml::from_str::<Layout>(text) {
                let _shown = (layout.is_usable(), layout.days());
            }
            let headers = ["工号".to_owned(), "姓名".to_owned()];
            let mut matching = Matching::<Field>::guess(&headers);
            drop(matching.overrides(&headers, text));
            drop(Mapping::read(text));
            drop(toml::from_str::<Rules>(text));
        }))
    })
}

#[test]
fn cards() -> Tested {
    let place = tempfile::tempdir()?;
    let station = gatehouse::station::Station::init(place.path(), crate::plant::opening("南门"), Box::new(SystemClock))?;
    let text = card_text(&station.own_card()?);
    let json = serde_json::to_vec(&station.own_card()?)?;
    let target = |name, corpus, mutate| Target {
        name,
        short: 800,
        corpus,
        mutate,
    };
    target("card as text", vec![text.into_bytes()], mutate::text).run(|| Ok(of_text(|text| drop(card_from_text(text)))))?;
    // Wrapped again after it was changed, so that what is inside is read.
    target("card, its inside", vec![json], mutate::json).run(|| {
        Ok(of_text(|json| {
            if let Ok(card) = serde_json::from_str(json)
                && let Ok(card) = card_from_text(&card_text(&card))
            {
                drop(card.fingerprint().to_string());
            }
        }))
    })
}

#[test]
fn pictures() -> Tested {
    let drawn = image::RgbImage::from_fn(48, 64, |x, y| image::Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 90]));
    let mut corpus = Vec::new();
    for format in [
        image::ImageFormat::Png,
        image::ImageFormat::Jpeg,
        image::ImageFormat::Bmp,
        image::ImageFormat::Gif,
        image::ImageFormat::WebP,
    ] {
        let mut bytes = std::io::Cursor::new(Vec::new());
        drawn.write_to(&mut bytes, format)?;
        corpus.push(bytes.into_inner());
    }
    let target = Target {
        name: "pictures: PNG, JPEG, BMP, GIF, WebP",
        short: 600,
        corpus,
        mutate: mutate::bytes,
    };
    target.run(|| {
        Ok(Box::new(|input| {
            drop(picture::reduce(input));
            drop(picture::poster(input));
        }))
    })
}
