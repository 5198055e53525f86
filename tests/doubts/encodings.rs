//! Names of customers under headers in English, as shops around the world export them: their encoding is
//! found, or asked about, and never taken for certain when it is another.

use super::{USUAL, asked, facts, finding, one};
use crate::support::{ask, session_of};
use clientele::csv::{End, guess};
use clientele::protocol::Command;

/// Names as they are written, and the encodings in which exports hold them.
const LISTS: [(&[&str], &[&str]); 15] = [
    (
        &[
            "\u{ae40}\u{bbfc}\u{c218}",
            "\u{c774}\u{c601}\u{d76c}",
            "\u{bc15}\u{c9c0}\u{d6c8}",
            "\u{cd5c}\u{c218}\u{c9c4}",
            "\u{c815}\u{b2e4}\u{c740}",
        ],
        &["euc-kr"],
    ),
    (&["강현우", "조서연", "윤도윤"], &["euc-kr"]),
    (
        &[
            "王伟", "李娜", "张敏", "刘洋", "陈静", "杨帆", "赵磊", "黄丽",
        ],
        &["gb18030"],
    ),
    (&["吴志强", "徐秀英", "孙建国"], &["gb18030"]),
    (
        &["王偉", "李娜", "張敏", "劉洋", "陳靜", "黃麗", "林淑芬"],
        &["big5"],
    ),
    (
        &["山田太郎", "鈴木花子", "佐藤健", "高橋美咲"],
        &["shift_jis", "euc-jp"],
    ),
    (
        &["สมชาย ใจดี", "สมหญิง รักไทย", "วิชัย ศรีสุข", "นภา แสงทอง"],
        &["windows-874"],
    ),
    (
        &["محمد علي", "فاطمة حسن", "أحمد محمود", "زينب إبراهيم"],
        &["windows-1256", "iso-8859-6"],
    ),
    (
        &["Иванов Анна", "Петров Сергей", "Юрий Щербаков"],
        &[
            "windows-1251",
            "koi8-r",
            "iso-8859-5",
            "ibm866",
            "x-mac-cyrillic",
        ],
    ),
    (
        &["Γιώργος Παπαδόπουλος", "Μαρία Νικολάου", "Ελένη Ιωάννου"],
        &["windows-1253", "iso-8859-7"],
    ),
    (&["דוד כהן", "שרה לוי", "משה מזרחי"], &["windows-1255"]),
    (
        &[
            "Łukasz Wiśniewski",
            "Małgorzata Wójcik",
            "Grażyna Zieliński",
        ],
        &["windows-1250", "iso-8859-2"],
    ),
    (
        &[
            "Jonas Šimkus",
            "Žydrė Petrauskaitė",
            "Rūta Čepaitė",
            "Agnė Vėžys",
        ],
        &["windows-1257"],
    ),
    (
        &["Jürgen Müller", "Björn Groß"],
        &["windows-1252", "macintosh"],
    ),
    (
        &["François Lefèvre", "Zoé Côté", "Ayşe Yılmaz"],
        &["windows-1254"],
    ),
];

#[test]
fn names_in_old_encodings_are_right_or_asked_about() {
    let (mut sure, mut files) = (0, 0);
    for (names, labels) in LISTS {
        for label in labels {
            for rows in [12, 150] {
                let row = |i: usize| {
                    let name = names[i % names.len()];
                    format!("{i},{name},2024-01-{:02},{i}.50\n", i % 28 + 1)
                };
                let rows: String = (0..rows).map(row).collect();
                let text = format!("order,customer,date,amount\n{rows}");
                let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
                let (bytes, _, lossy) = encoding.encode(&text);
                if lossy {
                    continue;
                }
                let guess = guess(&bytes, End::Last);
                let read = encoding_rs::Encoding::for_label(guess.label.as_bytes()).unwrap();
                let right = read.decode_without_bom_handling(&bytes).0 == text;
                assert!(right || !guess.sure, "{label}: {guess:?}");
                let offered = right || guess.other == Some(label);
                assert!(offered, "{label}: {guess:?}");
                files += 1;
                sure += usize::from(right && guess.sure);
            }
        }
    }
    assert!(files >= 40 && sure * 4 >= files * 3, "{sure} of {files}");
}

#[test]
fn what_is_shown_of_a_file_in_doubt_are_the_words_in_doubt() {
    let mut bytes = b"order id,date,customer,mail,total\n".to_vec();
    for (name, at) in [("M\u{fc}ller", 1), ("Caf\u{e9}", 2)] {
        let row = format!("{at},2024-01-0{at},Ann {name},ann{at}@x.org,5\n");
        bytes.extend_from_slice(&encoding_rs::WINDOWS_1252.encode(&row).0);
    }
    let mut shop = session_of(&[("orders.csv".to_owned(), bytes)]);
    ask(&mut shop, Command::Report);
    let label = asked(&shop, "encoding.orders.csv").unwrap();
    assert!(label.contains("M\u{fc}ller and Caf\u{e9}"), "{label}");
    assert!(!label.contains('@') && !label.contains("Ann"), "{label}");
}

#[test]
fn the_sign_of_the_yen_is_a_backslash_in_old_files() {
    let row = |i: usize| format!("{i},2024/01/0{i},山田太郎,商品,\\{}50\n", 10 + i);
    let rows: String = (1..9).map(row).collect();
    let text = format!("注文番号,注文日,顧客名,商品名,金額\n{rows}");
    let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(&text);
    let mut shop = session_of(&[("orders.csv".to_owned(), bytes.into_owned())]);
    ask(&mut shop, Command::Report);
    // 1150 + 1250 + ... + 1850
    assert_eq!(facts(&shop, USUAL), ["12000", "8", "1"]);
}

#[test]
fn letters_in_pieces_are_told() {
    let orders = |name: &str| {
        one(&format!(
            "order id,date,customer,amount\n1,2024-01-01,{name},5\n2,2024-01-02,Ann,5\n"
        ))
    };
    for name in [
        "M\u{c3}\u{bc}ller",
        "Garc\u{c3}\u{ad}a",
        "Gro\u{c3}\u{178}",
        "\u{c3}\u{2013}zil",
        "O\u{e2}\u{20ac}\u{2122}Neil",
    ] {
        let told = finding(orders(name).report().unwrap(), "odd_characters").unwrap();
        assert!(told.starts_with("1 cell shows letters in pieces"), "{told}");
    }
    for name in [
        "M\u{fc}ller",
        "S\u{c3}O PAULO",
        "\u{c2}NGELA",
        "Ch\u{e2}teau",
        "Jo\u{e3}o",
    ] {
        assert_eq!(
            finding(orders(name).report().unwrap(), "odd_characters"),
            None,
            "{name}"
        );
    }
}
