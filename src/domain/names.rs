//! Names: written one way, and found by characters, full pinyin or initials.
//!
//! A character that no font or input method knows is still somebody's name, so only what cannot be part of a name
//! is refused. The usual readings come from `pinyin`; the readings that surnames keep come from their own table.

use pinyin::ToPinyinMulti as _;
use thiserror::Error;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use super::surnames::{DOUBLE_SURNAMES, SURNAMES};

/// How many spellings one name may have; a long name of many-voiced characters keeps the usual ones.
const SPELLINGS: usize = 64;

/// Why a text is not taken as a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NameError {
    /// Fewer than two characters.
    #[error("a name has at least 2 characters")]
    TooShort,
    /// More than sixty characters.
    #[error("a name has at most 60 characters")]
    TooLong,
    /// A control character, or the mark of a text read in the wrong encoding.
    #[error("character {position} cannot be part of a name")]
    Character {
        /// Counted from 1, in the text as given.
        position: usize,
    },
    /// Only digits and signs.
    #[error("a name has letters or characters")]
    NoLetters,
}

/// The one way a name is written here: NFC, no space between Chinese characters, `·` between the parts of a
/// minority name, invisible marks removed.
pub fn clean_name(text: &str) -> Result<String, NameError> {
    let unreadable = |c: char| (c.is_control() && !c.is_whitespace()) || c == char::REPLACEMENT_CHARACTER;
    if let Some(at) = text.chars().position(unreadable) {
        return Err(NameError::Character { position: at + 1 });
    }
    let plain: Vec<char> = text.chars().filter(|&c| !is_invisible(c)).map(half_width).nfc().collect();
    let name = join(&plain);
    match name.chars().count() {
        0 | 1 => Err(NameError::TooShort),
        61.. => Err(NameError::TooLong),
        _ if name.chars().any(is_name_letter) => Ok(name),
        _ => Err(NameError::NoLetters),
    }
}

/// The form in which a query meets a name or a number: compatibility forms to plain ones, lower case, without
/// spaces, middle dots and invisible marks.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        let dot_in_name = c == '.' && folded.chars().next_back().is_some_and(is_han);
        let is_mark = is_middle_dot(c) || is_invisible(c) || is_variation(c);
        if !(c.is_whitespace() || is_mark || dot_in_name) {
            folded.push(c);
        }
    }
    if folded.is_ascii() { folded } else { folded.nfkc().collect() }
}

/// What a name can be typed as on a Latin keyboard; in each list the usual spelling is first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameKeys {
    /// `zhangshuang`: every reading, without tones; `ü` as `v`, `u` and `yu`.
    pub full: Vec<String>,
    /// `zs`.
    pub initials: Vec<String>,
    /// The first one or two syllables in full and initials for the rest: `zhangs`, `ouyangn`.
    pub mixed: Vec<String>,
}

/// Every spelling of a name, the surname's own reading first, at most 64 of a kind.
///
/// A Latin word counts as one syllable: `José Smith` gives `josesmith`, `js` and `joses`.
pub fn keys(name: &str) -> NameKeys {
    let syllables = syllables(name);
    let initials: Vec<Vec<String>> = syllables.iter().map(|readings| first_letters(readings)).collect();
    let mut mixed = Vec::new();
    for full in 1..syllables.len().min(3) {
        let parts = syllables.iter().take(full).chain(initials.iter().skip(full));
        mixed.extend(spellings(parts.cloned().collect()));
    }
    NameKeys {
        full: spellings(syllables),
        initials: spellings(initials),
        mixed,
    }
}

/// Marks without width or that turn the writing direction: never part of a name or a number.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Chinese characters of every block, with 〇 and 々.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A glyph variant of the character before it; kept in a name, not searched.
const fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

const fn is_middle_dot(c: char) -> bool {
    matches!(
        c,
        '·' | '\u{387}' | '•' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{25cf}' | '\u{30fb}' | '\u{ff65}'
    )
}

/// Private-use characters count: some rare names have no other code yet.
fn is_name_letter(c: char) -> bool {
    c.is_alphabetic() || (!c.is_ascii() && !c.is_numeric() && !c.is_whitespace() && !is_middle_dot(c)) || c == '〇'
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Writes each run of spaces and dots once: nothing or `·` between Chinese characters, else as typed with single
/// spaces.
fn join(plain: &[char]) -> String {
    let is_dot = |c: char| c == '.' || is_middle_dot(c);
    let is_joint = |&c: &char| c.is_whitespace() || is_dot(c);
    let between_han = |before: Option<char>, after: Option<&char>| {
        before.is_some_and(|c| is_han(c) || is_variation(c)) && after.is_some_and(|&c| is_han(c))
    };
    let mut name = String::new();
    let mut rest = plain;
    while let Some(&c) = rest.first() {
        let (run, after) = rest.split_at(rest.iter().take_while(|c| is_joint(c)).count());
        if run.is_empty() {
            name.push(c);
            rest = &rest[1..];
            continue;
        }
        if between_han(name.chars().next_back(), after.first()) {
            if run.iter().any(|&c| is_dot(c)) {
                name.push('·');
            }
        } else {
            for &c in run {
                if !c.is_whitespace() {
                    name.push(c);
                } else if !name.is_empty() && !name.ends_with(' ') {
                    name.push(' ');
                }
            }
        }
        rest = after;
    }
    name.truncate(name.trim_end().len());
    name
}

/// The readings of each Chinese character and each word of other writing, usual first.
fn syllables(name: &str) -> Vec<Vec<String>> {
    let mut syllables = Vec::new();
    let mut word = String::new();
    for (at, c) in name.char_indices() {
        if is_han(c) {
            flush(&mut word, &mut syllables);
            let mut readings = surname_reading(name, at);
            readings.extend(c.to_pinyin_multi().into_iter().flatten().flat_map(|p| typed(p.plain())));
            dedup(&mut readings);
            if !readings.is_empty() {
                syllables.push(readings);
            }
        } else if c.is_alphanumeric() || (is_combining_mark(c) && !word.is_empty()) {
            word.push(c);
        } else if !(is_invisible(c) || matches!(c, '\'' | '’')) {
            flush(&mut word, &mut syllables);
        }
    }
    flush(&mut word, &mut syllables);
    syllables
}

/// Ends a word: lower case, without accents.
fn flush(word: &mut String, syllables: &mut Vec<Vec<String>>) {
    let plain: String = word
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|&c| c.is_alphanumeric() && !is_combining_mark(c))
        .collect();
    word.clear();
    if !plain.is_empty() {
        syllables.push(vec![plain]);
    }
}

/// How the character at byte `at` is read as (part of) the surname that begins `name`; mostly nothing special.
fn surname_reading(name: &str, at: usize) -> Vec<String> {
    let double = DOUBLE_SURNAMES
        .iter()
        .find(|(forms, _)| forms.iter().any(|form| name.starts_with(form)));
    let before = name[..at].chars().count();
    match double {
        Some((_, reading)) => reading.get(before).map(|&r| r.to_owned()).into_iter().collect(),
        None if before > 0 => Vec::new(),
        None => SURNAMES
            .iter()
            .filter(|(forms, _)| name.starts_with(|c| forms.contains(c)))
            .flat_map(|(_, readings)| readings.iter().map(|&r| r.to_owned()))
            .collect(),
    }
}

/// `lü` is typed `lv` with an input method, `lu` by habit and `lyu` after a passport.
fn typed(reading: &str) -> Vec<String> {
    if reading.contains('ü') {
        ["v", "u", "yu"].map(|u| reading.replace('ü', u)).to_vec()
    } else {
        vec![reading.to_owned()]
    }
}

fn first_letters(readings: &[String]) -> Vec<String> {
    let mut letters: Vec<String> = readings.iter().filter_map(|r| r.chars().next().map(String::from)).collect();
    dedup(&mut letters);
    letters
}

/// One reading per syllable in every way, the usual ones first.
fn spellings(mut syllables: Vec<Vec<String>>) -> Vec<String> {
    if syllables.is_empty() {
        return Vec::new();
    }
    while count(&syllables) > SPELLINGS {
        if let Some(longest) = syllables.iter_mut().max_by_key(|readings| readings.len()) {
            longest.pop();
        }
    }
    let mut spelled = vec![String::new()];
    for readings in &syllables {
        spelled = spelled
            .iter()
            .flat_map(|start| readings.iter().map(move |r| format!("{start}{r}")))
            .collect();
    }
    dedup(&mut spelled);
    spelled
}

fn count(syllables: &[Vec<String>]) -> usize {
    syllables
        .iter()
        .fold(1, |product: usize, readings| product.saturating_mul(readings.len()))
}

/// Keeps the first of each, in order.
fn dedup(list: &mut Vec<String>) {
    let mut at = 0;
    while at < list.len() {
        if list[..at].contains(&list[at]) {
            list.remove(at);
        } else {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_written_one_way() {
        let cases = [
            ("张双", "张双"),
            ("  张 双\t", "张双"),
            ("张\u{3000}双", "张双"),
            ("\u{feff}张\u{200b}双\u{202e}", "张双"),
            ("㛃䶮", "㛃䶮"),
            ("李𬭊", "李𬭊"),
            ("王\u{e863}", "王\u{e863}"),
            ("葛\u{e0100}城", "葛\u{e0100}城"),
            ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
            ("阿卜杜拉･买买提", "阿卜杜拉·买买提"),
            ("阿卜杜拉 • 买买提", "阿卜杜拉·买买提"),
            ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
            ("阿卜杜拉.买买提", "阿卜杜拉·买买提"),
            ("阿卜杜拉‧‧买买提", "阿卜杜拉·买买提"),
            ("John   Smith", "John Smith"),
            ("Ｊｏｈｎ　Smith", "John Smith"),
            ("J. R. Müller", "J. R. Müller"),
            ("Mu\u{308}ller", "Müller"),
            ("张双 (小)", "张双 (小)"),
            ("张双2", "张双2"),
            ("二〇", "二〇"),
        ];
        for (text, name) in cases {
            assert_eq!(clean_name(text).as_deref(), Ok(name), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_a_name() {
        let cases = [
            ("", NameError::TooShort),
            (" 张 ", NameError::TooShort),
            ("张\u{200b}", NameError::TooShort),
            ("张\0双", NameError::Character { position: 2 }),
            ("张\u{1b}[2J", NameError::Character { position: 2 }),
            ("\u{fffd}\u{fffd}双", NameError::Character { position: 1 }),
            ("0231", NameError::NoLetters),
            ("０２３１", NameError::NoLetters),
            ("36.5", NameError::NoLetters),
            ("··", NameError::NoLetters),
        ];
        for (text, error) in cases {
            assert_eq!(clean_name(text), Err(error), "{text:?}");
        }
        assert!(clean_name(&"买".repeat(60)).is_ok());
        assert_eq!(clean_name(&"买".repeat(61)), Err(NameError::TooLong));
    }

    #[test]
    fn queries_are_folded() {
        let cases = [
            ("０２３１", "0231"),
            ("ＺＳ", "zs"),
            (" 张 双 ", "张双"),
            ("阿卜杜拉・买买提", "阿卜杜拉买买提"),
            ("阿卜杜拉.买买提", "阿卜杜拉买买提"),
            ("36．5", "36.5"),
            ("11010519491231002X", "11010519491231002x"),
        ];
        for (text, folded) in cases {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn surnames_keep_their_reading() {
        let cases = [
            ("张双", "zhangshuang", "zs"),
            ("单雄信", "shanxiongxin", "sxx"),
            ("單雄信", "shanxiongxin", "sxx"),
            ("曾国", "zengguo", "zg"),
            ("解珍", "xiezhen", "xz"),
            ("仇英", "qiuying", "qy"),
            ("尉迟恭", "yuchigong", "ycg"),
            ("尉遲恭", "yuchigong", "ycg"),
            ("万俟卨", "moqixie", "mqx"),
            ("长孙无忌", "zhangsunwuji", "zswj"),
            ("单于明", "chanyuming", "cym"),
            ("澹台镜", "tantaijing", "ttj"),
            ("朴明", "piaoming", "pm"),
            ("区明", "ouming", "om"),
            ("查明", "zhaming", "zm"),
            ("乐明", "yueming", "ym"),
            ("种明", "chongming", "cm"),
            ("覃明", "qinming", "qm"),
            ("吕明", "lvming", "lm"),
            ("㛃明", "jieming", "jm"),
            ("李𬭊", "lidu", "ld"),
            ("万明", "wanming", "wm"),
            ("欧阳娜", "ouyangna", "oyn"),
        ];
        for (name, full, initials) in cases {
            let keys = keys(name);
            assert_eq!(keys.full.first().map(String::as_str), Some(full), "{name}");
            assert_eq!(keys.initials.first().map(String::as_str), Some(initials), "{name}");
        }
    }

    #[test]
    fn every_reading_is_a_spelling() {
        let has = |list: &[String], key: &str| list.iter().any(|k| k == key);
        for spelling in ["danming", "chanming", "shanming"] {
            assert!(has(&keys("单明").full, spelling), "{spelling}");
        }
        for spelling in ["lvming", "luming", "lyuming"] {
            assert!(has(&keys("吕明").full, spelling), "{spelling}");
        }
        assert!(has(&keys("覃乐").initials, "tl") && has(&keys("覃乐").initials, "qy"));
        assert!(has(&keys("欧阳娜").mixed, "ouyangn") && has(&keys("张三丰").mixed, "zhangsf"));
    }

    #[test]
    fn words_of_other_writing_are_syllables() {
        let john = keys("José O'Neil-Smith");
        assert_eq!(john.full, ["joseoneilsmith"]);
        assert_eq!(john.initials, ["jos"]);
        let minority = keys("阿卜杜拉·买买提");
        assert!(minority.full.iter().any(|key| key == "abudulamaimaiti"));
        assert!(minority.initials.iter().any(|key| key == "abdlmmt"));
        assert_eq!(keys("Ahmed 买").initials, ["am"]);
        assert_eq!(keys("··"), NameKeys::default());
    }

    #[test]
    fn no_spelling_is_listed_twice() {
        let keys = keys("行乐重行乐重行乐重行乐重");
        for list in [keys.full, keys.initials, keys.mixed] {
            let mut unique = list.clone();
            unique.sort();
            unique.dedup();
            assert_eq!(unique.len(), list.len());
            assert!(list.len() <= 2 * SPELLINGS);
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in "[张双·・•.． 　a-cＡ\u{300}\u{200b}\u{feff}0-2]{0,20}|\\PC{0,20}") {
            if let Ok(name) = clean_name(&text) {
                prop_assert_eq!(clean_name(&name), Ok(name));
            }
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn keys_are_few_and_plain(text in "\\PC{0,70}|[行乐重单阿卜a-z ]{0,30}") {
            let keys = keys(&text);
            prop_assert!(keys.full.len() <= SPELLINGS && keys.initials.len() <= SPELLINGS);
            prop_assert!(!keys.full.iter().any(|key| key.chars().any(char::is_whitespace)));
        }
    }
}
