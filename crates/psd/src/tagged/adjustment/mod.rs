//! Adjustment layers: one block says which it is and holds its settings.

mod color;
mod tone;

use bytes::Bytes;

pub use color::{
    BlackAndWhite, ChannelMixer, ColorBalance, ColorLookup, GradientMap, HueRange, HueSaturation, PhotoFilter,
    SelectiveColor, Vibrance,
};
pub use tone::{BrightnessContrast, Curve, CurveShape, Exposure, Level, MAXIMUM_CHANNELS};

use super::TaggedBlocks;
use crate::{Limits, Result};

/// What an adjustment layer does.
#[derive(Debug, Clone, PartialEq)]
pub enum Adjustment {
    /// `levl`: all channels together first, then one by one.
    Levels(Vec<Level>),
    /// `curv`
    Curves(Vec<Curve>),
    /// `expA`
    Exposure(Exposure),
    /// `hue2` and the older `hue `
    HueSaturation(Box<HueSaturation>),
    /// `blnc`
    ColorBalance(ColorBalance),
    /// `CgEd` and the older `brit`
    BrightnessContrast(BrightnessContrast),
    /// `blwh`
    BlackAndWhite(BlackAndWhite),
    /// `phfl`
    PhotoFilter(PhotoFilter),
    /// `mixr`
    ChannelMixer(ChannelMixer),
    /// `clrL`
    ColorLookup(ColorLookup),
    /// `nvrt`
    Invert,
    /// `post`: the number of levels.
    Posterize(u16),
    /// `thrs`: 1 to 255.
    Threshold(u16),
    /// `grdm`
    GradientMap(Box<GradientMap>),
    /// `selc`
    SelectiveColor(SelectiveColor),
    /// `vibA`
    Vibrance(Vibrance),
}

/// The keys of adjustments. Newer forms come first: Photoshop writes the older beside them.
const KEYS: [&[u8; 4]; 18] = [
    b"CgEd", b"hue2", b"levl", b"curv", b"expA", b"hue ", b"blnc", b"brit", b"blwh", b"phfl", b"mixr", b"clrL",
    b"nvrt", b"post", b"thrs", b"grdm", b"selc", b"vibA",
];

impl Adjustment {
    /// Reads the adjustment that the blocks hold, if they hold one.
    pub fn of(blocks: &TaggedBlocks, limits: &Limits) -> Result<Option<Self>> {
        let found = KEYS.into_iter().find_map(|key| Some((key, blocks.data(key)?)));
        found.map(|(key, data)| Self::read(*key, data, limits)).transpose()
    }

    fn read(key: [u8; 4], data: &Bytes, limits: &Limits) -> Result<Self> {
        Ok(match &key {
            b"levl" => Self::Levels(tone::levels(data)?),
            b"curv" => Self::Curves(tone::curves(data)?),
            b"expA" => Self::Exposure(Exposure::read(data)?),
            b"hue2" | b"hue " => Self::HueSaturation(Box::new(HueSaturation::read(data)?)),
            b"blnc" => Self::ColorBalance(ColorBalance::read(data)?),
            b"CgEd" => Self::BrightnessContrast(BrightnessContrast::read_descriptor(data, limits)?),
            b"brit" => Self::BrightnessContrast(BrightnessContrast::read(data)?),
            b"blwh" => Self::BlackAndWhite(BlackAndWhite::read(data, limits)?),
            b"phfl" => Self::PhotoFilter(PhotoFilter::read(data)?),
            b"mixr" => Self::ChannelMixer(ChannelMixer::read(data)?),
            b"clrL" => Self::ColorLookup(ColorLookup::read(data, limits)?),
            b"post" => Self::Posterize(tone::number(data)?),
            b"thrs" => Self::Threshold(tone::number(data)?),
            b"grdm" => Self::GradientMap(Box::new(GradientMap::read(data)?)),
            b"selc" => Self::SelectiveColor(SelectiveColor::read(data)?),
            b"vibA" => Self::Vibrance(Vibrance::read(data, limits)?),
            _ => Self::Invert,
        })
    }
}
