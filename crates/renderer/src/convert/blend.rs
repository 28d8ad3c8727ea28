//! Blend modes.

use compositor::blend::BlendMode as Painted;
use library::renders::BlendMode;

macro_rules! modes {
    ($($library:ident $painted:ident),* $(,)?) => {
        /// The compositor's mode of that name.
        pub(super) fn painted(mode: BlendMode) -> Painted {
            match mode { $(BlendMode::$library => Painted::$painted,)* }
        }

        /// The library's mode of that name.
        pub(super) fn of_painted(mode: Painted) -> BlendMode {
            match mode { $(Painted::$painted => BlendMode::$library,)* }
        }
    };
}

modes! {
    Normal Normal,
    Dissolve Dissolve,
    Darken Darken,
    Multiply Multiply,
    ColorBurn ColourBurn,
    LinearBurn LinearBurn,
    DarkerColor DarkerColour,
    Lighten Lighten,
    Screen Screen,
    ColorDodge ColourDodge,
    LinearDodge LinearDodge,
    LighterColor LighterColour,
    Overlay Overlay,
    SoftLight SoftLight,
    HardLight HardLight,
    VividLight VividLight,
    LinearLight LinearLight,
    PinLight PinLight,
    HardMix HardMix,
    Difference Difference,
    Exclusion Exclusion,
    Subtract Subtract,
    Divide Divide,
    Hue Hue,
    Saturation Saturation,
    Color Colour,
    Luminosity Luminosity,
}
