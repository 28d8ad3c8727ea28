//! Any bytes: a descriptor that can be read is written back as the bytes it was read from, padding aside.
#![no_main]

use libfuzzer_sys::fuzz_target;
use psd::descriptor::Descriptor;
use psd::{Bytes, Limits};

fuzz_target!(|data: &[u8]| {
    let bytes = Bytes::copy_from_slice(data);
    if let Ok(descriptor) = Descriptor::read(&bytes, &Limits::default()) {
        let written = descriptor.to_bytes().expect("what was read can be written");
        assert!(data.starts_with(&written));
    }
});
