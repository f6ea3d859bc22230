//! QR codes: a text or a link as dark and light modules, for whoever draws them.

use qrcode::{EcLevel, QrCode};

/// A square of modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modules {
    /// Modules along a side.
    pub side: usize,
    /// Row by row; `true` is dark.
    pub dark: Vec<bool>,
}

/// The code of a text, which a quarter of dirt does not spoil; `None` where it is empty or too long for any code.
pub fn modules(text: &str) -> Option<Modules> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).ok()?;
    let dark = code.to_colors().into_iter().map(|colour| colour == qrcode::Color::Dark);
    Some(Modules {
        side: code.width(),
        dark: dark.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_reads_back_what_was_written() -> Result<(), Box<dyn std::error::Error>> {
        for text in ["https://example.org/report?unit=42", "症状电话 0851-1234567", "a"] {
            let code = modules(text).ok_or("no code")?;
            let mut grid = rqrr::PreparedImage::prepare_from_bitmap((code.side + 8) * 4, (code.side + 8) * 4, |x, y| {
                let at = |pixel: usize| (pixel / 4).checked_sub(4).filter(|module| *module < code.side);
                matches!((at(x), at(y)), (Some(x), Some(y)) if code.dark[y * code.side + x])
            });
            let found = grid.detect_grids();
            let (_, read) = found.first().ok_or("not found")?.decode()?;
            assert_eq!(read, text);
        }
        Ok(())
    }

    #[test]
    fn nothing_and_too_much_have_no_code() {
        assert_eq!(modules("  "), None);
        assert_eq!(modules(&"一".repeat(3_000)), None);
    }
}
