//! A JSON request -> a JSON answer, over one plain HTTP/1.1 connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use serde_json::Value;

use super::{Failure, Outcome};

/// How long a driver may take for one command; loading a large file is one command.
const PATIENCE: Duration = Duration::from_secs(180);

/// Sends `body` (null for none) and reads the answer.
pub fn call(port: u16, method: &str, path: &str, body: &Value) -> Outcome<Value> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    (&stream).write_all(head.as_bytes())?;
    (&stream).write_all(body.as_bytes())?;
    let answer = read_answer(&mut BufReader::new(&stream))?;
    serde_json::from_slice(&answer)
        .map_err(|error| Failure::new(format!("{method} {path} was not answered in JSON: {error}")))
}

/// The driver keeps the connection open: the length it names is the end, not the end of the stream.
fn read_answer(reader: &mut impl BufRead) -> Outcome<Vec<u8>> {
    let mut length = None;
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 || line.trim_end().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<usize>().ok();
        }
    }
    let length = length.ok_or_else(|| Failure::new("The driver's answer names no length."))?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(body)
}
