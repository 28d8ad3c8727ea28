//! What pictures made of shapes have in common: at which size they are drawn, and which part of the page.

use pixels::{Limits, Size};

use crate::{Error, InputFormat};

/// What is asked of a vector picture.
#[derive(Debug, Clone, Copy)]
pub(super) enum View {
    /// The page, at the smallest size of its own proportions that covers this one, as far as the limits reach.
    Cover(Option<Size>),
    /// A part of the page so many units wide and high, around the middle of the drawing, stretched to these pixels. A part
    /// as large as the page is the page.
    Part((f64, f64), Size),
}

/// Which part of a page becomes which pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// In pixels.
    pub(super) size: Size,
    /// Pixels a unit, across and down.
    pub(super) scale: [f64; 2],
    /// The part's left and upper edge, in units.
    pub(super) corner: [f64; 2],
}

/// Left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Box2(pub(super) [f64; 4]);

impl Box2 {
    pub(super) fn union(self, other: Self) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Self([a.min(e), b.min(f), c.max(g), d.max(h)])
    }

    /// What both share; nothing has no width or no height.
    pub(super) fn intersect(self, other: Self) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Self([a.max(e), b.max(f), c.min(g), d.min(h)])
    }

    fn middle(self) -> [f64; 2] {
        [f64::midpoint(self.0[0], self.0[2]), f64::midpoint(self.0[1], self.0[3])]
    }
}

/// How far a part may differ from the page and still be the page, in units.
const SAME: f64 = 1.0;

impl View {
    /// The frame of a page of this size; `drawing` is asked for what its shapes take up.
    pub(super) fn frame(
        self,
        format: InputFormat,
        page: (f64, f64),
        drawing: impl FnOnce() -> Option<Box2>,
        limits: &Limits,
    ) -> Result<Frame, Error> {
        match self {
            Self::Cover(cover) => {
                let scale = scale_to(page, cover, limits);
                let size = super::check_size(format, pixels(page.0 * scale), pixels(page.1 * scale), limits)?;
                Ok(Frame { size, scale: [scale; 2], corner: [0.0; 2] })
            }
            Self::Part((width, height), size) => {
                let size = super::check_size(format, size.width, size.height, limits)?;
                let is_page = (width - page.0).abs() < SAME && (height - page.1).abs() < SAME;
                let middle = if is_page { None } else { drawing() };
                let [x, y] = middle.map_or([page.0 / 2.0, page.1 / 2.0], Box2::middle);
                let scale = [f64::from(size.width) / width, f64::from(size.height) / height];
                Ok(Frame { size, scale, corner: [x - width / 2.0, y - height / 2.0] })
            }
        }
    }
}

/// The scale that covers the wish, or the largest that the limits allow.
fn scale_to((width, height): (f64, f64), cover: Option<Size>, limits: &Limits) -> f64 {
    let wish = cover
        .filter(|size| !size.is_empty())
        .map_or(1.0, |size| (f64::from(size.width) / width).max(f64::from(size.height) / height));
    let most = (limits.pixels as f64 / (width * height)).sqrt();
    // Below its own size the limits have to refuse it, not shrink it without a word.
    if wish > 1.0 { wish.min((most * 0.999).max(1.0)) } else { wish }
}

/// Whole pixels; rounding of the scale itself must not add one.
fn pixels(length: f64) -> u32 {
    (length - 1e-3).ceil().max(1.0) as u32
}

/// Parsers and painters call themselves for each nested element and reference.
const STACK: usize = 64 << 20;

/// Runs on a thread of its own, so that deep nesting cannot take the caller's stack.
pub(super) fn on_a_deep_stack<T: Send>(
    format: InputFormat,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> Result<T, Error> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(format.extension().into()).stack_size(STACK);
        let thread = thread.spawn_scoped(scope, work);
        let thread = thread.map_err(|_| Error::unreadable(format, "no thread could be started for it"))?;
        thread.join().unwrap_or_else(|_| Err(Error::unreadable(format, "it could not be drawn")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(view: View) -> Frame {
        let drawing = || Some(Box2([20.0, 20.0, 40.0, 60.0]));
        view.frame(InputFormat::Svg, (100.0, 200.0), drawing, &Limits::default()).unwrap()
    }

    #[test]
    fn a_page_covers_what_is_asked() {
        let covered = frame(View::Cover(Some(Size::new(150, 10))));
        assert_eq!(covered, Frame { size: Size::new(150, 300), scale: [1.5; 2], corner: [0.0; 2] });
    }

    #[test]
    fn a_part_lies_around_the_drawing() {
        let part = frame(View::Part((24.0, 44.0), Size::new(48, 44)));
        assert_eq!(part, Frame { size: Size::new(48, 44), scale: [2.0, 1.0], corner: [18.0, 18.0] });
    }

    #[test]
    fn a_part_as_large_as_the_page_is_the_page() {
        assert_eq!(frame(View::Part((100.0, 200.0), Size::new(50, 100))).corner, [0.0; 2]);
    }
}
