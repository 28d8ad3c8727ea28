//! "Layer mask / adjustment layer data": where a layer's masks lie and how they are applied.

use bytes::Bytes;

use super::Rect;
use crate::Result;
use crate::cursor::Cursor;
use crate::sink::Sink;

/// The switches of a mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct MaskFlags(pub u8);

impl MaskFlags {
    /// The rectangle moves with the layer.
    pub const RELATIVE: u8 = 1;
    /// Switched off.
    pub const DISABLED: u8 = 2;
    /// Inverted when blending (obsolete).
    pub const INVERTED: u8 = 4;
    /// Made by rendering other data, a vector mask for one.
    pub const RENDERED: u8 = 8;
    /// [`MaskParameters`] follow.
    pub const PARAMETERS: u8 = 16;

    /// Whether this switch is on.
    pub fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }
}

/// Density and feather of the layer's masks; a missing value means full density, no feather.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MaskParameters {
    /// 255 is full.
    pub user_density: Option<u8>,
    /// Radius in pixels.
    pub user_feather: Option<f64>,
    /// 255 is full.
    pub vector_density: Option<u8>,
    /// Radius in pixels.
    pub vector_feather: Option<f64>,
    /// What stands in the upper half of the byte that says which of these there are; the specification leaves it open.
    pub open_bits: u8,
}

impl MaskParameters {
    fn read(cursor: &mut Cursor) -> Result<Self> {
        let present = cursor.u8()?;
        let mut parameters = Self { open_bits: present & 0xf0, ..Self::default() };
        if present & 1 != 0 {
            parameters.user_density = Some(cursor.u8()?);
        }
        if present & 2 != 0 {
            parameters.user_feather = Some(cursor.f64()?);
        }
        if present & 4 != 0 {
            parameters.vector_density = Some(cursor.u8()?);
        }
        if present & 8 != 0 {
            parameters.vector_feather = Some(cursor.f64()?);
        }
        Ok(parameters)
    }

    fn write(&self, sink: &mut Sink) {
        let present = [
            self.user_density.is_some(),
            self.user_feather.is_some(),
            self.vector_density.is_some(),
            self.vector_feather.is_some(),
        ];
        sink.u8(present.iter().rev().fold(self.open_bits >> 4, |bits, bit| bits << 1 | *bit as u8));
        self.user_density.into_iter().for_each(|density| sink.u8(density));
        self.user_feather.into_iter().for_each(|feather| sink.f64(feather));
        self.vector_density.into_iter().for_each(|density| sink.u8(density));
        self.vector_feather.into_iter().for_each(|feather| sink.f64(feather));
    }
}

/// The painted mask of a layer that has a vector mask too: then the first one is both together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RealMask {
    /// Switches.
    pub flags: MaskFlags,
    /// The mask's value outside its rectangle, 0 or 255.
    pub default_color: u8,
    /// Where it has samples: those of channel [`ChannelId::REAL_USER_MASK`](super::ChannelId::REAL_USER_MASK).
    pub rect: Rect,
}

/// A layer's raster mask.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerMask {
    /// Where it has samples: those of channel [`ChannelId::USER_MASK`](super::ChannelId::USER_MASK).
    pub rect: Rect,
    /// The mask's value outside its rectangle, 0 or 255.
    pub default_color: u8,
    /// Switches.
    pub flags: MaskFlags,
    /// Present when the layer has both a raster and a vector mask.
    pub real: Option<RealMask>,
    /// Density and feather, where they are not the usual.
    pub parameters: Option<MaskParameters>,
    /// Padding, and what later versions add.
    trailing: Bytes,
}

impl LayerMask {
    /// A mask over `rect`, `default_color` elsewhere.
    pub fn new(rect: Rect, default_color: u8) -> Self {
        Self {
            rect,
            default_color,
            flags: MaskFlags::default(),
            real: None,
            parameters: None,
            trailing: Bytes::from_static(&[0; 2]),
        }
    }

    /// Whether it is switched off.
    pub fn is_disabled(&self) -> bool {
        self.flags.has(MaskFlags::DISABLED)
    }

    /// Reads what the record's mask length covers; nothing means no mask. The chapter lists the parameters before the
    /// real mask; Photoshop writes them behind it.
    pub(crate) fn read(data: Bytes) -> Result<Option<Self>> {
        if data.is_empty() {
            return Ok(None);
        }
        let mut cursor = Cursor::new(data, "a layer mask");
        let has_real = cursor.left() >= 36;
        let rect = Rect::read(&mut cursor)?;
        let default_color = cursor.u8()?;
        let flags = MaskFlags(cursor.u8()?);
        let real = if has_real {
            let (flags, default_color) = (MaskFlags(cursor.u8()?), cursor.u8()?);
            Some(RealMask { flags, default_color, rect: Rect::read(&mut cursor)? })
        } else {
            None
        };
        let parameters = if flags.has(MaskFlags::PARAMETERS) { Some(MaskParameters::read(&mut cursor)?) } else { None };
        Ok(Some(Self { rect, default_color, flags, real, parameters, trailing: cursor.rest() }))
    }

    pub(crate) fn write(&self, sink: &mut Sink) {
        self.rect.write(sink);
        sink.u8(self.default_color);
        sink.u8(self.flags.0);
        if let Some(real) = &self.real {
            sink.u8(real.flags.0);
            sink.u8(real.default_color);
            real.rect.write(sink);
        }
        if let Some(parameters) = &self.parameters {
            parameters.write(sink);
        }
        sink.bytes(&self.trailing);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(mask: &LayerMask) -> Bytes {
        let mut sink = Sink::default();
        mask.write(&mut sink);
        sink.into_vec().into()
    }

    #[test]
    fn a_plain_mask_has_20_bytes() {
        let mask = LayerMask::new(Rect::at(-3, 4, 10, 20), 255);
        assert_eq!(written(&mask).len(), 20);
        assert_eq!(LayerMask::read(written(&mask)).unwrap(), Some(mask));
        assert_eq!(LayerMask::read(Bytes::new()).unwrap(), None);
    }

    #[test]
    fn density_feather_and_the_real_mask_are_read_back() {
        let rect = Rect::at(0, 0, 5, 5);
        let mask = LayerMask {
            flags: MaskFlags(MaskFlags::PARAMETERS | MaskFlags::DISABLED),
            real: Some(RealMask { flags: MaskFlags(0), default_color: 0, rect: Rect::at(1, 1, 2, 2) }),
            parameters: Some(MaskParameters {
                user_density: Some(128),
                vector_feather: Some(2.5),
                ..MaskParameters::default()
            }),
            ..LayerMask::new(rect, 0)
        };
        assert!(mask.is_disabled());
        assert_eq!(LayerMask::read(written(&mask)).unwrap(), Some(mask));
    }

    #[test]
    fn bits_without_a_meaning_are_kept() {
        let mut bytes = [0; 20];
        (bytes[17], bytes[18], bytes[19]) = (MaskFlags::PARAMETERS, 0x41, 200);
        let mask = LayerMask::read(Bytes::copy_from_slice(&bytes)).unwrap().unwrap();
        assert_eq!(mask.parameters.unwrap().user_density, Some(200));
        assert_eq!(written(&mask), bytes[..]);
    }

    #[test]
    fn a_mask_that_ends_early_is_refused() {
        assert!(LayerMask::read(Bytes::from_static(&[0; 17])).is_err());
    }
}
