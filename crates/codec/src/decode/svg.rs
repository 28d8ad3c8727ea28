//! SVG, drawn by `resvg` at the size that it is needed.
//!
//! Nothing outside the file is read: no other file, no address, no font. Text must have been turned to outlines; a
//! picture inside the file counts against the limits like any other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use pixels::{Limits, Picture, Size};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, ImageHrefResolver, ImageKind, roxmltree};

use super::probe;
use super::vector::{Box2, View, on_a_deep_stack};
use crate::{Error, InputFormat};

/// XML nodes that a drawing may have, a bound on the parser's memory.
const NODES: u32 = 2_000_000;

/// The drawing's own size.
pub(super) fn own_size(bytes: &[u8], limits: &Limits) -> Result<Size, Error> {
    on_a_deep_stack(InputFormat::Svg, || {
        let page = page(&parse(bytes, limits)?);
        Ok(View::Cover(None).frame(InputFormat::Svg, page, || None, limits)?.size)
    })
}

/// Draws the picture.
pub(super) fn read(bytes: &[u8], limits: &Limits, view: View) -> Result<Picture, Error> {
    on_a_deep_stack(InputFormat::Svg, || {
        let tree = parse(bytes, limits)?;
        let frame = view.frame(InputFormat::Svg, page(&tree), || drawing(tree.root()), limits)?;
        check_groups(tree.root(), frame.size, limits)?;
        let too_large = || unreadable("it is too large to draw");
        let mut pixmap = Pixmap::new(frame.size.width, frame.size.height).ok_or_else(too_large)?;
        let [x, y] = frame.scale.map(|scale| scale as f32);
        let [left, top] = frame.corner.map(|corner| corner as f32);
        resvg::render(&tree, Transform::from_row(x, 0.0, 0.0, y, -left * x, -top * y), &mut pixmap.as_mut());
        Ok(Picture::new(frame.size, straight(pixmap)))
    })
}

fn page(tree: &usvg::Tree) -> (f64, f64) {
    (f64::from(tree.size().width()), f64::from(tree.size().height()))
}

/// What a group's parts take up together. A clipped group takes up what its clip does, as in Illustrator.
fn drawing(group: &usvg::Group) -> Option<Box2> {
    if let Some(clip) = group.clip_path() {
        let bounds = clip.root().bounding_box().transform(group.abs_transform().pre_concat(clip.transform()));
        return bounds.map(box_of);
    }
    let parts = group.children().iter().filter_map(|node| match node {
        usvg::Node::Group(group) => drawing(group),
        other => Some(box_of(other.abs_stroke_bounding_box())),
    });
    parts.reduce(Box2::union)
}

fn box_of(rect: resvg::tiny_skia::Rect) -> Box2 {
    Box2([rect.left(), rect.top(), rect.right(), rect.bottom()].map(f64::from))
}

fn parse(bytes: &[u8], limits: &Limits) -> Result<usvg::Tree, Error> {
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8 text"))?;
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options).map_err(unreadable)?;
    usvg::Tree::from_xmltree(&document, &closed_options(*limits)).map_err(unreadable)
}

/// Options that let the file reach nothing but itself.
fn closed_options(limits: Limits) -> usvg::Options<'static> {
    let left = AtomicU64::new(limits.pixels);
    let within_limits = move |data: &[u8]| {
        let info = probe(data, &limits).ok().filter(|info| info.format != InputFormat::Svg)?;
        let pixels = info.size.pixels();
        left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(pixels)).ok()?;
        Some(info.format)
    };
    usvg::Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(move |_, data: Arc<Vec<u8>>, _| match within_limits(&data)? {
                InputFormat::Png => Some(ImageKind::PNG(data)),
                InputFormat::Jpeg => Some(ImageKind::JPEG(data)),
                InputFormat::Gif => Some(ImageKind::GIF(data)),
                InputFormat::WebP => Some(ImageKind::WEBP(data)),
                _ => None,
            }),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

/// Groups that are painted apart each take a picture of their own while those inside are painted.
fn check_groups(root: &usvg::Group, size: Size, limits: &Limits) -> Result<(), Error> {
    let depth = isolation_depth(root);
    limits.check_depth(depth)?;
    limits.check_pixels(Size::new(size.width, size.height.saturating_mul(depth as u32 + 1)))?;
    Ok(())
}

fn isolation_depth(group: &usvg::Group) -> usize {
    let inside = group.children().iter().map(|node| match node {
        usvg::Node::Group(child) => isolation_depth(child),
        _ => 0,
    });
    inside.max().unwrap_or(0) + usize::from(group.should_isolate())
}

/// From the painter's premultiplied samples.
fn straight(pixmap: Pixmap) -> Vec<u8> {
    pixmap.take_demultiplied()
}

fn unreadable(reason: impl ToString) -> Error {
    Error::unreadable(InputFormat::Svg, reason)
}
