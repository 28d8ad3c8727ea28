//! Colours and the names of blend modes.

use compositor::blend::BlendMode;
use serde::Deserialize;
use template::artwork::ColourOverlay;

use super::words::Outcome;

/// SudoMock's object, or Dynamic Mockups' bare value.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "color must be \"#RRGGBB\" or {\"hex\": …, \"blending_mode\": …}")]
pub(super) enum Colour {
    Hex(String),
    Object(ColourObject),
}

/// A colour and how it meets what it lies over.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColourObject {
    hex: String,
    blending_mode: Option<String>,
}

impl Colour {
    /// The overlay it asks for.
    pub(super) fn overlay(&self) -> Outcome<ColourOverlay> {
        let (hex, mode) = match self {
            Self::Hex(hex) => (hex, None),
            Self::Object(object) => (&object.hex, object.blending_mode.as_deref()),
        };
        let blend = mode.map_or(Ok(BlendMode::Normal), blend_mode)?;
        Ok(ColourOverlay { rgb: rgb(hex)?, blend, opacity: 1.0 })
    }
}

/// `#RRGGBB` or `#RGB`, with or without the `#`.
fn rgb(hex: &str) -> Outcome<[u8; 3]> {
    let digits = hex.strip_prefix('#').unwrap_or(hex);
    let digit = |at: usize| digits.as_bytes().get(at).and_then(|digit| char::from(*digit).to_digit(16));
    let sample = |high: usize, low: usize| Some((digit(high)? * 16 + digit(low)?) as u8);
    let rgb = match digits.len() {
        6 => sample(0, 1).zip(sample(2, 3)).zip(sample(4, 5)),
        3 => sample(0, 0).zip(sample(1, 1)).zip(sample(2, 2)),
        _ => None,
    };
    rgb.map(|((r, g), b)| [r, g, b]).ok_or_else(|| format!("a colour is written #RRGGBB, not \"{hex}\""))
}

/// A mode by its name in Photoshop's menu, in any case, its words parted by `_`, `-` or a space.
pub(super) fn blend_mode(name: &str) -> Outcome<BlendMode> {
    let wanted = name.to_ascii_lowercase().replace(['-', ' '], "_");
    let found = BlendMode::ALL.into_iter().find(|mode| mode_name(*mode) == wanted);
    found.ok_or_else(|| {
        let names: Vec<&str> = BlendMode::ALL.into_iter().map(mode_name).collect();
        format!("there is no blending mode \"{name}\"; there are {}", names.join(", "))
    })
}

/// The dialects' spelling.
fn mode_name(mode: BlendMode) -> &'static str {
    match mode {
        BlendMode::Normal => "normal",
        BlendMode::Dissolve => "dissolve",
        BlendMode::Darken => "darken",
        BlendMode::Multiply => "multiply",
        BlendMode::ColourBurn => "color_burn",
        BlendMode::LinearBurn => "linear_burn",
        BlendMode::DarkerColour => "darker_color",
        BlendMode::Lighten => "lighten",
        BlendMode::Screen => "screen",
        BlendMode::ColourDodge => "color_dodge",
        BlendMode::LinearDodge => "linear_dodge",
        BlendMode::LighterColour => "lighter_color",
        BlendMode::Overlay => "overlay",
        BlendMode::SoftLight => "soft_light",
        BlendMode::HardLight => "hard_light",
        BlendMode::VividLight => "vivid_light",
        BlendMode::LinearLight => "linear_light",
        BlendMode::PinLight => "pin_light",
        BlendMode::HardMix => "hard_mix",
        BlendMode::Difference => "difference",
        BlendMode::Exclusion => "exclusion",
        BlendMode::Subtract => "subtract",
        BlendMode::Divide => "divide",
        BlendMode::Hue => "hue",
        BlendMode::Saturation => "saturation",
        BlendMode::Colour => "color",
        BlendMode::Luminosity => "luminosity",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_with_and_without_their_sign() {
        assert_eq!(rgb("#0A10ff"), Ok([10, 16, 255]));
        assert_eq!(rgb("fff"), Ok([255; 3]));
        assert!(["", "#12345", "#gggggg", "red", "#1234567"].into_iter().all(|hex| rgb(hex).is_err()));
    }

    #[test]
    fn every_mode_is_found_by_any_of_its_spellings() {
        for mode in BlendMode::ALL {
            assert_eq!(blend_mode(mode_name(mode)), Ok(mode));
            assert_eq!(blend_mode(&mode_name(mode).to_uppercase().replace('_', "-")), Ok(mode));
        }
        assert!(blend_mode("pass_through").unwrap_err().contains("soft_light"));
    }
}
