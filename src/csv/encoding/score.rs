//! A text -> how much it looks like writing: by how common its letters are, by what stands beside them, and
//! by how many languages would have to have written it.

/// How much a text looks like writing, in thousandths a letter that is no ASCII: about 9,000 for text, below
/// zero for what was decoded by the wrong table.
pub fn score(text: &str) -> i64 {
    Points::new().score(text)
}

/// The points of the common letters, sorted.
pub(super) struct Points(Vec<(char, i64)>);

impl Points {
    pub(super) fn new() -> Points {
        let each = |(letters, points): &(&'static str, i64)| {
            let points = *points;
            letters.chars().map(move |letter| (letter, points))
        };
        let mut points: Vec<(char, i64)> = COMMON.iter().flat_map(each).collect();
        crate::value::order::sort_by_key(&mut points, |(letter, _)| *letter);
        Points(points)
    }

    pub(super) fn score(&self, text: &str) -> i64 {
        let (mut sum, mut letters) = (0_i64, 0_i64);
        let (mut tongues, mut told) = ([0_i64; TONGUES.len()], 0);
        let mut before = [' ', ' '];
        let mut all = text.chars().peekable();
        while let Some(letter) = all.next() {
            if !letter.is_ascii() {
                let next = all.peek().copied().unwrap_or(' ');
                sum += self.of(letter) + beside(before, letter, next);
                letters += 1;
                let lower = letter.to_lowercase().next().unwrap_or(letter);
                let mut any = false;
                for (held, tongue) in TONGUES.iter().zip(&mut tongues) {
                    let holds = held.contains(lower);
                    *tongue += i64::from(holds);
                    any |= holds;
                }
                told += i64::from(any);
            }
            before = [before[1], letter];
        }
        let most = tongues.iter().copied().max().unwrap_or(0);
        (sum - FOREIGN * (told - most)) * 1_000 / letters.max(1)
    }

    fn of(&self, letter: char) -> i64 {
        match self.0.binary_search_by_key(&letter, |(letter, _)| *letter) {
            Ok(at) => self.0[at].1,
            Err(_) => rare(letter),
        }
    }
}

/// The common letters of languages, and the rest of their ranges.
const COMMON: [(&str, i64); 20] = [
    ("éèàçêâîôëïüöäßñóíáúãÉÖÜÄ", 7),
    ("ąćęłńśźżčďěňřšťůžőűđâșțğşıİŞČŠŽŁŚ", 7),
    ("åøæœìòùïÅØÆýėųūįēī", 5),
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
    // What people are called: lists of customers hold little else.
    (
        "李刘陈杨黄赵吴周徐孙朱胡郭林罗郑梁谢宋唐邓韩曹彭曾萧蔡潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔陆廖姚邱夏谭韦贾邹石熊孟秦薛侯雷龙段郝孔邵史毛顾赖武康贺严尹钱施洪龚伟芳娜敏静丽磊洋勇艳杰娟涛超秀霞刚桂英华玉萍红玲芬燕春菊兰凤洁梅琳素云莲荣爱香瑞佳嘉珍莉帆宇浩欣怡志晓雅婷俊宏豪君淑劉陳楊黃趙吳孫鄭羅謝韓蕭鄧葉蘇呂蔣鍾盧陸譚賈鄒龍賴嚴錢偉靜麗傑濤剛華紅鳳潔蓮榮愛曉店购買价價京广廣州深圳佐藤鈴木橋渡辺伊村吉松井崎森池阿川郎健翔咲花",
        6,
    ),
    (
        "김박최강윤임훈현희진민준영혜숙철호석태재혁규빈예채건미유권황송류홍문품객날짜금액번매명산울역",
        7,
    ),
];

/// Letters that few languages hold, by language: no text is of all these at once, but the bytes of another
/// encoding are.
const TONGUES: [&str; 10] = [
    "ąćęłńśźż",
    "čďěňřšťůžľĺŕ",
    "őű",
    "ășțşţ",
    "ćčđšž",
    "ąčęėįšųūžāēģīķļņ",
    "ğış",
    "åæø",
    "йщъыьэюя",
    "ђѓјљњќћџ",
];
/// What a letter of another language costs.
const FOREIGN: i64 = 5;

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
        '\u{E01}'..='\u{E5B}' => thai(letter),
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
    if own == 6 && !thai_order(before, letter, next) {
        return -15;
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
    // Letters that only end a word.
    if right == own && matches!(letter, 'ς' | 'ך' | 'ם' | 'ן' | 'ף' | 'ץ') {
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

/// The points of a Thai letter: consonants and signs that no living word holds give the rest away.
fn thai(letter: char) -> i64 {
    match letter {
        'ฃ' | 'ฅ' | 'ฦ' | 'ฺ' | 'ๅ' | '\u{E4E}'..='\u{E5B}' => -3,
        'ฆ' | 'ฌ'..='ฒ' | 'ฬ' | 'ฯ' | '฿' | 'ํ' => 2,
        _ => 7,
    }
}

/// Whether a Thai letter may stand here: vowels above, below and behind, and the marks over them, need
/// a consonant to stand at, and a vowel in front needs one behind it. The bytes of other encodings know
/// nothing of this.
fn thai_order(before: char, letter: char, next: char) -> bool {
    let consonant = |letter: char| matches!(letter, 'ก'..='ฮ');
    let vowel_at = |letter: char| matches!(letter, 'ั' | 'ิ'..='ู');
    let mark = |letter: char| matches!(letter, '่'..='์');
    match letter {
        'ั' | 'ิ'..='ฺ' | '็' => consonant(before),
        'ะ' => consonant(before) || mark(before) || before == 'า',
        'า' | 'ำ' => consonant(before) || mark(before),
        '่'..='์' => consonant(before) || vowel_at(before),
        'เ'..='ไ' => consonant(next),
        _ => true,
    }
}

/// Alphabets that do not stand in one word with each other.
fn script(letter: char) -> u8 {
    match letter {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => 1,
        '\u{370}'..='\u{3FF}' => 2,
        '\u{400}'..='\u{4FF}' => 3,
        '\u{590}'..='\u{5FF}' => 4,
        '\u{600}'..='\u{6FF}' => 5,
        '\u{E00}'..='\u{E7F}' => 6,
        '\u{AC00}'..='\u{D7A3}' => 7,
        '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' => 8,
        _ => 0,
    }
}
