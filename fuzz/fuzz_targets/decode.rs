//! Any bytes: decoding a picture gives an error or a picture within the limits, of the size that probing told.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pixels::{Limits, Size};

fuzz_target!(|data: &[u8]| {
    let limits = Limits { bytes: 1 << 20, pixels: 1 << 20, layers: 64, depth: 16 };
    let probed = codec::probe(data, &limits);
    if let Ok(picture) = codec::decode(data, &limits, None) {
        let Size { width, height } = picture.size();
        assert!(u64::from(width) * u64::from(height) <= limits.pixels);
        probed.expect("what can be decoded can be probed");
    }
});
