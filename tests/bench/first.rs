//! From the start of a program to its first frame on the screen: the gate of 1,200 people against a bare eframe window with the same
//! font. Each start is a process of its own, this program again with other words.

use std::io::{BufRead as _, BufReader, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use eframe::egui::{self, FontData, FontDefinitions, FontFamily, Ui, ViewportBuilder, ViewportCommand};
use gatehouse::app::{Desk, MakeClock};
use gatehouse::station::{Station, SystemClock};

use crate::plant::Plant;
use crate::{Fault, Times, folder, verdict};

const PEOPLE: usize = 1_200;
const STARTS: usize = 9;
/// The word that makes this program a window instead of a benchmark; a folder after it makes it the gate.
pub(crate) const WINDOW: &str = "window";

pub(crate) fn run(out: &mut dyn Write) -> Result<(), Fault> {
    if ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .all(|display| std::env::var_os(display).is_none())
    {
        writeln!(out, "  not measured: there is no display (xvfb-run gives one)")?;
        return Ok(());
    }
    let folder = folder()?;
    let mut plant = Plant::found(folder.path(), PEOPLE)?;
    plant.measure(30 * PEOPLE)?;
    drop(plant);
    Station::open(folder.path(), Box::new(SystemClock))?.hand_over("王建国")?;
    let (mut bare, mut gate) = (Times::default(), Times::default());
    for _ in 0..STARTS {
        start(None, &mut bare)?;
        start(Some(folder.path()), &mut gate)?;
    }
    writeln!(out, "{}", bare.line("a bare window, its first frame"))?;
    writeln!(out, "{}", gate.line("the gate, its first frame"))?;
    let ratio = gate.median() / bare.median();
    writeln!(out, "{}", verdict("the gate : a bare window, medians", ratio, 1.3, " times"))?;
    Ok(())
}

/// Starts a window and waits for its first frame, then for its end.
fn start(folder: Option<&Path>, times: &mut Times) -> Result<(), Fault> {
    let started = Instant::now();
    let mut child = Command::new(std::env::current_exe()?)
        .arg(WINDOW)
        .args(folder)
        .stdout(Stdio::piped())
        .spawn()?;
    let stdout = child.stdout.take().ok_or("no output")?;
    let said = BufReader::new(stdout).lines().next().transpose()?;
    times.take(started.elapsed());
    child.wait()?;
    if said.is_some() {
        Ok(())
    } else {
        Err("the window drew nothing".into())
    }
}

/// What such a process does: draws, says so once a frame is on the screen, and goes.
pub(crate) fn window(folder: Option<PathBuf>) -> Result<(), Fault> {
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default().with_inner_size([1366.0, 768.0]),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    let made = move |made: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let clock: MakeClock = Rc::new(|| Box::new(SystemClock));
        let desk = folder.map(|folder| Desk::new(folder, None, clock));
        if desk.is_none() {
            made.egui_ctx.set_fonts(font());
        }
        Ok(Box::new(Window { desk, frames: 0 }))
    };
    Ok(eframe::run_native("first frame", options, Box::new(made))?)
}

fn font() -> FontDefinitions {
    let mut font = FontDefinitions::empty();
    let bytes: &'static [u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf");
    font.font_data.insert("regular".into(), Arc::new(FontData::from_static(bytes)));
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        font.families.insert(family, vec!["regular".into()]);
    }
    font
}

struct Window {
    desk: Option<Desk>,
    frames: u32,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        // The second frame begins when the first one is on the screen.
        self.frames += 1;
        if self.frames == 2 {
            // Without an output nobody waits for the line.
            writeln!(stdout(), "drawn").unwrap_or_default();
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
        match &mut self.desk {
            Some(desk) => desk.ui(ui),
            None => {
                egui::CentralPanel::default().show(ui, |ui| ui.label("门岗"));
            }
        }
        ui.ctx().request_repaint();
    }
}
