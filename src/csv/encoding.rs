//! bytes -> the encoding in which they are text.
//!
//! What is certain comes first: byte order marks, zero bytes, escape sequences, valid UTF-8. Otherwise the
//! candidates are decoded and each text is scored letter by letter ([`score`]): by how common the letter
//! is, and by how it sits beside its neighbours. The best text wins; it is certain only when it is clearly
//! better than every other one.

mod pieces;

use crate::csv::decoding::decode;
use crate::csv::scanner::End;
use pieces::{letters, sample, script, side_by_side};

/// Bytes of lines with other letters than ASCII that are scored.
const SCORED: usize = 6 << 10;
/// The best text must be better than the next by so much, a letter; or by less, but in all letters by more.
const LEAD: i64 = 700;
/// So few letters prove nothing: then the usual encoding is taken, and the user asked.
const FEW: i64 = 4;
const SMALL_LEAD: i64 = 100;
const WHOLE_LEAD: i64 = 25_000;
/// A text this good is believed.
const GOOD: i64 = 3_000;
/// At most one line in so many may be no UTF-8 in a file that is UTF-8 otherwise.
const MIXED: usize = 1_000;

/// The older encodings, the usual ones first; what is unusual has to be better by so much.
pub(super) const CANDIDATES: [(&str, i64); 24] = [
    ("windows-1252", 0),
    ("windows-1250", 10),
    ("windows-1251", 10),
    ("shift_jis", 10),
    ("gb18030", 10),
    ("big5", 10),
    ("euc-kr", 10),
    ("euc-jp", 10),
    ("koi8-r", 100),
    ("iso-8859-2", 100),
    ("windows-1254", 100),
    ("windows-1255", 100),
    ("windows-1253", 100),
    ("windows-1256", 100),
    ("windows-1257", 300),
    ("iso-8859-5", 100),
    ("iso-8859-7", 200),
    ("iso-8859-15", 200),
    ("ibm866", 300),
    ("macintosh", 2_500),
    ("x-mac-cyrillic", 300),
    ("windows-874", 100),
    ("windows-1258", 800),
    ("iso-8859-3", 800),
];

/// The encoding of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Its label in the Encoding Standard.
    pub label: &'static str,
    /// Nothing else comes close.
    pub sure: bool,
    /// The next best.
    pub other: Option<&'static str>,
    /// Bytes of the byte order mark.
    pub mark: usize,
    /// Pieces of the text as it is and in the next best encoding.
    pub samples: Option<(Vec<String>, Vec<String>)>,
}

impl Guess {
    fn sure(label: &'static str, mark: usize) -> Guess {
        Guess {
            label,
            sure: true,
            other: None,
            mark,
            samples: None,
        }
    }

    /// An encoding that somebody chose; `None` when there is no such encoding.
    pub fn chosen(label: &str, head: &[u8]) -> Option<Guess> {
        let lower = label.to_ascii_lowercase();
        let label = labels().find(|known| *known == lower)?;
        let mark = mark(head)
            .filter(|guess| guess.label == label)
            .map_or(0, |guess| guess.mark);
        Some(Guess::sure(label, mark))
    }
}

/// The labels of all encodings that can be read, the usual ones first.
pub fn labels() -> impl Iterator<Item = &'static str> {
    let own = ["utf-8", "utf-16le", "utf-16be", "iso-2022-jp"];
    own.into_iter()
        .chain(CANDIDATES.iter().map(|(label, _)| *label))
}

/// The encoding of a file that begins with these bytes.
pub fn guess(head: &[u8], end: End) -> Guess {
    if let Some(marked) = mark(head) {
        return marked;
    }
    if let Some(label) = wide(head) {
        return Guess::sure(label, 0);
    }
    if is_iso_2022_jp(head) {
        return Guess::sure("iso-2022-jp", 0);
    }
    if is_utf8(head, end) {
        return Guess::sure("utf-8", 0);
    }
    best(head)
}

fn mark(head: &[u8]) -> Option<Guess> {
    [
        (&b"\xEF\xBB\xBF"[..], "utf-8"),
        (b"\xFF\xFE", "utf-16le"),
        (b"\xFE\xFF", "utf-16be"),
    ]
    .into_iter()
    .find(|(mark, _)| head.starts_with(mark))
    .map(|(mark, label)| Guess::sure(label, mark.len()))
}

/// UTF-16 without a mark: a fifth of its even or of its odd bytes are zero.
fn wide(head: &[u8]) -> Option<&'static str> {
    let sample = &head[..head.len().min(64 << 10)];
    let zeros = |odd: usize| {
        let bytes = sample.iter().skip(odd).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let (many, few) = (even.max(odd), even.min(odd));
    let is_wide = many >= 3 && many * 10 >= sample.len() && few * 10 <= many;
    is_wide.then_some(if odd > even { "utf-16le" } else { "utf-16be" })
}

fn is_iso_2022_jp(head: &[u8]) -> bool {
    let escape =
        |bytes: &[u8]| matches!(bytes, [0x1B, b'$', b'B' | b'@'] | [0x1B, b'(', b'J' | b'I']);
    head.is_ascii() && head.windows(3).any(escape)
}

/// Valid but for the character that the end of the head cuts off, or with so few bad lines that they are
/// the exception.
fn is_utf8(head: &[u8], end: End) -> bool {
    let (mut rest, mut bad, mut good) = (head, 0_usize, false);
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                good |= !text.is_ascii();
                break;
            }
            Err(error) => {
                let (valid, wrong) = rest.split_at(error.valid_up_to());
                good |= !valid.is_ascii();
                let Some(length) = error.error_len() else {
                    bad += usize::from(end == End::Last);
                    break;
                };
                bad += 1;
                // One bad line counts once.
                let next = wrong
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .unwrap_or(wrong.len());
                rest = &wrong[next.max(length)..];
            }
        }
    }
    let lines = head.iter().filter(|byte| **byte == b'\n').count();
    bad == 0 || (good && bad * MIXED <= lines.max(MIXED))
}

/// The candidate whose text scores best.
fn best(head: &[u8]) -> Guess {
    let sample = sample(head);
    let points = Points::new();
    let mut found: Vec<(i64, &'static str, String)> = Vec::new();
    for (label, handicap) in CANDIDATES {
        let Some(text) = decode(label, &sample) else {
            continue;
        };
        if !found.iter().any(|(_, _, have)| *have == text) {
            found.push((points.score(&text) - handicap, label, text));
        }
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    crate::value::order::sort_by(&mut order, |a, b| found[*b].0.cmp(&found[*a].0));
    let few = |at: &usize| found[*at].1 == "windows-1252" && letters(&found[*at].2) < FEW;
    if let Some(usual) = order.iter().position(few) {
        order[..=usual].rotate_right(1);
    }
    let Some(first) = order.first().map(|at| &found[*at]) else {
        return Guess {
            sure: false,
            ..Guess::sure("windows-1252", 0)
        };
    };
    let second = order.get(1).map(|at| &found[*at]);
    let lead = second.map_or(LEAD, |second| first.0 - second.0);
    let letters = letters(&first.2);
    let leads = lead >= LEAD || (lead >= SMALL_LEAD && lead * letters >= WHOLE_LEAD);
    // One line may as well be a broken one.
    let lines = sample.split(|byte| matches!(byte, b'\n' | b'\r'));
    let lines = lines.filter(|line| !line.is_empty()).count();
    Guess {
        label: first.1,
        sure: first.0 >= GOOD && leads && letters >= FEW && lines > 1,
        other: second.map(|second| second.1),
        mark: 0,
        samples: second.map(|second| side_by_side(&first.2, &second.2)),
    }
}

/// How much a text looks like writing, in thousandths a letter that is no ASCII: about 9,000 for text, below
/// zero for what was decoded by the wrong table.
pub fn score(text: &str) -> i64 {
    Points::new().score(text)
}

/// The points of the common letters, sorted.
struct Points(Vec<(char, i64)>);

impl Points {
    fn new() -> Points {
        let each = |(letters, points): &(&'static str, i64)| {
            let points = *points;
            letters.chars().map(move |letter| (letter, points))
        };
        let mut points: Vec<(char, i64)> = COMMON.iter().flat_map(each).collect();
        crate::value::order::sort_by_key(&mut points, |(letter, _)| *letter);
        Points(points)
    }

    fn score(&self, text: &str) -> i64 {
        let (mut sum, mut letters) = (0_i64, 0_i64);
        let mut before = [' ', ' '];
        let mut all = text.chars().peekable();
        while let Some(letter) = all.next() {
            if !letter.is_ascii() {
                let next = all.peek().copied().unwrap_or(' ');
                sum += self.of(letter) + beside(before, letter, next);
                letters += 1;
            }
            before = [before[1], letter];
        }
        sum * 1_000 / letters.max(1)
    }

    fn of(&self, letter: char) -> i64 {
        match self.0.binary_search_by_key(&letter, |(letter, _)| *letter) {
            Ok(at) => self.0[at].1,
            Err(_) => rare(letter),
        }
    }
}

/// The common letters of languages, and the rest of their ranges.
const COMMON: [(&str, i64); 18] = [
    ("éèàçêâîôëïüöäßñóíáúãÉÖÜÄ", 7),
    ("ąćęłńśźżčďěňřšťůžőűđâșțğşıİŞČŠŽŁŚ", 7),
    ("åøæœìòùïÅØÆý", 5),
    ("õû", 4),
    ("注番号客顧額商払送支単付請", 9),
    ("ăţ", 6),
    ("оеаинтсрвл", 9),
    ("кмдпуяыьгзбчйхжшюц", 6),
    ("щэфъёОАИВСПНКТРМДЕБГЗ", 4),
    ("αοιετσνηυρςόάίή", 9),
    ("κλμπγδωχθφβξζψέύώ", 6),
    ("יוהלאתמרבש", 9),
    ("נעכדקחפםטןגצסזץךף", 6),
    ("اليمنرتبةعد", 9),
    ("سفهكقحجشصطخضذثزءئإأآىؤغظ،", 6),
    ("\u{a0}’‘“”–—…€£°·«»・、。「」，：！？（）《》％～", 4),
    (
        "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几口认認条條平系气氣题題活更别打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则聽听白界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運",
        9,
    ),
    (
        "이다는의에을를가고하지로은인한기사도리어있나서대자일부수시그정보아해만과원전주라소구스장제비동게관위조안여상적으들면요것성국중연세화개무공당방교용신경내우모치선말오때마거니했없습",
        10,
    ),
];

/// The points of a letter that is not among the common ones.
fn rare(letter: char) -> i64 {
    match letter {
        '\u{FFFD}' => -100,
        '\u{80}'..='\u{9F}' => -40,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => -40,
        '\u{3040}'..='\u{30FF}' => 9,
        '\u{AC00}'..='\u{D7A3}' => 1,
        '\u{4E00}'..='\u{9FFF}' => 2,
        '\u{FF61}'..='\u{FF9F}' => -3,
        '\u{2500}'..='\u{259F}' => -6,
        '\u{E01}'..='\u{E5B}' => 7,
        '\u{3400}'..='\u{4DBF}' | '\u{20000}'.. => -10,
        _ if letter.is_alphabetic() => 1,
        _ => -3,
    }
}

/// How a letter fits beside its neighbours.
fn beside([far, before]: [char; 2], letter: char, next: char) -> i64 {
    let (own, left, right) = (script(letter), script(before), script(next));
    let mut points = 0;
    if own == 0 {
        // A sign inside a word.
        // Money stands beside digits.
        if matches!(letter, '€' | '£') && [far, before, next].iter().any(char::is_ascii_digit) {
            return 6;
        }
        return if left != 0 && right != 0 && left < 7 && letter != '’' && letter != '\u{a0}' {
            -5
        } else {
            0
        };
    }
    if left == own || right == own {
        points += 2;
    }
    let odd = |other: u8| other != 0 && other != own && (own < 7 || other >= 7);
    if odd(left) || odd(right) {
        points -= 8;
    } else if own > 1 && own < 7 && left != own && right != own {
        // Few words have one letter.
        points -= 4;
    }
    // A letter by itself behind a number is a sign in another encoding.
    if own == 1 && left != 1 && right != 1 && [far, before].iter().any(char::is_ascii_digit) {
        points -= 8;
    }
    if before.is_lowercase() && letter.is_uppercase()
        || letter.is_lowercase() && far.is_uppercase() && before.is_uppercase()
        || letter.is_lowercase() && next.is_uppercase()
    {
        points -= 6;
    }
    // Latin words hold few letters beyond ASCII in a row.
    if own == 1 && !before.is_ascii() && left == 1 {
        points -= 5;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_the_one_in_which_the_bytes_are_text() {
        for (bytes, label) in [
            (&b"a,b\n"[..], "utf-8"),
            ("é".as_bytes(), "utf-8"),
            (b"\xEF\xBB\xBFa", "utf-8"),
            (b"\xFF\xFEa\0", "utf-16le"),
            (b"a\0,\0b\0\n\0", "utf-16le"),
            (b"\0a\0,\0b\0\n", "utf-16be"),
            (b"caf\xE9 cr\xE8me\n", "windows-1252"),
            (b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0\n", "windows-1251"),
            (b"\xF0\xD2\xC9\xD7\xC5\xD4, \xCD\xC9\xD2\n", "koi8-r"),
            (b"\x82\xB1\x82\xF1\x82\xC9\x82\xBF\x82\xCD\n", "shift_jis"),
            (b"\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\n", "gb18030"),
            (b"\xBE\xC8\xB3\xE7\xC7\xCF\xBC\xBC\xBF\xE4\n", "euc-kr"),
            (b"\x1B$B%3\x1B(B\n", "iso-2022-jp"),
            (
                b"a;1.250,40 \x80\nb;6.786,10 \x80\nc;12,00 \x80\nd;9,90 \x80\n",
                "windows-1252",
            ),
        ] {
            assert_eq!(guess(bytes, End::Last).label, label, "{bytes:?}");
        }
    }

    #[test]
    fn one_bad_line_in_a_thousand_leaves_the_file_utf8() {
        let mut bytes = "é,1\n".repeat(2_000).into_bytes();
        bytes.extend_from_slice(b"caf\xE9,2\n");
        assert_eq!(guess(&bytes, End::Last).label, "utf-8");
        assert_eq!(guess(b"\xE9,1\n", End::Last).label, "windows-1252");
    }
}
