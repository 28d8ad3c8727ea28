//! From scene to plan.

use std::sync::Arc;

use pixels::Rect;

use super::{Coverage, Draw, Paint, Plan, Source, SourceId, Step, Target};
use crate::blend::BlendMode;
use crate::effects::{Effects, Part, Place};
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
    };
    let mut steps = Vec::new();
    builder.layers(&scene.layers, &mut steps);
    Plan { steps, ..builder.plan }
}

struct Builder {
    plan: Plan,
}

impl Builder {
    fn layers(&mut self, layers: &[Layer], out: &mut Vec<Step>) {
        for layer in layers {
            self.layer(layer, Target::Over, out);
        }
    }

    /// One layer with everything on it. `target` is [`Target::Atop`] for what is clipped.
    fn layer(&mut self, layer: &Layer, target: Target, out: &mut Vec<Step>) {
        if !layer.visible {
            return;
        }
        let bare = layer.effects.is_none() && !has_clipped(layer) && target == Target::Over;
        match (&layer.content, &layer.effects) {
            (Content::Group(group), _) if group.pass_through && bare => self.pass_through(layer, group, out),
            (Content::Adjustment(_), _) | (_, None) if !has_clipped(layer) => {
                let draw = self.draw_of(layer, target);
                self.content(layer, draw, out);
            }
            (_, Some(effects)) if !matches!(layer.content, Content::Adjustment(_)) => {
                self.with_effects(layer, effects, target, out);
            }
            _ if layer.options.clipped_as_group => self.clipping_group(layer, target, out),
            _ => self.loose_clipping(layer, target, out),
        }
    }

    /// A group whose children blend onto what lies below it.
    fn pass_through(&mut self, layer: &Layer, group: &Group, out: &mut Vec<Step>) {
        if layer.opacity * layer.fill_opacity == 1.0 && layer.masks.is_empty() {
            return self.layers(&group.layers, out);
        }
        let start = begin(out, true);
        self.layers(&group.layers, out);
        let end = Draw {
            target: Target::Mix,
            blend: BlendMode::Normal,
            opacity: layer.opacity * layer.fill_opacity,
            fill_opacity: 1.0,
            ..self.draw_of(layer, Target::Mix)
        };
        self.end(start, end, out);
    }

    /// A clipping run: the base and what is clipped to it go down together, in the base's mode.
    fn clipping_group(&mut self, layer: &Layer, target: Target, out: &mut Vec<Step>) {
        let start = begin(out, false);
        let base = Draw {
            coverage: Coverage { shapes: Vec::new(), masks: layer.masks.clone() },
            fill_opacity: layer.fill_opacity,
            ..plain_draw(layer, Target::Over)
        };
        self.content(layer, base, out);
        self.clipped(layer, out);
        let end = Draw { coverage: Coverage::default(), fill_opacity: 1.0, ..self.draw_of(layer, target) };
        self.end(start, end, out);
    }

    /// A clipping run without "blend clipped layers as group": each clipped layer meets the picture below with its
    /// own mode, inside the base's shape.
    fn loose_clipping(&mut self, layer: &Layer, target: Target, out: &mut Vec<Step>) {
        let shape = self.shape(layer);
        let base = self.draw_of(layer, target);
        self.content(layer, base, out);
        let start = begin(out, true);
        let inner = if target == Target::Over { Target::Over } else { Target::Atop };
        for clipped in &layer.clipped {
            self.layer(clipped, inner, out);
        }
        let end =
            Draw { coverage: shape, opacity: layer.opacity * layer.fill_opacity, ..plain_draw(layer, Target::Mix) };
        self.end(start, end, out);
    }

    /// A layer with effects. What lies inside its shape is blended as if the shape were opaque everywhere, and the
    /// result is mixed in by the shape: so an edge pixel shows backdrop and result, and never the covered content.
    fn with_effects(&mut self, layer: &Layer, effects: &Arc<Effects>, target: Target, out: &mut Vec<Step>) {
        let shape = self.shape(layer);
        let content = shape.shapes.first().copied();
        let effects_shape = if layer.options.transparency_shapes_layer {
            shape.clone()
        } else {
            Coverage { shapes: Vec::new(), masks: shape.masks.clone() }
        };
        let overlays = self.source(Source::Effects { effects: effects.clone(), shape: effects_shape });
        let (inside, below): (Vec<_>, Vec<_>) =
            effects.parts().into_iter().enumerate().partition(|(_, part)| part.place == Place::Inside);
        let masks = if layer.options.mask_hides_effects { layer.masks.clone() } else { Vec::new() };
        for (index, part) in below {
            let draw = overlay(layer, (overlays, index), &part, target);
            let coverage = Coverage { shapes: Vec::new(), masks: masks.clone() };
            self.push(Draw { opacity: draw.opacity * layer.opacity, coverage, ..draw }, out);
        }
        if inside.is_empty() && !has_clipped(layer) {
            let draw = self.draw_of(layer, target);
            return match content {
                Some(id) => self.push(Draw { paint: Paint::Source(id), ..draw }, out),
                None => self.content(layer, draw, out),
            };
        }
        let start = begin(out, true);
        let interior: Vec<Draw> =
            inside.iter().map(|(index, part)| overlay(layer, (overlays, *index), part, target)).collect();
        self.inside(layer, content, target, interior, out);
        let end = Draw {
            target: Target::Mix,
            blend: BlendMode::Normal,
            fill_opacity: 1.0,
            coverage: shape,
            ..self.draw_of(layer, Target::Mix)
        };
        self.end(start, end, out);
    }

    /// Content, clipped layers and interior effects, as if the layer's shape were opaque everywhere.
    fn inside(
        &mut self,
        layer: &Layer,
        content: Option<SourceId>,
        target: Target,
        overlays: Vec<Draw>,
        out: &mut Vec<Step>,
    ) {
        let colour = |builder: &mut Self, draw: Draw, out: &mut Vec<Step>| match content {
            Some(id) => builder.push(Draw { paint: Paint::Colour(id), ..draw }, out),
            None => builder.content(layer, draw, out),
        };
        let as_group = layer.options.interior_effects_as_group;
        let blended = Draw { blend: layer.blend, fill_opacity: layer.fill_opacity, ..plain_draw(layer, target) };
        if as_group || has_clipped(layer) {
            let start = begin(out, false);
            colour(self, plain_draw(layer, Target::Over), out);
            self.clipped(layer, out);
            if as_group {
                for overlay in &overlays {
                    self.push(Draw { target: Target::Atop, ..overlay.clone() }, out);
                }
            }
            self.end(start, blended, out);
        } else {
            colour(self, blended, out);
        }
        if !as_group {
            for overlay in overlays {
                self.push(overlay, out);
            }
        }
    }

    fn clipped(&mut self, layer: &Layer, out: &mut Vec<Step>) {
        for clipped in &layer.clipped {
            self.layer(clipped, Target::Atop, out);
        }
    }

    /// The layer's own content, drawn as `draw` says.
    fn content(&mut self, layer: &Layer, draw: Draw, out: &mut Vec<Step>) {
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
                let start = begin(out, false);
                self.layers(&group.layers, out);
                let opacity = draw.opacity * draw.fill_opacity;
                self.end(start, Draw { opacity, fill_opacity: 1.0, ..draw }, out);
            }
        }
    }

    /// The layer's content as a source; `None` where it covers the whole canvas.
    fn content_source(&mut self, layer: &Layer) -> Option<SourceId> {
        match &layer.content {
            Content::Pixels(raster) => Some(self.source(Source::Raster(raster.clone()))),
            Content::Slot(index) => Some(self.source(Source::Slot(*index))),
            Content::Group(group) => {
                let mut steps = Vec::new();
                self.layers(&group.layers, &mut steps);
                let reach = steps.iter().map(Step::reach).fold(Rect::default(), Rect::union);
                Some(self.source(Source::Painted(steps, reach)))
            }
            Content::Fill(_) | Content::Adjustment(_) => None,
        }
    }

    fn shape(&mut self, layer: &Layer) -> Coverage {
        Coverage { shapes: self.content_source(layer).into_iter().collect(), masks: layer.masks.clone() }
    }

    fn source(&mut self, source: Source) -> SourceId {
        self.plan.sources.push(source);
        SourceId(self.plan.sources.len() - 1)
    }

    /// How the layer as a whole meets the canvas.
    fn draw_of(&self, layer: &Layer, target: Target) -> Draw {
        Draw {
            coverage: Coverage { shapes: Vec::new(), masks: layer.masks.clone() },
            blend: layer.blend,
            opacity: layer.opacity,
            fill_opacity: layer.fill_opacity,
            text_gamma: layer.options.text_gamma,
            blend_if: layer.options.blend_if.clone().map(Arc::new),
            channels: layer.options.channels,
            ..plain_draw(layer, target)
        }
    }

    fn push(&self, mut draw: Draw, out: &mut Vec<Step>) {
        draw.reach = self.plan.paint_reach(&draw.paint).intersect(self.plan.coverage_reach(&draw.coverage));
        if !draw.reach.is_empty() && draw.opacity > 0.0 {
            out.push(Step::Draw(draw));
        }
    }

    /// Closes the canvas that was begun at `start`, or forgets it when nothing was drawn on it.
    fn end(&self, start: usize, mut end: Draw, out: &mut Vec<Step>) {
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

fn begin(out: &mut Vec<Step>, copy: bool) -> usize {
    out.push(Step::Begin { copy, reach: Rect::default() });
    out.len() - 1
}

fn has_clipped(layer: &Layer) -> bool {
    layer.clipped.iter().any(|clipped| clipped.visible)
}

/// One part of a layer's effects, in its own mode.
fn overlay(layer: &Layer, (source, index): (SourceId, usize), part: &Part, target: Target) -> Draw {
    Draw {
        name: format!("{}: {}", layer.name, part.name),
        paint: Paint::Overlay(source, index),
        blend: part.blend,
        opacity: part.opacity,
        ..plain_draw(layer, target)
    }
}

/// A draw in Normal mode, opaque, everywhere; of nothing yet.
fn plain_draw(layer: &Layer, target: Target) -> Draw {
    Draw {
        layer: layer.key,
        name: layer.name.clone(),
        paint: Paint::Source(SourceId(0)),
        coverage: Coverage::default(),
        blend: BlendMode::Normal,
        opacity: 1.0,
        fill_opacity: 1.0,
        target,
        text_gamma: false,
        blend_if: None,
        channels: [true; 4],
        reach: Rect::default(),
    }
}
