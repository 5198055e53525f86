//! A JavaScript object -> its parts. Reading by hand what serde would derive for tagged enums keeps a
//! tenth of the wasm out: derived readers buffer every object once more, in code of their own.

use js_sys::{Array, Error, Reflect};
use wasm_bindgen::JsValue;

/// What was read, or an error that names the part that is missing or of another kind.
pub(super) type Read<T> = Result<T, JsValue>;

/// The error for a part that cannot be read.
pub(super) fn wrong(part: &str) -> JsValue {
    Error::new(part).into()
}

/// A part; undefined where there is none.
pub(super) fn part(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// A part that may be missing.
pub(super) fn some(of: &JsValue, name: &str) -> Option<JsValue> {
    let part = part(of, name);
    (!part.is_null() && !part.is_undefined()).then_some(part)
}

pub(super) fn words(of: &JsValue, name: &str) -> Read<String> {
    part(of, name).as_string().ok_or_else(|| wrong(name))
}

pub(super) fn number(of: &JsValue, name: &str) -> Read<f64> {
    part(of, name).as_f64().ok_or_else(|| wrong(name))
}

/// A truth; missing is false.
pub(super) fn flag(of: &JsValue, name: &str) -> bool {
    part(of, name).as_bool().unwrap_or(false)
}

/// The items of a part that is an array; missing is empty.
pub(super) fn items(of: &JsValue, name: &str) -> impl Iterator<Item = JsValue> + use<> {
    let array = some(of, name).filter(Array::is_array);
    let array = array.map_or_else(Array::new, |array| Array::from(&array));
    (0..array.length()).map(move |index| array.get(index))
}
