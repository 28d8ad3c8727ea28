//! The smart filters of a placed layer as the compositor's.

mod adjust;
mod map;
mod settings;

use compositor::filter::{SmartFilter, SmartFilters};
use compositor::scene::Mask;
use pixels::ColourModel;
use psd::descriptor::{Descriptor, Value};
use psd::layers::BlendMode;
use psd::tagged::PlacedLayer;
use psd::{Document, Limits};

use super::planes::{ChannelPlane, rect_of};
use super::{blend_mode, psd_limits};
use crate::content::Contents;

/// A placed layer's filters, and the names of those that are not drawn, with the reason where there is more to say.
#[derive(Debug, Default)]
pub(super) struct Lowered {
    pub(super) filters: SmartFilters,
    pub(super) missing: Vec<(String, &'static str)>,
}

/// What is needed to read filters.
pub(super) struct Source<'a> {
    pub(super) document: &'a Document,
    pub(super) model: ColourModel,
    pub(super) contents: &'a Contents,
}

/// Lowers the filters of `placed`; none when they are switched off.
pub(super) fn lower(source: &Source<'_>, placed: &PlacedLayer) -> Lowered {
    let mut lowered = Lowered::default();
    let Some(stored) = placed.smart_filters().filter(|stored| is_on(stored)) else { return lowered };
    // Taken to be carried out from first to last; no file at hand has two filters whose order can be told.
    let list = stored.list("filterFXList").unwrap_or_default().iter().filter_map(Value::as_object);
    for item in list.filter(|item| is_on(item)) {
        match settings::filter(item, source) {
            Ok(filter) => lowered.filters.list.extend(blended(item, filter)),
            Err(effect) => lowered.missing.push((name(item), effect)),
        }
    }
    if !lowered.filters.is_empty() && stored.boolean("filterMaskEnable").unwrap_or(true) {
        lowered.filters.mask = mask(source.document, placed, stored, &psd_limits(source.contents.limits()));
    }
    lowered
}

fn is_on(descriptor: &Descriptor) -> bool {
    descriptor.boolean("enab").unwrap_or(true)
}

fn blended(item: &Descriptor, filter: compositor::filter::Filter) -> Option<SmartFilter> {
    let options = item.object("blendOptions");
    let opacity = options.and_then(|options| options.number("Opct")).unwrap_or(100.0);
    let mode = options.and_then(|options| options.enumeration("Md  "));
    let mode = mode.map_or(BlendMode::Normal, |mode| BlendMode::from_descriptor_name(&mode));
    let blend = blend_mode(mode).unwrap_or(compositor::blend::BlendMode::Normal);
    let opacity = (opacity / 100.0).clamp(0.0, 1.0) as f32;
    (opacity > 0.0).then_some(SmartFilter { filter, blend, opacity })
}

/// The filter's name as Photoshop shows it, without the dots that say that it has a dialog.
fn name(item: &Descriptor) -> String {
    let name = item.text("Nm  ").unwrap_or_default();
    let name = name.trim_end_matches(['.', '…', '\0', ' ']);
    if name.is_empty() { "unknown".to_owned() } else { name.to_owned() }
}

/// The mask of a placed layer's filters. A damaged list counts as empty.
fn mask(document: &Document, placed: &PlacedLayer, stored: &Descriptor, limits: &Limits) -> Option<Mask> {
    let masks = document.filter_masks(limits).unwrap_or_default();
    let mask = masks.into_iter().find(|mask| mask.placed_id == placed.placed_id)?;
    let outside = if stored.boolean("filterMaskExtendWithWhite").unwrap_or(true) { 1.0 } else { 0.0 };
    Some(Mask {
        plane: ChannelPlane::source(mask.rows, rect_of(mask.rect)),
        outside,
        density: 1.0,
        hides_effects: false,
    })
}

#[cfg(test)]
mod tests;
