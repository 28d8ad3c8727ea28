//! Any bytes: what can be opened is drawn, every slot filled, or answers an error.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use pixels::{Limits, Picture, Size};
use template::artwork::{Artwork, Fill};
use template::{Edits, Output, Template};

static ARTWORK: LazyLock<Arc<Picture>> = LazyLock::new(|| {
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"><rect width="5" height="6" fill="#c40"/></svg>"##;
    Arc::new(codec::decode(svg, &Limits::default(), Some(Size::new(8, 6))).expect("a picture"))
});

fuzz_target!(|data: &[u8]| {
    let limits = Limits { bytes: 1 << 20, pixels: 1 << 16, layers: 64, depth: 16 };
    let Ok(template) = Template::open(data.to_vec(), &limits) else { return };
    let template = Arc::new(template);
    let fill = || Fill { artwork: Some(Artwork::new(Arc::clone(&ARTWORK))), ..Fill::default() };
    let fills: Vec<_> = template.outline().slots.iter().map(|slot| (slot.uuid, fill())).collect();
    let edits = Edits::of_fills(&template, &fills);
    if let Ok(compiled) = template.compile(&edits) {
        let _ = compiled.render(&fills, Output { width: Some(16) });
    }
});
