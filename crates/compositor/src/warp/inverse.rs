//! The inverse map: for each canvas pixel the content point it shows, condensed to what a drawing loop needs.
//!
//! The canvas is cut into cells of [`CELL`] x [`CELL`] pixels. Where the map is smooth, and it mostly is, a cell is
//! its four corners and the rest lies between them; where it is not (outline, patch borders, folds) a cell spells
//! out each pixel.

use pixels::Rect;
use pixels::geometry::{Homography, Mesh, Placement};
use rayon::prelude::*;

use super::forward::{self, Net};
use super::raster::{Border, Texel, Texels};

/// The side of a cell in pixels.
pub(super) const CELL: usize = 8;
/// Rows of pixels that are condensed together.
pub(super) const BAND: usize = 64;
/// How far the middle of a smooth cell may lie off, in canvas pixels.
const TOLERANCE: f32 = 1.0 / 48.0;

/// See the module.
#[derive(Debug, Clone, Default)]
pub(super) struct InverseMap {
    width: usize,
    bands: Vec<Band>,
}

#[derive(Debug, Clone)]
struct Band {
    /// Cells across; there is one more corner than cells along each axis.
    columns: usize,
    corners: Vec<[f32; 2]>,
    cells: Vec<Cell>,
    /// `CELL * CELL` for each spelled-out cell.
    texels: Vec<Texel>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Cell {
    Empty,
    Smooth,
    /// The number of the cell among those spelled out.
    Spelled(u32),
}

/// Part of a row of pixels.
pub(super) enum Span<'a> {
    /// Fully covered pixels from column `start` on, whose content points begin at `from` and advance by `step`.
    Smooth { start: usize, length: usize, from: [f32; 2], step: [f32; 2] },
    /// Pixels from column `start` on, one by one.
    Spelled { start: usize, texels: &'a [Texel] },
}

impl InverseMap {
    pub(super) fn new(placement: &Placement, border: &Border, rect: Rect) -> Self {
        let Some(source) = Source::new(placement).filter(|_| !rect.is_empty()) else { return Self::default() };
        let bands: Vec<_> = (0..rect.height().div_ceil(BAND)).collect();
        let band = |band: usize| {
            let rows = BAND.min(rect.height() - band * BAND).div_ceil(CELL);
            let top = rect.top + (band * BAND) as i32;
            let columns = rect.width().div_ceil(CELL);
            let (width, height) = ((columns * CELL + 1) as i32, (rows * CELL + 1) as i32);
            let area = Rect::new(rect.left, top, rect.left + width, top + height);
            Band::condense(&source.texels(border, area), columns, rows)
        };
        Self { width: rect.width(), bands: bands.into_par_iter().map(band).collect() }
    }

    /// Calls `draw` with the spans of row `row`, from left to right.
    pub(super) fn row(&self, row: usize, mut draw: impl FnMut(Span)) {
        let Some(band) = self.bands.get(row / BAND) else { return };
        let row = row % BAND;
        let (line, inside) = (row / CELL, row % CELL);
        let down = inside as f32 / CELL as f32;
        for column in 0..band.columns {
            let start = column * CELL;
            let length = CELL.min(self.width - start);
            match band.cells[line * band.columns + column] {
                Cell::Empty => {}
                Cell::Smooth => {
                    let corner = line * (band.columns + 1) + column;
                    let from = mix(band.corners[corner], band.corners[corner + band.columns + 1], down);
                    let to = mix(band.corners[corner + 1], band.corners[corner + band.columns + 2], down);
                    let step = [(to[0] - from[0]) / CELL as f32, (to[1] - from[1]) / CELL as f32];
                    draw(Span::Smooth { start, length, from, step });
                }
                Cell::Spelled(number) => {
                    let first = (number as usize * CELL + inside) * CELL;
                    draw(Span::Spelled { start, texels: &band.texels[first..first + length] });
                }
            }
        }
    }
}

fn mix(a: [f32; 2], b: [f32; 2], t: f32) -> [f32; 2] {
    [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
}

/// What the texels are made from.
enum Source {
    Quad(Homography),
    Net(Net),
}

impl Source {
    fn new(placement: &Placement) -> Option<Self> {
        let bent: Option<&Mesh> = placement.mesh().filter(|mesh| !forward::is_flat(mesh));
        match bent {
            Some(mesh) => Some(Self::Net(Net::new(placement, mesh))),
            // Not `placement.to_canvas()`, which begins at a flat mesh's control points.
            None => Homography::from_rectangle(placement.content(), placement.quad())?.inverse().map(Self::Quad),
        }
    }

    fn texels(&self, border: &Border, area: Rect) -> Texels {
        let mut texels = Texels::empty(area);
        match self {
            Self::Quad(to_content) => texels.project(border, to_content),
            Self::Net(net) => texels.fill(border, net),
        }
        texels
    }
}

impl Band {
    fn condense(texels: &Texels, columns: usize, rows: usize) -> Self {
        let corner = |index: usize| {
            let texel = texels.at(index % (columns + 1) * CELL, index / (columns + 1) * CELL);
            [texel.u, texel.v]
        };
        let corners = (0..(columns + 1) * (rows + 1)).map(corner).collect();
        let mut band = Self { columns, corners, cells: Vec::with_capacity(columns * rows), texels: Vec::new() };
        for row in 0..rows {
            for column in 0..columns {
                let cell = band.judge(texels, column, row);
                band.cells.push(cell);
            }
        }
        band
    }

    fn judge(&mut self, texels: &Texels, column: usize, row: usize) -> Cell {
        let inside = || (0..CELL * CELL).map(|k| texels.at(column * CELL + k % CELL, row * CELL + k / CELL));
        if inside().all(|texel| texel.coverage == 0.0) {
            return Cell::Empty;
        }
        if is_smooth(texels, column * CELL, row * CELL) {
            return Cell::Smooth;
        }
        let number = self.texels.len() / (CELL * CELL);
        self.texels.extend(inside());
        Cell::Spelled(number as u32)
    }
}

/// Whether each pixel of the cell whose corner is at (`x`, `y`) is fully covered and lies where its corners say.
fn is_smooth(texels: &Texels, x: usize, y: usize) -> bool {
    let corner = |dx, dy| {
        let texel = texels.at(x + dx, y + dy);
        [texel.u, texel.v]
    };
    let [p0, p1, p2, p3] = [corner(0, 0), corner(CELL, 0), corner(0, CELL), corner(CELL, CELL)];
    let length = |a: [f32; 2], b: [f32; 2]| ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt() / CELL as f32;
    let tolerance = TOLERANCE * length(p0, p1).min(length(p0, p2)) + 1e-3;
    (0..=CELL).all(|dy| {
        let down = dy as f32 / CELL as f32;
        let (left, right) = (mix(p0, p2, down), mix(p1, p3, down));
        (0..=CELL).all(|dx| {
            let texel = texels.at(x + dx, y + dy);
            let guess = mix(left, right, dx as f32 / CELL as f32);
            texel.coverage == 1.0 && (texel.u - guess[0]).abs() <= tolerance && (texel.v - guess[1]).abs() <= tolerance
        })
    })
}
