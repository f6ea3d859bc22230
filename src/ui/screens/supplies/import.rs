//! A list of stock coming in (库存清单).

use crate::station::{Refused, StockField, StockPreview};
use crate::ui::action::{Action, BringAsked, SuppliesAsked};
use crate::ui::screens::bring::{Brings, counted};
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
        counted(text, "supply-import-found", [self.rows.len(), self.known, self.refused.len()])
    }
}
