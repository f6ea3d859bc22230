//! How something right becomes something almost right.

use serde_json::Value;

use crate::seeded::Seeded;

/// Changes an input.
pub(super) type Mutate = fn(&[u8], &mut Seeded) -> Vec<u8>;

/// What readers stumble over, put where it is not expected.
const ODD: [&str; 46] = [
    "",
    " ",
    "\u{3000}",
    "\0",
    "\t",
    "\r",
    "\n",
    "\"",
    "'",
    ",",
    "=1+1",
    "-",
    "--",
    "+",
    ".",
    "/",
    "年",
    "月32日",
    "０",
    "３７．３",
    "٣٧",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "e\u{301}",
    "𠮷",
    "👩‍👩‍👧",
    "9999-12-31",
    "0000-00-00",
    "-262143-01-01",
    "+262142-12-31",
    "2020-02-30",
    "24:61",
    "1e999",
    "NaN",
    "inf",
    "-0",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "2147483648",
    "99999999999999999999999999",
    "[[",
    "{",
    "<",
    "&#x0;",
];

/// One, or a few.
fn times(chance: &mut Seeded) -> usize {
    1 + chance.below(4) * chance.below(2)
}

/// A span of something so long.
fn span(len: usize, chance: &mut Seeded) -> (usize, usize) {
    let start = chance.below(len + 1);
    let most = if chance.below(8) == 0 { len } else { 12 };
    let end = (start + chance.below(most + 1)).min(len);
    (start, end)
}

/// Bytes: flipped, cut out, said twice, overwritten with extremes, cut off.
pub(super) fn bytes(input: &[u8], chance: &mut Seeded) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..times(chance) {
        let (start, end) = span(bytes.len(), chance);
        match chance.below(6) {
            0 => {
                if let Some(byte) = bytes.get_mut(start) {
                    *byte ^= 1 << chance.below(8);
                }
            }
            1 => drop(bytes.drain(start..end)),
            2 => {
                let again = bytes[start..end].to_vec();
                bytes.splice(start..start, again);
            }
            3 => {
                let extreme = [0x00, 0xff, 0x7f, 0x80][chance.below(4)];
                bytes[start..end].fill(extreme);
            }
            4 => bytes[start..end].iter_mut().for_each(|byte| *byte = chance.byte()),
            _ => bytes.truncate(start),
        }
    }
    bytes
}

/// Text, by characters: cut out, said twice, moved, and odd things put in. Sometimes bytes that are no text.
pub(super) fn text(input: &[u8], chance: &mut Seeded) -> Vec<u8> {
    if chance.below(16) == 0 {
        return bytes(input, chance);
    }
    let mut letters: Vec<char> = String::from_utf8_lossy(input).chars().collect();
    for _ in 0..times(chance) {
        let (start, end) = span(letters.len(), chance);
        match chance.below(5) {
            0 => drop(letters.drain(start..end)),
            1 => {
                let again = letters[start..end].to_vec();
                letters.splice(start..start, again.repeat(1 + chance.below(3)));
            }
            2 => {
                let moved: Vec<char> = letters.drain(start..end).collect();
                let at = chance.below(letters.len() + 1);
                letters.splice(at..at, moved);
            }
            _ => {
                let odd = ODD[chance.below(ODD.len())];
                letters.splice(start..end, odd.chars());
            }
        }
    }
    letters.into_iter().collect::<String>().into_bytes()
}

/// JSON, by its values: one becomes an extreme one, is missing, or is there twice. Sometimes text that is no JSON.
pub(super) fn json(input: &[u8], chance: &mut Seeded) -> Vec<u8> {
    let Ok(mut value) = serde_json::from_slice::<Value>(input) else {
        return text(input, chance);
    };
    if chance.below(12) == 0 {
        return text(input, chance);
    }
    for _ in 0..times(chance) {
        let which = chance.below(count(&value));
        change(&mut value, &mut { which }, chance);
    }
    serde_json::to_vec(&value).unwrap_or_default()
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(values) => values.iter().map(count).sum::<usize>(),
        Value::Object(values) => values.values().map(count).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Changes the value that is the `which`-th; whether it was found.
fn change(value: &mut Value, which: &mut usize, chance: &mut Seeded) -> bool {
    if *which == 0 {
        *value = other(value, chance);
        return true;
    }
    *which -= 1;
    match value {
        Value::Array(values) => {
            if chance.below(8) == 0
                && let Some(again) = chance.one_of(values).cloned()
            {
                values.push(again);
                return true;
            }
            values.iter_mut().any(|value| change(value, which, chance))
        }
        Value::Object(values) => values.values_mut().any(|value| change(value, which, chance)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Another value, mostly of the same kind.
fn other(value: &Value, chance: &mut Seeded) -> Value {
    const NUMBERS: [i64; 14] = [
        0,
        1,
        -1,
        59,
        60,
        255,
        256,
        1440,
        65_536,
        2_147_483_647,
        -2_147_483_648,
        8_640_000_000_000_000,
        i64::MAX,
        i64::MIN,
    ];
    match (value, chance.below(10)) {
        (_, 0) => Value::Null,
        (_, 1) => Value::Array(Vec::new()),
        (_, 2) => Value::from("x".repeat(chance.below(3_000))),
        (Value::Number(number), 3..=5) => {
            let near = number.as_i64().unwrap_or_default();
            Value::from(near.wrapping_add(i64::try_from(chance.below(5)).unwrap_or_default() - 2))
        }
        (Value::String(words), 3..=7) => {
            let words = text(words.as_bytes(), chance);
            Value::from(String::from_utf8_lossy(&words).into_owned())
        }
        (Value::String(_), _) => Value::from(ODD[chance.below(ODD.len())]),
        (Value::Bool(said), _) => Value::from(!said),
        (Value::Array(values), _) => Value::Array(vec![values.clone(); chance.below(3)].concat()),
        (Value::Number(_) | Value::Object(_) | Value::Null, _) => Value::from(NUMBERS[chance.below(NUMBERS.len())]),
    }
}
