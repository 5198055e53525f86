//! Bytes and what was chosen for them -> how they are written.
#![no_main]

#[path = "../../tests/targets/bodies/mod.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::sniffer(data));
