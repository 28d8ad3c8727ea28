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
use crate::{Error, InputFormat};

/// XML nodes that a drawing may have, a bound on the parser's memory.
const NODES: u32 = 2_000_000;
/// The parser and the painter call themselves for each nested element and reference.
const STACK: usize = 64 << 20;

/// The drawing's own size.
pub(super) fn own_size(bytes: &[u8], limits: &Limits) -> Result<Size, Error> {
    on_a_deep_stack(|| {
        let (width, height) = extent(&parse(bytes, limits)?, 1.0);
        super::check_size(InputFormat::Svg, width, height, limits)
    })
}

/// Draws the picture.
pub(super) fn read(bytes: &[u8], limits: &Limits, cover: Option<Size>) -> Result<Picture, Error> {
    on_a_deep_stack(|| {
        let tree = parse(bytes, limits)?;
        let scale = scale_to(&tree, cover, limits);
        let (width, height) = extent(&tree, scale);
        let size = super::check_size(InputFormat::Svg, width, height, limits)?;
        check_groups(tree.root(), size, limits)?;
        let mut pixmap = Pixmap::new(width, height).ok_or_else(|| unreadable("it is too large to draw"))?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        Ok(Picture::new(size, straight(pixmap)))
    })
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

/// The scale that covers the wish, or the largest that the limits allow.
fn scale_to(tree: &usvg::Tree, cover: Option<Size>, limits: &Limits) -> f32 {
    let own = tree.size();
    let wish = cover
        .filter(|size| !size.is_empty())
        .map_or(1.0, |size| (size.width as f32 / own.width()).max(size.height as f32 / own.height()));
    let most = (limits.pixels as f64 / (f64::from(own.width()) * f64::from(own.height()))).sqrt() as f32;
    // Below its own size the limits have to refuse it, not shrink it without a word.
    if wish > 1.0 { wish.min((most * 0.999).max(1.0)) } else { wish }
}

/// Width and height in whole pixels; rounding of the scale itself must not add a pixel.
fn extent(tree: &usvg::Tree, scale: f32) -> (u32, u32) {
    let side = |length: f32| (f64::from(length) * f64::from(scale) - 1e-3).ceil().max(1.0) as u32;
    (side(tree.size().width()), side(tree.size().height()))
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

/// Runs on a thread of its own, so that deep nesting cannot take the caller's stack.
fn on_a_deep_stack<T: Send>(work: impl FnOnce() -> Result<T, Error> + Send) -> Result<T, Error> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("svg".into()).stack_size(STACK).spawn_scoped(scope, work);
        let thread = thread.map_err(|_| unreadable("no thread could be started for it"))?;
        thread.join().unwrap_or_else(|_| Err(unreadable("it could not be drawn")))
    })
}

fn unreadable(reason: impl ToString) -> Error {
    Error::unreadable(InputFormat::Svg, reason)
}
