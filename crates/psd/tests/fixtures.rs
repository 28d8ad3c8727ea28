//! What must hold for every real file: it reads, all its pixels decode, and it is written back byte for byte.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use psd::compression::Compression;
use psd::descriptor::Descriptor;
use psd::layers::Layer;
use psd::tagged::{EffectKind, Effects, PlacedLayerData, Section, SmartObjectData, TypeLayer, VectorMask, style_runs};
use psd::{Document, Limits, linked};

/// Runs `check` on every file and fails with all complaints at once.
fn for_every_file(check: impl Fn(&[u8], &Document) -> Result<(), String>) {
    for_all_files_but(0, check);
}

/// The same, with some files forgiven.
fn for_all_files_but(forgiven: usize, check: impl Fn(&[u8], &Document) -> Result<(), String>) {
    let complaint = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        let document = Document::read(bytes.clone(), &Limits::default()).map_err(|error| error.to_string());
        let result = document.and_then(|document| check(&bytes, &document));
        result.err().map(|complaint| format!("{}: {complaint}", path.display()))
    };
    let complaints: Vec<_> = support::fixtures().iter().filter_map(complaint).collect();
    assert!(complaints.len() <= forgiven, "{} files:\n{}", complaints.len(), complaints.join("\n"));
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

/// What the structure's `to_bytes` gives must be what it was read from, but for zeros that pad it.
fn same(what: &str, written: psd::Result<Vec<u8>>, data: &[u8]) -> Result<(), String> {
    let written = written.map_err(|error| format!("{what}: {error}"))?;
    let (head, padding) = data.split_at_checked(written.len()).ok_or_else(|| format!("{what} grew"))?;
    if head != written {
        return Err(format!("{what} differs at {:?}", first_difference(&written, data)));
    }
    if padding.len() < 4 && padding.iter().all(|byte| *byte == 0) {
        Ok(())
    } else {
        Err(format!("{what}: {padding:?}"))
    }
}

#[test]
fn every_typed_block_is_written_back_byte_for_byte() {
    let limits = Limits::default();
    for_every_file(|_, document| {
        let layers = document.layers.layers.iter().map(|layer| &layer.blocks);
        for block in layers.chain([&document.layers.blocks]).flatten() {
            let data = &block.data;
            let what = block.key.to_string();
            let result = match &block.key.0 {
                b"SoLd" | b"SoLE" => SmartObjectData::read(data, &limits).and_then(|it| it.to_bytes()),
                b"PlLd" => PlacedLayerData::read(data, &limits).and_then(|it| it.to_bytes()),
                b"TySh" => TypeLayer::read(data, &limits).and_then(|it| it.to_bytes()),
                b"lsct" | b"lsdk" => Section::read(data).map(|it| it.to_bytes()),
                b"vmsk" | b"vsms" => VectorMask::read(data).map(|it| it.to_bytes()),
                b"lnk2" | b"lnkD" | b"lnk3" | b"lnkE" => {
                    linked::read(data, &limits).and_then(|it| linked::to_bytes(&it))
                }
                b"luni" => continue,
                _ if data.starts_with(&[0, 0, 0, 16]) && data.len() > 24 => {
                    Descriptor::read(data, &limits).and_then(|it| it.to_bytes())
                }
                _ => continue,
            };
            same(&what, result, data)?;
        }
        Ok(())
    });
}

#[test]
fn every_view_of_a_layer_can_be_read() {
    let limits = Limits::default();
    for_every_file(|_, document| {
        for pattern in document.patterns(&limits).map_err(|error| error.to_string())? {
            for plane in pattern.colors.iter().chain(&pattern.alpha) {
                plane.decode().map_err(|error| format!("{}: {error}", pattern.name))?;
            }
        }
        let files = document.linked_files(&limits).map_err(|error| error.to_string())?;
        for layer in &document.layers.layers {
            let complain = |error: psd::Error| format!("{}: {error}", layer.name());
            layer.section().map_err(complain)?;
            layer.vector_mask().map_err(complain)?;
            layer.fill(&limits).map_err(complain)?;
            layer.effects(&limits).map_err(complain)?;
            layer.adjustment(&limits).map_err(complain)?;
            layer.artboard(&limits).map_err(complain)?;
            layer.shapes(&limits).map_err(complain)?;
            let stroke = layer.vector_stroke(&limits).map_err(complain)?;
            if stroke.is_some_and(|stroke| stroke.content.is_none()) {
                return Err(format!("{}: an outline without paint", layer.name()));
            }
            check_old_effects(layer)?;
            if let Some(text) = layer.text(&limits).map_err(complain)? {
                let engine_data = text.engine_data(&limits).map_err(complain)?;
                let runs = style_runs(&engine_data.ok_or("text without engine data")?);
                if !text.text().is_empty() && runs.iter().any(|run| run.font.is_none()) {
                    return Err(format!("{}: a run without a font", layer.name()));
                }
            }
            if let Some(placed) = layer.placed(&limits).map_err(complain)?
                && !placed.is_external
                && !files.iter().any(|file| file.has_id(&placed.id))
            {
                return Err(format!("{}: no file {:?} for a smart object", layer.name(), placed.id));
            }
        }
        Ok(())
    });
}

/// Photoshop writes shadows twice, in the new form and in the old: they must agree.
fn check_old_effects(layer: &Layer) -> Result<(), String> {
    let limits = Limits::default();
    let mut old = layer.clone();
    old.blocks.remove(b"lfx2");
    old.blocks.remove(b"lmfx");
    let [new, old] = [layer, &old].map(|layer| layer.effects(&limits).map_err(|error| error.to_string()));
    let (Some(new), Some(old)) = (new?, old?) else { return Ok(()) };
    let shadow = |effects: &Effects| {
        effects.effects.iter().find_map(|effect| match &effect.kind {
            EffectKind::DropShadow(shadow) if effect.is_enabled => {
                Some((effect.blend_mode, shadow.size, shadow.distance, shadow.light))
            }
            _ => None,
        })
    };
    match (shadow(&new), shadow(&old)) {
        (Some(new), Some(old)) if new != old => Err(format!("{}: {new:?} but {old:?}", layer.name())),
        _ => Ok(()),
    }
}

#[test]
fn renaming_a_layer_leaves_everything_else_alone() {
    for_every_file(|_, document| {
        let Some(last) = document.layers.layers.len().checked_sub(1) else { return Ok(()) };
        let mut renamed = document.clone();
        renamed.layers.layers[last].set_name("Another näme").map_err(|error| error.to_string())?;
        let bytes = renamed.to_bytes().map_err(|error| error.to_string())?;
        let mut read = Document::read(bytes, &Limits::default()).map_err(|error| error.to_string())?;
        let (layer, original) = (&mut read.layers.layers[last], &document.layers.layers[last]);
        if layer.name() != "Another näme" || layer.legacy_name.to_string() != "Another näme" {
            return Err(format!("{} was not renamed", original.name()));
        }
        layer.legacy_name = original.legacy_name.clone();
        let others = |layer: &Layer| layer.blocks.iter().filter(|it| &it.key.0 != b"luni").cloned().collect::<Vec<_>>();
        if others(layer) != others(original) {
            return Err("another block changed".into());
        }
        layer.blocks = original.blocks.clone();
        // The block that the layers of deep documents are in holds the new bytes.
        if let Some(key) = read.layers.container {
            let data = document.layers.blocks.get(&key.0).map(|block| block.data.to_vec());
            read.layers.blocks.remove(&key.0);
            let mut original = document.clone();
            original.layers.blocks.remove(&key.0);
            return if read == original && data.is_some() { Ok(()) } else { Err("something else changed".into()) };
        }
        if read == *document { Ok(()) } else { Err("something else changed".into()) }
    });
}

#[test]
fn every_channel_of_every_file_decodes() {
    let limits = Limits::default();
    // One file is broken on purpose, to make a careless decoder write out of bounds.
    for_all_files_but(1, |_, document| {
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
