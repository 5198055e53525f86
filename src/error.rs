//! Why a file cannot be read at all. Everything milder is a finding.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::say::{Text, spoken};

/// Why a file was refused: a stable code, a place, and a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadError {
    /// Stable code: `empty_file`, `header_only`, `not_text`, `not_utf8` ...
    pub code: String,
    /// The file.
    pub file: String,
    /// The line, from 1, where there is one.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub line: Option<u64>,
    /// The byte, from 0, where there is one.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub byte: Option<u64>,
    /// What happened, what it means, what to do.
    pub message: Text,
}

spoken!(ReadError: message);

impl ReadError {
    /// A refusal with the sentence `error.<code>`, which may use `{file}`, `{line}` and `{byte}`.
    pub fn new(code: &str, file: &str) -> ReadError {
        let message = Text::new(&format!("error.{code}")).with("file", file);
        ReadError {
            code: code.to_owned(),
            file: file.to_owned(),
            line: None,
            byte: None,
            message,
        }
    }

    /// At this place.
    pub fn at(mut self, line: u64, byte: u64) -> ReadError {
        self.line = Some(line);
        self.byte = Some(byte);
        self.message = self.message.with("line", line).with("byte", byte);
        self
    }

    /// With one more argument for the sentence.
    pub fn with(mut self, name: &str, arg: impl Into<crate::say::Arg>) -> ReadError {
        self.message = self.message.with(name, arg);
        self
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.code)
    }
}

impl std::error::Error for ReadError {}
