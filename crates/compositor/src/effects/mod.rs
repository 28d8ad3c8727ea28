//! Layer effects: shadows, glows, bevels, overlays and strokes, prepared as planes from a layer's shape.
//!
//! Photoshop never says how it draws them; what stands here was found by experiment on its own pixels.
//! Every effect becomes one or more **overlays**: a paint and how much of each pixel it covers. They come together
//! pointwise. With `A` the shape, `B` the backdrop and `L` the layer's content **as if it were opaque**:
//!
//! ```text
//! under   = B, then every `Place::Under` overlay
//! outside = under, then every `Place::Behind` overlay
//! inside  = under, then L in the layer's mode and fill opacity, then clipped layers, then every `Place::Inside` overlay
//! result  = A * inside + (1 - A) * outside, then every `Place::Over` overlay
//! ```
//!
//! and the layer's opacity mixes the result with `B`. A part that knocks out (a stroke, unless it overprints) is not
//! blended with what it covers but with `B`, and that is mixed in by its coverage `c`:
//! `outside = c * blend(B, paint) + (1 - c) * outside`, and the same inside. So the shape knocks out what lies behind it whatever its fill
//! opacity, and a soft edge shows the effects' colour, never the content they cover.

mod bevel;
mod blur;
mod contour;
mod distance;
mod field;
mod flat;
mod glow;
mod overlay;
mod satin;
mod shadow;
mod stroke;
mod texture;

use pixels::{Plane, PlaneSource, Rect};

pub use bevel::{Bevel, BevelPaint, BevelStyle, BevelTechnique};
pub use contour::{Contour, ContourPoint};
pub use flat::FillOverlay;
pub use glow::{Glow, Source, Technique};
pub use overlay::{Overlay, Paint};
pub use satin::Satin;
pub use shadow::Shadow;
pub use stroke::{Position, Stroke};
pub use texture::Texture;

use crate::blend::BlendMode;
use crate::fill::Fill;
use field::Field;

/// A solid colour: samples of the scene's colour model, as many as it has channels, 0 to 1.
pub type Colour = crate::fill::Samples4;

/// Where an overlay shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// On the backdrop, inside and outside the shape, below the layer: a shadow that the layer does not conceal.
    Under,
    /// On the backdrop, where the shape is not.
    Behind,
    /// On the layer, where the shape is.
    Inside,
    /// On the layer and around it alike, edges included: an emboss. On the edge of type, which is mixed in a gamma, it
    /// matters that this comes last.
    Over,
}

/// What is known of an overlay before there are pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The effect's name, for plans.
    pub name: &'static str,
    /// Where it shows.
    pub place: Place,
    /// How it meets what is below it.
    pub blend: BlendMode,
    /// 0 to 1, beside the coverage.
    pub opacity: f32,
    /// It hides whatever it covers, of the layer and of other effects, even where it is translucent: what shows through
    /// is the backdrop. See the module's text.
    pub knocks_out: bool,
    /// It lies above the outline of a shape, which lies above all other parts inside the shape.
    pub above_outline: bool,
}

impl Part {
    /// A part that blends with what it covers.
    fn new(name: &'static str, place: Place, blend: BlendMode, opacity: f32) -> Self {
        Self { name, place, blend, opacity, knocks_out: false, above_outline: false }
    }
}

/// One effect.
#[derive(Debug, Clone)]
pub enum Effect {
    /// The shape's blurred silhouette, behind it.
    DropShadow(Shadow),
    /// A light around the shape.
    OuterGlow(Glow),
    /// A colour, a gradient or a pattern over the shape.
    FillOverlay(FillOverlay),
    /// Folds of light and shade.
    Satin(Satin),
    /// A light along the shape's edge, or from its middle, within.
    InnerGlow(Glow),
    /// The shadow that the shape's surroundings throw into it.
    InnerShadow(Shadow),
    /// A line along the shape's edge.
    Stroke(Stroke),
    /// Light and shade on the shape's edge.
    Bevel(Bevel),
}

/// All effects of a layer.
///
/// Sizes and distances are in canvas pixels, angles in degrees counterclockwise from the right, shares from 0 to 1.
/// Global light and effect scale are the caller's business.
#[derive(Debug, Clone)]
pub struct Effects {
    list: Vec<Effect>,
}

impl Effects {
    /// Effects in any order of kinds; of one kind, a later one lies above an earlier one.
    pub fn new(mut list: Vec<Effect>) -> Self {
        list.sort_by_key(Effect::rank);
        Self { list }
    }

    /// The effects, bottom first, in the order Photoshop stacks the kinds.
    pub fn list(&self) -> &[Effect] {
        &self.list
    }

    /// How many pixels beyond the shape's rectangle an overlay can cover.
    pub fn reach(&self) -> i32 {
        self.list.iter().map(Effect::reach).max().unwrap_or(0)
    }

    /// Whether any effect is painted with a gradient.
    fn has_gradient(&self) -> bool {
        self.list.iter().any(|effect| match effect {
            Effect::FillOverlay(FillOverlay { fill: Fill::Gradient(_), .. }) => true,
            Effect::Stroke(stroke) => matches!(stroke.paint, Paint::Fill(Fill::Gradient(_))),
            _ => false,
        })
    }

    /// What [`Effects::prepare`] will make, in the same order, bottom first.
    pub fn parts(&self) -> Vec<Part> {
        self.list.iter().flat_map(Effect::parts).collect()
    }

    /// Makes the overlays of `shape`: alpha with masks applied, 0 beyond its rectangle. The shape should be whole: what
    /// lies off the canvas throws shadows onto it. No overlay leaves `canvas`.
    pub fn prepare(&self, shape: &Plane, canvas: Rect) -> Vec<Overlay> {
        let bounds = if self.has_gradient() { solid_bounds(shape) } else { shape.rect() };
        // What is further off than anything reaches need not be looked at.
        let shape = Field::from_plane(shape, canvas.inflate(2 * self.reach() + 2));
        self.list
            .iter()
            .flat_map(|effect| {
                let span = bounds.inflate(effect.beyond());
                effect.prepare(&shape, canvas).into_iter().map(move |overlay| overlay.spanning(span))
            })
            .collect()
    }
}

/// The rectangle around every pixel that is at least half covered: what Photoshop spans gradients over (exact on its
/// pixels). The plane's own rectangle where there is none.
fn solid_bounds(shape: &Plane) -> Rect {
    const HALF: f32 = 127.5 / 255.0;
    let rect = shape.rect();
    let mut row = vec![0.0; rect.width()];
    let mut bounds: Option<Rect> = None;
    for y in rect.top..rect.bottom {
        // A decoded plane's rows can always be read.
        if shape.read_row(y, rect.left, &mut row).is_err() {
            continue;
        }
        let first = row.iter().position(|sample| *sample > HALF);
        if let (Some(first), Some(last)) = (first, row.iter().rposition(|sample| *sample > HALF)) {
            let line = Rect::new(rect.left + first as i32, y, rect.left + last as i32 + 1, y + 1);
            bounds = Some(bounds.map_or(line, |bounds| bounds.union(line)));
        }
    }
    bounds.unwrap_or(rect)
}

impl Effect {
    /// Photoshop's stacking order, from the bottom.
    fn rank(&self) -> u8 {
        match self {
            Self::DropShadow(_) => 0,
            Self::OuterGlow(_) => 1,
            Self::FillOverlay(overlay) => 2 + overlay.rank(),
            Self::Satin(_) => 5,
            Self::InnerGlow(_) => 6,
            Self::InnerShadow(_) => 7,
            Self::Stroke(_) => 8,
            Self::Bevel(_) => 9,
        }
    }

    /// Whole pixels by which what the effect covers is larger than the shape, and its gradient's span with it.
    fn beyond(&self) -> i32 {
        match self {
            Self::Stroke(stroke) => stroke.beyond().round() as i32,
            _ => 0,
        }
    }

    fn reach(&self) -> i32 {
        match self {
            Self::DropShadow(shadow) | Self::InnerShadow(shadow) => shadow.reach(),
            Self::OuterGlow(glow) | Self::InnerGlow(glow) => glow.reach(),
            Self::Stroke(stroke) => stroke.reach(),
            Self::Bevel(bevel) => bevel.reach(),
            Self::FillOverlay(_) | Self::Satin(_) => 0,
        }
    }

    fn parts(&self) -> Vec<Part> {
        let above_outline = matches!(self, Self::Stroke(_) | Self::Bevel(_));
        self.plain_parts().into_iter().map(|part| Part { above_outline, ..part }).collect()
    }

    fn plain_parts(&self) -> Vec<Part> {
        match self {
            Self::DropShadow(shadow) => vec![shadow.part_behind()],
            Self::InnerShadow(shadow) => vec![shadow.part_inside()],
            Self::OuterGlow(glow) => vec![glow.part("outer glow", Place::Behind)],
            Self::InnerGlow(glow) => vec![glow.part("inner glow", Place::Inside)],
            Self::FillOverlay(overlay) => vec![overlay.part()],
            Self::Satin(satin) => vec![satin.part()],
            Self::Stroke(stroke) => stroke.parts(),
            Self::Bevel(bevel) => bevel.parts(),
        }
    }

    fn prepare(&self, shape: &Field, canvas: Rect) -> Vec<Overlay> {
        match self {
            Self::DropShadow(shadow) => vec![shadow.behind(shape, canvas)],
            Self::InnerShadow(shadow) => vec![shadow.inside(shape, canvas)],
            Self::OuterGlow(glow) => vec![glow.outer(shape, canvas)],
            Self::InnerGlow(glow) => vec![glow.inner(shape, canvas)],
            Self::FillOverlay(overlay) => vec![overlay.prepare(shape, canvas)],
            Self::Satin(satin) => vec![satin.prepare(shape, canvas)],
            Self::Stroke(stroke) => stroke.prepare(shape, canvas),
            Self::Bevel(bevel) => bevel.prepare(shape, canvas),
        }
    }
}

#[cfg(test)]
mod tests;
