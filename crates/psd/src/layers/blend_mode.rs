//! The blend modes and their keys.

use crate::key::Key;

macro_rules! modes {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// How a layer mixes with what lies below it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum BlendMode {
            $($(#[$doc])* $name,)*
            /// A key that Photoshop does not write.
            Unknown(Key),
        }

        impl BlendMode {
            /// All modes that have a name here, in the order of Photoshop's menu.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The mode with this key.
            pub const fn from_key(key: Key) -> Self {
                match &key.0 {
                    $($key => Self::$name,)*
                    _ => Self::Unknown(key),
                }
            }

            /// The key that files have.
            pub const fn key(self) -> Key {
                match self {
                    $(Self::$name => Key::new($key),)*
                    Self::Unknown(key) => key,
                }
            }
        }
    };
}

modes! {
    /// Groups only: children blend straight onto what lies below the group.
    PassThrough = b"pass",
    /// Plain mix.
    Normal = b"norm",
    /// Whole pixels at random.
    Dissolve = b"diss",
    /// The darker sample.
    Darken = b"dark",
    /// The product.
    Multiply = b"mul ",
    /// Colour burn.
    ColorBurn = b"idiv",
    /// Linear burn.
    LinearBurn = b"lbrn",
    /// The darker pixel.
    DarkerColor = b"dkCl",
    /// The lighter sample.
    Lighten = b"lite",
    /// The product of the inverses, inverted.
    Screen = b"scrn",
    /// Colour dodge.
    ColorDodge = b"div ",
    /// Linear dodge, also called add.
    LinearDodge = b"lddg",
    /// The lighter pixel.
    LighterColor = b"lgCl",
    /// Multiply or screen, as the backdrop is dark or light.
    Overlay = b"over",
    /// Soft light.
    SoftLight = b"sLit",
    /// Multiply or screen, as the layer is dark or light.
    HardLight = b"hLit",
    /// Burn or dodge.
    VividLight = b"vLit",
    /// Linear burn or dodge.
    LinearLight = b"lLit",
    /// Darken or lighten.
    PinLight = b"pLit",
    /// Every sample to 0 or full.
    HardMix = b"hMix",
    /// The absolute difference.
    Difference = b"diff",
    /// Exclusion.
    Exclusion = b"smud",
    /// Subtract.
    Subtract = b"fsub",
    /// Divide.
    Divide = b"fdiv",
    /// The layer's hue.
    Hue = b"hue ",
    /// The layer's saturation.
    Saturation = b"sat ",
    /// The layer's hue and saturation.
    Color = b"colr",
    /// The layer's luminosity.
    Luminosity = b"lum ",
}

impl BlendMode {
    /// The mode that a descriptor's `BlnM` enumeration names: they have other names than layer records.
    pub fn from_descriptor_name(name: &str) -> Self {
        match name {
            "passThrough" => Self::PassThrough,
            "Dslv" => Self::Dissolve,
            "Drkn" => Self::Darken,
            "Mltp" => Self::Multiply,
            "CBrn" => Self::ColorBurn,
            "linearBurn" => Self::LinearBurn,
            "darkerColor" => Self::DarkerColor,
            "Lghn" => Self::Lighten,
            "Scrn" => Self::Screen,
            "CDdg" => Self::ColorDodge,
            "linearDodge" => Self::LinearDodge,
            "lighterColor" => Self::LighterColor,
            "Ovrl" => Self::Overlay,
            "SftL" => Self::SoftLight,
            "HrdL" => Self::HardLight,
            "vividLight" => Self::VividLight,
            "linearLight" => Self::LinearLight,
            "pinLight" => Self::PinLight,
            "hardMix" => Self::HardMix,
            "Dfrn" => Self::Difference,
            "Xclu" => Self::Exclusion,
            "blendSubtraction" => Self::Subtract,
            "blendDivide" => Self::Divide,
            "H   " => Self::Hue,
            "Strt" => Self::Saturation,
            "Clr " => Self::Color,
            "Lmns" => Self::Luminosity,
            _ => Self::Normal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_28_keys_are_read_back() {
        assert_eq!(BlendMode::ALL.len(), 28);
        for mode in BlendMode::ALL {
            assert_eq!(BlendMode::from_key(mode.key()), *mode);
        }
        assert_eq!(BlendMode::from_key(Key::new(b"????")).key(), Key::new(b"????"));
    }
}
