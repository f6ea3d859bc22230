//! CSV: the encoding and the delimiter are found by looking.

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8};

use super::{Gathered, Sheet, SheetError, Watch, cell};

/// How much of a file the encoding is judged by, in bytes.
const SAMPLE: usize = 64 * 1024;

pub(super) fn read(content: &[u8], watch: &Watch<'_>) -> Result<Sheet, SheetError> {
    let text = decode(content);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut gathered = Gathered::default();
    let mut record = csv::StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|error| SheetError::Broken(error.to_string()))?
    {
        let position = record.position();
        let number = position.map_or(0, |position| u32::try_from(position.line()).unwrap_or(u32::MAX));
        let cells = record.iter().map(|text| cell(text, number)).collect::<Result<_, _>>()?;
        gathered.push(number, cells)?;
        if number.is_multiple_of(1024) {
            watch.step(position.map_or(0, csv::Position::byte), text.len() as u64)?;
        }
    }
    gathered.into_sheet(String::new()).ok_or(SheetError::Empty)
}

fn decode(content: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, _)) = Encoding::for_bom(content) {
        return encoding.decode(content).0;
    }
    match std::str::from_utf8(content) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => guess(content).decode_without_bom_handling(content).0,
    }
}

/// Both Chinese encodings read almost any bytes; the right one reads them as common characters.
fn guess(content: &[u8]) -> &'static Encoding {
    let sample = content.get(..SAMPLE).unwrap_or(content);
    let candidates = [(UTF_8, 0..=0), (GB18030, 0xb0..=0xd7), (BIG5, 0xa4..=0xc6)];
    let best = candidates.into_iter().max_by_key(|(encoding, common)| {
        let text = encoding.decode_without_bom_handling(sample).0;
        let score = |c: char| match c {
            char::REPLACEMENT_CHARACTER => -20,
            c if c.is_ascii() => 0,
            // The first plane of each standard holds the common characters, by their leading byte.
            c => {
                let mut buffer = [0; 4];
                let (bytes, _, _) = encoding.encode(c.encode_utf8(&mut buffer));
                if bytes.first().is_some_and(|lead| bytes.len() == 2 && common.contains(lead)) {
                    1_i64
                } else {
                    -1
                }
            }
        };
        text.chars().map(score).sum::<i64>()
    });
    best.map_or(UTF_8, |(encoding, _)| encoding)
}

/// The sign that parts the first lines most often.
fn delimiter(text: &str) -> u8 {
    let head = || text.lines().take(5);
    let count = |sign: u8| head().map(|line| line.bytes().filter(|byte| *byte == sign).count()).sum::<usize>();
    // Of equals the last wins, and that is the comma.
    [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}
