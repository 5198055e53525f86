//! A recipe's text -> the same steps again.
#![no_main]

#[path = "../../tests/targets/bodies/mod.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::recipe(data));
