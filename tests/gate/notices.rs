//! Notices through the real screens: written, shown and taken down by keyboard alone.

use std::path::Path;

use eframe::egui::{Event, Key, Modifiers};
use gatehouse::domain::notices::{Notice, NoticeBook, Spot, shipped};
use gatehouse::station::{FixedClock, Station};
use gatehouse::ui::text::{Lang, Text};

use super::Tested;
use super::desk::{Site, found};

fn book(folder: &Path, clock: &FixedClock) -> Result<NoticeBook, Box<dyn std::error::Error>> {
    Ok(Station::open(folder, Box::new(clock.clone()))?.daybook()?.notices.clone())
}

#[test]
fn an_empty_station_has_something_to_show_in_every_language() -> Tested {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir()?;
        let clock = found(folder.path(), 3)?;
        let text = Text::new(lang);
        let mut site = Site::open(folder.path(), clock.clone(), lang);
        site.presses_with(Modifiers::ALT, Key::N);
        let first = shipped(lang.tag()).first().ok_or("none shipped")?;
        assert!(site.says(&first.title) && site.says(text.get("notices-never")));
        site.presses(Key::F5);
        assert!(site.says(text.get("notices-window-keys")), "the window for the queue is open");
        site.pass(200);
        site.presses(Key::ArrowDown);
        site.presses(Key::F5);
        site.presses(Key::Escape);
        assert!(!site.says(text.get("notices-window-keys")), "Esc closes it and stays on the screen");
        assert!(site.says(text.get("notices-new")));
        drop(site);
        let book = book(folder.path(), &clock)?;
        let titles: Vec<&str> = book.showings().iter().map(|(_, showing)| showing.title.as_str()).collect();
        let second = shipped(lang.tag()).get(1).ok_or("one shipped")?;
        assert_eq!(titles, [first.title.as_str(), second.title.as_str()]);
    }
    Ok(())
}

#[test]
fn a_notice_is_written_by_keyboard_and_nothing_typed_is_lost() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 3)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::N);
    site.presses_with(Modifiers::COMMAND, Key::N);
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("标题没有填写"));
    site.types("今天停水");
    site.presses(Key::Escape);
    assert!(site.says("在放"), "back at the list");
    assert!(!site.harness.state().may_close(), "what was typed is not saved yet");
    site.presses_with(Modifiers::COMMAND, Key::N);
    site.presses(Key::Tab);
    site.types("九点到十一点");
    assert!(site.says("今天停水 · 九点到十一点"), "the preview shows both");
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    assert!(site.says("还没有放过"), "saved, and chosen in the list");
    site.presses(Key::F8);
    assert!(site.says("已撤下 今天停水"));
    site.presses(Key::F8);
    assert!(site.says("在放 今天停水"));
    site.presses(Key::F7);
    assert!(site.says("班前会宣读") && site.says("九点到十一点"));
    site.presses(Key::Escape);
    drop(site);
    let book = book(folder.path(), &clock)?;
    let all = book.all("zh-Hans");
    let own: Vec<&Notice> = all.iter().filter(|notice| notice.title == "今天停水").collect();
    assert_eq!(own.len(), 1);
    assert!(book.showings().is_empty());
    Ok(())
}

#[test]
fn pages_turn_by_themselves_and_each_is_told_once() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 3)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::N);
    site.presses(Key::F5);
    let up = shipped("zh-Hans").iter().filter(|notice| notice.is_for(Spot::Gate)).count();
    // Twice around: a step of the harness is a quarter of a second.
    let steps = up * 12 * 4 * 2 + 8;
    site.harness.run_steps(steps);
    drop(site);
    assert_eq!(book(folder.path(), &clock)?.showings().len(), up);
    Ok(())
}

#[test]
fn a_picture_is_taken_in_by_its_path_and_a_bad_one_is_said() -> Tested {
    let folder = tempfile::tempdir()?;
    let clock = found(folder.path(), 3)?;
    let file = folder.path().join("poster.png");
    image::RgbImage::from_pixel(2_000, 500, image::Rgb([200, 30, 30])).save(&file)?;
    let mut site = Site::open(folder.path(), clock.clone(), Lang::ZhHans);
    site.presses_with(Modifiers::ALT, Key::N);
    site.presses_with(Modifiers::COMMAND, Key::N);
    site.types("洗手");
    for _ in 0..3 {
        site.presses(Key::Tab);
    }
    for (path, comes) in [(Path::new("/nowhere"), "数据文件夹不能使用"), (&file, "去掉图片")] {
        site.harness.event(Event::Text(path.display().to_string()));
        site.presses(Key::Enter);
        // A thread reads it; how soon depends on what else the machine does.
        let came = (0..200).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            site.pass(1);
            site.says(comes)
        });
        assert!(came, "{comes}");
    }
    site.presses_with(Modifiers::COMMAND, Key::Enter);
    drop(site);
    let station = Station::open(folder.path(), Box::new(clock.clone()))?;
    let all = station.daybook()?.notices.all("zh-Hans");
    let kept = all.iter().find_map(|notice| notice.picture.clone()).ok_or("no picture")?;
    let jpeg = station.picture(&kept)?.ok_or("not kept")?;
    assert_eq!(image::load_from_memory(&jpeg)?.width(), 1_600);
    Ok(())
}
