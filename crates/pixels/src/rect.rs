//! Sizes and rectangles on the pixel grid.

use std::fmt;

/// A width and a height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl Size {
    /// A size of `width` by `height` pixels.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    /// How many pixels that is; never overflows.
    pub const fn pixels(self) -> u64 {
        self.width as u64 * self.height as u64
    }

    /// Whether there is not one pixel in it.
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// A rectangle of whole pixels; `right` and `bottom` are one past the last column and row.
///
/// A rectangle whose right is not beyond its left, or whose bottom is not beyond its top, is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Rect {
    /// First column.
    pub left: i32,
    /// First row.
    pub top: i32,
    /// One past the last column.
    pub right: i32,
    /// One past the last row.
    pub bottom: i32,
}

impl Rect {
    /// The rectangle from (`left`, `top`) up to, but not including, (`right`, `bottom`).
    pub const fn new(left: i32, top: i32, right: i32, bottom: i32) -> Self {
        Self { left, top, right, bottom }
    }

    /// The rectangle of `size` whose top-left corner is the origin. A side beyond `i32::MAX` is cut to it.
    pub fn of_size(size: Size) -> Self {
        let side = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
        Self::new(0, 0, side(size.width), side(size.height))
    }

    /// Columns; 0 when the rectangle is empty or inside out.
    pub fn width(self) -> usize {
        usize::try_from(i64::from(self.right) - i64::from(self.left)).unwrap_or(0)
    }

    /// Rows; 0 when the rectangle is empty or inside out.
    pub fn height(self) -> usize {
        usize::try_from(i64::from(self.bottom) - i64::from(self.top)).unwrap_or(0)
    }

    /// Width and height together.
    pub fn size(self) -> Size {
        Size::new(self.width() as u32, self.height() as u32)
    }

    /// How many pixels it holds.
    pub fn area(self) -> u64 {
        self.width() as u64 * self.height() as u64
    }

    /// Whether it holds no pixel.
    pub fn is_empty(self) -> bool {
        self.right <= self.left || self.bottom <= self.top
    }

    /// The pixels that are in both; empty when they do not touch.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        let both = Self::new(
            self.left.max(other.left),
            self.top.max(other.top),
            self.right.min(other.right),
            self.bottom.min(other.bottom),
        );
        if both.is_empty() { Self::default() } else { both }
    }

    /// The smallest rectangle around both; an empty one adds nothing.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        if self.is_empty() {
            return other;
        }
        if other.is_empty() {
            return self;
        }
        Self::new(
            self.left.min(other.left),
            self.top.min(other.top),
            self.right.max(other.right),
            self.bottom.max(other.bottom),
        )
    }

    /// Grown by `margin` pixels on each side (shrunk when negative).
    #[must_use]
    pub fn inflate(self, margin: i32) -> Self {
        Self::new(
            self.left.saturating_sub(margin),
            self.top.saturating_sub(margin),
            self.right.saturating_add(margin),
            self.bottom.saturating_add(margin),
        )
    }

    /// Moved by (`dx`, `dy`).
    #[must_use]
    pub fn translate(self, dx: i32, dy: i32) -> Self {
        Self::new(
            self.left.saturating_add(dx),
            self.top.saturating_add(dy),
            self.right.saturating_add(dx),
            self.bottom.saturating_add(dy),
        )
    }

    /// Whether every pixel of `other` is in this one.
    pub fn contains(self, other: Self) -> bool {
        other.is_empty()
            || (self.left <= other.left
                && self.top <= other.top
                && self.right >= other.right
                && self.bottom >= other.bottom)
    }
}

impl fmt::Display for Rect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}..{},{}", self.left, self.top, self.right, self.bottom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disjoint_rectangles_share_nothing() {
        let a = Rect::new(0, 0, 4, 4);
        assert!(a.intersect(Rect::new(4, 0, 8, 4)).is_empty());
        assert_eq!(a.intersect(Rect::new(2, 1, 8, 3)), Rect::new(2, 1, 4, 3));
    }

    #[test]
    fn an_empty_rectangle_adds_nothing_to_a_union() {
        let a = Rect::new(3, 3, 5, 9);
        assert_eq!(a.union(Rect::default()), a);
        assert_eq!(Rect::default().union(a), a);
    }

    #[test]
    fn an_inside_out_rectangle_is_empty_and_has_no_area() {
        let inside_out = Rect::new(i32::MAX, 0, i32::MIN, 10);
        assert!(inside_out.is_empty());
        assert_eq!(inside_out.area(), 0);
    }
}
