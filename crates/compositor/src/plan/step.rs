//! The words a plan is written in.

use std::sync::Arc;

use pixels::Rect;

use crate::adjust::Adjustment;
use crate::blend::BlendMode;
use crate::effects::Effects;
use crate::fill::Fill;
use crate::scene::{BlendIf, LayerKey, Mask, Raster, SlotIndex};

/// Which of [`super::Plan::sources`] is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub usize);

/// Pixels that exist before painting begins.
#[derive(Debug, Clone)]
pub enum Source {
    /// A layer's stored pixels.
    Raster(Raster),
    /// A slot's artwork in its place, or its stored pixels.
    Slot(SlotIndex),
    /// The picture that other steps paint on an empty canvas; it lies within the rectangle.
    Painted(Vec<Step>, Rect),
    /// The overlays that effects make of a shape.
    Effects {
        /// What to make.
        effects: Arc<Effects>,
        /// Where the layer is; everywhere within the canvas when absent.
        shape: Coverage,
    },
}

/// How much of a pixel something covers: the product of all of these.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// The alpha of these sources.
    pub shapes: Vec<SourceId>,
    /// What these overlays of a [`Source::Effects`] cover.
    pub overlays: Vec<(SourceId, usize)>,
    /// Raster and vector masks.
    pub masks: Vec<Mask>,
    /// `(1 - a) / (2 - a)` of this source's alpha `a`: the share of a group's own picture in a pass-through group whose fill is
    /// lowered.
    pub own_share: Option<SourceId>,
}

impl Coverage {
    /// Whether it covers every pixel fully.
    pub fn is_full(&self) -> bool {
        self.shapes.is_empty() && self.overlays.is_empty() && self.masks.is_empty() && self.own_share.is_none()
    }

    /// Every source it refers to.
    pub fn sources(&self) -> impl Iterator<Item = SourceId> {
        self.shapes.iter().chain(self.overlays.iter().map(|(id, _)| id)).chain(&self.own_share).copied()
    }
}

/// Where a draw's colour comes from.
#[derive(Debug, Clone)]
pub enum Paint {
    /// Colour and alpha of a source.
    Source(SourceId),
    /// Only the colour of a source, as if it were opaque everywhere.
    Colour(SourceId),
    /// A colour, gradient or pattern.
    Fill(Arc<Fill>),
    /// The canvas itself, changed.
    Adjustment(Arc<Adjustment>),
    /// One of the overlays of a [`Source::Effects`].
    Overlay(SourceId, usize),
    /// The same as if it covered everything.
    OverlayPaint(SourceId, usize),
}

/// What a blend does to the canvas's own alpha.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Adds to it: the usual way.
    Over,
    /// Leaves it: what is clipped shows only where the canvas already has pixels.
    Atop,
    /// Replaces canvas and alpha alike, in proportion to coverage: how pass-through groups end.
    Mix,
}

/// Paints on the topmost canvas.
#[derive(Debug, Clone)]
pub struct Draw {
    /// The layer it stands for.
    pub layer: LayerKey,
    /// That layer's name.
    pub name: String,
    /// The colour.
    pub paint: Paint,
    /// Where, beside the paint's own alpha.
    pub coverage: Coverage,
    /// The formula.
    pub blend: BlendMode,
    /// 0 to 1.
    pub opacity: f32,
    /// 0 to 1; differs from opacity in eight blend modes.
    pub fill_opacity: f32,
    /// In those eight modes opacity and coverage, too, weaken the source instead of mixing: how effects are blended.
    pub weakens: bool,
    /// What becomes of the canvas's alpha.
    pub target: Target,
    /// Mix in type's gamma.
    pub text_gamma: bool,
    /// Blend-if ranges.
    pub blend_if: Option<Arc<BlendIf>>,
    /// Channels that may change.
    pub channels: [bool; 4],
    /// The pixels it can change at most.
    pub reach: Rect,
}

/// Takes the topmost canvas off and blends it into the one below: a draw whose paint is that canvas.
pub type End = Draw;

/// One thing to do.
#[derive(Debug, Clone)]
pub enum Step {
    /// Pushes a canvas.
    Begin {
        /// What it begins as: a copy of the canvas so many places down the stack, 1 being the topmost; 0 is transparent.
        copy: usize,
        /// The pixels that will be used.
        reach: Rect,
    },
    /// Paints on the topmost canvas.
    Draw(Draw),
    /// Blends the topmost canvas into the one below. The paint is ignored.
    End(End),
}

impl Step {
    /// The pixels the step can change at most.
    pub fn reach(&self) -> Rect {
        match self {
            Self::Begin { reach, .. } => *reach,
            Self::Draw(draw) | Self::End(draw) => draw.reach,
        }
    }
}
