//! The first page of a PDF, and of Illustrator files that hold one, drawn by `hayro`.
//!
//! Nothing outside the file is read; fonts that it lacks are replaced by the standard ones. Before a page is drawn it is
//! surveyed: what would take too long or unpack to too much is refused.

use std::time::{Duration, Instant};

use flate2::{Decompress, FlushDecompress, Status};
use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::pattern::Pattern;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::Object;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Rect, Shape};
use hayro::vello_cpu::peniko::ImageAlphaType;
use hayro::vello_cpu::{Pixmap, RenderContext, Resources};
use hayro::{RenderCache, RenderSettings, render_into};
use pixels::{Limits, Picture, Size};

use super::vector::{Box2, View, on_a_deep_stack};
use crate::{Error, InputFormat};

/// What all compressed parts of a file may unpack to, and what one picture inside it may.
const UNPACKED: u64 = 1 << 30;
/// How long a page may take to be surveyed.
const SURVEY: Duration = Duration::from_secs(2);
/// How many pixels the shapes of a page may cover together.
const COVERED: f64 = (1u64 << 33) as f64;
/// How many copies of its cell a tile of a pattern may be made of. Cells seldom overlap their neighbours at all.
const COPIES: f64 = 64.0;
/// How many times the canvas may be painted over by groups that are painted apart.
const GROUPS: u64 = 256;

/// The first page's own size: a unit of a PDF is 1/72 inch, and is taken as a pixel.
pub(super) fn own_size(bytes: &[u8], limits: &Limits) -> Result<Size, Error> {
    on_a_deep_stack(InputFormat::Pdf, || {
        let pdf = open(bytes, limits)?;
        let page = first_page(&pdf)?;
        Ok(View::Cover(None).frame(InputFormat::Pdf, dimensions(page), || None, limits)?.size)
    })
}

/// Draws the first page.
pub(super) fn read(bytes: &[u8], limits: &Limits, view: View) -> Result<Picture, Error> {
    on_a_deep_stack(InputFormat::Pdf, || {
        let pdf = open(bytes, limits)?;
        let page = first_page(&pdf)?;
        let survey = Survey::of(page, limits);
        let frame = view.frame(InputFormat::Pdf, dimensions(page), || survey.drawing, limits)?;
        let covered = survey.covered * frame.scale[0] * frame.scale[1];
        if survey.groups > GROUPS || survey.is_too_laborious || covered > COVERED {
            return Err(unreadable("it is too laborious to draw"));
        }
        let Size { width, height } = frame.size;
        let side = |side: u32| u16::try_from(side).map_err(|_| unreadable("it is too large to draw"));
        let (width, height) = (side(width)?, side(height)?);
        let mut context = RenderContext::new(width, height);
        let transform = Affine::scale_non_uniform(frame.scale[0], frame.scale[1])
            * Affine::translate((-frame.corner[0], -frame.corner[1]))
            * page.initial_transform(true).to_kurbo();
        let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
        render_into(page, &cache, &settings, &RenderSettings::default(), &mut context, transform);
        context.flush();
        let mut pixmap = Pixmap::new(width, height);
        context.render(&mut pixmap, &mut Resources::default());
        Ok(Picture::new(frame.size, pixmap.take_rgba8(ImageAlphaType::Alpha)))
    })
}

fn open(bytes: &[u8], limits: &Limits) -> Result<Pdf, Error> {
    check_unpacked(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| unreadable("its structure is broken, or it asks for a password"))?;
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        let side = |key: &str| stream.dict().get::<u32>(key).unwrap_or(0);
        limits.check_pixels(Size::new(side("Width"), side("Height")))?;
    }
    Ok(pdf)
}

fn first_page(pdf: &Pdf) -> Result<&Page<'_>, Error> {
    pdf.pages().first().ok_or_else(|| unreadable("it has no page"))
}

fn dimensions(page: &Page<'_>) -> (f64, f64) {
    let (width, height) = page.render_dimensions();
    (f64::from(width), f64::from(height))
}

/// Refuses a file whose deflated parts, unpacked one after the other into nothing, are too much: the reader itself
/// unpacks without a bound.
fn check_unpacked(bytes: &[u8]) -> Result<(), Error> {
    const MARK: &[u8] = b"stream";
    let (mut start, mut unpacked) = (0, 0u64);
    while let Some(found) = bytes[start..].windows(MARK.len()).position(|window| window == MARK) {
        start += found + MARK.len();
        let data = &bytes[start..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let (read, written) = inflated(data.strip_prefix(b"\n").unwrap_or(data), UNPACKED - unpacked);
        unpacked += written;
        if unpacked >= UNPACKED {
            return Err(unreadable("it unpacks to too much"));
        }
        start += read as usize;
    }
    Ok(())
}

/// How many bytes are read and written when this is inflated, until it ends, breaks or has written `most`.
fn inflated(data: &[u8], most: u64) -> (u64, u64) {
    let mut inflate = Decompress::new(true);
    let mut sink = [0; 1 << 14];
    while inflate.total_out() < most {
        let before = (inflate.total_in(), inflate.total_out());
        let status = inflate.decompress(&data[before.0 as usize..], &mut sink, FlushDecompress::None);
        if !matches!(status, Ok(Status::Ok)) || before == (inflate.total_in(), inflate.total_out()) {
            break;
        }
    }
    (inflate.total_in(), inflate.total_out())
}

/// What a page asks for, found by going through it without drawing.
struct Survey {
    /// What its shapes take up, in units from the page's upper left.
    drawing: Option<Box2>,
    clips: Vec<Box2>,
    /// Groups that are painted apart.
    groups: u64,
    /// The area of all its shapes, in square units.
    covered: f64,
    /// A picture has too many pixels, or a pattern too many copies.
    is_too_laborious: bool,
    pixels: u64,
    end: Instant,
}

impl Survey {
    fn new(area: Box2, pixels: u64, end: Instant) -> Self {
        let (clips, is_too_laborious) = (vec![area], false);
        Self { drawing: None, clips, groups: 0, covered: 0.0, is_too_laborious, pixels, end }
    }

    fn of(page: &Page<'_>, limits: &Limits) -> Self {
        let (width, height) = dimensions(page);
        let page_box = Box2([0.0, 0.0, width, height]);
        let mut survey = Self::new(page_box, limits.pixels.min(UNPACKED / 4), Instant::now() + SURVEY);
        let cache = InterpreterCache::new();
        let transform = page.initial_transform(true).to_kurbo();
        let area = Rect::new(0.0, 0.0, width, height);
        let mut context = Context::new(transform, area, &cache, page.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut survey);
        survey
    }

    fn add(&mut self, bounds: Rect) {
        self.check_time();
        let clip = self.clips.last().copied().unwrap_or(Box2([0.0; 4]));
        let part = box_of(bounds).intersect(clip);
        if part.0[0] < part.0[2] && part.0[1] < part.0[3] {
            self.covered += (part.0[2] - part.0[0]) * (part.0[3] - part.0[1]);
            self.drawing = Some(self.drawing.map_or(part, |drawing| drawing.union(part)));
        }
    }

    /// A pattern is drawn anew for each shape that has it, as often as copies of its cell overlap.
    fn look_at_paint(&mut self, paint: &Paint<'_>) {
        let Paint::Pattern(pattern) = paint else { return };
        let Pattern::Tiling(tiling) = &**pattern else { return };
        let copies = |length: f64, step: f32| (length / f64::from(step)).abs() + 1.0;
        let copies = copies(tiling.bbox.width(), tiling.x_step) * copies(tiling.bbox.height(), tiling.y_step);
        // Not a number where a step is nothing.
        if copies.is_nan() || copies > COPIES {
            self.is_too_laborious = true;
            return;
        }
        let mut cell = Self::new(box_of(tiling.bbox), self.pixels, self.end);
        tiling.interpret(&mut cell, Affine::IDENTITY, false);
        self.groups += cell.groups * copies as u64;
        self.covered += cell.covered * copies;
        self.is_too_laborious |= cell.is_too_laborious;
    }

    fn check_time(&self) {
        if Instant::now() > self.end {
            // The interpreter can't be told to stop; the thread that this runs on ends, and its end is the answer.
            std::panic::resume_unwind(Box::new("a page took too long"));
        }
    }
}

impl<'a> Device<'a> for Survey {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        let mut bounds = path.bounding_box();
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = draw_mode {
            let half = f64::from(stroke.line_width) / 2.0;
            bounds = bounds.inflate(half, half);
        }
        self.look_at_paint(&props.paint);
        self.add(props.transform.transform_rect_bbox(bounds));
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        self.check_time();
        let clip = box_of(clip_path.path.bounding_box());
        let outer = self.clips.last().copied().unwrap_or(clip);
        self.clips.push(clip.intersect(outer));
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.check_time();
        self.groups += 1;
    }

    fn draw_glyph_run(&mut self, glyph_run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.look_at_paint(&props.paint);
        for glyph in glyph_run.glyphs() {
            if let Glyph::Outline(outline) = &**glyph {
                let transform = props.transform * glyph.transform();
                self.add(transform.transform_rect_bbox(outline.outline().bounding_box()));
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = Size::new(image.width(), image.height());
        self.is_too_laborious |= size.pixels() > self.pixels;
        let area = Rect::new(0.0, 0.0, f64::from(size.width), f64::from(size.height));
        self.add(props.transform.transform_rect_bbox(area));
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn pop_transparency_group(&mut self) {}
}

fn box_of(rect: Rect) -> Box2 {
    Box2([rect.x0, rect.y0, rect.x1, rect.y1])
}

fn unreadable(reason: impl ToString) -> Error {
    Error::unreadable(InputFormat::Pdf, reason)
}
