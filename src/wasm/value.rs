//! A JavaScript value -> its parts. Derived readers of tagged enums would be a third of the wasm; the
//! door reads by hand what the page sends, which is little.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsError, JsValue};

use crate::value::Map;

/// What reading gives: a part, or an error for the page.
pub(super) type Read<T> = Result<T, JsValue>;

/// A part of a value that is not as the page's types say: a fault of the page, told to it.
pub(super) fn unlike(what: &str) -> JsValue {
    JsError::new(what).into()
}

/// A value with the names of its parts.
pub(super) struct Value(pub(super) JsValue);

impl Value {
    /// A property; undefined where there is none.
    pub(super) fn get(&self, name: &str) -> Value {
        Value(Reflect::get(&self.0, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED))
    }

    /// True for null and undefined.
    pub(super) fn is_none(&self) -> bool {
        self.0.is_null() || self.0.is_undefined()
    }

    /// The value, or `None` for null and undefined.
    pub(super) fn some(self) -> Option<Value> {
        (!self.is_none()).then_some(self)
    }

    pub(super) fn text(&self) -> Read<String> {
        self.0.as_string().ok_or_else(|| unlike("text"))
    }

    pub(super) fn number(&self) -> Read<f64> {
        self.0.as_f64().ok_or_else(|| unlike("number"))
    }

    /// A whole number of at least 0.
    pub(super) fn whole(&self) -> Read<u64> {
        let number = self.number()?;
        let whole = (0.0..=9_007_199_254_740_991.0).contains(&number) && number.fract() == 0.0;
        if whole {
            Ok(number as u64)
        } else {
            Err(unlike("whole number"))
        }
    }

    /// True only for `true`; what is not there is false.
    pub(super) fn flag(&self) -> bool {
        self.0.as_bool().unwrap_or(false)
    }

    /// The items of an array, each read; no array has none.
    pub(super) fn list<T>(&self, read: fn(&Value) -> Read<T>) -> Read<Vec<T>> {
        match self.0.dyn_ref::<Array>() {
            Some(array) => array.iter().map(|item| read(&Value(item))).collect(),
            None => Ok(Vec::new()),
        }
    }

    /// The values of an object by name, each read; no object has none.
    pub(super) fn map<T>(&self, read: fn(&Value) -> Read<T>) -> Read<Map<T>> {
        let mut map = Map::new();
        if let Some(object) = self.0.dyn_ref::<Object>() {
            for name in Object::keys(object).iter() {
                let name = Value(name).text()?;
                let value = read(&self.get(&name))?;
                map.insert(name, value);
            }
        }
        Ok(map)
    }
}
