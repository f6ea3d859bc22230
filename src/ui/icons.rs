//! The icons: a few glyphs of Lucide (ISC licence, `assets/icons/LICENSE`). An icon never stands alone; a word is beside it or is its name.

use super::fonts;
use eframe::egui::{Align2, Color32, FontId, Painter, Pos2, RichText};

macro_rules! icons {
    ($($name:ident = $glyph:literal),* $(,)?) => {
        /// What is drawn; `packaging/fonts.py` lists Lucide's own names in the same order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Icon { $($name),* }

        impl Icon {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The character that draws it in the icon font.
            pub fn glyph(self) -> char {
                match self { $(Self::$name => $glyph),* }
            }
        }
    };
}

icons! {
    Gate = '\u{e3da}',
    Users = '\u{e1a4}',
    Settings = '\u{e154}',
    Search = '\u{e151}',
    Plus = '\u{e13d}',
    Close = '\u{e1b2}',
    Check = '\u{e06c}',
    Undo = '\u{e2a1}',
    Download = '\u{e0b2}',
    Upload = '\u{e19e}',
    Printer = '\u{e141}',
    Clock = '\u{e087}',
    Lock = '\u{e10b}',
    Help = '\u{e082}',
    Thermometer = '\u{e186}',
    User = '\u{e19f}',
    UserPlus = '\u{e1a2}',
    Car = '\u{e1d5}',
    Building = '\u{e290}',
    Bed = '\u{e2c1}',
    Phone = '\u{e133}',
    Filter = '\u{e0dc}',
    ArrowUp = '\u{e04a}',
    ArrowDown = '\u{e042}',
    ChevronUp = '\u{e070}',
    ChevronDown = '\u{e06d}',
    ChevronLeft = '\u{e06e}',
    ChevronRight = '\u{e06f}',
    Camera = '\u{e064}',
    Image = '\u{e0f6}',
    Table = '\u{e17d}',
    Copy = '\u{e09e}',
    History = '\u{e1f5}',
    WifiOff = '\u{e1af}',
    HardDrive = '\u{e0ed}',
    Database = '\u{e0ad}',
    Globe = '\u{e0e8}',
    Moon = '\u{e11e}',
    Sun = '\u{e178}',
    LogIn = '\u{e10d}',
    LogOut = '\u{e10e}',
    Ban = '\u{e051}',
    Stethoscope = '\u{e2f1}',
    House = '\u{e0f5}',
    Package = '\u{e129}',
    ClipboardList = '\u{e086}',
    Chart = '\u{e2a3}',
    CircleCheck = '\u{e226}',
    Triangle = '\u{e193}',
    Info = '\u{e0f9}',
    FileText = '\u{e0cc}',
    Trash = '\u{e18e}',
    Pencil = '\u{e1f9}',
    Refresh = '\u{e145}',
    Calendar = '\u{e063}',
    Eye = '\u{e0ba}',
    MapPin = '\u{e111}',
    Key = '\u{e4a7}',
    Cross = '\u{e1e5}',
    Spray = '\u{e499}',
    Overview = '\u{e1c1}',
    Footprints = '\u{e3bd}',
}

impl Icon {
    /// As text, for a label.
    pub fn text(self, size: f32) -> RichText {
        RichText::new(self.glyph()).font(Self::font(size))
    }

    /// Painted around `center`.
    pub fn paint(self, painter: &Painter, center: Pos2, size: f32, ink: Color32) {
        painter.text(center, Align2::CENTER_CENTER, self.glyph(), Self::font(size), ink);
    }

    fn font(size: f32) -> FontId {
        FontId::new(size, fonts::icon_family())
    }
}

#[cfg(test)]
mod tests {
    use super::Icon;
    use crate::ui::fonts;
    use eframe::egui::{Context, RawInput};
    use std::collections::HashSet;

    #[test]
    fn every_icon_has_a_glyph_of_its_own() {
        let ctx = Context::default();
        fonts::install(&ctx);
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            for &icon in Icon::ALL {
                assert!(ui.fonts_mut(|fonts| fonts.has_glyph(&Icon::font(15.0), icon.glyph())), "{icon:?}");
            }
        });
        output.textures_delta.clear();
        let distinct: HashSet<char> = Icon::ALL.iter().map(|icon| icon.glyph()).collect();
        assert_eq!(distinct.len(), Icon::ALL.len());
    }
}
