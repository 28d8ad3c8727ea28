//! A photo as a template: its pixels at the bottom, and a slot for each print area.

use std::collections::BTreeMap;
use std::sync::Arc;

use compositor::blend::BlendMode;
use compositor::filter::SmartFilters;
use compositor::scene::{Content, Layer, LayerKey, Raster, Scene, Slot, SlotIndex};
use pixels::geometry::{Placement, Point, Quad};
use pixels::{ColourModel, Depth, Limits, Picture, Plane, PlaneSource, Rect, Samples, Size};
use psd::tagged::PlacedLayer;
use uuid::Uuid;

use crate::colour::ColourSpace;
use crate::content::Contents;
use crate::template::TemplateSlot;
use crate::{Error, Outline, Position, Result, SlotOutline, Template};

/// Where artwork goes in a photo.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintArea {
    /// Its slot's id.
    pub uuid: Uuid,
    /// Its name.
    pub name: String,
    /// What is printed there: its top-left, top-right, bottom-right and bottom-left corner in the photo.
    pub quad: Quad,
}

impl PrintArea {
    /// The frame that artwork is placed in: as wide as the longer of the upper and lower edge, as high as the longer of
    /// the others. So artwork has at least as many pixels as the photo shows of it, and a length is one in the photo, as
    /// seen at the end that is nearer to the camera.
    pub fn frame(&self) -> Size {
        let Quad([a, b, c, d]) = self.quad;
        let length = |p: Point, q: Point| (q.x - p.x).hypot(q.y - p.y);
        let side = |one: f64, other: f64| one.max(other).round().clamp(1.0, 300_000.0) as u32;
        Size::new(side(length(a, b), length(d, c)), side(length(a, d), length(b, c)))
    }
}

impl Template {
    /// The photo with these areas, the lowest first. Slots meet the photo in Multiply unless a fill says otherwise, so
    /// that its light and shade show through.
    pub fn of_photo(photo: &Picture, areas: &[PrintArea], limits: &Limits) -> Result<Self> {
        limits.check_pixels(photo.size())?;
        let mut layers = vec![Layer::new(LayerKey(0), "Photo", Content::Pixels(raster(photo)))];
        let (mut scene_slots, mut slots, mut outlines) = (Vec::new(), Vec::new(), Vec::new());
        for (index, area) in areas.iter().enumerate() {
            let frame = area.frame();
            let content = [0.0, 0.0, f64::from(frame.width), f64::from(frame.height)];
            let Some(placement) = Placement::new(content, None, area.quad) else {
                return Err(Error::Order(format!("the print area {} has no area", area.uuid)));
            };
            let stored = Raster { colour: Vec::new(), alpha: None };
            scene_slots.push(Slot { placement: Some(placement), filters: SmartFilters::default(), stored });
            let layer = Layer::new(LayerKey(index as u32 + 1), area.name.clone(), Content::Slot(SlotIndex(index)));
            layers.push(Layer { blend: BlendMode::Multiply, ..layer });
            slots.push(slot(area, index, frame));
            outlines.push(outline(area, frame));
        }
        let (model, depth, size) = (ColourModel::Rgb, Depth::Eight, photo.size());
        Ok(Self {
            scene: Scene { size, model, depth, layers, slots: scene_slots },
            contents: Contents::none(limits),
            colours: ColourSpace::srgb(),
            slots,
            paths: BTreeMap::new(),
            texts: BTreeMap::new(),
            outline: Outline {
                size,
                depth: depth_bits(depth),
                mode: "RGB".to_owned(),
                dpi: None,
                slots: outlines,
                text_layers: Vec::new(),
                layers: Vec::new(),
                losses: Vec::new(),
            },
            limits: *limits,
        })
    }
}

const fn depth_bits(depth: Depth) -> u16 {
    match depth {
        Depth::Eight => 8,
        Depth::Sixteen => 16,
        Depth::ThirtyTwo => 32,
    }
}

fn slot(area: &PrintArea, index: usize, frame: Size) -> TemplateSlot {
    let [a, b, c, d] = area.quad.0;
    let quad = [a.x, a.y, b.x, b.y, c.x, c.y, d.x, d.y];
    let size = (f64::from(frame.width), f64::from(frame.height));
    let placed = PlacedLayer::new(&area.uuid.to_string(), quad, size);
    TemplateSlot { uuid: area.uuid, copies: vec![index], frame, nested: None, placed }
}

fn outline(area: &PrintArea, frame: Size) -> SlotOutline {
    let Rect { left, top, right, bottom } = area.quad.bounds();
    let (x, y) = (f64::from(left), f64::from(top));
    SlotOutline {
        uuid: area.uuid,
        name: area.name.clone(),
        layer_id: None,
        size: frame,
        position: Position { x, y, width: f64::from(right) - x, height: f64::from(bottom) - y },
        quad: Some(area.quad),
        warped: false,
        blend_mode: BlendMode::Multiply,
        instance_count: 1,
        nested: Vec::new(),
        nested_text: Vec::new(),
    }
}

/// The picture's channels, each a plane of its own.
fn raster(picture: &Picture) -> Raster {
    let rect = Rect::of_size(picture.size());
    let plane = |channel: usize| {
        let samples: Vec<u8> = picture.rgba().iter().skip(channel).step_by(4).copied().collect();
        Arc::new(Plane::new(rect, Samples::Eight(samples))) as Arc<dyn PlaneSource>
    };
    let alpha = if picture.is_opaque() { None } else { Some(plane(3)) };
    Raster { colour: (0..3).map(plane).collect(), alpha }
}

#[cfg(test)]
mod tests;
