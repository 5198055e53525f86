//! Bytes and how they are cut -> the same table, whose records add up.
#![no_main]

#[path = "../../tests/targets/bodies/mod.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::table(data));
