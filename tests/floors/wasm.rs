//! What the tracked wasm can reach: its import list is the whole of it.

use std::fs;

use crate::source;

/// Where the built wasm lies.
const WASM: &str = "pkg/clientele_bg.wasm";

/// What a network would be reached by, in any spelling.
const NETWORK: &[&str] = &[
    "fetch",
    "xmlhttp",
    "socket",
    "eventsource",
    "beacon",
    "rtc",
    "transport",
    "import",
    "request",
    "open",
    "navigat",
    "location",
    "send",
    "post",
    "eval",
    "function",
    "storage",
    "cookie",
    "write",
    "document",
    "window",
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
    let suspicious = |(_, name): &&(String, String)| {
        let name = plain(name).to_lowercase();
        NETWORK.iter().any(|word| name.contains(word))
    };
    let suspects: Vec<&(String, String)> = imports.iter().filter(suspicious).collect();
    assert!(suspects.is_empty(), "{suspects:#?}");
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
