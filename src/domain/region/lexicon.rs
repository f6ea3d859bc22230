//! Every name and word that the reader of free text knows, found by the longest match at a position.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::atlas::{Atlas, Other, Place, atlas};
use super::code::Code;

/// What a word says about the places around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// 到, 至: what follows is a place of its own.
    Then,
    /// 和, 及: what was said goes on.
    And,
    /// 从: where somebody set out.
    From,
    /// 去, 在, 回: a place follows.
    At,
    /// 途经: what follows was only passed through.
    Through,
    /// 中转, 未下车: what precedes was only passed through.
    Change,
    /// 没, 未去过, 非.
    Not,
    /// 以外, 除了: what is negated is everything else.
    Except,
    /// 未离开: somebody stayed where the place is.
    Stay,
    /// 在家: nowhere else.
    Home,
    /// 外地, 老家: a place, but nobody can know which.
    Vague,
    /// 本地, 本市: the same, except for who never left it.
    Local,
    /// 湖北人: where somebody comes from is not where they were.
    Origin,
    /// 火车站, 高新区: part of the place before it.
    Detail,
    /// Says nothing about a place.
    Filler,
}

const WORDS: &[(Word, &str)] = &[
    (
        Word::Then,
        "到 至 抵 抵达 到达 前往 飞往 开往 返回到 再到 后到 又到 到了 去到 回到 来到 直到",
    ),
    (Word::And, "和 及 与 以及 还有 或 或者 跟 同 并 and"),
    (Word::From, "从 由 自 自从 from 来自"),
    (
        Word::At,
        "去 在 往 回 来 赴 飞 去过 到过 来过 去了 去往 回了 回过 待过 呆过 住在 住过 曾 曾在 曾去 曾去过 曾到 曾到过 现在在 人在 位于 在过 \
         返 返回 返往 离开 出发去 回去 有过 游览 旅游到 进入 走过 停留在 到访 to been went travelled traveled 一直在 一直都在 始终在 全程在 都在 一直待在 一直呆在 in at visited",
    ),
    (
        Word::Through,
        "途经 途径 经 经过 经由 路过 路经 取道 过境 途中经过 中途经过 途中路过 转 经停 经停过 乘车经过 坐车经过 火车经过 坐火车经过 开车经过 via through",
    ),
    (
        Word::Change,
        "中转 转车 换乘 转机 转乘 转站 倒车 换车 转火车 转高铁 转动车 转汽车 转飞机 转大巴 中转站 中转换乘 停靠 未下车 没下车 没有下车 未出站 没出站 没有出站 \
         未停留 没停留 没有停留 不停留 不下车 不出站 没停 未停 没有停 没停车 未停车 未下高速 没下高速 没有下高速 路过一下 transit transfer",
    ),
    (
        Word::Not,
        "无 没 没有 未 不 非 否 不是 不在 不曾 从未 从没 从来没 从来没有 并未 并没有 均未 均无 都没 都没有 都未 未曾 没去 没去过 没有去 没有去过 未去 未去过 \
         没到 没到过 没有到过 未到 未到过 没回 没有回 未回 没来过 未来过 没在 未在 不去 没经过 没有经过 未经过 没途经 未途经 没有途经 从未去过 从未到过 从没去过 \
         从没到过 不经过 没走过 非来自 并非 没有任何 无任何 不存在 没外出 没有外出 未外出 没出门 没出过门 未出过门 没有出过门 没有出门 未出门 没出去 没有出去 未出去 不曾外出 没有出行 未出行 \
         没旅游 暂无 no none not never nil n/a na without haven't didn't null",
    ),
    (Word::Except, "除 除了 除去 以外 之外 除外 except"),
    (
        Word::Stay,
        "未离开 未离开过 没离开 没离开过 没有离开 没有离开过 从未离开 从未离开过 从没离开 从没离开过 一直没离开 一直未离开 没出 没出过 没有出 没有出过 未出 未出过 \
         从未出过 不出 没走出 未走出 没有走出 没离 未离",
    ),
    (
        Word::Home,
        "在家 在家里 一直在家 都在家 在家中 在家里面 在自己家 在家过年 居家 居家隔离 待在家 待在家里 呆在家 呆在家里 宅在家 宅家 在厂 在厂里 留厂 厂里 厂区 在岗 留守 家中 家里 自己家 \
         at home home",
    ),
    (
        Word::Vague,
        "外地 外省 省外 外市 外县 国外 境外 海外 疫区 重点疫区 疫情区 别的地方 别处 其他地方 其它地方 其他地区 其它地区 其他省 其他省份 任何地方 外面 同上 县城 \
         不知道 不清楚 不记得 忘记 忘了 不详 未知 老家 家乡 娘家 婆家 外出 旅游 出差 探亲 乡下 农村 城里 火车站 高铁站 机场 汽车站 客运站 景区 abroad overseas hometown",
    ),
    (Word::Local, "本地 本市 本县 本省 本村 当地 省内 市内 县内 省 市 县"),
    (Word::Origin, "人 籍 人士 户籍 户口"),
    (
        Word::Detail,
        "火车站 高铁站 动车站 东站 西站 南站 北站 站 机场 国际机场 汽车站 客运站 汽车客运站 开发区 经开区 高新区 高新技术开发区 高新技术产业开发区 经济开发区 经济技术开发区 \
         新区 城区 市区 县城 主城区 郊区 境内 地区 一带 周边 全境 市内 老城区 工业园 工业园区 人民 province city county district railway station airport",
    ),
    (
        Word::Filler,
        "我 本人 我们 一家 全家 家人 父母 老婆 爱人 孩子 小孩 朋友 坐 乘 乘坐 搭 搭乘 坐车 乘车 开车 自驾 驾车 自驾车 火车 高铁 动车 汽车 大巴 客车 飞机 轮船 坐火车 坐高铁 坐动车 坐飞机 坐汽车 \
         坐大巴 乘火车 乘高铁 乘飞机 包车 私家车 拼车 顺风车 出发 出来 回来 过来 上车 下车 停留 逗留 居住 住 过年 过春节 春节 春节期间 期间 假期 放假 寒假 元旦 除夕 年前 年后 节前 节后 返程 返厂 \
         返回 上班 工作 打工 务工 学习 上学 出差 旅游 探亲 访友 探望 看望 走亲戚 回家 到家 接触 接触过 接触到 串亲戚 亲戚 然后 之后 以后 后 再 又 先 最后 现 现在 目前 已 已经 了 过 的 地 得 是 为 都 也 均 仅 只 只有 \
         就 还 等 等地 等等 一直 始终 其间 当天 当日 当晚 今天 昨天 前天 早上 上午 中午 下午 晚上 凌晨 左右 约 大约 天 日 号 月 年 次 趟 车次 航班 座 号车 直达 直飞 往返 来回 一趟 一次 春节后 春节前 \
         正月 腊月 农历 阴历 阳历 大年 初一 初二 初三 初四 初五 初六 初七 初八 初九 初十 时间 地点 行程 路线 如下 详细 具体 有 有没有 是否 有无 到今 至今 为止 史 旅居史 接触史 旅行史 居住史 \
         情况 人员 身体健康 健康 正常 一切正常 谢谢 特此说明 途中 中途 沿途 期间内 两地 各地 全程 返乡 i the by train bus car flight plane and then of on was 哪里 哪儿 哪 哪里都 哪都 哦 啊 呢 吧 呀 同事 同学 同乡",
    ),
];

/// How a name is written, the more certain later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// A county without 县, 区 or 市: perhaps an ordinary word.
    Bare,
    /// With its kind at the end.
    Full,
    /// Without: a street, a station or an older kind may follow.
    Short,
    /// In Latin letters, where the smaller place comes first.
    Latin,
}

/// The places that a text may stand for.
#[derive(Debug)]
pub(super) struct Sense {
    pub(super) codes: Vec<Code>,
    pub(super) form: Form,
    /// The codes stand as they are given: none says too little, and of several no rank decides.
    pub(super) fixed: bool,
}

#[derive(Debug)]
pub(super) enum Meaning {
    Place(Sense),
    Word(Word),
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) text: Box<[char]>,
    pub(super) meanings: Vec<Meaning>,
}

#[derive(Debug)]
pub(super) struct Lexicon {
    /// By the first two characters, the longest first.
    pairs: HashMap<[char; 2], Vec<Entry>>,
    /// Words of one character.
    singles: HashMap<char, Word>,
    /// 京, 鄂, 泰: places only where they stand alone or in a row.
    letters: HashMap<char, Sense>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::build(atlas()));

pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Sense {
    fn add(&mut self, form: Form, code: Code) {
        self.form = self.form.max(form);
        if !self.codes.contains(&code) {
            self.codes.push(code);
        }
    }

    pub(super) fn within(&self, area: Code) -> Vec<Code> {
        self.codes.iter().copied().filter(|code| code.is_within(area)).collect()
    }
}

impl Lexicon {
    fn build(atlas: &Atlas) -> Self {
        let mut senses = BTreeMap::new();
        for place in &atlas.places {
            add_place(&mut senses, atlas, place);
        }
        for other in &atlas.others {
            add_other(&mut senses, atlas, other);
        }
        let mut lexicon = Self {
            pairs: HashMap::new(),
            singles: HashMap::new(),
            letters: HashMap::new(),
        };
        let places = senses.into_iter().map(|(text, sense)| (text, Meaning::Place(sense)));
        let words = WORDS
            .iter()
            .flat_map(|(word, texts)| texts.split_whitespace().map(|text| (text.to_owned(), Meaning::Word(*word))));
        let mut pairs: BTreeMap<[char; 2], Vec<Entry>> = BTreeMap::new();
        for (text, meaning) in places.chain(words) {
            let text: Box<[char]> = text.chars().collect();
            match (&*text, meaning) {
                ([c], Meaning::Word(word)) => {
                    lexicon.singles.entry(*c).or_insert(word);
                }
                ([c], Meaning::Place(sense)) => {
                    lexicon.letters.insert(*c, sense);
                }
                ([first, second, ..], meaning) => add_entry(pairs.entry([*first, *second]).or_default(), text, meaning),
                ([], _) => {}
            }
        }
        for entries in pairs.values_mut() {
            entries.sort_by(|a, b| b.text.len().cmp(&a.text.len()).then_with(|| a.text.cmp(&b.text)));
        }
        lexicon.pairs = pairs.into_iter().collect();
        lexicon
    }

    /// What begins here, the longest first. Latin words only as wholes.
    pub(super) fn at(&'static self, text: &[char], from: usize) -> impl Iterator<Item = &'static Entry> {
        let pair = text.get(from).zip(text.get(from + 1)).map(|(a, b)| [*a, *b]);
        let entries = pair.and_then(|pair| self.pairs.get(&pair));
        let fits = move |entry: &&Entry| {
            let to = from + entry.text.len();
            text[from..].starts_with(&entry.text) && !(is_latin(text, to - 1) && is_latin(text, to))
        };
        entries.into_iter().flatten().filter(fits)
    }

    pub(super) fn single(&self, c: char) -> Option<Word> {
        self.singles.get(&c).copied()
    }

    pub(super) fn letter(&'static self, c: char) -> Option<&'static Sense> {
        self.letters.get(&c)
    }
}

fn add_entry(entries: &mut Vec<Entry>, text: Box<[char]>, meaning: Meaning) {
    if let Some(entry) = entries.iter_mut().find(|entry| entry.text == text) {
        entry.meanings.push(meaning);
    } else {
        let meanings = vec![meaning];
        entries.push(Entry { text, meanings });
    }
}

pub(super) fn is_latin(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|c| c.is_alphabetic() && (*c as u32) < 0x250)
}

fn sense<'a>(senses: &'a mut BTreeMap<String, Sense>, text: &str, atlas: &Atlas) -> &'a mut Sense {
    senses.entry(atlas.fold_text(text)).or_insert_with(|| Sense {
        codes: Vec::new(),
        form: Form::Bare,
        fixed: false,
    })
}

fn add_place(senses: &mut BTreeMap<String, Sense>, atlas: &Atlas, place: &Place) {
    let code = place.code;
    let form = if place.has_kind() { Form::Full } else { Form::Short };
    sense(senses, &place.full_name(), atlas).add(form, code);
    if place.has_kind() {
        let form = if code.level() == 2 { Form::Bare } else { Form::Short };
        sense(senses, place.short, atlas).add(form, code);
    }
    if code.level() < 2 && !code.is_country() {
        let pinyin: String = place.syllables().collect();
        for latin in [&*pinyin, place.english].into_iter().filter(|latin| !latin.is_empty()) {
            sense(senses, latin, atlas).add(Form::Latin, code);
        }
    }
}

fn add_other(senses: &mut BTreeMap<String, Sense>, atlas: &Atlas, other: &Other) {
    let form = if other.name.is_ascii() { Form::Latin } else { Form::Short };
    let sense = sense(senses, other.name, atlas);
    sense.form = sense.form.max(form);
    sense.fixed |= other.codes.len() != 1;
    for code in &other.codes {
        sense.add(form, *code);
    }
}
