//! Where boxes lie: pure geometry in frame pixels.

use pixels::{Rect, Size};

use super::{Alignment, Area, Artwork, Fit, Repeat};

/// The shortest side a box is given, so that nothing divides by zero or less.
const SHORTEST: f64 = 1e-3;
/// The farthest a length reaches, so that whole pixels can count it.
const FARTHEST: f64 = 1e9;

impl Area {
    pub(super) fn of(size: Size) -> Self {
        Self { left: 0.0, top: 0.0, width: f64::from(size.width), height: f64::from(size.height) }
    }

    pub(super) fn right(self) -> f64 {
        self.left + self.width
    }

    pub(super) fn bottom(self) -> f64 {
        self.top + self.height
    }

    /// The same area counted in pixels that are `x` and `y` of the present ones.
    pub(super) fn scaled(self, (x, y): (f64, f64)) -> Self {
        Self { left: self.left * x, top: self.top * y, width: self.width * x, height: self.height * y }
    }

    /// A box of `size` in the middle of this one.
    pub(super) fn middle(self, (width, height): (f64, f64)) -> Self {
        Self {
            left: self.left + (self.width - width) / 2.0,
            top: self.top + (self.height - height) / 2.0,
            width,
            height,
        }
    }

    /// A box of `size` that lies against this one.
    pub(super) fn aligned(self, (width, height): (f64, f64), alignment: Alignment) -> Self {
        let Alignment { anchor, offset } = alignment;
        Self {
            left: number(self.left + (self.width - width) * anchor.0 + offset.0),
            top: number(self.top + (self.height - height) * anchor.1 + offset.1),
            width,
            height,
        }
    }

    /// The whole pixels nearest to it.
    pub(super) fn snapped(self) -> Rect {
        // A float cast saturates, and takes what is not a number for 0.
        let edge = |at: f64| at.round() as i32;
        Rect::new(edge(self.left), edge(self.top), edge(self.right()), edge(self.bottom()))
    }

    fn sound(self) -> Self {
        let sides = positive((self.width, self.height));
        Self { left: number(self.left), top: number(self.top), width: sides.0, height: sides.1 }
    }
}

/// The area that fit is measured against.
pub(super) fn print_area(wish: Option<Area>, frame: Size) -> Area {
    wish.map_or(Area::of(frame), Area::sound)
}

/// The box that a picture shown once is fitted to.
pub(super) fn single(artwork: &Artwork, area: Area) -> Area {
    match (artwork.size.map(positive), artwork.position) {
        (None, _) => area,
        (Some(size), None) => area.middle(size),
        (Some((width, height)), Some((left, top))) => Area { left: number(left), top: number(top), width, height },
    }
}

/// The first tile and the steps to the next one, right and down; `own` is the turned picture's size.
pub(super) fn grid(artwork: &Artwork, own: (f64, f64), area: Area) -> (Area, (f64, f64)) {
    let step = |side: f64, percent: f64| side * (1.0 + number(percent).max(0.0) / 100.0);
    if let (Some(alignment), Repeat::Tile { horizontal_spacing, vertical_spacing }) =
        (artwork.alignment, artwork.repeat)
    {
        let first = aligned(artwork, alignment, own, area);
        return (first, (step(first.width, horizontal_spacing), step(first.height, vertical_spacing)));
    }
    let (left, top) = artwork.position.map_or((area.left, area.top), |(left, top)| (number(left), number(top)));
    let (size, spacing) = match artwork.repeat {
        Repeat::Pattern { scale_percent } => {
            let scale = number(scale_percent) / 100.0;
            (positive((own.0 * scale, own.1 * scale)), (0.0, 0.0))
        }
        Repeat::Tile { horizontal_spacing, vertical_spacing } => {
            (artwork.size.map_or(own, positive), (horizontal_spacing, vertical_spacing))
        }
        Repeat::Once => (artwork.size.map_or(own, positive), (0.0, 0.0)),
    };
    let steps = (step(size.0, spacing.0), step(size.1, spacing.1));
    (Area { left, top, width: size.0, height: size.1 }, steps)
}

/// The box of an aligned picture of `own` size.
pub(super) fn aligned(artwork: &Artwork, alignment: Alignment, own: (f64, f64), area: Area) -> Area {
    let size = if artwork.size.is_some() {
        // It was given its size before it was turned.
        own
    } else {
        let fitted = fitted(artwork.fit, own, area);
        (fitted.width, fitted.height)
    };
    area.aligned(size, alignment)
}

/// Where a picture of `own` size lies in its box; may stick out of it.
pub(super) fn fitted(fit: Fit, own: (f64, f64), within: Area) -> Area {
    let (x, y) = (within.width / own.0, within.height / own.1);
    let scale = match fit {
        Fit::Fill => return within,
        Fit::Contain => x.min(y),
        Fit::Cover => x.max(y),
    };
    within.middle((own.0 * scale, own.1 * scale))
}

/// A length that can be divided by.
pub(super) fn positive((width, height): (f64, f64)) -> (f64, f64) {
    (number(width).clamp(SHORTEST, FARTHEST), number(height).clamp(SHORTEST, FARTHEST))
}

fn number(value: f64) -> f64 {
    if value.is_finite() { value.clamp(-FARTHEST, FARTHEST) } else { 0.0 }
}
