//! A layer with effects, as steps. The rule is written at [`crate::effects`].

use std::sync::Arc;

use super::build::{Builder, begin, has_clipped, plain_draw};
use super::{Coverage, Draw, Paint, Source, SourceId, Step, Target};
use crate::blend::BlendMode;
use crate::effects::{Effects, Part, Place};
use crate::scene::Layer;

/// One part of a layer's effects, with the overlay it stands for.
type Numbered = ((SourceId, usize), Part);

/// What every part of one layer's effects needs.
struct Styled<'a> {
    layer: &'a Layer,
    /// The layer's pixels; none where its content covers the canvas.
    content: Option<SourceId>,
    target: Target,
    /// The canvas below the layer lies this far down the stack.
    backdrop: usize,
}

impl Builder {
    /// What lies inside the layer's shape is blended as if the shape were opaque everywhere, and the result is mixed in
    /// by the shape: so an edge pixel shows backdrop and result, and never the covered content.
    pub(super) fn with_effects(&mut self, layer: &Layer, effects: &Arc<Effects>, target: Target, out: &mut Vec<Step>) {
        let (outer, inner): (Vec<_>, Vec<_>) = layer.masks.iter().cloned().partition(|mask| mask.hides_effects);
        let [inner_masks, outer_masks] = [inner, outer].map(|masks| Coverage { masks, ..Coverage::default() });
        let content = self.content_source(layer);
        let bounds = if layer.options.transparency_shapes_layer { content } else { None };
        let shape = Coverage { shapes: bounds.into_iter().collect(), ..inner_masks };
        let source = self.source(Source::Effects { effects: effects.clone(), shape: shape.clone() });
        let parts = effects.parts().into_iter().enumerate().map(|(index, part)| ((source, index), part));
        let parts: Vec<Numbered> = parts.collect();
        let at = |place| parts.iter().filter(|(_, part)| part.place == place).copied().collect::<Vec<Numbered>>();
        let [under, behind, inside, over] = [Place::Under, Place::Behind, Place::Inside, Place::Over].map(at);

        let layered = begin(out, 1);
        let mut styled = Styled { layer, content, target, backdrop: 2 };
        self.parts(&styled, &under, out);
        let outside = begin(out, 1);
        styled.backdrop = 3;
        self.parts(&styled, &behind, out);
        let floor = self.floor(layer, out).unwrap_or(2);
        let within = begin(out, floor);
        // Two canvases more lie above it by then.
        styled.backdrop = floor + 2;
        self.inside(&styled, &inside, out);
        let whole = Draw { coverage: Coverage::default(), ..plain_draw(layer, Target::Mix) };
        let text_gamma = layer.options.text_gamma;
        self.end(within, Draw { coverage: shape, text_gamma, ..whole.clone() }, out);
        self.end(outside, whole.clone(), out);
        styled.backdrop = 1;
        self.parts(&styled, &over, out);
        let channels = layer.options.channels;
        self.end(layered, Draw { coverage: outer_masks, opacity: layer.opacity, channels, ..whole }, out);
    }

    /// Content, clipped layers and interior effects, as if the layer's shape were opaque everywhere.
    fn inside(&mut self, styled: &Styled<'_>, parts: &[Numbered], out: &mut Vec<Step>) {
        let layer = styled.layer;
        let opaque = layer.options.transparency_shapes_layer;
        let draw = |builder: &mut Self, draw: Draw, out: &mut Vec<Step>| match styled.content {
            Some(id) if opaque => builder.push(Draw { paint: Paint::Colour(id), ..draw }, out),
            Some(id) => builder.push(Draw { paint: Paint::Source(id), ..draw }, out),
            None => builder.content(layer, draw, out),
        };
        let as_group = layer.options.interior_effects_as_group;
        let outline = self.outline(layer);
        let (below, above) = parts.split_at(parts.partition_point(|(_, part)| !part.above_outline));
        let blended = Draw {
            blend: layer.blend,
            fill_opacity: layer.fill_opacity,
            blend_if: layer.options.blend_if.clone().map(Arc::new),
            ..plain_draw(layer, styled.target)
        };
        if as_group || has_clipped(layer) && layer.options.clipped_as_group {
            let start = begin(out, 0);
            draw(self, plain_draw(layer, Target::Over), out);
            self.clipped(layer, out);
            if as_group {
                let grouped = Styled { target: Target::Atop, backdrop: 1, ..*styled };
                self.parts(&grouped, below, out);
                if let Some(outline) = outline {
                    self.push(Draw { paint: Paint::Source(outline), ..plain_draw(layer, Target::Atop) }, out);
                }
                self.parts(&grouped, above, out);
            }
            self.end(start, blended.clone(), out);
        } else {
            draw(self, blended.clone(), out);
            self.loosely_clipped(layer, styled.target, out);
        }
        if !as_group {
            self.parts(styled, below, out);
            if let Some(outline) = outline {
                // It hides what it covers, and meets the backdrop as the layer does.
                let start = begin(out, styled.backdrop);
                self.push(Draw { paint: Paint::Colour(outline), ..blended }, out);
                let coverage = Coverage { shapes: vec![outline], ..Coverage::default() };
                self.end(start, Draw { coverage, ..plain_draw(layer, Target::Mix) }, out);
            }
            self.parts(styled, above, out);
        }
    }

    fn parts(&self, styled: &Styled<'_>, parts: &[Numbered], out: &mut Vec<Step>) {
        for ((source, index), part) in parts {
            let draw = Draw {
                name: format!("{}: {}", styled.layer.name, part.name),
                blend: part.blend,
                opacity: part.opacity,
                weakens: part.blend.fill_is_special(),
                ..plain_draw(styled.layer, styled.target)
            };
            if !part.knocks_out {
                self.push(Draw { paint: Paint::Overlay(*source, *index), ..draw }, out);
                continue;
            }
            let start = begin(out, styled.backdrop);
            let name = draw.name.clone();
            self.push(Draw { paint: Paint::OverlayPaint(*source, *index), ..draw }, out);
            let coverage = Coverage { overlays: vec![(*source, *index)], ..Coverage::default() };
            let blend = BlendMode::Normal;
            self.end(start, Draw { name, coverage, blend, ..plain_draw(styled.layer, Target::Mix) }, out);
        }
    }
}
