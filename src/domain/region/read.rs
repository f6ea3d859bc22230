//! Places read from free text, as people fill in a questionnaire.
//!
//! Nothing is cleared in silence. Every part of a text must name a place, or be made of words that say nothing, or say no;
//! what is left over stands as a mention without a code, and is asked. A negation (`没去过湖北`) keeps the place and says
//! `negated`; a plain no (`无`, `没有外出`, `未离开本地`, `在家`) has no mention at all. `没去过武汉以外的地方` was in Wuhan.

use super::code::Code;
use super::lexicon::{Form, Sense, Word};
use super::tokens::{Gap, Kind, Token, tokens};

/// A place that a text speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mention {
    /// As written.
    pub text: String,
    /// `None` where it cannot be known: ask.
    pub code: Option<Code>,
    /// Only passed through or changed there. Somebody who set out there (`从武汉转车`) is never only passing.
    pub transit: bool,
    /// The text says that they were not there. It is not a presence, and no proof of absence.
    pub negated: bool,
    /// Which places an unresolved name may mean: `鼓楼区` is in four cities. Empty where nobody knows the name.
    pub candidates: Vec<Code>,
}

/// The places of a text in the order of writing; empty for an empty text and a plain no.
pub fn read(text: &str) -> Vec<Mention> {
    let parts = tokens(text);
    let mut reader = Reader::default();
    for token in &parts {
        reader.take(token);
    }
    reader.end_segment();
    if reader.found.is_empty() && !reader.says_no {
        reader.found.extend(whole(&parts));
    }
    reader.found.sort_by_key(|found| (found.from, found.to));
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let written = |from: usize, to: usize| starts.get(from).zip(starts.get(to)).and_then(|(from, to)| text.get(*from..*to));
    let mentions = reader.found.into_iter().map(|found| Mention {
        text: written(found.from, found.to).unwrap_or_default().trim().to_owned(),
        ..found.mention
    });
    mentions.collect()
}

/// A text of which nothing is known, from its first to its last part.
fn whole(parts: &[Token]) -> Option<Found> {
    let mut said = parts.iter().filter(|token| !matches!(token.kind, Kind::Gap(_)));
    let first = said.next()?;
    Some(Found::unknown(first.from, said.next_back().unwrap_or(first).to))
}

#[derive(Debug)]
struct Found {
    from: usize,
    to: usize,
    mention: Mention,
    /// Set out from here, so never only passing.
    departed: bool,
    /// A name that says too little, such as 中国, and gives way to a place beside it.
    hollow: bool,
}

impl Found {
    fn unknown(from: usize, to: usize) -> Self {
        Self {
            from,
            to,
            mention: Mention::default(),
            departed: false,
            hollow: false,
        }
    }
}

/// Who did not travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Still {
    /// 在家
    Home,
    /// 未离开
    Here,
}

/// What the words before a place said about it.
#[derive(Clone, Copy, Debug, Default)]
struct Mood {
    /// How many negations; two are none.
    negations: u8,
    through: bool,
    from: bool,
}

#[derive(Debug, Default)]
struct Reader {
    found: Vec<Found>,
    says_no: bool,
    mood: Mood,
    /// Where the found places of this segment begin.
    segment: usize,
    /// A place followed the last word about it.
    placed: bool,
    /// The last token was a preposition, so a place must follow.
    expects: bool,
    still: Option<Still>,
    unknown: Vec<Loose>,
    /// What the last token was, and the gap before this one.
    last: Option<Token>,
    gap: Option<Gap>,
}

/// A part that is no known place.
#[derive(Clone, Copy, Debug)]
struct Loose {
    from: usize,
    to: usize,
    /// Right after a preposition, so certainly a place.
    expected: bool,
    /// 外地, 本地: no place when negated.
    vague: bool,
    mood: Mood,
}

impl Reader {
    fn take(&mut self, token: &Token) {
        match token.kind {
            Kind::Place(sense) => self.place(sense, token, false),
            Kind::Letter(sense) => self.place(sense, token, true),
            Kind::Unknown => self.loose(token, false),
            Kind::Word(word) => self.word(word, token),
            Kind::Gap(gap) => return self.gap(gap),
        }
        self.last = Some(*token);
        self.gap = None;
    }

    fn word(&mut self, word: Word, token: &Token) {
        match word {
            Word::Then => {
                self.end_segment();
                self.verb();
            }
            Word::And => {
                self.end_segment();
                self.expects = false;
            }
            Word::From => {
                self.verb();
                self.mood.from = true;
            }
            Word::At => self.verb(),
            Word::Through => {
                self.verb();
                self.mood.through = true;
            }
            Word::Change => self.change(),
            Word::Not => {
                if self.placed {
                    self.calm();
                }
                self.mood.negations = self.mood.negations.saturating_add(1);
                self.says_no = true;
                self.expects = false;
            }
            Word::Except => self.except(),
            Word::Stay => {
                self.verb();
                self.still = Some(Still::Here);
                self.says_no = true;
            }
            Word::Home => {
                self.still = Some(Still::Home);
                self.says_no = true;
            }
            Word::Vague => self.loose(token, true),
            Word::Local => {
                if self.still != Some(Still::Here) {
                    self.loose(token, true);
                }
            }
            Word::Origin => self.origin(token),
            Word::Detail => self.extend(token),
            Word::Filler => {}
        }
    }

    /// What was said about the places before says nothing about those that follow.
    fn calm(&mut self) {
        self.mood = Mood::default();
        self.placed = false;
    }

    /// A verb or preposition: after a place it begins something new.
    fn verb(&mut self) {
        if self.placed {
            self.calm();
        }
        (self.mood.from, self.mood.through) = (false, false);
        self.expects = true;
    }

    fn gap(&mut self, gap: Gap) {
        if matches!(gap, Gap::Link) && (self.found.len() == self.segment) {
            // 没去过 湖北: the words still wait for their place.
            self.gap = Some(self.gap.unwrap_or(Gap::Link));
            if self.unknown.is_empty() {
                return;
            }
        }
        self.end_segment();
        match gap {
            Gap::Link | Gap::List => {}
            Gap::Comma | Gap::End => self.calm(),
        }
        self.gap = Some(self.gap.map_or(gap, |before| wider(before, gap)));
        self.expects = false;
    }

    /// Whether the last token and this one may be parts of one place.
    fn joins(&self, sense: &Sense, token: &Token) -> bool {
        match self.gap {
            None => self.last.is_some_and(|last| last.to == token.from),
            Some(Gap::Link) => true,
            Some(Gap::Comma) => sense.form == Form::Latin,
            Some(Gap::List | Gap::End) => false,
        }
    }

    fn place(&mut self, sense: &Sense, token: &Token, letter: bool) {
        let follows_place = self
            .last
            .is_some_and(|last| matches!(last.kind, Kind::Place(_) | Kind::Word(Word::Detail)));
        let joined = !letter && follows_place && self.joins(sense, token);
        if joined && self.refine(sense) {
            self.settle(token.to);
            return;
        }
        let (code, candidates) = self.resolve(sense);
        let mention = Mention {
            code,
            candidates,
            transit: self.mood.through,
            negated: self.mood.negations % 2 == 1,
            ..Mention::default()
        };
        self.found.push(Found {
            mention,
            departed: self.mood.from,
            hollow: sense.codes.is_empty(),
            ..Found::unknown(token.from, token.to)
        });
        self.placed = true;
        self.expects = false;
    }

    fn settle(&mut self, to: usize) {
        if let Some(last) = self.found.last_mut() {
            last.to = last.to.max(to);
        }
        self.placed = true;
        self.expects = false;
    }

    /// Takes a place into the one before it: 湖北 + 武汉市, 中国 + 湖北, and `Wuhan, Hubei` the other way round.
    fn refine(&mut self, sense: &Sense) -> bool {
        let Some(last) = self.found.last_mut() else { return false };
        if last.hollow {
            let Some(code) = highest(&sense.codes) else { return false };
            last.mention.code = Some(code);
            last.hollow = false;
            return true;
        }
        let Some(area) = last.mention.code else { return false };
        if sense.codes.is_empty() {
            return true;
        }
        let inside = sense.within(area);
        // 武汉 武汉市, and 吉林 + 吉林市.
        if let Some(code) = highest(&inside) {
            last.mention.code = Some(code);
            return true;
        }
        if !inside.is_empty() {
            last.mention.code = None;
            last.mention.candidates = inside;
            return true;
        }
        sense.form == Form::Latin && self.gap.is_some() && sense.codes.iter().any(|code| area.is_within(*code) && area != *code)
    }

    /// The one place of a name: the only one, the highest in rank, or the one inside a place named before.
    fn resolve(&self, sense: &Sense) -> (Option<Code>, Vec<Code>) {
        let chosen = if sense.fixed && sense.codes.len() > 1 {
            None
        } else {
            highest(&sense.codes)
        };
        let before = || {
            let named = self.found.iter().rev().filter(|found| !found.mention.negated);
            named
                .filter_map(|found| found.mention.code)
                .find_map(|area| highest(&sense.within(area)))
        };
        match chosen.or_else(before) {
            Some(code) => (Some(code), Vec::new()),
            None => (None, sense.codes.clone()),
        }
    }

    /// 中转: the place before was only passed, unless they set out there.
    fn change(&mut self) {
        let joined = self.gap == Some(Gap::Link) && self.segment == self.found.len();
        let from = if joined { self.segment.saturating_sub(1) } else { self.segment };
        if let Some(last) = self.found.get_mut(from..).and_then(<[Found]>::last_mut) {
            last.mention.transit = !last.departed;
        } else {
            self.mood.through = true;
        }
        for loose in &mut self.unknown {
            loose.mood.through = true;
        }
    }

    /// 武汉以外: what was negated is the rest of the world.
    fn except(&mut self) {
        for found in self.found.iter_mut().skip(self.segment) {
            found.mention.negated = false;
        }
    }

    fn origin(&mut self, token: &Token) {
        let touches = self
            .last
            .is_some_and(|last| last.to == token.from && matches!(last.kind, Kind::Place(_) | Kind::Letter(_)));
        if let Some(last) = self.found.last_mut().filter(|_| touches) {
            last.to = token.to;
            last.mention.candidates.extend(last.mention.code.take());
        }
    }

    fn extend(&mut self, token: &Token) {
        if let Some(last) = self.found.last_mut().filter(|found| found.to == token.from) {
            last.to = token.to;
        }
    }

    fn loose(&mut self, token: &Token, vague: bool) {
        // What touches a place is its street or village.
        let is_detail = !vague
            && self.gap.is_none()
            && self
                .last
                .is_some_and(|last| last.to == token.from && matches!(last.kind, Kind::Place(_) | Kind::Word(Word::Detail)));
        if is_detail {
            return;
        }
        self.unknown.push(Loose {
            from: token.from,
            to: token.to,
            expected: self.expects,
            vague,
            mood: self.mood,
        });
        self.placed |= !vague;
        self.expects = false;
    }

    /// Judges what the segment left unknown.
    fn end_segment(&mut self) {
        if self.mood.through && self.expects && self.found.len() > self.segment {
            // 武汉路过
            self.change();
        }
        let loose = std::mem::take(&mut self.unknown);
        let said = |loose: &&Loose| !(loose.vague && loose.mood.negations % 2 == 1);
        if self.found.len() > self.segment {
            let expected = loose.iter().filter(said).filter(|loose| loose.expected);
            self.found.extend(expected.map(|loose| loose.found(loose.to)));
        } else if let Some(first) = loose.iter().find(said) {
            let only_home = self.still == Some(Still::Home) && !loose.iter().any(|loose| loose.expected);
            if !only_home {
                let to = loose.last().map_or(first.to, |last| last.to);
                self.found.push(first.found(to));
            }
        }
        self.segment = self.found.len();
        self.still = None;
    }
}

impl Loose {
    fn found(&self, to: usize) -> Found {
        let mention = Mention {
            transit: self.mood.through,
            negated: self.mood.negations % 2 == 1,
            ..Mention::default()
        };
        Found {
            mention,
            ..Found::unknown(self.from, to)
        }
    }
}

fn wider(a: Gap, b: Gap) -> Gap {
    match (a, b) {
        (Gap::End, _) | (_, Gap::End) => Gap::End,
        (Gap::Comma, _) | (_, Gap::Comma) => Gap::Comma,
        (Gap::List, _) | (_, Gap::List) => Gap::List,
        (Gap::Link, Gap::Link) => Gap::Link,
    }
}

/// The one place of the highest rank, where there is only one.
fn highest(codes: &[Code]) -> Option<Code> {
    let rank = codes.iter().map(|code| code.level()).min()?;
    let mut top = codes.iter().filter(|code| code.level() == rank);
    let first = top.next()?;
    top.next().is_none().then_some(*first)
}
