//! Layers: pixels, fills, shapes, masks, clipping, groups and the switches of advanced blending.

mod artboards;
mod blend_if;
mod channels;
mod clipping;
mod fills;
mod gradients;
mod groups;
mod interior;
mod knockout;
mod masks;
mod pixels;
mod shapes;
mod vector_masks;
