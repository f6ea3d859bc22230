//! A text taken apart into places, words and what nobody knows.

use super::atlas::atlas;
use super::lexicon::{Form, Lexicon, Meaning, Sense, Word, is_latin, lexicon};

/// What stands between two parts of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// A space, a dash, a slash: `湖北-武汉` is one place, `武汉-长沙` two.
    Link,
    Comma,
    /// 、
    List,
    /// The end of a sentence or a line.
    End,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Place(&'static Sense),
    /// 京 in 京沪: several of these may follow each other.
    Letter(&'static Sense),
    Word(Word),
    Gap(Gap),
    Unknown,
}

/// A part of the text, by the positions of its characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Counties whose short name is an ordinary word: places only in full or inside another place.
const ORDINARY: &[&str] = &[
    "平安", "和平", "友好", "同心", "东方", "新华", "红旗", "向阳", "前进", "东风", "兴业", "爱民", "工农", "通道", "互助", "光明", "高明",
    "安宁", "古城",
];

/// Districts that are named after a direction: places only inside another place.
const DIRECTIONS: &[&str] = &["城区", "郊区", "矿区", "东区", "西区", "南区", "北区"];

/// A row of these is needed, because alone each is a common word or a name.
const ONLY_IN_ROWS: &str = "吉黑蒙青宁新台云申藏";

pub(super) struct Lexer<'a> {
    text: &'a [char],
    lexicon: &'static Lexicon,
    tokens: Vec<Token>,
}

/// The characters folded and the parts that they make up.
pub(super) fn tokens(written: &str) -> Vec<Token> {
    let text: Vec<char> = written.chars().map(|c| atlas().fold(c)).collect();
    let mut lexer = Lexer {
        text: &text,
        lexicon: lexicon(),
        tokens: Vec::new(),
    };
    let mut at = 0;
    while at < text.len() {
        let to = lexer.step(at).max(at + 1);
        at = to;
    }
    lexer.letters();
    lexer.tokens
}

impl Lexer<'_> {
    /// Takes what begins here, and says where the next part begins.
    fn step(&mut self, at: usize) -> usize {
        if let Some(to) = self.known(at) {
            return to;
        }
        let c = self.text[at];
        if let Some(gap) = gap(c) {
            return self.push(Kind::Gap(gap), at, at + 1);
        }
        if let Some(to) = self.number(at).or_else(|| self.plate(at)) {
            return self.push(Kind::Word(Word::Filler), at, to);
        }
        if is_latin(self.text, at) {
            return self.unknown(at, self.latin_end(at));
        }
        if let Some(word) = self.lexicon.single(c) {
            return self.push(Kind::Word(word), at, at + 1);
        }
        if c.is_alphanumeric() { self.unknown(at, at + 1) } else { at + 1 }
    }

    fn push(&mut self, kind: Kind, from: usize, to: usize) -> usize {
        self.tokens.push(Token { kind, from, to });
        to
    }

    /// Adds to the unknown part before this one, when they touch.
    fn unknown(&mut self, from: usize, to: usize) -> usize {
        if let Some(last) = self.tokens.last_mut()
            && matches!(last.kind, Kind::Unknown)
            && last.to == from
        {
            last.to = to;
            return to;
        }
        self.push(Kind::Unknown, from, to)
    }

    fn known(&mut self, at: usize) -> Option<usize> {
        if is_latin(self.text, at) && at > 0 && is_latin(self.text, at - 1) {
            return None;
        }
        for entry in self.lexicon.at(self.text, at) {
            let to = at + entry.text.len();
            for meaning in &entry.meanings {
                match meaning {
                    Meaning::Place(sense) if self.is_street(sense, to) => return Some(self.unknown(at, to + 1)),
                    Meaning::Place(sense) => {
                        if let Some(to) = self.accept(sense, at, to) {
                            return Some(self.push(Kind::Place(sense), at, to));
                        }
                    }
                    Meaning::Word(Word::Detail) if !self.after_place(at) => {}
                    Meaning::Word(word) => return Some(self.push(Kind::Word(*word), at, to)),
                }
            }
        }
        let station = self.text[at] == '站' && self.after_place(at);
        station.then(|| self.push(Kind::Word(Word::Detail), at, at + 1))
    }

    fn after_place(&self, at: usize) -> bool {
        self.tokens
            .last()
            .is_some_and(|last| last.to == at && matches!(last.kind, Kind::Place(_) | Kind::Word(Word::Detail)))
    }

    /// `北京路`, `南京东路`, `中山大道`: a street bears the name of another place. `武汉路过` does not.
    fn is_street(&self, sense: &Sense, to: usize) -> bool {
        if sense.form == Form::Full {
            return false;
        }
        let side = |c: &&char| "东南西北中一二三四五六七八九".contains(**c);
        let from = if self.text.get(to).as_ref().is_some_and(side) { to + 1 } else { to };
        let rest = &self.text[from..];
        match rest {
            ['路', '过' | '经', ..] => false,
            ['路' | '街' | '巷', ..] | ['大', '道' | '街', ..] | ['胡', '同', ..] => true,
            _ => false,
        }
    }

    /// Where the place ends, or `None` where the text only looks like its name.
    fn accept(&self, sense: &Sense, at: usize, to: usize) -> Option<usize> {
        let inside = self.enclosing().is_some_and(|around| is_inside(sense, around));
        let name = &self.text[at..to];
        if (is_one_of(DIRECTIONS, name) || is_one_of(ORDINARY, name)) && !inside {
            return None;
        }
        // 东方市场 is no city.
        if name.last() == Some(&'市') && self.text.get(to) == Some(&'场') {
            return None;
        }
        let suffixed = to + usize::from(sense.form != Form::Full && self.has_suffix(to));
        if sense.form != Form::Bare || inside {
            return Some(suffixed);
        }
        let touches_unknown = self
            .tokens
            .last()
            .is_some_and(|last| last.to == at && matches!(last.kind, Kind::Unknown));
        // 从江西回来: 从 + 江西, not 从江.
        let longer = self.places_at(at + 1).any(|end| end > to);
        let fits = !touches_unknown && !longer && (suffixed > to || self.starts_fresh(to));
        fits.then_some(suffixed)
    }

    /// The place that this one may lie in: right before, or before a space or a dash.
    fn enclosing(&self) -> Option<&'static Sense> {
        let before = self.tokens.iter().rev();
        let mut parts = before.skip_while(|token| matches!(token.kind, Kind::Gap(Gap::Link) | Kind::Word(Word::Detail)));
        match parts.next()?.kind {
            Kind::Place(sense) => Some(sense),
            Kind::Letter(_) | Kind::Word(_) | Kind::Gap(_) | Kind::Unknown => None,
        }
    }

    fn places_at(&self, at: usize) -> impl Iterator<Item = usize> {
        let entries = self.lexicon.at(self.text, at);
        let is_place = |meaning: &Meaning| matches!(meaning, Meaning::Place(sense) if sense.form != Form::Bare);
        entries
            .filter(move |entry| entry.meanings.iter().any(is_place))
            .map(move |entry| at + entry.text.len())
    }

    /// 昌平县, 余杭市: an older rank after the name.
    fn has_suffix(&self, to: usize) -> bool {
        let suffix = matches!(self.text.get(to), Some('市' | '县' | '区' | '州' | '省' | '盟'));
        suffix && self.text.get(to + 1) != Some(&'场') && self.lexicon.at(self.text, to).next().is_none()
    }

    /// Whether something else begins here: the end, a mark, a number, or any word or name.
    fn starts_fresh(&self, to: usize) -> bool {
        let Some(c) = self.text.get(to) else { return true };
        let known = || self.lexicon.single(*c).is_some() || self.lexicon.at(self.text, to).next().is_some();
        !c.is_alphabetic() || c.is_ascii() || known()
    }

    /// Digits and what counts them, in either script: `1月20日`, `二十八号`, `G1234次`.
    fn number(&self, at: usize) -> Option<usize> {
        let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十廿初".contains(c);
        let length = self.text[at..].iter().take_while(|c| is_digit(**c)).count();
        let to = at + length;
        let unit = self.text.get(to).is_some_and(|c| "年月日号时点分秒天次个第周".contains(*c));
        let train = || {
            let word = self.text[at..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
            let has_digit = self.text[at..at + word].iter().any(char::is_ascii_digit);
            (word > 0 && has_digit).then_some(at + word)
        };
        match length {
            0 => train(),
            _ if unit => Some(to + 1),
            _ if self.text[at].is_ascii_digit() => train().or(Some(to)),
            _ => None,
        }
    }

    /// `贵A12345` is a vehicle, not a stay.
    fn plate(&self, at: usize) -> Option<usize> {
        let is_plate = self.lexicon.letter(self.text[at]).is_some() && self.text.get(at + 1).is_some_and(char::is_ascii_alphabetic);
        let tail = self.text[at + 1..].iter().take_while(|c| c.is_ascii_alphanumeric());
        is_plate.then(|| at + 1 + tail.count())
    }

    /// A row of Latin words, with the single spaces between them, up to one that is known.
    fn latin_end(&self, at: usize) -> usize {
        let mut to = at;
        loop {
            while is_latin(self.text, to) {
                to += 1;
            }
            let goes_on = self.text.get(to) == Some(&' ') && is_latin(self.text, to + 1);
            if !goes_on || self.lexicon.at(self.text, to + 1).next().is_some() {
                return to;
            }
            to += 1;
        }
    }

    /// Unknown parts that are nothing but one-character names become places.
    fn letters(&mut self) {
        let old = std::mem::take(&mut self.tokens);
        for token in old {
            let run = &self.text[token.from..token.to];
            let touches_place = self.after_place(token.from);
            let is_row = matches!(token.kind, Kind::Unknown) && !touches_place && run.iter().all(|c| self.lexicon.letter(*c).is_some());
            let alone = run.len() == 1 && ONLY_IN_ROWS.contains(run[0]);
            if !is_row || alone {
                self.tokens.push(token);
                continue;
            }
            for (at, c) in (token.from..).zip(run) {
                if let Some(sense) = self.lexicon.letter(*c) {
                    self.tokens.push(Token {
                        kind: Kind::Letter(sense),
                        from: at,
                        to: at + 1,
                    });
                }
            }
        }
    }
}

fn is_inside(sense: &Sense, around: &Sense) -> bool {
    sense
        .codes
        .iter()
        .any(|code| around.codes.iter().any(|area| code != area && code.is_within(*area)))
}

fn is_one_of(list: &[&str], name: &[char]) -> bool {
    list.iter().any(|word| word.chars().eq(name.iter().copied()))
}

fn gap(c: char) -> Option<Gap> {
    match c {
        '、' | '+' | '&' | '|' => Some(Gap::List),
        '，' | ',' => Some(Gap::Comma),
        '。' | ';' | '；' | '\n' | '\r' | '!' | '?' | '(' | ')' | '（' | '）' | ':' | '：' | '【' | '】' | '[' | ']' | '“' | '”' | '"' => {
            Some(Gap::End)
        }
        '-' | '/' | '\\' | '—' | '–' | '－' | '→' | '>' | '~' | '～' | '_' | '·' | '.' => Some(Gap::Link),
        _ if c.is_whitespace() => Some(Gap::Link),
        _ => None,
    }
}
