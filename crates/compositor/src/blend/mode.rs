//! The names of the blend modes.

/// How a source colour meets the backdrop below it. Group pass-through is no blend and lives in the scene's group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BlendMode {
    /// The source replaces the backdrop.
    #[default]
    Normal,
    /// Each pixel is wholly source or wholly backdrop, by a noise that opacity sets the threshold of.
    Dissolve,
    /// The darker sample of the two.
    Darken,
    /// Their product.
    Multiply,
    /// The backdrop darkened by raising its contrast.
    ColourBurn,
    /// Their sum less one.
    LinearBurn,
    /// Whichever whole colour is darker.
    DarkerColour,
    /// The lighter sample of the two.
    Lighten,
    /// The product of their complements, complemented.
    Screen,
    /// The backdrop lightened by lowering its contrast.
    ColourDodge,
    /// Their sum.
    LinearDodge,
    /// Whichever whole colour is lighter.
    LighterColour,
    /// Multiply or screen, by the backdrop.
    Overlay,
    /// A gentle dodge or burn, by the source.
    SoftLight,
    /// Multiply or screen, by the source.
    HardLight,
    /// Colour burn or colour dodge, by the source.
    VividLight,
    /// Linear burn or linear dodge, by the source.
    LinearLight,
    /// Darken or lighten, by the source.
    PinLight,
    /// Each sample is 0 or 1.
    HardMix,
    /// How far they lie apart.
    Difference,
    /// Difference with less contrast.
    Exclusion,
    /// The backdrop less the source.
    Subtract,
    /// The backdrop over the source.
    Divide,
    /// The source's hue with the backdrop's saturation and luminosity.
    Hue,
    /// The source's saturation with the backdrop's hue and luminosity.
    Saturation,
    /// The source's hue and saturation with the backdrop's luminosity.
    Colour,
    /// The source's luminosity with the backdrop's hue and saturation.
    Luminosity,
}

impl BlendMode {
    /// Every mode, in the order of Photoshop's menu.
    pub const ALL: [Self; 27] = [
        Self::Normal,
        Self::Dissolve,
        Self::Darken,
        Self::Multiply,
        Self::ColourBurn,
        Self::LinearBurn,
        Self::DarkerColour,
        Self::Lighten,
        Self::Screen,
        Self::ColourDodge,
        Self::LinearDodge,
        Self::LighterColour,
        Self::Overlay,
        Self::SoftLight,
        Self::HardLight,
        Self::VividLight,
        Self::LinearLight,
        Self::PinLight,
        Self::HardMix,
        Self::Difference,
        Self::Exclusion,
        Self::Subtract,
        Self::Divide,
        Self::Hue,
        Self::Saturation,
        Self::Colour,
        Self::Luminosity,
    ];
}
