//! One or two files -> the same report.
#![no_main]

#[path = "../../tests/targets/bodies/mod.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::pipeline(data));
