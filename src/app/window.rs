//! The window itself: opened with what the PC has, closed only on purpose.

use std::path::PathBuf;
use std::rc::Rc;

use eframe::egui::{self, Ui, ViewportCommand};

use super::{Desk, MakeClock};
use crate::station::SystemClock;
use crate::ui::text::Lang;

/// The smallest window that is supported, in points.
const SMALLEST: [f32; 2] = [1024.0, 640.0];

/// Why no window could be opened. The text is the system's own.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoWindow(String);

/// Which of the two ways of drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Renderer {
    #[default]
    Wgpu,
    /// Needs OpenGL 2 only: old PCs, software drawing.
    Glow,
}

struct Window(Desk);

impl Drop for Window {
    fn drop(&mut self) {
        self.0.back_up_at_closing();
    }
}

impl eframe::App for Window {
    /// Also for a window that nobody sees: it is locked as any other.
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.0.watch(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        if ui.input(|input| input.viewport().close_requested()) && !self.0.may_close() {
            ui.ctx().send_viewport_cmd(ViewportCommand::CancelClose);
            self.0.ask_close();
        }
        self.0.ui(ui);
    }
}

/// Opens the window and stays until it is closed.
pub fn open(folder: PathBuf, lang: Option<Lang>, renderer: Renderer) -> Result<(), NoWindow> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Gatehouse")
        .with_app_id("gatehouse")
        .with_inner_size([1366.0, 768.0])
        .with_maximized(true)
        .with_min_inner_size(SMALLEST);
    let options = eframe::NativeOptions {
        viewport,
        renderer: match renderer {
            Renderer::Wgpu => eframe::Renderer::Wgpu,
            Renderer::Glow => eframe::Renderer::Glow,
        },
        ..eframe::NativeOptions::default()
    };
    let clock: MakeClock = Rc::new(|| Box::new(SystemClock));
    let made = move |_: &eframe::CreationContext<'_>| {
        let window: Box<dyn eframe::App> = Box::new(Window(Desk::new(folder, lang, clock)));
        Ok(window)
    };
    eframe::run_native("gatehouse", options, Box::new(made)).map_err(|error| NoWindow(error.to_string()))
}
