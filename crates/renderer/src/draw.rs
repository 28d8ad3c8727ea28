//! From an order to a picture's file.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use codec::EncodeOptions;
use library::blobs::BlobHash;
use library::renderer::{DrawError, Drawing, Drawn, File};
use library::renders::OutputOrder;
use pixels::Size;
use template::artwork::Fill;
use template::{CompiledTemplate, Edits, Outline, Output, SlotOutline, Template};
use uuid::Uuid;

use crate::cache::Key;
use crate::{Engine, convert, error};

impl Engine {
    pub(crate) async fn draw_picture(&self, drawing: Drawing) -> Result<Drawn, DrawError> {
        check(&drawing)?;
        let Drawing { file, areas, fills: wanted, texts, fonts, hidden, output, design } = drawing;
        let (hash, template) = match areas {
            None => (file.hash, self.template(file).await?),
            Some(areas) => self.photo_template(file, &areas).await?,
        };
        let mut fills: Vec<(Uuid, Fill)> = Vec::with_capacity(wanted.len());
        for fill in wanted {
            let Some(size) = slot_size(&template.outline().slots, fill.slot) else {
                return Err(DrawError::Order(format!("the template has no slot {}", fill.slot)));
            };
            let picture = match &fill.artwork {
                Some(artwork) => Some(self.artwork(artwork, Some(size)).await?),
                None => None,
            };
            fills.push((fill.slot, convert::fill(fill, picture)));
        }
        let mut edits = Edits::of_fills(&template, &fills);
        edits.hidden = hidden.into_iter().collect();
        edits.texts = texts.into_iter().map(|text| (text.layer, convert::text_edit(text))).collect();
        edits.fonts = self.fonts_with(fonts).await?;
        if let Some(slot) = design {
            return self.draw_design(&template, slot, fills, edits, output).await;
        }
        let key = key_of(hash, &edits);
        let compiled = self.compiled(hash, &template, edits).await?;
        let (losses, set) =
            (compiled.losses().iter().map(convert::loss).collect(), convert::set_texts(compiled.texts()));
        let work = {
            let compiled = compiled.clone();
            move || render(&compiled, &fills, output)
        };
        let drawn = self.pool.run("draw", work).await;
        // Documents inside slots may have been compiled, and contents decoded.
        self.cache.weigh_again(key, compiled.bytes());
        if hash == file.hash {
            self.cache.weigh_again(Key::Template(hash), file.bytes + template.bytes());
        }
        Ok(Drawn { file: drawn?, losses, texts: set })
    }

    /// The template with edits, and everything painted that no artwork can change.
    pub(crate) async fn compiled(
        &self,
        file: BlobHash,
        template: &Arc<Template>,
        edits: Edits,
    ) -> Result<Arc<CompiledTemplate>, DrawError> {
        let (key, template) = (key_of(file, &edits), template.clone());
        let compile = move || template.compile(&edits).map_err(error::of_template);
        self.cache.get(key, CompiledTemplate::bytes, self.pool.run("compile", compile)).await
    }
}

/// Refuses what contradicts itself, whatever the file.
fn check(drawing: &Drawing) -> Result<(), DrawError> {
    let hidden: BTreeSet<Uuid> = drawing.hidden.iter().copied().collect();
    let (mut slots, mut layers) = (BTreeSet::new(), BTreeSet::new());
    for slot in drawing.fills.iter().map(|fill| fill.slot) {
        if !slots.insert(slot) {
            return Err(DrawError::Order(format!("the slot {slot} is filled twice")));
        }
        if hidden.contains(&slot) {
            return Err(DrawError::Order(format!("the layer {slot} cannot be hidden and filled at once")));
        }
    }
    for layer in drawing.texts.iter().map(|text| text.layer) {
        if !layers.insert(layer) {
            return Err(DrawError::Order(format!("the text layer {layer} is edited twice")));
        }
        if hidden.contains(&layer) {
            return Err(DrawError::Order(format!("the layer {layer} cannot be hidden and edited at once")));
        }
    }
    Ok(())
}

/// Edits are told apart by their spelling: it is complete and always the same.
fn key_of(file: BlobHash, edits: &Edits) -> Key {
    let Edits { hidden, shifts, blends, texts, fonts } = edits;
    Key::Compiled(
        file,
        *blake3::hash(format!("{:?}", (hidden, shifts, blends, texts, fonts.digest())).as_bytes()).as_bytes(),
    )
}

fn slot_size(slots: &[SlotOutline], id: Uuid) -> Option<Size> {
    slots.iter().find_map(|slot| if slot.uuid == id { Some(slot.size) } else { slot_size(&slot.nested, id) })
}

fn render(compiled: &CompiledTemplate, fills: &[(Uuid, Fill)], output: OutputOrder) -> Result<File, DrawError> {
    let start = Instant::now();
    let rendered = compiled.render(fills, Output { width: output.width }).map_err(error::of_template)?;
    let render_ms = start.elapsed().as_millis() as u64;
    let start = Instant::now();
    let options = encode_options(output, compiled.template().outline());
    let bytes = codec::encode(&rendered.picture, &options).map_err(error::of_codec)?;
    let Size { width, height } = rendered.picture.size();
    let encode_ms = start.elapsed().as_millis() as u64;
    tracing::info!(width, height, bytes = bytes.len(), render_ms, encode_ms, "drawn");
    Ok(File { bytes: bytes.into(), media_type: options.format.content_type().to_owned(), width, height })
}

/// A picture in its own size keeps the template's resolution; in another it has none unless one is asked for.
fn encode_options(output: OutputOrder, outline: &Outline) -> EncodeOptions {
    let OutputOrder { format, width, quality, dpi } = output;
    let own = if width.is_none() { outline.dpi } else { None };
    let dpi = dpi.map(f64::from).or(own);
    EncodeOptions { quality, dpi, ..EncodeOptions::new(convert::format(format)) }
}
