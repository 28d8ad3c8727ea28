//! From scene to plan.

use std::sync::Arc;

use pixels::Rect;

use super::knockout::Floors;
use super::{Coverage, Draw, Paint, Plan, Source, SourceId, Step, Target};
use crate::blend::BlendMode;
use crate::effects::Effects;
use crate::scene::{Content, Group, Layer, Scene};

/// Spells a scene as steps. Touches no pixel.
pub fn plan(scene: &Scene) -> Plan {
    let mut builder = Builder {
        plan: Plan {
            size: scene.size,
            model: scene.model,
            depth: scene.depth,
            sources: Vec::new(),
            steps: Vec::new(),
            slots: scene.slots.clone(),
        },
        floors: Floors::default(),
    };
    let mut steps = Vec::new();
    builder.document(&scene.layers, &mut steps);
    Plan { steps, ..builder.plan }
}

pub(super) struct Builder {
    plan: Plan,
    pub(super) floors: Floors,
}

impl Builder {
    pub(super) fn layers(&mut self, layers: &[Layer], out: &mut Vec<Step>) {
        for layer in layers {
            self.layer(layer, Target::Over, out);
        }
    }

    /// One layer with everything on it. `target` is [`Target::Atop`] for what is clipped.
    fn layer(&mut self, layer: &Layer, target: Target, out: &mut Vec<Step>) {
        if !layer.visible {
            return;
        }
        let bare = layer.effects.is_none() && !is_run(layer) && target == Target::Over;
        if self.floor(layer, out).is_some() && !matches!(layer.content, Content::Adjustment(_)) {
            let effects = layer.effects.clone().unwrap_or_else(|| Arc::new(Effects::new(Vec::new())));
            return self.with_effects(layer, &effects, target, out);
        }
        match (&layer.content, &layer.effects) {
            (Content::Group(group), _) if group.pass_through && bare => self.pass_through(layer, group, out),
            (Content::Adjustment(_), _) | (_, None) if !is_run(layer) => {
                let draw = Self::draw_of(layer, target);
                self.content(layer, draw, out);
            }
            (_, Some(effects)) if !matches!(layer.content, Content::Adjustment(_)) => {
                self.with_effects(layer, effects, target, out);
            }
            (Content::Group(group), _) if group.pass_through && !group.layers.iter().all(is_self_contained) => {
                self.pass_through_base(layer, group, target, out);
            }
            (Content::Adjustment(_), _) => self.adjustment_base(layer, out),
            _ if layer.options.clipped_as_group => self.clipping_group(layer, target, out),
            _ => self.loose_clipping(layer, target, out),
        }
    }

    /// A group whose children blend onto what lies below it.
    fn pass_through(&mut self, layer: &Layer, group: &Group, out: &mut Vec<Step>) {
        let is_whole = layer.opacity * layer.fill_opacity == 1.0 && layer.options.channels == [true; 4];
        if is_whole && layer.masks.is_empty() {
            return self.group(&group.layers, out);
        }
        let start = begin(out, 1);
        self.group(&group.layers, out);
        if layer.fill_opacity < 1.0 && !group.layers.iter().all(is_self_contained) {
            self.own_picture(layer, out);
        }
        let end = Draw {
            target: Target::Mix,
            blend: BlendMode::Normal,
            opacity: layer.opacity * layer.fill_opacity,
            fill_opacity: 1.0,
            ..Self::draw_of(layer, Target::Mix)
        };
        self.end(start, end, out);
    }

    /// What Photoshop shows of a pass-through group when its fill is lowered: the picture in which the children met what lies
    /// below, over the picture that they make by themselves, as if both were layers of the group's own alpha `a`. Of the two
    /// together the second has the share `(1 - a) / (2 - a)`. (Found on Photoshop's pixels, and equal to them within rounding.)
    fn own_picture(&mut self, layer: &Layer, out: &mut Vec<Step>) {
        let Some(own) = self.content_source(layer) else { return };
        let start = begin(out, 2);
        self.push(Draw { paint: Paint::Source(own), ..plain_draw(layer, Target::Over) }, out);
        let coverage = Coverage { own_share: Some(own), ..Coverage::default() };
        self.end(start, Draw { coverage, ..plain_draw(layer, Target::Mix) }, out);
    }

    /// A clipping run: the base and what is clipped to it go down together, in the base's mode.
    fn clipping_group(&mut self, layer: &Layer, target: Target, out: &mut Vec<Step>) {
        let start = begin(out, 0);
        let base =
            Draw { coverage: masks_of(layer), fill_opacity: layer.fill_opacity, ..plain_draw(layer, Target::Over) };
        self.content(layer, base, out);
        self.clipped(layer, out);
        if let Some(outline) = self.outline(layer) {
            self.push(Draw { paint: Paint::Source(outline), ..plain_draw(layer, Target::Atop) }, out);
        }
        let end = Draw { coverage: Coverage::default(), fill_opacity: 1.0, ..Self::draw_of(layer, target) };
        self.end(start, end, out);
    }

    /// A pass-through group that others are clipped to, and that has more in it than plain layers: children and clipped layers all meet the picture below, the
    /// clipped ones inside the shape that the group has by itself. A group of adjustments has no shape, and changes
    /// nothing (seen in Photoshop's pixels).
    fn pass_through_base(&mut self, layer: &Layer, group: &Group, target: Target, out: &mut Vec<Step>) {
        if !has_shape(group) {
            return;
        }
        let shape = self.shape(layer);
        let start = begin(out, 1);
        self.layers(&group.layers, out);
        let above = begin(out, 1);
        self.loosely_clipped(layer, target, out);
        self.end(above, Draw { coverage: shape, ..plain_draw(layer, Target::Mix) }, out);
        let opacity = layer.opacity * layer.fill_opacity;
        self.end(start, Draw { coverage: masks_of(layer), opacity, ..plain_draw(layer, Target::Mix) }, out);
    }

    /// An adjustment that others are clipped to: they show where the adjustment does.
    fn adjustment_base(&mut self, layer: &Layer, out: &mut Vec<Step>) {
        let start = begin(out, 1);
        let bare = Draw { blend: layer.blend, fill_opacity: layer.fill_opacity, ..plain_draw(layer, Target::Atop) };
        self.content(layer, bare, out);
        self.clipped(layer, out);
        let end = Draw { coverage: masks_of(layer), opacity: layer.opacity, ..plain_draw(layer, Target::Mix) };
        self.end(start, end, out);
    }

    /// A clipping run without "blend clipped layers as group": each clipped layer meets the picture below with its
    /// own mode, inside the base's shape.
    fn loose_clipping(&mut self, layer: &Layer, target: Target, out: &mut Vec<Step>) {
        let shape = self.shape(layer);
        let base = Self::draw_of(layer, target);
        self.content(layer, base, out);
        let start = begin(out, 1);
        self.loosely_clipped(layer, target, out);
        if let Some(outline) = self.outline(layer) {
            let draw =
                Draw { paint: Paint::Source(outline), fill_opacity: layer.fill_opacity, ..plain_draw(layer, target) };
            self.push(draw, out);
        }
        // Fill is about the base's own pixels: with none of them what is clipped is still there.
        let end = Draw { coverage: shape, opacity: layer.opacity, ..plain_draw(layer, Target::Mix) };
        self.end(start, end, out);
    }

    /// What is clipped to a layer that it does not form a group with: each meets the picture below with its own mode.
    pub(super) fn loosely_clipped(&mut self, layer: &Layer, target: Target, out: &mut Vec<Step>) {
        let inner = if target == Target::Over { Target::Over } else { Target::Atop };
        for clipped in &layer.clipped {
            self.layer(clipped, inner, out);
        }
    }

    /// What is clipped to a layer, on the canvas that its content is on.
    pub(super) fn clipped(&mut self, layer: &Layer, out: &mut Vec<Step>) {
        self.on_floor(&layer.clipped, out, |builder, out| {
            for clipped in &layer.clipped {
                builder.layer(clipped, Target::Atop, out);
            }
        });
    }

    /// The layer's own content, drawn as `draw` says.
    pub(super) fn content(&mut self, layer: &Layer, draw: Draw, out: &mut Vec<Step>) {
        match &layer.content {
            Content::Pixels(_) | Content::Slot(_) => {
                if let Some(id) = self.content_source(layer) {
                    self.push(Draw { paint: Paint::Source(id), ..draw }, out);
                }
            }
            Content::Fill(fill) => self.push(Draw { paint: Paint::Fill(fill.clone()), ..draw }, out),
            Content::Adjustment(adjustment) => {
                let paint = Paint::Adjustment(adjustment.clone());
                self.push(Draw { paint, target: Target::Atop, ..draw }, out);
            }
            Content::Group(group) => {
                let start = begin(out, 0);
                self.group(&group.layers, out);
                let opacity = draw.opacity * draw.fill_opacity;
                self.end(start, Draw { opacity, fill_opacity: 1.0, ..draw }, out);
            }
        }
    }

    /// The layer's content as a source; `None` where it covers the whole canvas.
    pub(super) fn content_source(&mut self, layer: &Layer) -> Option<SourceId> {
        match &layer.content {
            Content::Pixels(raster) => Some(self.source(Source::Raster(raster.clone()))),
            Content::Slot(index) => Some(self.source(Source::Slot(*index))),
            Content::Group(group) => {
                // It is painted by itself, on a stack of its own: what lies below can't be reached from inside.
                let outer = std::mem::take(&mut self.floors);
                let mut steps = Vec::new();
                self.group(&group.layers, &mut steps);
                self.floors = outer;
                let reach = steps.iter().map(Step::reach).fold(Rect::default(), Rect::union);
                Some(self.source(Source::Painted(steps, reach)))
            }
            Content::Fill(_) | Content::Adjustment(_) => None,
        }
    }

    /// A shape's outline as a source.
    pub(super) fn outline(&mut self, layer: &Layer) -> Option<SourceId> {
        layer.outline.as_ref().map(|raster| self.source(Source::Raster(raster.clone())))
    }

    fn shape(&mut self, layer: &Layer) -> Coverage {
        Coverage { shapes: self.content_source(layer).into_iter().collect(), ..masks_of(layer) }
    }

    pub(super) fn source(&mut self, source: Source) -> SourceId {
        self.plan.sources.push(source);
        SourceId(self.plan.sources.len() - 1)
    }

    /// How the layer as a whole meets the canvas.
    pub(super) fn draw_of(layer: &Layer, target: Target) -> Draw {
        Draw {
            coverage: masks_of(layer),
            blend: layer.blend,
            opacity: layer.opacity,
            fill_opacity: layer.fill_opacity,
            text_gamma: layer.options.text_gamma,
            blend_if: layer.options.blend_if.clone().map(Arc::new),
            channels: layer.options.channels,
            ..plain_draw(layer, target)
        }
    }

    pub(super) fn push(&self, mut draw: Draw, out: &mut Vec<Step>) {
        draw.reach = self.plan.paint_reach(&draw.paint).intersect(self.plan.coverage_reach(&draw.coverage));
        if !draw.reach.is_empty() && draw.opacity > 0.0 {
            out.push(Step::Draw(draw));
        }
    }

    /// Closes the canvas that was begun at `start`, or forgets it when nothing was drawn on it.
    pub(super) fn end(&self, start: usize, mut end: Draw, out: &mut Vec<Step>) {
        let inner = out[start + 1..].iter().map(Step::reach).fold(Rect::default(), Rect::union);
        end.reach = inner.intersect(self.plan.coverage_reach(&end.coverage));
        if end.reach.is_empty() || end.opacity == 0.0 {
            out.truncate(start);
            return;
        }
        if let Step::Begin { reach, .. } = &mut out[start] {
            *reach = inner;
        }
        out.push(Step::End(end));
    }
}

pub(super) fn begin(out: &mut Vec<Step>, copy: usize) -> usize {
    out.push(Step::Begin { copy, reach: Rect::default() });
    out.len() - 1
}

pub(super) fn masks_of(layer: &Layer) -> Coverage {
    Coverage { masks: layer.masks.clone(), ..Coverage::default() }
}

/// Whether anything in a group can be seen by itself.
fn has_shape(group: &Group) -> bool {
    group.layers.iter().filter(|layer| layer.visible).any(|layer| match &layer.content {
        Content::Adjustment(_) => false,
        Content::Group(inner) => has_shape(inner),
        Content::Pixels(_) | Content::Slot(_) | Content::Fill(_) => true,
    })
}

/// Whether the layer looks the same by itself as on what lies below it.
fn is_self_contained(layer: &Layer) -> bool {
    let plain = layer.blend == BlendMode::Normal
        && layer.effects.is_none()
        && layer.options.blend_if.is_none()
        && layer.options.clipped_as_group
        && layer.options.channels == [true; 4];
    !layer.visible
        || plain
            && layer.clipped.iter().all(|clipped| clipped.effects.is_none())
            && match &layer.content {
                Content::Group(group) => group.layers.iter().all(is_self_contained),
                Content::Adjustment(_) => false,
                Content::Pixels(_) | Content::Slot(_) | Content::Fill(_) => true,
            }
}

/// Whether something lies on the layer's content that goes down together with it.
fn is_run(layer: &Layer) -> bool {
    has_clipped(layer) || layer.outline.is_some()
}

pub(super) fn has_clipped(layer: &Layer) -> bool {
    layer.clipped.iter().any(|clipped| clipped.visible)
}

/// A draw in Normal mode, opaque, everywhere; of nothing yet.
pub(super) fn plain_draw(layer: &Layer, target: Target) -> Draw {
    Draw {
        layer: layer.key,
        name: layer.name.clone(),
        paint: Paint::Source(SourceId(0)),
        coverage: Coverage::default(),
        blend: BlendMode::Normal,
        opacity: 1.0,
        fill_opacity: 1.0,
        weakens: false,
        target,
        text_gamma: false,
        blend_if: None,
        channels: [true; 4],
        reach: Rect::default(),
    }
}
