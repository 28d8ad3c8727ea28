//! The whole chain that places a slot's content: mesh, then perspective.

use super::point::bounds_of;
use super::{Homography, Mesh, Point, Quad};
use crate::Rect;

/// Where content pixels lie on the canvas: content -> mesh (if any) -> quad.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    content: [f64; 4],
    mesh: Option<Mesh>,
    quad: Quad,
    to_canvas: Homography,
}

impl Placement {
    /// Places the content rectangle (left, top, right, bottom; usually `0, 0, width, height`) in `quad`.
    ///
    /// With a mesh the quad receives the bounding box of the mesh's control points, else the content rectangle.
    /// `None` when either has no area.
    pub fn new(content: [f64; 4], mesh: Option<Mesh>, quad: Quad) -> Option<Self> {
        let [left, top, right, bottom] = content;
        if !((right - left).abs() > 1e-9 && (bottom - top).abs() > 1e-9) {
            return None;
        }
        let source = mesh.as_ref().map_or(content, Mesh::control_bounds);
        let to_canvas = Homography::from_rectangle(source, quad)?;
        Some(Self { content, mesh, quad, to_canvas })
    }

    /// The content rectangle as left, top, right, bottom.
    pub fn content(&self) -> [f64; 4] {
        self.content
    }

    /// The mesh, if the content is bent.
    pub fn mesh(&self) -> Option<&Mesh> {
        self.mesh.as_ref()
    }

    /// The corners that the (bent) content's box lies in.
    pub fn quad(&self) -> Quad {
        self.quad
    }

    /// From mesh space (or content space, without a mesh) to the canvas.
    pub fn to_canvas(&self) -> &Homography {
        &self.to_canvas
    }

    /// Where the content point `p` lies on the canvas.
    pub fn apply(&self, p: Point) -> Point {
        self.to_canvas.apply(self.bend(p))
    }

    /// Where the mesh takes the content point `p`; without a mesh it stays.
    ///
    /// The content is stretched over the whole of the mesh first: the patch borders of a quilt may start before the
    /// content and end behind it (by fractions of a pixel), and Photoshop's own pixels show that this moves the content.
    pub fn bend(&self, p: Point) -> Point {
        let Some(mesh) = &self.mesh else { return p };
        let ([left, top, right, bottom], [l, t, r, b]) = (self.content, mesh.domain());
        let x = l + (p.x - left) * (r - l) / (right - left);
        let y = t + (p.y - top) * (b - t) / (bottom - top);
        mesh.apply(Point::new(x, y))
    }

    /// The same placement moved by (`dx`, `dy`) canvas pixels.
    #[must_use]
    pub fn translate(&self, dx: f64, dy: f64) -> Self {
        let shift = Homography([1.0, 0.0, dx, 0.0, 1.0, dy, 0.0, 0.0, 1.0]);
        Self { quad: self.quad.translate(dx, dy), to_canvas: self.to_canvas.then(shift), ..self.clone() }
    }

    /// A rectangle of whole canvas pixels that holds all of the placed content. A bent patch never leaves the hull
    /// of its control points, so their places bound it; the rectangle may be larger than what is drawn.
    pub fn bounds(&self) -> Rect {
        match &self.mesh {
            None => self.quad.bounds(),
            Some(mesh) => bounds_of(mesh.points().iter().map(|p| self.to_canvas.apply(*p))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_mesh_the_content_corners_lie_in_the_quad() {
        let quad = Quad([Point::new(1.0, 2.0), Point::new(30.0, 4.0), Point::new(28.0, 40.0), Point::new(3.0, 38.0)]);
        let placement = Placement::new([0.0, 0.0, 100.0, 50.0], None, quad).unwrap();
        let corner = placement.apply(Point::new(100.0, 50.0));
        assert!((corner.x - 28.0).abs() < 1e-9 && (corner.y - 40.0).abs() < 1e-9);
        assert_eq!(placement.bounds(), Rect::new(1, 2, 30, 40));
    }

    #[test]
    fn content_is_stretched_over_the_whole_mesh() {
        let thirds = |k: usize| -3.0 + 20.0 * (k as f64) / 3.0;
        let points = (0..16).map(|k| Point::new(thirds(k % 4), thirds(k / 4))).collect();
        let mesh = Mesh::new(vec![-3.0, 17.0], vec![-3.0, 17.0], points).unwrap();
        let placement =
            Placement::new([0.0, 0.0, 14.0, 14.0], Some(mesh), Quad::upright(10.0, 10.0, 50.0, 30.0)).unwrap();
        let (low, high) = (placement.apply(Point::new(0.0, 0.0)), placement.apply(Point::new(14.0, 14.0)));
        assert!((low.x - 10.0).abs() < 1e-9 && (low.y - 10.0).abs() < 1e-9);
        assert!((high.x - 50.0).abs() < 1e-9 && (high.y - 30.0).abs() < 1e-9);
    }

    #[test]
    fn a_moved_placement_moves_every_point_alike() {
        let placement = Placement::new([0.0, 0.0, 8.0, 8.0], None, Quad::upright(0.0, 0.0, 16.0, 16.0)).unwrap();
        let p = placement.translate(3.0, -2.0).apply(Point::new(4.0, 4.0));
        assert_eq!(p, Point::new(11.0, 6.0));
    }
}
