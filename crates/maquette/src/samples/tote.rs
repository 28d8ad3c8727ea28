//! Two tote bags on pegs that show one smart object: fill it once, and both bags change.

use pixels::Size;
use pixels::geometry::{Homography, Point, Quad};
use psd::build::NewLayer;
use psd::layers::{BlendMode, Rect};

use super::document::{Content, Lie, finish};
use super::draw::{Field, bell, gray, hex, layer, mix, ramp, rounded_box, scaled, segment, svg, with_alpha};
use super::{art, noise};
use crate::Result;

const CANVAS: Size = Size::new(2400, 2600);
const WHOLE: Rect = Rect::at(0, 0, 2400, 2600);
/// A bag's body in its own plane.
const BAG: (f64, f64) = (1000.0, 1180.0);

/// Where a bag hangs.
struct Hanging {
    name: &'static str,
    corners: [(f64, f64); 4],
    peg: (f64, f64),
    cloth: u32,
    rect: Rect,
    seed: u32,
}

const BAGS: [Hanging; 2] = [
    Hanging {
        name: "Small bag",
        corners: [(1395.0, 905.0), (2098.0, 862.0), (2150.0, 1712.0), (1415.0, 1748.0)],
        peg: (1738.0, 330.0),
        cloth: 0xE9DFCB,
        rect: Rect::at(1290, 760, 960, 1120),
        seed: 7,
    },
    Hanging {
        name: "Large bag",
        corners: [(262.0, 990.0), (1262.0, 1012.0), (1312.0, 2232.0), (228.0, 2206.0)],
        peg: (770.0, 330.0),
        cloth: 0xF0E8D8,
        rect: Rect::at(120, 880, 1300, 1480),
        seed: 3,
    },
];

/// The template's file.
pub(super) fn tote() -> Result<Vec<u8>> {
    let content = Content::new("tote", svg(&art::placeholder(1400, 1400))?);
    let mut layers = vec![layer("Wall", WHOLE, wall)];
    for bag in &BAGS {
        layers.extend(bag.layers(&content)?);
    }
    layers.push(layer("Daylight", WHOLE, daylight).blend(BlendMode::SoftLight));
    finish(CANVAS, layers, &[&content])
}

impl Hanging {
    fn layers(&self, content: &Content) -> Result<Vec<NewLayer>> {
        let plane = self.plane();
        let print = [(180.0, 250.0), (820.0, 250.0), (820.0, 890.0), (180.0, 890.0)];
        let print = Lie::Flat(print.map(|(x, y)| {
            let point = plane.apply(Point::new(x, y));
            (point.x, point.y)
        }));
        let flat = plane.inverse().unwrap_or(plane);
        let local = move |x: f32, y: f32| {
            let point = flat.apply(Point::new(f64::from(x), f64::from(y)));
            (point.x as f32, point.y as f32)
        };
        let folds = self.folds();
        let relief = move |x: f32, y: f32| {
            let (u, v) = local(x, y);
            ((folds.at(u + 4.0, v) - folds.at(u - 4.0, v)) * 0.8 + (folds.at(u, v + 4.0) - folds.at(u, v - 4.0)) * 0.5)
                / 8.0
        };
        let (cloth, seed) = (hex(self.cloth), self.seed);
        let cast = Field::of_svg(&self.shadow())?;
        let body = vec![
            layer("Canvas", self.rect, |x, y| canvas(local(x, y), cloth, seed)),
            content.layer("Design", &print, CANVAS)?.blend(BlendMode::Multiply).opacity(244).clipped(),
            layer("Weave", self.rect, |x, y| with_alpha(gray(weave(local(x, y), seed)), 1.0))
                .blend(BlendMode::Multiply)
                .clipped(),
            layer("Folds", self.rect, |x, y| {
                with_alpha(hex(0x54473B), (edges(local(x, y)) + (-relief(x, y) * 1.3).clamp(0.0, 0.40)).min(0.8))
            })
            .blend(BlendMode::Multiply)
            .clipped(),
            layer("Light", self.rect, |x, y| with_alpha(gray(0.5 + (relief(x, y) * 1.3).clamp(-0.16, 0.34)), 1.0))
                .blend(BlendMode::SoftLight)
                .clipped(),
        ];
        Ok(vec![
            layer("Shadow on the wall", WHOLE, move |x, y| with_alpha(hex(0x4A5348), cast.at(x, y) * 0.52))
                .blend(BlendMode::Multiply),
            NewLayer::raster("Handles and peg", WHOLE, svg(&self.handles())?.into_rgba()),
            NewLayer::group(self.name, body),
        ])
    }

    fn plane(&self) -> Homography {
        let corners = Quad(self.corners.map(|(x, y)| Point::new(x, y)));
        Homography::from_rectangle([0.0, 0.0, BAG.0, BAG.1], corners).unwrap_or(Homography([0.0; 9]))
    }

    /// Heights of the cloth, in the bag's own plane: it hangs from two points, and sags between them.
    fn folds(&self) -> Field {
        #[rustfmt::skip]
        const RIDGES: [[f32; 6]; 16] = [
            [270.0, 0.0, 120.0, 700.0, 30.0, 24.0], [270.0, 0.0, 330.0, 620.0, 34.0, 20.0], [270.0, 0.0, 30.0, 330.0, 24.0, 16.0],
            [270.0, 0.0, 460.0, 300.0, 30.0, 14.0], [730.0, 0.0, 880.0, 700.0, 30.0, 24.0], [730.0, 0.0, 670.0, 620.0, 34.0, 20.0],
            [730.0, 0.0, 970.0, 330.0, 24.0, 16.0], [730.0, 0.0, 540.0, 300.0, 30.0, 14.0], [40.0, 1170.0, 260.0, 860.0, 46.0, 18.0],
            [960.0, 1170.0, 740.0, 850.0, 46.0, 18.0], [60.0, 420.0, 90.0, 1100.0, 36.0, 14.0], [940.0, 420.0, 910.0, 1100.0, 36.0, 14.0],
            [360.0, 1170.0, 420.0, 800.0, 60.0, 9.0], [640.0, 1170.0, 570.0, 780.0, 60.0, 9.0],
            [300.0, 180.0, 700.0, 180.0, 60.0, 8.0], [200.0, 760.0, 760.0, 980.0, 70.0, 8.0],
        ];
        let seed = self.seed;
        Field::new(Size::new(BAG.0 as u32, BAG.1 as u32), 0.5, move |u, v| {
            let bend = |seed: u32| (noise::fractal(u / 190.0, v / 190.0, 3, seed) - 0.5) * 80.0;
            let place = (u + bend(seed), v + bend(seed + 1));
            let ridge = |&[ax, ay, bx, by, width, height]: &[f32; 6]| {
                let (distance, along) = segment(place, (ax, ay), (bx, by));
                let taper = ramp(-0.1, 0.2, along) * ramp(1.0, 0.5, along);
                height * taper * bell(distance, width * mix(0.7, 1.5, along))
            };
            let swells = 20.0 * noise::fractal(u / 330.0, v / 380.0, 2, seed + 2)
                + 1.2 * noise::fractal(u / 60.0, v / 60.0, 2, seed + 3);
            RIDGES.iter().map(ridge).sum::<f32>() + swells
        })
    }

    /// Two straps over the peg: the far one first, then the near one.
    fn handles(&self) -> String {
        let plane = self.plane();
        let top = |u: f64| plane.apply(Point::new(u, 24.0));
        let (left, right) = (top(270.0), top(730.0));
        let (px, py) = self.peg;
        let width = (self.corners[1].0 - self.corners[0].0) * 0.062;
        let strap = |spread: f64, lift: f64| {
            format!(
                "M{} {} C{} {}, {} {}, {px} {} C{} {}, {} {}, {} {}",
                left.x + spread,
                left.y,
                left.x + spread * 0.5,
                left.y - 330.0,
                px - width * 1.5,
                py + 60.0,
                py - lift,
                px + width * 1.5,
                py + 60.0,
                right.x - spread * 0.5,
                right.y - 330.0,
                right.x - spread,
                right.y
            )
        };
        let draw = |path: String, colour: &str| {
            let seam = width - 12.0;
            format!(
                "<g fill='none' stroke-linejoin='round'><path d='{path}' stroke='#5f5344' stroke-width='{}'/>\
                 <path d='{path}' stroke='{colour}' stroke-width='{width}'/>\
                 <path d='{path}' stroke='#000' stroke-opacity='.10' stroke-width='{seam}'/>\
                 <path d='{path}' stroke='{colour}' stroke-width='{}'/></g>",
                width + 2.0,
                seam - 4.0
            )
        };
        let peg = format!(
            "<defs><radialGradient id='p' cx='.36' cy='.3' r='.8'><stop offset='0' stop-color='#e0bd90'/>\
             <stop offset='1' stop-color='#8a6038'/></radialGradient></defs>\
             <ellipse cx='{}' cy='{}' rx='46' ry='50' fill='#2f2a22' fill-opacity='.25'/><circle cx='{px}' cy='{}' r='44' fill='url(#p)'/>",
            px + 16.0,
            py + 26.0,
            py + 6.0
        );
        let (far, near) = (draw(strap(18.0, 8.0), "#c9bda5"), draw(strap(0.0, 0.0), "#e6dcc6"));
        art::drawing(CANVAS.width, CANVAS.height, &format!("{far}{peg}{near}"))
    }

    fn shadow(&self) -> String {
        let [a, b, c, d] = self.corners;
        let (dx, dy) = (46.0, 58.0);
        let body = format!(
            "<path d='M{} {} L{} {} L{} {} L{} {} z'/>",
            a.0 + dx,
            a.1 + dy,
            b.0 + dx,
            b.1 + dy,
            c.0 + dx,
            c.1 + dy,
            d.0 + dx,
            d.1 + dy
        );
        let (px, py) = self.peg;
        let straps = format!(
            "<path d='M{} {} L{} {} L{} {}' fill='none' stroke='#000' stroke-width='40'/>",
            a.0 + (b.0 - a.0) * 0.29 + dx * 0.7,
            a.1 + 60.0,
            px + 26.0,
            py + 60.0,
            a.0 + (b.0 - a.0) * 0.74 + dx * 0.7,
            b.1 + 60.0
        );
        art::drawing(CANVAS.width, CANVAS.height, &art::blurred(&format!("{body}{straps}"), 30))
    }
}

fn wall(x: f32, y: f32) -> [f32; 4] {
    let bump = |x: f32, y: f32| noise::fractal(x / 40.0, y / 40.0, 4, 15);
    let relief = (bump(x + 3.0, y + 3.0) - bump(x - 3.0, y - 3.0)) * 0.10;
    let light = mix(1.05, 0.84, ramp(0.0, 3400.0, x + y * 0.7));
    // Boards, with a groove every 400 pixels.
    let groove = (x - 400.0 * (x / 400.0).round()).abs();
    let board = 1.0 - 0.30 * bell(groove, 3.0) + 0.08 * bell(groove - 7.0, 4.0);
    with_alpha(scaled(hex(0xBCC6B8), light * board + relief), 1.0)
}

/// The body: its outline, a hem at the top, seams at the sides.
fn canvas((u, v): (f32, f32), cloth: [f32; 3], seed: u32) -> [f32; 4] {
    let (width, height) = (BAG.0 as f32, BAG.1 as f32);
    // Nothing sewn is straight: the outline swings by a few threads, and sags between the handles.
    let swing = |along: f32, seed: u32| (noise::smooth(along / 230.0, 0.5, seed) - 0.5) * 16.0;
    let sag = 26.0 * bell(u - 500.0, 190.0) - 8.0;
    let (x, y) =
        (u - width / 2.0 + swing(v, seed), v - height / 2.0 + swing(u, seed + 9) - if v < 200.0 { sag } else { 0.0 });
    let outside = rounded_box(x, y, width / 2.0 - 8.0, height / 2.0 - 8.0, 26.0);
    let slub =
        noise::fractal(u / 3.0, v / 70.0, 2, seed) * 0.5 + noise::fractal(u / 70.0, v / 3.0, 2, seed + 4) * 0.5 - 0.5;
    let flecks = if noise::at((u / 3.0) as i32, (v / 2.0) as i32, seed + 5) > 0.994 { 0.90 } else { 1.0 };
    with_alpha(scaled(cloth, (0.985 + slub * 0.10) * flecks), ramp(1.0, -1.0, outside))
}

/// Over and under: threads 5 units wide, both ways.
fn weave((u, v): (f32, f32), seed: u32) -> f32 {
    let wave = |t: f32| 1.0 - ((t / 5.0).fract() * 2.0 - 1.0).abs();
    let over = ((u / 5.0).floor() + (v / 5.0).floor()) as i32 & 1 == 0;
    let thread = if over { wave(u) } else { wave(v) };
    0.895 + 0.095 * thread.sqrt() + 0.02 * noise::at((u / 5.0) as i32, (v / 5.0) as i32, seed)
}

/// Darker towards the sides, at the hem's stitches and where the handles are sewn on.
fn edges((u, v): (f32, f32)) -> f32 {
    let (width, height) = (BAG.0 as f32, BAG.1 as f32);
    let rim = ramp(70.0, 0.0, u.min(width - u).min(height - v)) * 0.34;
    let sag = 26.0 * bell(u - 500.0, 190.0) - 8.0;
    let dash = ramp(0.25, 0.4, (u / 13.0).fract());
    let stitch =
        bell(v - 74.0 - sag, 2.6) * dash * 0.5 + bell(v - 80.0 - sag, 7.0) * 0.16 + bell(v - 12.0 - sag, 8.0) * 0.2;
    let patch = |middle: f32| {
        let square = rounded_box(u - middle, v - 48.0, 34.0, 26.0, 3.0);
        bell(square, 2.5) * 0.4 * ramp(-0.2, 0.2, ((u + v) / 9.0).fract() - 0.3)
    };
    (rim + stitch + patch(270.0) + patch(730.0)).min(0.7)
}

fn daylight(x: f32, y: f32) -> [f32; 4] {
    let beam = bell((x - y * 0.42) - 420.0, 620.0);
    with_alpha(gray(0.40 + 0.24 * beam), 0.85)
}
