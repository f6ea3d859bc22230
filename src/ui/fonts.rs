//! The three font files in the program, and how a character finds one.
//!
//! Regular holds all of GB 2312 and Big5 and every further Han character Noto Sans SC has. Bold holds what the program itself says, family
//! names and the commonest characters; anything else falls back to regular. `packaging/fonts.py` makes the files.

use eframe::egui::{Context, FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// The regular font, which pages on paper are set in as well.
pub(super) static REGULAR_FACE: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf");

const REGULAR: &str = "regular";
const BOLD: &str = "bold";
const ICONS: &str = "icons";
const BOLD_ONLY: &str = "bold-only";

/// Bold, then regular for what bold lacks.
pub(super) fn bold_family() -> FontFamily {
    FontFamily::Name(BOLD.into())
}

/// Bold and nothing else, to ask what it holds.
pub(super) fn bold_only_family() -> FontFamily {
    FontFamily::Name(BOLD_ONLY.into())
}

/// The icons.
pub(super) fn icon_family() -> FontFamily {
    FontFamily::Name(ICONS.into())
}

/// Gives a window its fonts.
pub(super) fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    let files: [(&str, &'static [u8]); 3] = [
        (REGULAR, REGULAR_FACE),
        (BOLD, include_bytes!("../../assets/fonts/NotoSansSC-Bold.ttf")),
        (ICONS, include_bytes!("../../assets/icons/lucide.ttf")),
    ];
    for (name, bytes) in files {
        definitions
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let families: [(FontFamily, &[&str]); 5] = [
        (FontFamily::Proportional, &[REGULAR]),
        (FontFamily::Monospace, &[REGULAR]),
        (bold_family(), &[BOLD, REGULAR]),
        (bold_only_family(), &[BOLD]),
        (icon_family(), &[ICONS]),
    ];
    for (family, names) in families {
        definitions
            .families
            .insert(family, names.iter().map(|&name| name.to_owned()).collect());
    }
    definitions
}

#[cfg(test)]
mod tests {
    use super::{bold_family, bold_only_family, install};
    use crate::ui::text::Lang;
    use eframe::egui::{Context, FontFamily, FontId, RawInput};

    /// Which of `characters` the family lacks.
    fn missing(family: FontFamily, characters: &str) -> String {
        let ctx = Context::default();
        install(&ctx);
        let font = FontId::new(15.0, family);
        let mut lacking = String::new();
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            lacking = ui.fonts_mut(|fonts| {
                characters
                    .chars()
                    .filter(|&c| !c.is_control() && !fonts.has_glyph(&font, c))
                    .collect()
            });
        });
        output.textures_delta.clear();
        lacking
    }

    fn every_pair(encoding: &'static encoding_rs::Encoding, lead: std::ops::RangeInclusive<u8>) -> String {
        let pairs = lead.flat_map(|lead| (0x40..=0xFE).map(move |trail| [lead, trail]));
        pairs
            .filter_map(|pair| {
                encoding
                    .decode_without_bom_handling_and_without_replacement(&pair)
                    .map(std::borrow::Cow::into_owned)
            })
            .collect()
    }

    #[test]
    fn every_character_of_the_language_files_has_a_glyph() {
        let said: String = Lang::ALL.into_iter().flat_map(Lang::files).collect();
        assert_eq!(missing(FontFamily::Proportional, &said), "");
        assert_eq!(missing(bold_family(), &said), "");
    }

    #[test]
    fn every_han_character_the_program_says_is_bold() {
        let said: String = Lang::ALL
            .into_iter()
            .flat_map(Lang::files)
            .flat_map(str::chars)
            .filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c))
            .collect();
        assert_eq!(missing(bold_only_family(), &said), "", "run packaging/fonts.py bold again");
    }

    #[test]
    fn national_character_sets_have_glyphs() {
        let gb2312 = every_pair(encoding_rs::GBK, 0xB0..=0xF7);
        let big5 = every_pair(encoding_rs::BIG5, 0xA4..=0xF9);
        assert!(gb2312.contains('啊') && big5.contains('門'));
        let han: String = format!("{gb2312}{big5}")
            .chars()
            .filter(|c| ('\u{4E00}'..='\u{9FA5}').contains(c))
            .collect();
        assert!(han.chars().count() > 15_000);
        assert_eq!(missing(FontFamily::Proportional, &han), "");
    }

    #[test]
    fn rare_family_and_given_names_have_glyphs() {
        assert_eq!(missing(FontFamily::Proportional, "㛃䶮𬭊亓仝禤逄蔄贠"), "");
        assert_eq!(missing(bold_only_family(), "欧阳尉迟亓官逄贠单仇解曾"), "");
    }
}
