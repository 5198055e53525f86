//! What the tracked wasm can reach: its import list is the whole of it.

use std::fs;

use crate::source;

/// Where the built wasm lies.
const WASM: &str = "pkg/clientele_bg.wasm";

/// All that the core may ask of its host. A new name here is a question to think about: can it reach
/// a network, remember something, or run text as code?
const ALLOWED: &[&[&str]] = &[
    // A canvas: size, context, paths, text.
    &[
        "width",
        "set_width",
        "set_height",
        "getContext",
        "instanceof_CanvasRenderingContext2d",
        "beginPath",
        "closePath",
        "moveTo",
        "lineTo",
        "arc",
        "fill",
        "stroke",
        "fillRect",
        "strokeRect",
        "fillText",
        "measureText",
        "setTransform",
        "set_fillStyle",
        "set_strokeStyle",
        "set_lineWidth",
        "set_lineJoin",
        "set_font",
        "set_textAlign",
        "set_textBaseline",
    ],
    // Plain values: objects, lists, maps, bytes, numbers, strings.
    &[
        "new",
        "new_from_slice",
        "prototypesetcall",
        "length",
        "get",
        "get_unchecked",
        "set",
        "push",
        "get_with_ref_key",
        "entries",
        "fromEntries",
        "of",
        "iterator",
        "next",
        "done",
        "value",
        "call",
        "stringify",
        "isArray",
        "isSafeInteger",
        "instanceof_Map",
        "instanceof_Object",
        "keys",
        "instanceof_Uint8Array",
        "instanceof_ArrayBuffer",
        "Number",
        "Error",
        "BigInt",
        "String",
    ],
    // What wasm-bindgen asks about a value, and how a failure is told.
    &[
        "in",
        "throw",
        "jsval_eq",
        "jsval_loose_eq",
        "is_bigint",
        "is_object",
        "is_string",
        "is_function",
        "is_undefined",
        "is_null",
        "string_get",
        "number_get",
        "boolean_get",
        "bigint_get_as_i64",
        "debug_string",
        "init_externref_table",
        "generic",
        "cast",
        "clientelePanicked",
        // The text of bytes in an older encoding.
        "decode",
    ],
];

/// The imports of a module as `module name`, in order.
fn imports(wasm: &[u8]) -> Vec<(String, String)> {
    assert_eq!(wasm.get(..8), Some(&b"\0asm\x01\0\0\0"[..]), "this is wasm");
    let mut sections = Bytes(&wasm[8..]);
    while let Some(id) = sections.byte() {
        let length = sections.number();
        let body = sections.take(length);
        if id == 2 {
            return import_section(Bytes(body));
        }
    }
    Vec::new()
}

fn import_section(mut bytes: Bytes) -> Vec<(String, String)> {
    let count = bytes.number();
    (0..count)
        .map(|_| {
            let import = (bytes.name(), bytes.name());
            match bytes.byte() {
                Some(0) => drop(bytes.number()),
                Some(1) => {
                    bytes.byte();
                    bytes.limits();
                }
                Some(2) => bytes.limits(),
                Some(3) => drop(bytes.take(2)),
                kind => panic!("an import of kind {kind:?}"),
            }
            import
        })
        .collect()
}

/// A reader of wasm's binary format.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }

    /// LEB128, unsigned.
    fn number(&mut self) -> usize {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte().expect("a number ends");
            value |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return value;
            }
        }
    }

    fn name(&mut self) -> String {
        let length = self.number();
        String::from_utf8(self.take(length).to_vec()).expect("names are UTF-8")
    }

    fn limits(&mut self) {
        if self.byte() == Some(1) {
            self.number();
        }
        self.number();
    }
}

/// `__wbg_fillText_1a2b3c4d5e6f7a8b` -> `fillText`: without what wasm-bindgen adds.
fn plain(name: &str) -> &str {
    let name = name
        .trim_start_matches("__wbg_")
        .trim_start_matches("__wbindgen_");
    match name.rsplit_once('_') {
        Some((plain, hash))
            if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
        {
            plain
        }
        _ => name,
    }
}

#[test]
fn the_wasm_can_reach_no_network() {
    let wasm = fs::read(source::root().join(WASM)).expect("pkg/ is built by `cargo xtask build`");
    let imports = imports(&wasm);
    assert!(!imports.is_empty(), "the import section was found");
    let unknown: Vec<&str> = imports
        .iter()
        .map(|(_, name)| plain(name))
        .filter(|name| !ALLOWED.iter().any(|names| names.contains(name)))
        .collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn imports_are_read_as_the_format_says() {
    let wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x13\x02\x01a\x05fetch\0\0\x01b\x01m\x02\x01\x01\x02";
    let read = imports(wasm);
    assert_eq!(
        read,
        [
            ("a".to_owned(), "fetch".to_owned()),
            ("b".to_owned(), "m".to_owned())
        ]
    );
    assert_eq!(plain("__wbg_fillText_1a2b3c4d5e6f7a8b"), "fillText");
    assert_eq!(plain("__wbindgen_throw"), "throw");
}
