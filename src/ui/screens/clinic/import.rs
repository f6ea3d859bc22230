//! A sheet of measurements coming in: who, when and how warm, before anything is written.

use eframe::egui::{self, Ui};

use crate::domain::entry::Taken;
use crate::station::Refused;
use crate::station::bring_readings::{Brings as Row, Preview, Told};
use crate::ui::Scene;
use crate::ui::action::{Action, BringAsked};
use crate::ui::screens::bring::{Brings, counted};
use crate::ui::text::Text;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{gap, label, muted, tag};

const ROW: f32 = 28.0;
/// How high the list of what comes may become.
const LIST: f32 = 180.0;

impl Brings for Preview {
    type Field = Told;
    const WORDS: [&'static str; 2] = ["readings-import-title", "readings-import-what"];
    const TAKE: [&'static str; 2] = ["readings-take-all", "readings-take-good"];

    fn asked(asked: BringAsked<Told>) -> Action {
        Action::Measurements(asked)
    }

    fn fields() -> Vec<Told> {
        Told::all().collect()
    }

    fn good(&self) -> usize {
        self.rows.len()
    }

    fn refused(&self) -> &[Refused] {
        &self.refused
    }

    fn counted(&self, text: &Text) -> String {
        counted(text, "readings-import-found", [self.rows.len(), self.known, self.refused.len()])
    }

    fn shown(&self, ui: &mut Ui, scene: &Scene<'_>) {
        gap(ui, space::S);
        let area = egui::ScrollArea::vertical().id_salt("measurements").max_height(LIST);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = ROW;
            area.auto_shrink([false, true]).show_rows(ui, ROW, self.rows.len(), |ui, range| {
                for row in self.rows.get(range).unwrap_or_default() {
                    ui.horizontal(|ui| measured(ui, scene, row));
                }
            });
        });
    }
}

fn measured(ui: &mut Ui, scene: &Scene<'_>, row: &Row) {
    let rule = &scene.view.settings.temperature;
    let tone = if rule.is_fever(row.celsius) {
        Tone::Isolate
    } else if rule.is_low(row.celsius) {
        Tone::Recheck
    } else {
        Tone::Clear
    };
    tag(ui, tone, &scene.celsius(row.celsius));
    label(ui, &row.name, theme::regular(size::BODY));
    let number = scene.view.roster.get(row.person).map_or("", |person| person.number());
    let day = scene.day(scene.view.card.zone.day_of(row.at));
    let site = scene.word("site", row.site.key());
    let own = if row.taken == Taken::Own {
        scene.text.get("clinic-own")
    } else {
        ""
    };
    let parts = [number, &day, &scene.clock(row.at), &site, own].map(str::to_owned);
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    muted(ui, &parts.join(" · "), size::LABEL);
}
