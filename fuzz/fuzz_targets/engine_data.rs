//! Any bytes: parsing engine data gives a tree or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use psd::Limits;
use psd::engine_data::EngineValue;
use psd::tagged::style_runs;

fuzz_target!(|data: &[u8]| {
    if let Ok(tree) = EngineValue::parse(data, &Limits::default()) {
        let _ = style_runs(&tree);
    }
});
