//! A document's blend modes as the compositor's.

use compositor::blend::BlendMode;
use psd::layers::BlendMode as Stored;

/// The compositor's mode; `None` for pass-through, which is no blend, and for keys nobody knows.
pub(crate) fn blend_mode(stored: Stored) -> Option<BlendMode> {
    Some(match stored {
        Stored::Normal => BlendMode::Normal,
        Stored::Dissolve => BlendMode::Dissolve,
        Stored::Darken => BlendMode::Darken,
        Stored::Multiply => BlendMode::Multiply,
        Stored::ColorBurn => BlendMode::ColourBurn,
        Stored::LinearBurn => BlendMode::LinearBurn,
        Stored::DarkerColor => BlendMode::DarkerColour,
        Stored::Lighten => BlendMode::Lighten,
        Stored::Screen => BlendMode::Screen,
        Stored::ColorDodge => BlendMode::ColourDodge,
        Stored::LinearDodge => BlendMode::LinearDodge,
        Stored::LighterColor => BlendMode::LighterColour,
        Stored::Overlay => BlendMode::Overlay,
        Stored::SoftLight => BlendMode::SoftLight,
        Stored::HardLight => BlendMode::HardLight,
        Stored::VividLight => BlendMode::VividLight,
        Stored::LinearLight => BlendMode::LinearLight,
        Stored::PinLight => BlendMode::PinLight,
        Stored::HardMix => BlendMode::HardMix,
        Stored::Difference => BlendMode::Difference,
        Stored::Exclusion => BlendMode::Exclusion,
        Stored::Subtract => BlendMode::Subtract,
        Stored::Divide => BlendMode::Divide,
        Stored::Hue => BlendMode::Hue,
        Stored::Saturation => BlendMode::Saturation,
        Stored::Color => BlendMode::Colour,
        Stored::Luminosity => BlendMode::Luminosity,
        Stored::PassThrough | Stored::Unknown(_) => return None,
    })
}
