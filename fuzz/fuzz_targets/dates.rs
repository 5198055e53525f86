//! A cell -> a day, or a question.
#![no_main]

#[path = "../../tests/targets/bodies/mod.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::dates(data));
