//! One frame of the gate, of the list of people and of the returns: layout and tessellation, no graphics card; small plant
//! against large. Everybody has declared.

use std::io::Write;
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

use eframe::egui::{self, Event, Key, Modifiers, RawInput};
use gatehouse::app::{Desk, MakeClock};
use gatehouse::station::{Station, SystemClock};

use crate::plant::Plant;
use crate::{Fault, Times, folder, verdict};

const SMALL: (usize, usize) = (1_000, 10_000);
const LARGE: (usize, usize) = (100_000, 1_000_000);
const FRAMES: usize = 400;

/// The medians of the gate, of the list of people and of the returns, in milliseconds.
struct Frames {
    gate: f64,
    people: f64,
    returns: f64,
}

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    let small = measure(SMALL, out)?;
    let large = measure(LARGE, out)?;
    for (what, small, large) in [
        ("the gate", small.gate, large.gate),
        ("the list", small.people, large.people),
        ("the returns", small.returns, large.returns),
    ] {
        writeln!(out, "{}", verdict(&format!("a frame of {what}, large plant"), large, 1.0, " ms"))?;
        writeln!(out, "{}", verdict(&format!("{what}, large against small"), large / small, 1.1, "x"))?;
    }
    Ok(())
}

fn measure((people, readings): (usize, usize), out: &mut dyn Write) -> Result<Frames, Fault> {
    let folder = folder()?;
    let mut plant = Plant::found(folder.path(), people)?;
    plant.measure(readings)?;
    plant.declare()?;
    drop(plant);
    let badge = sign_in(folder.path())?;
    let clock: MakeClock = Rc::new(|| Box::new(SystemClock));
    let mut window = Window {
        desk: Desk::new(folder.path().to_owned(), None, clock),
        ctx: egui::Context::default(),
        time: 0.0,
    };
    window.frame(Vec::new());
    window.frame(vec![Event::Text(format!("{badge} 365"))]);
    let gate = window.median(out, &format!("the gate, {people} people, {readings} readings"))?;
    window.frame(vec![key(Key::Num5, Modifiers::ALT)]);
    window.frame(Vec::new());
    let list = window.median(out, &format!("the list, {people} people, {readings} readings"))?;
    window.frame(vec![key(Key::Num2, Modifiers::ALT)]);
    window.frame(Vec::new());
    let returns = window.median(out, &format!("the returns, {people} declarations"))?;
    Ok(Frames {
        gate,
        people: list,
        returns,
    })
}

/// Puts somebody on duty, so that the gate stands open, and names a badge.
fn sign_in(folder: &Path) -> Result<String, Fault> {
    let mut station = Station::open(folder, Box::new(SystemClock))?;
    station.hand_over("王建国")?;
    let somebody = station.people()?.into_iter().find(|person| !person.badge.is_empty());
    Ok(somebody.ok_or("nobody has a badge")?.badge)
}

struct Window {
    desk: Desk,
    ctx: egui::Context,
    time: f64,
}

impl Window {
    fn frame(&mut self, events: Vec<Event>) {
        self.time += 0.1;
        let input = RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1366.0, 768.0))),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let desk = &mut self.desk;
        let mut output = self.ctx.run_ui(input, |ui| desk.ui(ui));
        output.textures_delta.clear();
        drop(self.ctx.tessellate(output.shapes, output.pixels_per_point));
    }

    fn median(&mut self, out: &mut dyn Write, what: &str) -> Result<f64, Fault> {
        for _ in 0..10 {
            self.frame(Vec::new());
        }
        let mut times = Times::default();
        for _ in 0..FRAMES {
            let started = Instant::now();
            self.frame(Vec::new());
            times.take(started.elapsed());
        }
        writeln!(out, "{}", times.line(what))?;
        Ok(times.median())
    }
}

fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}
