//! What a layer's keyed blocks say, read on demand.

use super::Layer;
use crate::descriptor::Descriptor;
use crate::strings::{PascalString, UnicodeString};
use crate::tagged::{PlacedLayer, PlacedLayerData, Section, SmartObjectData, VectorMask};
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
        self.legacy_name = PascalString::new(name, 4);
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

    fn flag(&self, key: &[u8; 4]) -> Option<bool> {
        Some(*self.blocks.data(key)?.first()? != 0)
    }

    /// Fill opacity, 255 being full (`iOpa`): that of the layer's own pixels, without its effects.
    pub fn fill_opacity(&self) -> u8 {
        self.blocks.data(b"iOpa").and_then(|data| data.first()).copied().unwrap_or(255)
    }

    /// *Blend Clipped Layers as Group* (`clbl`), on unless said otherwise.
    pub fn blends_clipped_as_group(&self) -> bool {
        self.flag(b"clbl").unwrap_or(true)
    }

    /// *Blend Interior Effects as Group* (`infx`).
    pub fn blends_interior_as_group(&self) -> bool {
        self.flag(b"infx").unwrap_or(false)
    }

    /// How far the layer knocks out what lies below (`knko`): 0 not, 1 shallow, 2 deep.
    pub fn knockout(&self) -> u8 {
        self.blocks.data(b"knko").and_then(|data| data.first()).copied().unwrap_or(0)
    }

    /// *Transparency Shapes Layer* (`tsly`), on unless said otherwise.
    pub fn transparency_shapes_layer(&self) -> bool {
        self.flag(b"tsly").unwrap_or(true)
    }

    /// *Layer Mask Hides Effects* (`lmgm`).
    pub fn mask_hides_effects(&self) -> bool {
        self.flag(b"lmgm").unwrap_or(false)
    }

    /// *Vector Mask Hides Effects* (`vmgm`).
    pub fn vector_mask_hides_effects(&self) -> bool {
        self.flag(b"vmgm").unwrap_or(false)
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
