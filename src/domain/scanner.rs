//! Telling a scanner from a hand: a scanner types a whole code within a few milliseconds and ends it with Enter.
//!
//! Characters are held back until it is clear which of the two it was, at most [`ScannerSettings::max_gap_ms`], which nobody notices.

use super::day::Moment;
use super::settings::ScannerSettings;

/// Shorter runs are typed by hand; a fast typist ends `zs` with Enter within the gap.
const SHORTEST: usize = 4;

/// A key as the window hears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    Character(char),
    Enter,
}

/// What the strokes turned out to be, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A whole code, without prefix, suffix and Enter.
    Scan(String),
    /// Typed by hand: it belongs to whatever has the keyboard.
    Typed(String),
    /// An Enter pressed by hand.
    Enter,
}

/// Collects strokes until it is clear who made them.
#[derive(Clone, Debug, Default)]
pub struct Collector {
    held: String,
    last: Option<Moment>,
}

impl Collector {
    /// Hears a stroke. Two codes in one frame come out as two scans.
    pub fn hear(&mut self, settings: &ScannerSettings, now: Moment, stroke: Stroke, heard: &mut Vec<Heard>) {
        self.settle(settings, now, heard);
        match stroke {
            Stroke::Character(c) => {
                self.held.push(c);
                self.last = Some(now);
            }
            Stroke::Enter => {
                let run = std::mem::take(&mut self.held);
                match code(settings, &run) {
                    Some(code) => heard.push(Heard::Scan(code)),
                    None if run.is_empty() => heard.push(Heard::Enter),
                    None => heard.extend([Heard::Typed(run), Heard::Enter]),
                }
            }
        }
    }

    /// Lets go of what was held too long to be a scanner's. Call it every frame.
    pub fn settle(&mut self, settings: &ScannerSettings, now: Moment, heard: &mut Vec<Heard>) {
        let waited = self.last.map_or(0, |last| now.0.saturating_sub(last.0));
        if !self.held.is_empty() && !(0..=i64::from(settings.max_gap_ms)).contains(&waited) {
            heard.push(Heard::Typed(std::mem::take(&mut self.held)));
        }
    }

    /// Something is held back: look again after the gap.
    pub fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }
}

/// The code in a run of strokes. A prefix or suffix that is set must be there.
fn code(settings: &ScannerSettings, run: &str) -> Option<String> {
    let code = run.strip_prefix(&settings.prefix)?.strip_suffix(&settings.suffix)?;
    let long = code.chars().count() >= SHORTEST || !settings.prefix.is_empty();
    let plain = code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/'));
    (long && plain && !code.is_empty()).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays `(milliseconds, strokes)`; `\n` is Enter.
    fn play(settings: &ScannerSettings, frames: &[(i64, &str)]) -> Vec<Heard> {
        let (mut collector, mut heard) = (Collector::default(), Vec::new());
        let mut end = 0;
        for (at, strokes) in frames {
            end = *at;
            collector.settle(settings, Moment(*at), &mut heard);
            for c in strokes.chars() {
                let stroke = if c == '\n' { Stroke::Enter } else { Stroke::Character(c) };
                collector.hear(settings, Moment(*at), stroke, &mut heard);
            }
        }
        collector.settle(settings, Moment(end + 1000), &mut heard);
        heard
    }

    fn scan(code: &str) -> Heard {
        Heard::Scan(code.into())
    }

    fn typed(text: &str) -> Heard {
        Heard::Typed(text.into())
    }

    #[test]
    fn scanners_and_hands() {
        let plain = ScannerSettings::default();
        let by_frame: Vec<(i64, &str)> = vec![(0, "0"), (16, "2"), (33, "3"), (50, "1"), (66, "\n")];
        let by_hand: Vec<(i64, &str)> = vec![(0, "0"), (120, "2"), (240, "3"), (360, "1"), (480, "\n")];
        for (frames, expected) in [
            (vec![(0, "0231\n")], vec![scan("0231")]),
            (vec![(0, "0231\n0232\n")], vec![scan("0231"), scan("0232")]),
            (by_frame, vec![scan("0231")]),
            (by_hand, vec![typed("0"), typed("2"), typed("3"), typed("1"), Heard::Enter]),
            (vec![(0, "36"), (200, "0231\n")], vec![typed("36"), scan("0231")]),
            (vec![(0, "zs\n")], vec![typed("zs"), Heard::Enter]),
            (vec![(0, "36.5\n")], vec![typed("36.5"), Heard::Enter]),
            (vec![(0, "\n")], vec![Heard::Enter]),
            (vec![(0, "张双张双\n")], vec![typed("张双张双"), Heard::Enter]),
        ] {
            assert_eq!(play(&plain, &frames), expected, "{frames:?}");
        }
    }

    #[test]
    fn what_a_scanner_puts_around_a_code_is_taken_off() {
        let around = ScannerSettings {
            prefix: "~".into(),
            suffix: "#".into(),
            ..ScannerSettings::default()
        };
        assert_eq!(play(&around, &[(0, "~0231#\n")]), [scan("0231")]);
        assert_eq!(play(&around, &[(0, "~07#\n")]), [scan("07")]);
        assert_eq!(play(&around, &[(0, "0231\n")]), [typed("0231"), Heard::Enter]);
    }

    #[test]
    fn a_clock_that_jumps_back_lets_go_of_what_is_held() {
        let settings = ScannerSettings::default();
        assert_eq!(
            play(&settings, &[(5000, "02"), (0, "31\n")]),
            [typed("02"), typed("31"), Heard::Enter]
        );
    }
}
