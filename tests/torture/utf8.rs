//! Cases about bytes that are, or are not, UTF-8: what is comes through to the byte; what is not costs its
//! own row, which is told, or is asked about. No byte is replaced in a row that is shown.

use clientele::csv::{FlawKind, Wanted};
use clientele::table::{Table, TableReader};

use crate::case::{Case, Verdict};

/// Read as UTF-8, and read with nothing said of the encoding.
pub fn judge(case: &Case) -> Verdict {
    let expected = case.expected();
    let hex = expected["bytes_hex"].as_str().map(bytes_of);
    let text = expected["text"]
        .as_str()
        .map(|text| text.as_bytes().to_vec());
    let (Some(bytes), Some(valid)) = (hex.or(text), expected["valid"].as_bool()) else {
        return Verdict::NotJudged;
    };
    let asked = |table: &Table| !table.facts.encoding_sure;
    let chosen = Some("utf-8".to_owned());
    for encoding in [chosen, None] {
        let table = match read(&bytes, encoding.clone()) {
            Ok(table) => table,
            Err(code) => return Verdict::Fail(format!("refused: {code}")),
        };
        let flaws: Vec<(u32, FlawKind)> = table.flaws.iter().map(|f| (f.record, f.kind)).collect();
        let around = [0, 2].map(|row| table.record(row).join("|"));
        let sound = table.rows == 3 && around == ["u|before", "v|after"];
        let cell = table.record(1)[1].as_bytes() == bytes;
        let right = match valid {
            true => flaws.is_empty() && cell,
            false => flaws == [(2, FlawKind::BadEncoding)],
        };
        if sound && right {
            continue;
        }
        if encoding.is_none() && asked(&table) {
            return Verdict::Asked { right: false };
        }
        return Verdict::Silent(format!("{bytes:02X?}: {:?}, {flaws:?}", table.record(1)));
    }
    Verdict::Pass
}

fn read(bytes: &[u8], encoding: Option<String>) -> Result<Table, String> {
    let file = [b"x,y\nu,before\nw,\"", bytes, b"\"\nv,after\n"].concat();
    let wanted = Wanted {
        encoding,
        ..Wanted::default()
    };
    let mut reader = TableReader::new("a.csv", 7).with(wanted);
    let read = reader.push(&file).and_then(|()| reader.finish());
    read.map_err(|error| error.code.clone())
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16);
    (0..hex.len())
        .step_by(2)
        .map_while(|at| byte(at).ok())
        .collect()
}
