//! Any bytes: reading gives an error or a document, whose views and rows do the same, and which is written back as
//! the bytes it was read from.
#![no_main]

use libfuzzer_sys::fuzz_target;
use psd::{Document, Limits};

fuzz_target!(|data: &[u8]| {
    let limits = Limits { bytes: 1 << 20, pixels: 1 << 20, layers: 64, depth: 16 };
    let Ok(document) = Document::read(data.to_vec(), &limits) else { return };
    if let Ok(written) = document.to_bytes() {
        assert_eq!(written, data);
    }
    for layer in &document.layers.layers {
        let _ = (layer.name(), layer.section(), layer.vector_mask(), layer.placed(&limits), layer.fill(&limits));
        let _ = (layer.effects(&limits), layer.adjustment(&limits), layer.text(&limits), layer.artboard(&limits));
        for channel in &layer.channels {
            if let Ok(Some(rows)) = document.channel_rows(layer, channel.id, &limits) {
                let _ = rows.decode();
            }
        }
    }
    let _ = (document.linked_files(&limits), document.patterns(&limits));
    for rows in document.merged_rows().unwrap_or_default() {
        let _ = rows.decode();
    }
});
