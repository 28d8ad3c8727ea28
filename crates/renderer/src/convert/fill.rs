//! What goes into a slot, and the output's format.

use std::sync::Arc;

use library::renderer::{DrawingArtwork, DrawingFill};
use library::renders as order;
use pixels::Picture;
use template::artwork::{Adjustments, Alignment, Area, Artwork, ColourOverlay, Fill, Fit, Repeat};

use super::blend::painted;

/// The fill, with its artwork decoded as `picture`.
pub(crate) fn fill(fill: DrawingFill, picture: Option<Arc<Picture>>) -> Fill {
    let DrawingFill { slot: _, artwork: wanted, colour, blend, print_area, adjustments: changes } = fill;
    Fill {
        artwork: wanted.zip(picture).map(|(wanted, picture)| artwork(&wanted, picture)),
        colour: colour.map(overlay),
        blend: blend.map(painted),
        print_area: print_area.map(area),
        adjustments: adjustments(changes),
    }
}

fn artwork(artwork: &DrawingArtwork, picture: Arc<Picture>) -> Artwork {
    let DrawingArtwork {
        bytes: _,
        hash: _,
        fit,
        rotation,
        flip_horizontal,
        flip_vertical,
        size,
        position,
        alignment,
        repeat,
    } = *artwork;
    Artwork {
        picture,
        flip_horizontal,
        flip_vertical,
        rotation,
        fit: match fit {
            order::Fit::Fill => Fit::Fill,
            order::Fit::Contain => Fit::Contain,
            order::Fit::Cover => Fit::Cover,
        },
        size,
        position,
        alignment: alignment.map(aligned),
        repeat: match repeat {
            order::Repeat::Once => Repeat::Once,
            order::Repeat::Tile { horizontal_spacing, vertical_spacing } => {
                Repeat::Tile { horizontal_spacing, vertical_spacing }
            }
            order::Repeat::Pattern { scale_percent } => Repeat::Pattern { scale_percent },
        },
    }
}

fn aligned(order::Alignment { horizontal, vertical, offset }: order::Alignment) -> Alignment {
    let share = |anchor: order::Anchor| match anchor {
        order::Anchor::Start => 0.0,
        order::Anchor::Middle => 0.5,
        order::Anchor::End => 1.0,
    };
    Alignment { anchor: (share(horizontal), share(vertical)), offset }
}

fn overlay(order::ColourOverlay { rgb, blend }: order::ColourOverlay) -> ColourOverlay {
    ColourOverlay { rgb, blend: painted(blend), opacity: 1.0 }
}

fn area(order::PrintArea { left, top, width, height }: order::PrintArea) -> Area {
    Area { left, top, width, height }
}

fn adjustments(adjustments: order::Adjustments) -> Adjustments {
    let order::Adjustments { brightness, contrast, saturation, vibrance, opacity, blur } = adjustments;
    Adjustments::default()
        .brightness(brightness as f32)
        .contrast(contrast as f32)
        .saturation(saturation as f32)
        .vibrance(vibrance as f32)
        .blur(blur as f32)
        .opacity(opacity as f32)
}

/// The format of an output.
pub(crate) fn format(format: order::Format) -> codec::Format {
    match format {
        order::Format::Png => codec::Format::Png,
        order::Format::Jpeg => codec::Format::Jpeg,
        order::Format::Webp => codec::Format::WebP,
    }
}
