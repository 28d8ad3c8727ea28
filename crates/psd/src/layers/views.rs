//! What a layer's keyed blocks say, read on demand.

use super::Layer;
use crate::descriptor::{Descriptor, Value};
use crate::strings::{PascalString, UnicodeString};
use crate::tagged::warp::rectangle;
use crate::tagged::{
    Adjustment, Effects, Fill, PlacedLayer, PlacedLayerData, Section, SmartObjectData, TypeLayer, VectorMask,
    VectorStroke,
};
use crate::{Limits, Result};

impl Layer {
    /// The layer's name.
    pub fn name(&self) -> String {
        self.unicode_name().map_or_else(|| self.legacy_name.to_string(), |name| name.to_string())
    }

    fn unicode_name(&self) -> Option<UnicodeString> {
        let mut cursor = crate::cursor::Cursor::new(self.blocks.data(b"luni")?.clone(), "a layer's name");
        UnicodeString::read(&mut cursor).ok()
    }

    /// Renames the layer: both names, and nothing else.
    pub fn set_name(&mut self, name: &str) -> Result<()> {
        let is_terminated = self.unicode_name().is_some_and(|old| old.is_terminated());
        let unicode = if is_terminated { UnicodeString::terminated(name) } else { UnicodeString::plain(name) };
        let mut sink = crate::sink::Sink::default();
        unicode.write(&mut sink)?;
        self.blocks.set(b"luni", sink.into_vec());
        // Photoshop cuts the legacy name at 31 characters.
        let short: String = name.chars().take(31).collect();
        self.legacy_name = PascalString::new(&short, 4);
        Ok(())
    }

    /// The layer's id, unique in its document (`lyid`).
    pub fn id(&self) -> Option<u32> {
        Some(u32::from_be_bytes(*self.blocks.data(b"lyid")?.first_chunk()?))
    }

    /// What the record is in the layer tree; nothing for most layers.
    pub fn section(&self) -> Result<Option<Section>> {
        let data = self.blocks.data(b"lsct").or_else(|| self.blocks.data(b"lsdk"));
        data.map(Section::read).transpose()
    }

    /// Where and how a smart object is placed: from `SoLd` or `SoLE`, else from the older `PlLd`.
    pub fn placed(&self, limits: &Limits) -> Result<Option<PlacedLayer>> {
        for (key, is_external) in [(b"SoLd", false), (b"SoLE", true)] {
            if let Some(data) = self.blocks.data(key) {
                let descriptor = SmartObjectData::read(data, limits)?.descriptor;
                return PlacedLayer::from_descriptor(descriptor, is_external).map(Some);
            }
        }
        let old = self.blocks.data(b"PlLd").map(|data| PlacedLayerData::read(data, limits));
        old.transpose()?.map(PlacedLayer::try_from).transpose()
    }

    /// The vector mask.
    pub fn vector_mask(&self) -> Result<Option<VectorMask>> {
        let data = self.blocks.data(b"vmsk").or_else(|| self.blocks.data(b"vsms"));
        data.map(VectorMask::read).transpose()
    }

    /// The contents of a block that are a version number and a descriptor: `SoCo`, `GdFl`, `vstk`, `artb` ...
    pub fn descriptor(&self, key: &[u8; 4], limits: &Limits) -> Result<Option<Descriptor>> {
        self.blocks.data(key).map(|data| Descriptor::read(data, limits)).transpose()
    }

    /// What a fill layer or a shape is filled with: `SoCo`, `GdFl` or `PtFl`, else `vscg`. Nothing for other layers,
    /// and for colours that only a colour book knows.
    pub fn fill(&self, limits: &Limits) -> Result<Option<Fill>> {
        for key in [b"SoCo", b"GdFl", b"PtFl"] {
            if let Some(descriptor) = self.descriptor(key, limits)? {
                return Ok(Fill::from_descriptor(&descriptor));
            }
        }
        let Some(data) = self.blocks.data(b"vscg").filter(|data| data.len() > 4) else { return Ok(None) };
        Descriptor::read(&data.slice(4..), limits).map(|descriptor| Fill::from_descriptor(&descriptor))
    }

    /// The layer's effects: `lmfx`, which may have several of a kind, else `lfx2`, else `lfxs`, which groups have, else
    /// the old `lrFX`. Beside any of the newer ones the old block does not count.
    pub fn effects(&self, limits: &Limits) -> Result<Option<Effects>> {
        let data = [b"lmfx", b"lfx2", b"lfxs"].into_iter().find_map(|key| self.blocks.data(key));
        match data {
            Some(data) => Effects::read(data, limits).map(Some),
            None => self.blocks.data(b"lrFX").map(Effects::read_legacy).transpose(),
        }
    }

    /// The outline of a shape layer.
    pub fn vector_stroke(&self, limits: &Limits) -> Result<Option<VectorStroke>> {
        Ok(self.descriptor(b"vstk", limits)?.as_ref().map(VectorStroke::from_descriptor))
    }

    /// The point of the canvas that the layer's patterns begin at, when they are linked with it (`fxrp`): x, y.
    pub fn reference_point(&self) -> [f64; 2] {
        let number = |bytes: &[u8]| bytes.first_chunk().map(|bytes| f64::from_be_bytes(*bytes));
        let data = self.blocks.data(b"fxrp").map_or(&[][..], |data| data);
        data.split_at_checked(8).and_then(|(x, y)| Some([number(x)?, number(y)?])).unwrap_or_default()
    }

    /// The shapes that a shape layer was drawn as, one descriptor each: rectangle, ellipse, line ... (`vogk`).
    pub fn shapes(&self, limits: &Limits) -> Result<Vec<Descriptor>> {
        let Some(data) = self.blocks.data(b"vogk").filter(|data| data.len() > 4) else { return Ok(Vec::new()) };
        let descriptor = Descriptor::read(&data.slice(4..), limits)?;
        let shapes = descriptor.list("keyDescriptorList").unwrap_or_default();
        Ok(shapes.iter().filter_map(Value::as_object).cloned().collect())
    }

    /// What an adjustment layer does.
    pub fn adjustment(&self, limits: &Limits) -> Result<Option<Adjustment>> {
        Adjustment::of(&self.blocks, limits)
    }

    /// A type layer's text.
    pub fn text(&self, limits: &Limits) -> Result<Option<TypeLayer>> {
        self.blocks.data(b"TySh").map(|data| TypeLayer::read(data, limits)).transpose()
    }

    /// Top, left, bottom and right of an artboard, in document pixels; nothing for other layers.
    pub fn artboard(&self, limits: &Limits) -> Result<Option<[f64; 4]>> {
        for key in [b"artb", b"artd", b"abdd"] {
            if let Some(descriptor) = self.descriptor(key, limits)? {
                return Ok(descriptor.object("artboardRect").and_then(rectangle));
            }
        }
        Ok(None)
    }

    fn flag(&self, key: [u8; 4]) -> Option<bool> {
        Some(*self.blocks.data(&key)?.first()? != 0)
    }

    /// Fill opacity, 255 being full (`iOpa`): that of the layer's own pixels, without its effects.
    pub fn fill_opacity(&self) -> u8 {
        self.blocks.data(b"iOpa").and_then(|data| data.first()).copied().unwrap_or(255)
    }

    /// *Blend Clipped Layers as Group* (`clbl`), on unless said otherwise.
    pub fn blends_clipped_as_group(&self) -> bool {
        self.flag(*b"clbl").unwrap_or(true)
    }

    /// *Blend Interior Effects as Group* (`infx`).
    pub fn blends_interior_as_group(&self) -> bool {
        self.flag(*b"infx").unwrap_or(false)
    }

    /// How far the layer knocks out what lies below (`knko`): 0 not, 1 shallow, 2 deep.
    pub fn knockout(&self) -> u8 {
        self.blocks.data(b"knko").and_then(|data| data.first()).copied().unwrap_or(0)
    }

    /// *Transparency Shapes Layer* (`tsly`), on unless said otherwise.
    pub fn transparency_shapes_layer(&self) -> bool {
        self.flag(*b"tsly").unwrap_or(true)
    }

    /// *Layer Mask Hides Effects* (`lmgm`).
    pub fn mask_hides_effects(&self) -> bool {
        self.flag(*b"lmgm").unwrap_or(false)
    }

    /// *Vector Mask Hides Effects* (`vmgm`).
    pub fn vector_mask_hides_effects(&self) -> bool {
        self.flag(*b"vmgm").unwrap_or(false)
    }

    /// Channels that the layer does not touch (`brst`), by number.
    pub fn restricted_channels(&self) -> Vec<u32> {
        let data = self.blocks.data(b"brst").map_or(&[][..], |data| data);
        data.chunks_exact(4).map(|bytes| u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])).collect()
    }

    /// The locks (`lspf`): bit 0 transparency, bit 1 pixels, bit 2 position.
    pub fn protection(&self) -> u32 {
        self.blocks.data(b"lspf").and_then(|data| data.first_chunk()).map_or(0, |bits| u32::from_be_bytes(*bits))
    }

    /// The colour of the layer's row in the layers panel (`lclr`): 0 none, 1 red, 2 orange, ... 7 gray.
    pub fn label_color(&self) -> u16 {
        self.blocks.data(b"lclr").and_then(|data| data.first_chunk()).map_or(0, |color| u16::from_be_bytes(*color))
    }
}
