//! Colours, sizes and type: the only file that may name any of them.
//!
//! Colour is kept for meaning. Every verdict has an ink and a soft ground that read at 7:1 or better, on light and on dark; a test
//! holds it. Sizes are in egui points at 100 %; a larger text size is a zoom of the whole window.

use super::fonts;
use eframe::egui::{
    Color32, Context, CornerRadius, FontId, Margin, Stroke, Style, TextStyle, Theme, Ui, Visuals, style::ScrollStyle, style::WidgetVisuals,
    vec2,
};

/// Light for the day, dark for a guard room at night.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    #[default]
    Light,
    Dark,
}

/// What a colour means. The seven verdicts, mildest first; failures of the program borrow `Isolate`, warnings `Recheck`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    Clear,
    Report,
    Ask,
    Recheck,
    Clinic,
    Isolate,
    Refuse,
}

impl Tone {
    pub const ALL: [Self; 7] = [
        Self::Clear,
        Self::Report,
        Self::Ask,
        Self::Recheck,
        Self::Clinic,
        Self::Isolate,
        Self::Refuse,
    ];
}

/// Type sizes in points. Line height follows the font: 1.45.
pub mod size {
    pub const LABEL: f32 = 13.0;
    pub const BODY: f32 = 15.0;
    pub const SECOND: f32 = 18.0;
    pub const FIGURE: f32 = 24.0;
    pub const NAME: f32 = 40.0;
    pub const VERDICT: f32 = 88.0;
}

/// Distances in points.
pub mod space {
    pub const XS: f32 = 4.0;
    pub const S: f32 = 8.0;
    pub const M: f32 = 12.0;
    pub const L: f32 = 16.0;
    pub const XL: f32 = 24.0;
}

/// Corner radii in points.
pub mod radius {
    pub const TAG: u8 = 6;
    pub const FIELD: u8 = 8;
    pub const CARD: u8 = 10;
}

/// Height of everything that can be pressed: a finger in a glove has to hit it.
pub const CONTROL: f32 = 40.0;

/// The width of the ring around the control that has the keyboard.
pub const FOCUS_RING: f32 = 2.0;

/// What a camera reads wants these two, in every scheme.
pub const PRINT: Color32 = Color32::BLACK;
pub const PAPER: Color32 = Color32::WHITE;

/// Type sizes of a page for people who stand three metres away, on a screen or a part of one that is `height` points high.
/// A screen of the least height has letters of 1.5 cm then.
#[derive(Clone, Copy, Debug)]
pub struct Poster {
    pub title: f32,
    pub body: f32,
    pub small: f32,
    /// The margin, and the unit of every distance.
    pub margin: f32,
}

/// The sizes for a page of this height; `part` makes the words smaller where they are many.
pub fn poster(height: f32, part: f32) -> Poster {
    Poster {
        title: height * 0.125 * part,
        body: height * 0.074 * part,
        small: height * 0.036,
        margin: height * 0.06,
    }
}

/// An ink and the soft ground it stands on.
#[derive(Clone, Copy, Debug)]
struct Pair {
    ink: Color32,
    soft: Color32,
}

/// The colours of one scheme.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    pub dark: bool,
    pub background: Color32,
    pub surface: Color32,
    pub sunken: Color32,
    pub line: Color32,
    pub text: Color32,
    pub muted: Color32,
    pub accent: Color32,
    pub accent_soft: Color32,
    /// Words on the accent colour.
    pub on_accent: Color32,
    /// What is laid over the window behind a dialog.
    pub veil: Color32,
    tones: [Pair; 7],
}

impl Palette {
    /// The colour of words and shapes of this meaning.
    pub fn ink(&self, tone: Tone) -> Color32 {
        self.pair(tone).ink
    }

    /// The ground under them.
    pub fn soft(&self, tone: Tone) -> Color32 {
        self.pair(tone).soft
    }

    fn pair(&self, tone: Tone) -> Pair {
        let [clear, report, ask, recheck, clinic, isolate, refuse] = self.tones;
        match tone {
            Tone::Clear => clear,
            Tone::Report => report,
            Tone::Ask => ask,
            Tone::Recheck => recheck,
            Tone::Clinic => clinic,
            Tone::Isolate => isolate,
            Tone::Refuse => refuse,
        }
    }
}

/// `F4F6F8`, as designers write it.
const fn rgb(hex: &str) -> Color32 {
    const fn digit(c: u8) -> u8 {
        if c <= b'9' { c - b'0' } else { c - b'A' + 10 }
    }
    let h = hex.as_bytes();
    Color32::from_rgb(
        digit(h[0]) * 16 + digit(h[1]),
        digit(h[2]) * 16 + digit(h[3]),
        digit(h[4]) * 16 + digit(h[5]),
    )
}

const fn pair(ink: &str, soft: &str) -> Pair {
    Pair {
        ink: rgb(ink),
        soft: rgb(soft),
    }
}

static LIGHT: Palette = Palette {
    dark: false,
    background: rgb("F4F6F8"),
    surface: rgb("FFFFFF"),
    sunken: rgb("EDF0F3"),
    line: rgb("DDE2E8"),
    text: rgb("17202A"),
    muted: rgb("5A6572"),
    accent: rgb("0B57A4"),
    accent_soft: rgb("E4EFFA"),
    on_accent: rgb("FFFFFF"),
    veil: Color32::from_rgba_premultiplied(7, 10, 13, 90),
    tones: [
        pair("005A3F", "DDF3EA"),
        pair("0A4D92", "E0EDFA"),
        pair("6E3872", "F4E6F4"),
        pair("6F4900", "FDF0D2"),
        pair("833400", "FCE6D8"),
        pair("961128", "FBE1E5"),
        pair("20262D", "E3E6EA"),
    ],
};

static DARK: Palette = Palette {
    dark: true,
    background: rgb("12161B"),
    surface: rgb("1A2027"),
    sunken: rgb("0E1216"),
    line: rgb("2B333D"),
    text: rgb("E8ECF1"),
    muted: rgb("9AA6B3"),
    accent: rgb("6CB2F5"),
    accent_soft: rgb("17304A"),
    on_accent: rgb("12161B"),
    veil: Color32::from_rgba_premultiplied(0, 0, 0, 150),
    tones: [
        pair("4FD6A2", "0F3527"),
        pair("83C0F8", "122F4A"),
        pair("E0A6E4", "3A2140"),
        pair("F2C14E", "3B2D0A"),
        pair("FF9E62", "40220F"),
        pair("FF92A1", "471520"),
        pair("D7DCE2", "2E353D"),
    ],
};

/// The colours this `ui` is drawn in.
pub fn of(ui: &Ui) -> &'static Palette {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// The colours of a context, where there is no `Ui` at hand.
pub fn of_ctx(ctx: &Context) -> &'static Palette {
    if ctx.theme() == Theme::Dark { &DARK } else { &LIGHT }
}

/// The one-pixel line between things.
pub fn line(ui: &Ui) -> Stroke {
    Stroke::new(1.0, of(ui).line)
}

/// The ring around what has the keyboard.
pub fn focus_ring(ui: &Ui) -> Stroke {
    Stroke::new(FOCUS_RING, of(ui).accent)
}

/// The weight for everything.
pub fn regular(size: f32) -> FontId {
    FontId::proportional(size)
}

/// The weight for verdicts, headings, figures and names.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, fonts::bold_family())
}

/// Bold where the bold file has every character of `name`; regular for the whole of it otherwise, so that a name is never set in two weights.
pub fn name_font(ui: &Ui, name: &str, size: f32) -> FontId {
    let pure = FontId::new(size, fonts::bold_only_family());
    if ui.fonts_mut(|fonts| fonts.has_glyphs(&pure, name)) {
        bold(size)
    } else {
        regular(size)
    }
}

/// Whether the window leaves little height, as a text size of 200 % does on a small screen: every bar gives some of its own.
pub fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < 480.0
}

/// Dresses a window: fonts, colours, distances and the text size in percent (held within 100 to 200).
///
/// Also takes away Ctrl+Q, which egui would close the window with: a guard's slip must not end the program.
pub fn install(ctx: &Context, scheme: Scheme, text_percent: u16) {
    fonts::install(ctx);
    for (theme, palette) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        ctx.set_style_of(theme, style(palette));
    }
    ctx.set_theme(match scheme {
        Scheme::Light => Theme::Light,
        Scheme::Dark => Theme::Dark,
    });
    ctx.set_zoom_factor(f32::from(text_percent.clamp(100, 200)) / 100.0);
    ctx.options_mut(|options| {
        options.quit_shortcuts.clear();
        options.zoom_with_keyboard = false;
    });
}

fn style(palette: &Palette) -> Style {
    let mut style = Style {
        visuals: visuals(palette),
        animation_time: 0.08,
        ..Style::default()
    };
    style.text_styles = [
        (TextStyle::Small, regular(size::LABEL)),
        (TextStyle::Body, regular(size::BODY)),
        (TextStyle::Button, regular(size::BODY)),
        (TextStyle::Monospace, regular(size::BODY)),
        (TextStyle::Heading, bold(size::FIGURE)),
    ]
    .into();
    style.spacing.item_spacing = vec2(space::S, space::S);
    style.spacing.button_padding = vec2(space::M, space::S);
    style.spacing.interact_size = vec2(CONTROL, CONTROL);
    style.spacing.icon_width = 20.0;
    style.spacing.icon_width_inner = 12.0;
    style.spacing.icon_spacing = space::S;
    style.spacing.combo_width = 120.0;
    style.spacing.combo_height = 320.0;
    style.spacing.menu_margin = Margin::same(4);
    style.spacing.window_margin = Margin::same(24);
    style.spacing.scroll = ScrollStyle {
        bar_width: 10.0,
        handle_min_length: CONTROL,
        ..ScrollStyle::solid()
    };
    style.interaction.selectable_labels = false;
    style
}

fn visuals(palette: &Palette) -> Visuals {
    let mut visuals = if palette.dark { Visuals::dark() } else { Visuals::light() };
    let field = CornerRadius::same(radius::FIELD);
    let state = |fill, edge, ink| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        corner_radius: field,
        fg_stroke: Stroke::new(1.5, ink),
        expansion: 0.0,
    };
    let line = Stroke::new(1.0, palette.line);
    visuals.widgets.noninteractive = state(palette.surface, line, palette.text);
    visuals.widgets.inactive = state(palette.surface, line, palette.text);
    visuals.widgets.hovered = state(palette.sunken, Stroke::new(1.0, palette.muted), palette.text);
    visuals.widgets.active = state(palette.accent_soft, Stroke::new(FOCUS_RING, palette.accent), palette.text);
    visuals.widgets.open = state(palette.accent_soft, Stroke::new(FOCUS_RING, palette.accent), palette.text);
    visuals.selection.bg_fill = palette.accent_soft;
    visuals.selection.stroke = Stroke::new(FOCUS_RING, palette.accent);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(palette.muted);
    visuals.hyperlink_color = palette.accent;
    visuals.faint_bg_color = palette.sunken;
    visuals.extreme_bg_color = palette.sunken;
    visuals.text_edit_bg_color = Some(palette.surface);
    visuals.code_bg_color = palette.sunken;
    visuals.warn_fg_color = palette.ink(Tone::Recheck);
    visuals.error_fg_color = palette.ink(Tone::Isolate);
    visuals.window_fill = palette.surface;
    visuals.panel_fill = palette.background;
    visuals.window_stroke = line;
    visuals.window_corner_radius = CornerRadius::same(radius::CARD);
    visuals.menu_corner_radius = field;
    visuals.window_shadow = eframe::egui::Shadow::NONE;
    visuals.popup_shadow = eframe::egui::Shadow::NONE;
    visuals.text_cursor.stroke = Stroke::new(2.0, palette.accent);
    // A cursor that blinks draws the window twice a second all night.
    visuals.text_cursor.blink = false;
    visuals.disabled_alpha = 0.55;
    visuals
}

#[cfg(test)]
mod tests {
    use super::{Color32, Context, DARK, LIGHT, Palette, Scheme, Theme, Tone, install, of_ctx};

    /// WCAG 2.2 contrast ratio.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let light = |c: Color32| {
            let [r, g, b] = [c.r(), c.g(), c.b()].map(|v| {
                let v = f32::from(v) / 255.0;
                if v <= 0.040_45 {
                    v / 12.92
                } else {
                    ((v + 0.055) / 1.055).powf(2.4)
                }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
        };
        let (a, b) = (light(a), light(b));
        a.max(b) / a.min(b)
    }

    fn grounds(palette: &Palette) -> [Color32; 4] {
        [palette.background, palette.surface, palette.sunken, palette.accent_soft]
    }

    #[test]
    fn verdicts_read_at_seven_to_one() {
        for palette in [&LIGHT, &DARK] {
            for tone in Tone::ALL {
                for ground in [palette.soft(tone), palette.surface] {
                    let ratio = contrast(palette.ink(tone), ground);
                    assert!(ratio >= 7.0, "{tone:?} dark={}: {ratio}", palette.dark);
                }
                assert!(contrast(palette.text, palette.soft(tone)) >= 7.0, "reasons on {tone:?}");
            }
        }
    }

    #[test]
    fn words_read_on_every_ground() {
        for palette in [&LIGHT, &DARK] {
            for ground in grounds(palette) {
                for ink in [palette.text, palette.muted, palette.accent] {
                    assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}");
                }
            }
            assert!(contrast(palette.on_accent, palette.accent) >= 4.5);
        }
    }

    #[test]
    fn installing_sets_scheme_size_and_takes_away_ctrl_q() {
        let ctx = Context::default();
        install(&ctx, Scheme::Dark, 500);
        assert_eq!(ctx.theme(), Theme::Dark);
        assert!(of_ctx(&ctx).dark);
        assert!(ctx.options(|options| options.quit_shortcuts.is_empty()));
        install(&ctx, Scheme::Light, 150);
        assert!(!of_ctx(&ctx).dark);
    }
}
