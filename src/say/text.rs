//! A sentence or a value before it is said: an id with arguments, or a quantity with its reasons.

use serde::{Deserialize, Serialize};

use crate::say::{Quantity, Voice, catalogue};
use crate::value::{Day, Decimal, Month};

/// A sentence as data. `said` is empty until [`Spoken::speak`] fills it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Text {
    /// The sentence's id in the catalogue; empty for no text at all.
    pub id: String,
    /// What the template's names stand for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(String, Arg)>,
    /// The sentence in the report's language.
    #[serde(default)]
    pub said: String,
}

/// An argument of a [`Text`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Arg {
    /// A number with its unit, or a value of the data.
    Quantity(Quantity),
    /// Another sentence.
    Text(Box<Text>),
    /// Several, said as a list.
    List(Vec<Arg>),
}

/// A quantity as it is shown: short on cards and charts, exact on hover and in tables; or missing,
/// with the reason.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Value {
    /// The quantity; `None` when there is none to give.
    pub quantity: Option<Quantity>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// Three significant figures, or an em dash.
    #[serde(default)]
    pub short: String,
    /// All digits, or an em dash.
    #[serde(default)]
    pub exact: String,
}

impl Text {
    /// A sentence without arguments.
    pub fn new(id: &str) -> Text {
        Text {
            id: id.to_owned(),
            args: Vec::new(),
            said: String::new(),
        }
    }

    /// No sentence.
    pub fn none() -> Text {
        Text::default()
    }

    /// Words of the data themselves (a file's or a customer's name), said as they are.
    pub fn verbatim(words: &str) -> Text {
        Text::new("verbatim").with("words", words)
    }

    /// The same sentence with one more argument.
    pub fn with(mut self, name: &str, arg: impl Into<Arg>) -> Text {
        self.put(name, arg.into());
        self
    }

    fn put(&mut self, name: &str, arg: Arg) {
        self.args.push((name.to_owned(), arg));
    }

    /// The argument of that name.
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, arg)| arg)
    }

    /// True when there is nothing to say.
    pub fn is_none(&self) -> bool {
        self.id.is_empty()
    }
}

impl Value {
    /// A value that is there.
    pub fn of(quantity: impl Into<Quantity>) -> Value {
        Value {
            quantity: Some(quantity.into()),
            ..Value::default()
        }
    }

    /// A value that cannot be given, and why.
    pub fn missing(reason: Text) -> Value {
        Value {
            reason: Some(reason),
            ..Value::default()
        }
    }
}

impl Value {
    /// What it measures and how many decimals its exact words have; `None` for what is no number with
    /// decimals, and for zero, which lines up with nothing.
    pub fn decimals(&self) -> Option<(String, usize)> {
        let unit = match self.quantity.as_ref()? {
            Quantity::Money { currency, .. } => currency.as_deref().unwrap_or("money"),
            Quantity::Number { .. } | Quantity::Exact { .. } => "number",
            Quantity::Days { .. } => "days",
            _ => return None,
        };
        if !self.exact.contains(|c: char| ('1'..='9').contains(&c)) {
            return None;
        }
        let (start, end) = digits(&self.exact)?;
        let decimals = self.exact[start..end].split_once('.');
        Some((
            unit.to_owned(),
            decimals.map_or(0, |(_, decimals)| decimals.len()),
        ))
    }

    /// Says its exact words with so many decimals, as far as their digits are known: those that were
    /// left out are zeros.
    pub fn with_decimals(&mut self, most: usize) {
        let known = match &self.quantity {
            Some(Quantity::Money { .. } | Quantity::Days { .. }) => 2,
            Some(Quantity::Number { number }) if number.abs() < 10.0 => 4,
            Some(Quantity::Number { .. }) => 2,
            _ => most,
        };
        let (Some((_, end)), Some((_, has))) = (digits(&self.exact), self.decimals()) else {
            return;
        };
        let more = most.min(known).saturating_sub(has);
        if more > 0 {
            let point = if has == 0 { "." } else { "" };
            let rest = match &self.exact[end..] {
                " day" => " days",
                rest => rest,
            };
            self.exact = format!("{}{point}{}{rest}", &self.exact[..end], "0".repeat(more));
        }
    }
}

/// Where the digits of a number stand among its words.
fn digits(words: &str) -> Option<(usize, usize)> {
    let start = words.find(|c: char| c.is_ascii_digit())?;
    let end = words.rfind(|c: char| c.is_ascii_digit())? + 1;
    Some((start, end))
}

/// Fills every `said`, `short` and `exact` inside.
pub trait Spoken {
    /// Says all texts and values inside with this voice.
    fn speak(&mut self, voice: &Voice);
}

impl Spoken for Text {
    fn speak(&mut self, voice: &Voice) {
        for (_, arg) in &mut self.args {
            arg.speak(voice);
        }
        self.said = catalogue::say(self, voice);
    }
}

impl Spoken for Arg {
    fn speak(&mut self, voice: &Voice) {
        match self {
            Arg::Quantity(_) => {}
            Arg::Text(text) => text.speak(voice),
            Arg::List(list) => list.speak(voice),
        }
    }
}

impl Spoken for Value {
    fn speak(&mut self, voice: &Voice) {
        self.reason.speak(voice);
        match &self.quantity {
            Some(quantity) => {
                self.short = voice.short(quantity);
                self.exact = voice.exact(quantity);
            }
            None => {
                self.short = "\u{2014}".to_owned();
                self.exact = "\u{2014}".to_owned();
            }
        }
    }
}

impl<T: Spoken> Spoken for Vec<T> {
    fn speak(&mut self, voice: &Voice) {
        for item in self {
            item.speak(voice);
        }
    }
}

impl<T: Spoken> Spoken for Option<T> {
    fn speak(&mut self, voice: &Voice) {
        if let Some(item) = self {
            item.speak(voice);
        }
    }
}

impl<T: Spoken + ?Sized> Spoken for Box<T> {
    fn speak(&mut self, voice: &Voice) {
        (**self).speak(voice);
    }
}

/// `spoken!(Fact: label, value)` says the named fields of a struct, in order.
macro_rules! spoken {
    ($type:ty: $($field:ident),+ $(,)?) => {
        impl $crate::say::Spoken for $type {
            fn speak(&mut self, voice: &$crate::say::Voice) {
                $($crate::say::Spoken::speak(&mut self.$field, voice);)+
            }
        }
    };
}
pub(crate) use spoken;

impl From<Quantity> for Arg {
    fn from(quantity: Quantity) -> Arg {
        Arg::Quantity(quantity)
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Arg {
        Arg::Text(Box::new(text))
    }
}

impl<T: Into<Arg>> From<Vec<T>> for Arg {
    fn from(list: Vec<T>) -> Arg {
        Arg::List(list.into_iter().map(Into::into).collect())
    }
}

macro_rules! quantity_from {
    ($($type:ty => |$it:ident| $quantity:expr;)+) => {$(
        impl From<$type> for Quantity {
            fn from($it: $type) -> Quantity { $quantity }
        }
        impl From<$type> for Arg {
            fn from(it: $type) -> Arg { Arg::Quantity(Quantity::from(it)) }
        }
    )+};
}

quantity_from! {
    u64 => |it| Quantity::Count { n: it };
    usize => |it| Quantity::Count { n: it as u64 };
    u32 => |it| Quantity::Count { n: u64::from(it) };
    Day => |it| Quantity::Day { day: it };
    Month => |it| Quantity::Month { month: it };
    Decimal => |it| Quantity::Exact { number: it };
    &str => |it| Quantity::Words { words: it.to_owned() };
    String => |it| Quantity::Words { words: it };
    &String => |it| Quantity::Words { words: it.clone() };
}
