//! Any bytes: all that `maquette inspect` does with them gives an error or an outline.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pixels::Limits;
use template::Template;

fuzz_target!(|data: &[u8]| {
    let limits = Limits { bytes: 1 << 20, pixels: 1 << 20, layers: 64, depth: 16 };
    if let Ok(template) = Template::open(data.to_vec(), &limits) {
        let outline = template.outline();
        assert!(u64::from(outline.size.width) * u64::from(outline.size.height) <= limits.pixels);
    }
});
