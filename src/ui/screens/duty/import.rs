//! A duty plan coming in: whom it is about and which days, before anything is written.

use crate::station::Refused;
use crate::station::bring_duty::{Planned, Preview};
use crate::ui::action::{Action, BringAsked, DutyAsked};
use crate::ui::screens::bring::Brings;
use crate::ui::text::Text;

impl Brings for Preview {
    type Field = Planned;
    const WORDS: [&'static str; 2] = ["duty-import-title", "duty-import-what"];
    const TAKE: [&'static str; 2] = ["duty-take-all", "duty-take-good"];

    fn asked(asked: BringAsked<Planned>) -> Action {
        Action::Duty(DutyAsked::Bring(asked))
    }

    fn fields() -> Vec<Planned> {
        Planned::ALL.to_vec()
    }

    fn good(&self) -> usize {
        self.rows
    }

    fn refused(&self) -> &[Refused] {
        &self.refused
    }

    fn counted(&self, text: &Text) -> String {
        let Some((from, to)) = self.days() else {
            return text.get("duty-import-nothing").to_owned();
        };
        let [from, to] = [from, to].map(|day| day.to_string());
        let figures = [self.rows, self.whose(), self.refused.len()].map(|figure| figure.to_string());
        let [good, whose, refused] = figures.each_ref().map(String::as_str);
        let facts = [("good", good), ("whose", whose), ("refused", refused), ("from", &from), ("to", &to)];
        text.with("duty-import-found", &facts)
    }
}
