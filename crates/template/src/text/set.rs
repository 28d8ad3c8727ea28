//! Setting: from a layer and an edit to pixels, with a report of what was used and what was lost.

use pixels::{ColourModel, Depth, Rect, Size};
use uuid::Uuid;

use compositor::scene::Raster;

use super::compose::{Composed, compose, segments};
use super::itemise::Resolver;
use super::layout::{Layout, layout};
use super::paint::{Page, paint};
use super::style::Shape;
use super::{FontMatch, Fonts, TextEdit, TextFit, TextSource, warp};
use crate::{Error, Loss, Result};

/// What an edited text layer was set in.
#[derive(Debug, Clone, PartialEq)]
pub struct SetText {
    /// The layer's id.
    pub uuid: Uuid,
    /// The layer's name.
    pub name: String,
    /// The fonts that were asked for, in the order of their first letters.
    pub fonts: Vec<SetFont>,
    /// Whether these fonts have every character; else letters were taken from others, or are missing.
    pub covers: bool,
    /// What [`TextFit::Shrink`] made of the sizes; 1 when there was room enough.
    pub scale: f64,
}

/// A font that was asked for, and the one that was used.
#[derive(Debug, Clone, PartialEq)]
pub struct SetFont {
    /// The PostScript name in the file, or in the edit.
    pub requested: String,
    /// The used font's family.
    pub family: String,
    /// The used font's PostScript name.
    pub postscript_name: String,
    /// How it was found.
    pub found: FontMatch,
}

/// What text is set on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) fonts: &'a Fonts,
    pub(crate) model: ColourModel,
    pub(crate) depth: Depth,
    pub(crate) canvas: Size,
    /// How far beyond the canvas pixels still matter, to effects.
    pub(crate) margin: i32,
    pub(crate) uuid: Uuid,
    pub(crate) name: &'a str,
    pub(crate) layer_id: Option<u32>,
}

/// Sets a layer's words anew.
pub(crate) fn set(source: &TextSource, edit: &TextEdit, setting: &Setting<'_>) -> Result<(Raster, SetText, Vec<Loss>)> {
    let name = setting.name;
    if !source.is_editable() {
        return Err(Error::Order(format!("the text layer \"{name}\" can't be edited: it is vertical, or has no area")));
    }
    edit.check(segments(source).len())?;
    let composed = compose(source, edit);
    let resolver = Resolver::new(setting.fonts, composed.styles());
    let (layout, scale) = fitted(&composed, source, edit, setting.fonts, &resolver);
    let clip = (edit.fit == TextFit::Clip).then(|| room(source, setting.fonts)).flatten();
    let mesh = warp::mesh(source, &layout, setting.fonts);
    let page = Page {
        model: setting.model,
        depth: setting.depth,
        rect: Rect::of_size(setting.canvas).inflate(setting.margin),
        transform: source.transform,
        aliased: source.aliased,
        bend: mesh.as_ref(),
        clip,
    };
    let raster = paint(&layout, &page)?;
    let (fonts, losses) = used(&composed, &resolver, source, &layout, setting);
    let report = SetText {
        uuid: setting.uuid,
        name: name.to_owned(),
        fonts,
        covers: !layout.borrowed && layout.missing.is_empty(),
        scale,
    };
    Ok((raster, report, losses))
}

/// The words in their places, smaller if the edit wants them to fit, and how much smaller.
fn fitted(
    composed: &Composed,
    source: &TextSource,
    edit: &TextEdit,
    fonts: &Fonts,
    resolver: &Resolver<'_>,
) -> (Layout, f64) {
    let natural = layout(composed, source.shape, resolver);
    if edit.fit != TextFit::Shrink {
        return (natural, 1.0);
    }
    let Some(room) = room(source, fonts) else { return (natural, 1.0) };
    if fits(&natural, room, source.shape) {
        return (natural, 1.0);
    }
    // Halving finds the largest size that fits to a thousandth; below a fiftieth nobody can read it.
    let (mut low, mut high) = (0.02, 1.0);
    let mut best = (layout(&composed.scaled(low), source.shape, resolver), low);
    for _ in 0..10 {
        let middle = f64::midpoint(low, high);
        let tried = layout(&composed.scaled(middle), source.shape, resolver);
        if fits(&tried, room, source.shape) {
            (low, best) = (middle, (tried, middle));
        } else {
            high = middle;
        }
    }
    best
}

/// Left, top, right, bottom in text space of the room that the layer has: its box, or else what its own words take up.
fn room(source: &TextSource, fonts: &Fonts) -> Option<[f64; 4]> {
    match (source.shape, source.bounds) {
        (Shape::Box(room), _) | (Shape::Point, Some(room)) => Some(room),
        (Shape::Point, None) => {
            let own = compose(source, &TextEdit::default());
            layout(&own, source.shape, &Resolver::new(fonts, own.styles())).extent
        }
    }
}

fn fits(layout: &Layout, [left, top, right, bottom]: [f64; 4], shape: Shape) -> bool {
    // The file's numbers have single precision.
    let slack = (right - left).max(bottom - top) * 1e-4;
    let Some([l, t, r, b]) = layout.extent else { return true };
    match shape {
        Shape::Box(_) => b <= bottom + slack && !layout.cuts_words,
        Shape::Point => r - l <= right - left + slack && b - t <= bottom - top + slack,
    }
}

fn used(
    composed: &Composed,
    resolver: &Resolver<'_>,
    source: &TextSource,
    layout: &Layout,
    setting: &Setting<'_>,
) -> (Vec<SetFont>, Vec<Loss>) {
    let lost = |feature: String, effect: String| Loss {
        layer: setting.name.to_owned(),
        layer_id: setting.layer_id,
        feature,
        effect,
    };
    let (mut fonts, mut losses): (Vec<SetFont>, Vec<Loss>) = (Vec::new(), Vec::new());
    for style in composed.styles() {
        let Some(resolved) = resolver.get(&style.font) else { continue };
        if fonts.iter().any(|font| font.requested == style.font) {
            continue;
        }
        let face = &resolved.face;
        if !matches!(resolved.how, FontMatch::PostScriptName | FontMatch::FullName) {
            let effect = format!("the font is missing; the words are set in {}", face.postscript_name);
            losses.push(lost(format!("font: {}", style.font), effect));
        }
        fonts.push(SetFont {
            requested: style.font.clone(),
            family: face.family.clone(),
            postscript_name: face.postscript_name.clone(),
            found: resolved.how,
        });
    }
    if !layout.missing.is_empty() {
        let missing: String = layout.missing.iter().take(20).collect();
        losses.push(lost(format!("characters: {missing}"), "no font has them; a blank box is shown".to_owned()));
    } else if layout.borrowed {
        losses.push(lost("characters".to_owned(), "some are set in another font, as the layer's has none".to_owned()));
    }
    if let Some(warp) = &source.warp {
        let known = crate::slots::preset(warp).is_some();
        let effect = if known { "the words are bent by our own formula" } else { "the words are set without it" };
        losses.push(lost(format!("text warp: {}", warp.style), effect.to_owned()));
    }
    (fonts, losses)
}
