//! What must hold for every real file: it reads, all its pixels decode, and it is written back byte for byte.

mod support;

use psd::compression::Compression;
use psd::{Document, Limits};

/// Runs `check` on every file and fails with all complaints at once.
fn for_every_file(check: impl Fn(&[u8], &Document) -> Result<(), String>) {
    let complaint = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        let document = Document::read(bytes.clone(), &Limits::default()).map_err(|error| error.to_string());
        let result = document.and_then(|document| check(&bytes, &document));
        result.err().map(|complaint| format!("{}: {complaint}", path.display()))
    };
    let complaints: Vec<_> = support::fixtures().iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{} files:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn every_file_is_written_back_byte_for_byte() {
    for_every_file(|bytes, document| {
        let written = document.to_bytes().map_err(|error| error.to_string())?;
        if written == bytes { Ok(()) } else { Err(format!("differs at {:?}", first_difference(&written, bytes))) }
    });
}

fn first_difference(a: &[u8], b: &[u8]) -> Option<usize> {
    a.iter().zip(b).position(|(a, b)| a != b).or((a.len() != b.len()).then_some(a.len().min(b.len())))
}

#[test]
fn no_block_of_a_file_stays_unread() {
    for_every_file(|_, document| {
        let layers = document.layers.layers.iter().map(|layer| &layer.blocks);
        let trailing: Vec<_> = layers.chain([&document.layers.blocks]).map(|blocks| blocks.trailing().len()).collect();
        if trailing.iter().all(|length| *length == 0) { Ok(()) } else { Err(format!("bytes left over: {trailing:?}")) }
    });
}

#[test]
fn every_channel_of_every_file_decodes() {
    let limits = Limits::default();
    for_every_file(|_, document| {
        for layer in &document.layers.layers {
            for channel in layer.channels.iter().filter(|channel| channel.as_bytes().len() > 2) {
                let rows = document.channel_rows(layer, channel.id, &limits).and_then(|rows| rows.unwrap().decode());
                rows.map_err(|error| format!("{} {:?}: {error}", layer.legacy_name, channel.id))?;
            }
        }
        if document.merged.compression() != Ok(Compression::PackBits) && !document.layers.layers.is_empty() {
            return Ok(()); // May be a stub.
        }
        let merged = document.merged_rows().map_err(|error| error.to_string())?;
        merged.iter().try_for_each(|rows| rows.decode().map(drop)).map_err(|error| error.to_string())
    });
}
