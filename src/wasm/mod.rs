//! JavaScript values -> the session, a canvas, sentences. The door to the browser: it converts and
//! delegates, and is the only module that names wasm_bindgen, web_sys and js_sys.
//!
//! One wasm serves both sides. The Worker holds an [`Engine`]; the page calls [`paint`] and asks for
//! its own words, so that every sentence comes from one place.

mod canvas;
mod picture;
mod request;
mod value;

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::csv::FileHash;
use crate::draw::{Size, Theme, natural_height};
use crate::export::Rows;
use crate::protocol::json;
use crate::say::{Spoken, Text, Voice, catalogue};
use crate::session::Session;
use crate::value::Map;
use crate::wasm::value::Value;

#[wasm_bindgen]
extern "C" {
    /// What page and Worker define before they start the wasm. A panic aborts into a trap that
    /// carries no words, so the words go ahead of it.
    #[wasm_bindgen(js_namespace = globalThis, js_name = clientelePanicked)]
    fn tell_panic(message: &str);

    /// The browser's tables of the older encodings.
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;
}

fn decoded(label: &str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new(label).ok()?.decode(bytes).ok()
}

/// Runs once when the module is instantiated.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| tell_panic(&panic.to_string())));
    crate::csv::decode_with(decoded);
}

/// The analysis side, one in a Worker.
#[wasm_bindgen]
pub struct Engine {
    session: Session,
}

#[wasm_bindgen]
impl Engine {
    /// An empty session. The seed keys the hash tables, so that no file can be made to collide in
    /// them; it never shows in a result.
    #[wasm_bindgen(constructor)]
    pub fn new(seed_high: u32, seed_low: u32) -> Engine {
        let seed = (u64::from(seed_high) << 32) | u64::from(seed_low);
        Engine {
            session: Session::new(seed),
        }
    }

    /// Takes a `Request`, gives its `Answer`s in order, as JSON: for reports that is half the code and
    /// half the time of building objects one by one.
    pub fn handle(&mut self, request: JsValue) -> Result<String, JsValue> {
        let request = request::request(&Value(request))?;
        Ok(self.session.tell(&request, |answers| json(&answers)))
    }

    /// The next `Answer` of the report under way as JSON, or undefined when nothing is.
    pub fn step(&mut self) -> Option<String> {
        self.session.tell_step(json)
    }

    /// The next bytes of the open file. Gives a `Progress`, or throws the `Answer` that refuses the
    /// file, both as JSON.
    pub fn push(&mut self, bytes: &[u8]) -> Result<String, JsValue> {
        match self.session.push(bytes) {
            Ok(progress) => Ok(json(&progress)),
            Err(refusal) => Err(JsValue::from_str(&json(&refusal))),
        }
    }

    /// The open file is hashed by a [`Hasher`] of another Worker at the same time.
    pub fn hash_apart(&mut self) {
        self.session.hash_apart();
    }

    /// The hash of the open file that the other Worker made.
    pub fn hashed(&mut self, sha256: &str) {
        self.session.hashed(sha256);
    }

    /// A part of the rows of this kind (`clean`, `rejects`) as CSV; undefined behind the last.
    pub fn rows_part(&self, kind: &str, part: usize) -> Option<Vec<u8>> {
        self.session.rows_part(Rows::of_id(kind)?, part)
    }

    /// A table of the report as CSV with all its rows, in the order of the column of this name or, without one,
    /// as it is given; undefined when there is no such table.
    pub fn table_csv(
        &self,
        section: &str,
        table: &str,
        column: &str,
        down: bool,
    ) -> Option<Vec<u8>> {
        self.session.table_csv(section, table, column, down)
    }

    /// A part of the rows behind a number as CSV; undefined behind the last.
    pub fn behind_part(&self, trace: JsValue, part: usize) -> Result<Option<Vec<u8>>, JsValue> {
        let trace = request::trace(&Value(trace))?;
        Ok(self.session.behind_part(&trace, part))
    }

    /// What was decided as the text of a recipe's file.
    pub fn recipe_text(&self) -> String {
        self.session.recipe_text()
    }

    /// The last report as JSON with full precision, the same bytes as on the command line.
    pub fn report_json(&self) -> Option<String> {
        self.session.report_json()
    }
}

/// The SHA-256 of a file: a third of the work of reading it, which a second Worker can do meanwhile.
#[wasm_bindgen]
#[derive(Default)]
pub struct Hasher {
    hash: FileHash,
}

#[wasm_bindgen]
impl Hasher {
    /// Of no bytes yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Hasher {
        Hasher::default()
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
    }

    /// The hash of all bytes as 64 hexadecimal digits.
    pub fn hex(self) -> String {
        self.hash.hex()
    }
}

/// Draws a `Figure` on a canvas. Gives the hit boxes of its data in CSS pixels, six numbers each:
/// x, y, width, height, index of the mark, index of the datum.
#[wasm_bindgen]
pub fn paint(
    figure: JsValue,
    canvas: &HtmlCanvasElement,
    look: &Look,
    css_width: f64,
    css_height: f64,
    dpr: f64,
) -> Result<Vec<f32>, JsValue> {
    let size = Size {
        width: css_width,
        height: css_height,
    };
    canvas::show(
        &picture::figure(&Value(figure))?,
        canvas,
        &look.theme,
        size,
        dpr,
    )
}

/// The height in CSS pixels that a `Figure` asks for at this width.
#[wasm_bindgen]
pub fn figure_height(figure: JsValue, css_width: f64) -> Result<f64, JsValue> {
    Ok(natural_height(&picture::figure(&Value(figure))?, css_width))
}

/// A `Figure` as an SVG document with its title and notes. The canvas tells how wide texts are.
#[wasm_bindgen]
pub fn figure_svg(
    figure: JsValue,
    canvas: &HtmlCanvasElement,
    look: &Look,
    css_width: f64,
) -> Result<String, JsValue> {
    let figure = picture::figure(&Value(figure))?;
    canvas::document(&figure, canvas, &look.theme, css_width)
}

/// How charts look and speak: a theme with a voice.
#[wasm_bindgen]
pub struct Look {
    theme: Theme,
}

#[wasm_bindgen]
impl Look {
    /// The theme of this name (`light`, `dark`) with ticks said for this locale.
    #[wasm_bindgen(constructor)]
    pub fn new(theme: &str, locale: &str) -> Look {
        Look {
            theme: Theme::of(theme).with_voice(Voice::of(locale)),
        }
    }
}

/// The locale in which the core speaks to a reader of this BCP 47 tag.
#[wasm_bindgen]
pub fn spoken_locale(tag: &str) -> String {
    Voice::of(tag).tag().to_owned()
}

/// All sentences of the page without arguments, by id: a record of strings.
#[wasm_bindgen]
pub fn page_words(locale: &str) -> Result<JsValue, JsValue> {
    let voice = Voice::of(locale);
    let all = catalogue::CATALOGUES.iter().flat_map(|list| list.iter());
    let fixed = all.filter(|(id, template)| id.starts_with("page.") && !template.contains('{'));
    let words: Map<String> = fixed
        .map(|(id, _)| ((*id).to_owned(), said(Text::new(id), &voice)))
        .collect();
    let record = serde_wasm_bindgen::Serializer::json_compatible();
    words.serialize(&record).map_err(JsValue::from)
}

/// Says one `Text` that the page made itself, such as the progress of a file.
#[wasm_bindgen]
pub fn say(text: JsValue, locale: &str) -> Result<String, JsValue> {
    Ok(said(picture::text(&Value(text))?, &Voice::of(locale)))
}

/// The files of the demo: an array of `{ name, bytes }`.
#[wasm_bindgen]
pub fn demo_files() -> js_sys::Array {
    let files = crate::demo::files();
    files
        .into_iter()
        .map(|(name, bytes)| named_bytes(&name, &bytes))
        .collect()
}

fn named_bytes(name: &str, bytes: &[u8]) -> JsValue {
    let entries = [
        ("name", JsValue::from_str(name)),
        ("bytes", js_sys::Uint8Array::from(bytes).into()),
    ];
    let entries: js_sys::Array = entries
        .into_iter()
        .map(|(key, value)| js_sys::Array::of2(&JsValue::from_str(key), &value))
        .collect();
    js_sys::Object::from_entries(&entries).map_or(JsValue::UNDEFINED, JsValue::from)
}

fn said(mut text: Text, voice: &Voice) -> String {
    text.speak(voice);
    text.said
}
