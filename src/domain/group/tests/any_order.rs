//! Whatever order entries come in, and whoever counts: the same.

use proptest::prelude::*;

use super::*;

/// What may happen: a unit's station, what, of which day, at which minute, with which number.
type Step = (u128, u8, u32, i64, u64);

/// Ten stations of six units, and what they write, each in its own order.
fn history(steps: &[Step]) -> (Vec<Member>, Vec<UnitNote>) {
    let members: Vec<Member> = (0..10).map(|no| member(no, &format!("厂{}", no % 6), "")).collect();
    let zone = Zone::DEFAULT;
    let mut next = [2_i64; 10];
    let mut notes: Vec<UnitNote> = (0..9)
        .map(|no| opened(no, zone, minute(zone, -1_440 * i64::try_from(no).unwrap_or(0))))
        .collect();
    for (no, what, back, at, number) in steps {
        let seq = next[usize::try_from(*no).unwrap_or(0)];
        next[usize::try_from(*no).unwrap_or(0)] += 1;
        let of = day().minus_days(*back);
        let at = minute(zone, *at);
        let mut corrects = None;
        let figures = [
            (Figure::Roster, number + 5),
            (Figure::Fever, number % 3),
            (Figure::OnDuty, *number),
            (Figure::Coverage, 10_000),
        ];
        let entry = match what {
            0 => {
                corrects = Some(id(*no, (seq - 1).max(1)));
                Entry::from(Noted::Struck(Struck::default()))
            }
            1 => settings(
                u32::try_from(number * 30).unwrap_or(0),
                [None, Some("5203"), Some("4201")][usize::try_from(number % 3).unwrap_or(0)],
            ),
            2 => Entry::from(Noted::Item(Item {
                id: Uuid::from_u128(u128::from(number % 4)),
                name: format!("物{}", number % 2),
                unit: "个".into(),
                minimum: 10 * ONE,
                ..Item::default()
            })),
            3 => Entry::from(Noted::Move(Move {
                item: Uuid::from_u128(u128::from(number % 4)),
                what: What::Counted {
                    found: i64::try_from(*number).unwrap_or(0) * ONE,
                },
                note: String::new(),
            })),
            _ => Entry::from(signed(of, 1 + u32::from(*what > 6), *number == 0, &figures)),
        };
        notes.push(UnitNote {
            corrects,
            ..note(*no, seq, at, entry)
        });
    }
    (members, notes)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((0_u128..10, 0_u8..9, 0_u32..4, -5_000_i64..2_000, 0_u64..60), 0..60)
}

/// The sum of a figure of a day, found from the notes themselves, without a group.
fn recounted(members: &[Member], notes: &[UnitNote], figure: Figure) -> (u64, usize) {
    let (mut sum, mut counted) = (0, 0);
    let mut sites: Vec<&str> = members.iter().map(|member| member.peer.card.site.as_str()).collect();
    sites.sort_unstable();
    sites.dedup();
    for site in sites {
        let chains: Vec<Uuid> = members
            .iter()
            .filter(|member| member.peer.card.site == site)
            .map(|member| member.peer.card.chain)
            .collect();
        let its: Vec<&UnitNote> = notes.iter().filter(|note| chains.contains(&note.chain)).collect();
        let mut best: Option<(&UnitNote, Value)> = None;
        for note in &its {
            let Entry::Noted(Noted::Signed(signed)) = &note.entry else {
                continue;
            };
            if signed.day != day() || its.iter().any(|other| other.corrects == Some(note.id)) {
                continue;
            }
            if best
                .as_ref()
                .is_none_or(|(known, _)| (known.at, known.chain, known.seq) < (note.at, note.chain, note.seq))
            {
                best = Some((note, serde_json::from_str(&signed.text).unwrap_or_default()));
            }
        }
        if let Some((_, text)) = best {
            sum += text["figures"]["counts"][figure.key()]["n"].as_u64().unwrap_or(0);
            counted += 1;
        }
    }
    (sum, counted)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn the_order_in_which_entries_come_changes_nothing(steps in steps(), seed in any::<u64>(), twice in 0_usize..20) {
        let (members, notes) = history(&steps);
        let whole = group(&members, &notes);
        let mut shuffled = notes.clone();
        shuffled.extend(notes.iter().take(twice).cloned());
        let mut random = seed;
        for at in (1..shuffled.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let other = usize::try_from((random >> 33) % (u64::try_from(at)? + 1))?;
            shuffled.swap(at, other);
        }
        let again = group(&members, &shuffled);
        prop_assert_eq!(&whole, &again);
        let now = minute(Zone::DEFAULT, 2_000);
        prop_assert_eq!(whole.sums(day(), now), again.sums(day(), now));
        prop_assert_eq!(whole.supplies(day()), again.supplies(day()));
        prop_assert_eq!(whole.grid(day().minus_days(9), day(), now), again.grid(day().minus_days(9), day(), now));
    }

    #[test]
    fn sums_are_what_somebody_else_counts(steps in steps()) {
        let (members, notes) = history(&steps);
        let sums = group(&members, &notes).sums(day(), minute(Zone::DEFAULT, 2_000));
        for figure in [Figure::Roster, Figure::Fever, Figure::OnDuty, Figure::Readings] {
            let (sum, counted) = recounted(&members, &notes, figure);
            prop_assert_eq!((sums.total.numbers.get(figure), sums.total.counted.len()), (sum, counted));
            let regions: u64 = sums.regions.iter().map(|(_, total)| total.numbers.get(figure)).sum();
            prop_assert_eq!(regions, sum, "by region");
        }
        prop_assert_eq!(sums.total.of(), sums.lines.len());
        prop_assert!(sums.regions.iter().map(|(_, total)| total.of()).sum::<usize>() == sums.total.of());
        for line in &sums.lines {
            let missing = matches!(line.status, DayStatus::Missing | DayStatus::Open);
            prop_assert_eq!(missing, line.numbers.is_none(), "what was not sent is no zero");
        }
    }
}
