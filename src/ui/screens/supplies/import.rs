//! A list of stock coming in (库存清单).

use crate::station::{Refused, StockField, StockPreview};
use crate::ui::action::{Action, BringAsked, SuppliesAsked};
use crate::ui::screens::bring::Brings;
use crate::ui::text::Text;

impl Brings for StockPreview {
    type Field = StockField;
    const WORDS: [&'static str; 2] = ["supply-import-title", "supply-import-what"];
    const TAKE: [&'static str; 2] = ["supply-import-all", "supply-import-good"];

    fn asked(asked: BringAsked<StockField>) -> Action {
        Action::Supplies(SuppliesAsked::Stock(asked))
    }

    fn fields() -> Vec<StockField> {
        StockField::ALL.to_vec()
    }

    fn good(&self) -> usize {
        self.rows.len()
    }

    fn refused(&self) -> &[Refused] {
        &self.refused
    }

    fn counted(&self, text: &Text) -> String {
        let figures = [("good", self.rows.len()), ("known", self.known), ("refused", self.refused.len())];
        let figures = figures.map(|(name, number)| (name, number.to_string()));
        let figures: Vec<(&str, &str)> = figures.iter().map(|(name, number)| (*name, number.as_str())).collect();
        text.with("supply-import-found", &figures)
    }
}
