//! Cases about encodings.

use clientele::csv::{End, Guess, RecordReader, guess};

use crate::case::{Case, Verdict};
use crate::sheet::Sheet;

/// The decoded text equal, or the user asked.
pub fn judge(case: &Case) -> Verdict {
    let (Some(label), Some(bytes)) = (case.text("encoding"), case.bytes()) else {
        return Verdict::NotJudged;
    };
    let Some(expected) = decoded(label, &bytes) else {
        return judge_unreadable(label, &bytes);
    };
    let head = &bytes[..bytes.len().min(256 << 10)];
    let end = if head.len() < bytes.len() {
        End::More
    } else {
        End::Last
    };
    let guess = guess(head, end);
    let right = text(&guess, &bytes) == expected;
    match (right, guess.sure) {
        (right, false) => Verdict::Asked { right },
        (true, true) => Verdict::Pass,
        (false, true) => Verdict::Confident(format!("{} for {label}", guess.label)),
    }
}

/// Neither a browser nor the Encoding Standard knows the encoding: refused by name, or asked.
fn judge_unreadable(label: &str, bytes: &[u8]) -> Verdict {
    let mut sheet = Sheet::default();
    let mut reader = RecordReader::new("a.csv");
    let read = match reader.push(bytes, &mut sheet) {
        Ok(()) => reader
            .finish(&mut sheet)
            .map(|read| sheet.facts = read.facts),
        Err(error) => Err(error),
    };
    // No table is as little mojibake as a question.
    match read {
        Err(_) => Verdict::Pass,
        Ok(()) if !sheet.facts.encoding_sure => Verdict::Asked { right: false },
        Ok(()) => Verdict::Confident(format!("{} for {label}", sheet.facts.encoding)),
    }
}

fn text(guess: &Guess, bytes: &[u8]) -> String {
    decoded(guess.label, &bytes[guess.mark..]).unwrap_or_default()
}

/// The text by the tables of the Encoding Standard.
fn decoded(label: &str, bytes: &[u8]) -> Option<String> {
    let label = match label {
        "CP932" => "shift_jis",
        "CP949" | "cp949" => "euc-kr",
        "GB2312" | "gb2312" | "gbk" => "gb18030",
        "utf-8-sig" => "utf-8",
        "euc_jp" => "euc-jp",
        "euc_kr" => "euc-kr",
        "iso2022_jp" => "iso-2022-jp",
        "MacCyrillic" => "x-mac-cyrillic",
        "UTF-16" if bytes.starts_with(b"\xFE\xFF") => "utf-16be",
        other => other,
    };
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(encoding.decode_with_bom_removal(bytes).0.into_owned())
}
