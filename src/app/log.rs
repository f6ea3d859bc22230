//! The log of this PC: what went wrong, by code and place. Personal data is in no log.

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::Layer as _;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// How many days of logs are kept.
const KEPT: usize = 14;

/// Writes to `logs` in the data folder from now on, as long as the guard lives. Without a place for logs there are none.
pub fn start(folder: &Path) -> Option<WorkerGuard> {
    let files = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("gatehouse")
        .filename_suffix("log");
    let folder = folder.join("logs");
    std::fs::create_dir_all(&folder).ok()?;
    let files = files.max_log_files(KEPT).build(folder).ok()?;
    let (writer, guard) = tracing_appender::non_blocking(files);
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(false);
    // Only this program's own events: what libraries say may quote what was typed.
    let own = tracing_subscriber::filter::filter_fn(|event| event.target().starts_with("gatehouse"));
    tracing_subscriber::registry().with(lines.with_filter(own)).try_init().ok()?;
    std::panic::set_hook(Box::new(|panic| {
        // Where, and never what: the message of a panic may quote a name.
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    Some(guard)
}
