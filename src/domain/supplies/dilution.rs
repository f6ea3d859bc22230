//! How much of a disinfectant and how much water make a solution of so many milligrams of available chlorine a litre.

use super::amount::{ONE, amount, read_amount};

/// What is to be disinfected, and how strong the solution has to be for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The stable word of its language key.
    pub key: &'static str,
    /// Available chlorine in mg/L.
    pub strength: u32,
    /// How long it has to stay on, in minutes.
    pub minutes: u32,
}

/// The solutions that a plant needs (rules.md, "Supplies and disinfection").
///
/// Surfaces 500 mg/L for 30 minutes, then wiped; floors that may be contaminated 1000 mg/L; tableware 250 to 500 mg/L for 15
/// minutes, of which the stronger is taken here.
pub const TARGETS: [Target; 3] = [
    Target {
        key: "surfaces",
        strength: 500,
        minutes: 30,
    },
    Target {
        key: "floors",
        strength: 1_000,
        minutes: 30,
    },
    Target {
        key: "tableware",
        strength: 500,
        minutes: 15,
    },
];

/// What a square metre takes of a solution, in millilitres: the middle of the 100 to 300 that GB 19193 sprays.
pub const MILLILITRES_A_SQUARE_METRE: i64 = 200;

/// Milligrams a litre in one percent.
const PERCENT: i64 = 10_000;

/// What is poured together, in millilitres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mix {
    pub stock: i64,
    pub water: i64,
}

/// The mix that gives so many millilitres of at least the strength wanted. `None` where nothing is wanted, or the stock is no
/// stronger than that.
pub fn mix(volume: i64, wanted: u32, stock: u32) -> Option<Mix> {
    if volume <= 0 || wanted == 0 || stock <= wanted {
        return None;
    }
    let chlorine = i128::from(volume) * i128::from(wanted);
    let poured = i64::try_from((chlorine + i128::from(stock) - 1) / i128::from(stock)).ok()?;
    Some(Mix {
        stock: poured,
        water: volume - poured,
    })
}

/// What a square metre area takes, in millilitres; the area in thousandths of a square metre.
pub fn volume_for(area: i64) -> i64 {
    area.saturating_mul(MILLILITRES_A_SQUARE_METRE) / ONE
}

/// How many units hold so many millilitres, in thousandths, rounded up. `None` where nobody knows what a unit holds.
pub fn units(millilitres: i64, a_unit: i64) -> Option<i64> {
    (a_unit > 0).then(|| (millilitres.saturating_mul(ONE) + a_unit - 1) / a_unit)
}

/// A strength as it stands on bottles: `5%`, or `123 mg/L` where it is no tidy part of a percent.
pub fn strength(milligrams: u32) -> String {
    if milligrams.is_multiple_of(10) {
        format!("{}%", amount(i64::from(milligrams) * ONE / PERCENT))
    } else {
        format!("{milligrams} mg/L")
    }
}

/// Reads a strength in mg/L from what stands on the bottle: `5%`, `5.5 %`, `50000 mg/L`, `50000`. A number up to 100 is percent.
pub fn read_strength(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let plain = lower.trim().trim_end_matches("mg/l").trim();
    let number = plain.trim_end_matches(['%', '％']);
    let thousandths = read_amount(number).filter(|amount| *amount > 0)?;
    let is_percent = number.len() < plain.len() || (plain.len() == lower.trim().len() && thousandths <= 100 * ONE);
    let strength = if is_percent {
        (thousandths <= 100 * ONE).then(|| thousandths * PERCENT / ONE)?
    } else {
        thousandths / ONE
    };
    u32::try_from(strength).ok().filter(|strength| *strength > 0)
}
