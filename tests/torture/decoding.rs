//! Cases about encodings.

use clientele::csv::{End, Guess, guess};

use crate::case::{Case, Verdict};

/// The decoded text equal, or the user asked.
pub fn judge(case: &Case) -> Verdict {
    let (Some(label), Some(bytes)) = (case.text("encoding"), case.bytes()) else {
        return Verdict::NotJudged;
    };
    let Some(expected) = decoded(label, &bytes) else {
        return Verdict::NotJudged;
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
