//! A framed poster on a wall, above a sideboard.

use std::fmt::Write;

use pixels::Size;
use pixels::geometry::{Homography, Point, Quad};
use psd::build::NewLayer;
use psd::layers::{BlendMode, Rect};

use super::document::{Content, Lie, finish};
use super::draw::{Field, blend, gray, hex, layer, mix, ramp, rounded_box, scaled, svg, with_alpha};
use super::{art, noise};
use crate::Result;

const CANVAS: Size = Size::new(2000, 2400);
const WHOLE: Rect = Rect::at(0, 0, 2000, 2400);
/// The frame in its own plane.
const FRAME: (f64, f64) = (860.0, 1280.0);
const BAR: f64 = 30.0;
/// Where the sideboard's top meets the wall, and where its front begins.
const TABLE: (f32, f32) = (2010.0, 2110.0);

/// The template's file.
pub(super) fn poster() -> Result<Vec<u8>> {
    let corners =
        Quad([(505.0, 300.0), (1395.0, 332.0), (1395.0, 1622.0), (505.0, 1664.0)].map(|(x, y)| Point::new(x, y)));
    let plane = Homography::from_rectangle([0.0, 0.0, FRAME.0, FRAME.1], corners).unwrap_or(Homography([0.0; 9]));
    let flat = plane.inverse().unwrap_or(plane);
    // From the canvas to the frame's plane.
    let local = move |x: f32, y: f32| {
        let point = flat.apply(Point::new(f64::from(x), f64::from(y)));
        (point.x as f32, point.y as f32)
    };
    let inside = [(BAR, BAR), (FRAME.0 - BAR, BAR), (FRAME.0 - BAR, FRAME.1 - BAR), (BAR, FRAME.1 - BAR)];
    let lie = Lie::Flat(inside.map(|(x, y)| {
        let point = plane.apply(Point::new(x, y));
        (point.x, point.y)
    }));
    let content = Content::new("poster", svg(&art::placeholder(1440, 2208))?);
    let plant =
        NewLayer::raster("Plant", WHOLE, svg(&art::drawing(CANVAS.width, CANVAS.height, &stems()))?.into_rgba());
    let shade = Field::of_svg(&plant_shadow())?;
    let layers = vec![
        layer("Wall", WHOLE, wall),
        layer("Frame shadow", WHOLE, |x, y| {
            let (u, v) = local(x, y);
            let (u, v) = (u - FRAME.0 as f32 / 2.0, v - FRAME.1 as f32 / 2.0);
            let (half_width, half_height) = (FRAME.0 as f32 / 2.0, FRAME.1 as f32 / 2.0);
            let wide = ramp(150.0, -70.0, rounded_box(u - 60.0, v - 70.0, half_width, half_height, 40.0));
            let near = ramp(26.0, -6.0, rounded_box(u - 10.0, v - 14.0, half_width, half_height, 8.0));
            with_alpha(hex(0x4A3B30), (wide * 0.34).max(near * 0.5))
        })
        .blend(BlendMode::Multiply),
        layer("Plant shadow", WHOLE, move |x, y| with_alpha(hex(0x5B4A3C), shade.at(x, y) * 0.42))
            .blend(BlendMode::Multiply),
        layer("Frame", Rect::at(480, 280, 940, 1410), |x, y| frame(local(x, y))),
        NewLayer::group(
            "Poster",
            vec![
                content.layer("Poster artwork", &lie, CANVAS)?,
                layer("Inner shadow", Rect::at(480, 280, 940, 1410), |x, y| inner_shadow(local(x, y)))
                    .blend(BlendMode::Multiply),
                layer("Glass", Rect::at(480, 280, 940, 1410), |x, y| glass(local(x, y))).blend(BlendMode::Screen),
            ],
        ),
        layer("Sideboard", Rect::at(0, 1980, 2000, 420), sideboard),
        plant,
        layer("Vase", Rect::at(1480, 1640, 320, 460), vase),
        layer("Window light", WHOLE, window_light).blend(BlendMode::SoftLight),
    ];
    finish(CANVAS, layers, &[&content])
}

fn wall(x: f32, y: f32) -> [f32; 4] {
    let bump = |x: f32, y: f32| noise::fractal(x / 46.0, y / 46.0, 4, 11);
    let relief = (bump(x + 3.0, y + 3.0) - bump(x - 3.0, y - 3.0)) * 0.16;
    let light = mix(1.02, 0.86, ramp(0.0, 2300.0, x * 0.8 + y * 0.45));
    let corner = 1.0 - 0.20 * ramp(240.0, 0.0, TABLE.0 - y);
    with_alpha(scaled(hex(0xE3D9CA), light * corner + relief), 1.0)
}

fn frame((u, v): (f32, f32)) -> [f32; 4] {
    let (width, height, bar) = (FRAME.0 as f32, FRAME.1 as f32, BAR as f32);
    let outside = rounded_box(u - width / 2.0, v - height / 2.0, width / 2.0, height / 2.0, 3.0);
    let edge = u.min(v).min(width - u).min(height - v);
    let upright = u.min(width - u) < v.min(height - v);
    // Oak: long grain along each bar, mitred at the corners.
    let (along, across) = if upright { (v, u) } else { (u, v) };
    let grain = noise::fractal(along / 160.0, across / 5.0, 4, if upright { 3 } else { 4 });
    let wood = blend(hex(0x8A5F3C), hex(0xC69A69), grain * 1.1 - 0.05);
    let facing = match (upright, u < width / 2.0, v < height / 2.0) {
        (true, true, _) => 0.92,
        (true, false, _) => 1.04,
        (false, _, true) => 1.10,
        (false, _, false) => 0.80,
    };
    let bevel = 1.0 - 0.35 * ramp(bar - 8.0, bar, edge) + 0.12 * ramp(7.0, 0.0, edge);
    with_alpha(scaled(wood, facing * bevel), ramp(0.8, -0.8, outside))
}

fn inner_shadow((u, v): (f32, f32)) -> [f32; 4] {
    let (width, height, bar) = (FRAME.0 as f32, FRAME.1 as f32, BAR as f32);
    let inside = rounded_box(u - width / 2.0, v - height / 2.0, width / 2.0 - bar, height / 2.0 - bar, 0.5);
    let shade =
        0.55 * ramp(26.0, 0.0, u - bar) + 0.62 * ramp(34.0, 0.0, v - bar) + 0.18 * ramp(12.0, 0.0, width - bar - u);
    with_alpha(hex(0x2E241C), shade.min(0.7) * ramp(0.8, -0.8, inside))
}

/// Reflections: two slanting streaks, and the sky of a window high up.
fn glass((u, v): (f32, f32)) -> [f32; 4] {
    let (width, height, bar) = (FRAME.0 as f32, FRAME.1 as f32, BAR as f32);
    let inside = rounded_box(u - width / 2.0, v - height / 2.0, width / 2.0 - bar, height / 2.0 - bar, 0.5);
    let slant = u + v * 0.55;
    let streak = |from: f32, to: f32| ramp(from, from + 18.0, slant) * ramp(to, to - 18.0, slant);
    let fade = ramp(1150.0, 150.0, v);
    let shine = 0.17 * streak(330.0, 560.0) + 0.10 * streak(610.0, 680.0) + 0.07 * ramp(900.0, 0.0, slant);
    with_alpha(hex(0xF2F6FF), shine * fade * ramp(0.8, -0.8, inside))
}

fn sideboard(x: f32, y: f32) -> [f32; 4] {
    let (back, front) = TABLE;
    let cover = ramp(back - 1.0, back + 1.0, y);
    let top = y < front;
    // The top is seen at a low angle, so its grain is squeezed.
    let grain =
        if top { noise::fractal(x / 420.0, y / 3.4, 5, 21) } else { noise::fractal(x / 520.0, y / 13.0, 5, 22) };
    let rings = noise::smooth(x / 900.0, y / if top { 14.0 } else { 60.0 }, 23);
    let wood = blend(hex(0x6E4A30), hex(0xB3855A), grain * 0.75 + rings * 0.35);
    let light = if top { mix(0.98, 1.16, (y - back) / (front - back)) } else { 0.70 - 0.18 * ramp(front, 2400.0, y) };
    let edge = if top { 0.0 } else { 0.34 * ramp(12.0, 0.0, y - front) };
    let gap = if !top && ((x - 1000.0).abs() < 3.0 || (y - 2148.0).abs() < 2.5) { 0.45 } else { 1.0 };
    // Where the vase stands.
    let vase = ramp(170.0, 40.0, ((x - 1662.0) * 0.8).hypot((y - 2066.0) * 4.5)) * if top { 0.55 } else { 0.0 };
    with_alpha(scaled(wood, (light + edge) * gap * (1.0 - vase)), cover)
}

/// A turned body: its outline gives the radius, its radius the way each place faces.
fn vase(x: f32, y: f32) -> [f32; 4] {
    let (middle, foot, neck) = (1640.0, 2066.0, 1690.0);
    let t = (foot - y) / (foot - neck);
    let belly = (-((t - 0.36) / 0.33).powi(2)).exp();
    let lip = ramp(0.93, 1.0, t);
    let radius = 46.0 + 84.0 * belly + 10.0 * lip;
    let n = (x - middle) / radius;
    let round = (1.0 - n * n).max(0.0).sqrt();
    // Seen a little from above: the foot and the lip are shallow bows.
    let cover = ramp(0.0, 1.5, radius * (1.0 - n.abs()))
        * ramp(-12.0 * round - 1.0, -12.0 * round + 1.0, foot - y)
        * ramp(-1.0, 1.0, y - neck + 9.0 * round);
    let mouth = ramp(1.0, -1.0, y - neck - 9.0 * round * 0.8) * if n.abs() < 0.94 { 1.0 } else { 0.0 };
    let light = 0.42 + 0.62 * (-0.62 * n + 0.72 * round + 0.22 * (t - 0.45)).max(0.0);
    let speckle = if noise::at(x as i32 / 3, y as i32 / 3, 77) > 0.985 { 0.86 } else { 1.0 };
    let ridges = 1.0 + 0.02 * (noise::smooth(0.0, y / 7.0, 5) - 0.5);
    let clay = scaled(hex(0xE7DACA), light * speckle * ridges);
    with_alpha(blend(clay, hex(0x3A2E26), mouth * 0.9), cover)
}

/// Stems of eucalyptus in the vase.
fn stems() -> String {
    let greens = ["#6f8a74", "#86a08a", "#5c7863", "#9bb09b", "#4f6b58"];
    let stems = [(-250.0, 620.0), (-120.0, 780.0), (20.0, 860.0), (150.0, 740.0), (260.0, 560.0)];
    let mut drawing = String::new();
    for (index, (lean, height)) in stems.into_iter().enumerate() {
        let at = |t: f64| (1640.0 + lean * t * t, 1700.0 - height * t);
        let (tip_x, tip_y) = at(1.0);
        let _ = write!(
            drawing,
            "<path d='M1640 1700 Q1640 {} {tip_x} {tip_y}' fill='none' stroke='#6b5a45' stroke-width='6'/>",
            1700.0 - height * 0.55
        );
        for leaf in 3..19 {
            let t = f64::from(leaf) / 18.0;
            let (x, y) = at(t);
            let side = if leaf % 2 == 0 { 1.0 } else { -1.0 };
            let chance = f64::from(noise::at(leaf, index as i32, 9));
            let turn = side * (58.0 + 34.0 * chance) + lean * t * 0.12;
            let size = (1.25 - 0.62 * t) * (0.85 + 0.3 * chance);
            let green = greens[(leaf as usize + index * 2) % greens.len()];
            let _ = write!(
                drawing,
                "<g transform='translate({x} {y}) rotate({turn}) scale({size})' fill='{green}'>\
                 <path d='M0 0 C46 -22 50 -78 0 -112 C-50 -78 -46 -22 0 0 z'/>\
                 <path d='M0 0 C-46 -22 -50 -78 0 -112 z' fill='#ffffff' fill-opacity='.13'/>\
                 <path d='M0 0 V-104' stroke='#3f5546' stroke-opacity='.4' stroke-width='2'/></g>"
            );
        }
    }
    drawing
}

fn plant_shadow() -> String {
    let vase = "<ellipse cx='1720' cy='1930' rx='130' ry='190'/>";
    let shapes = format!("{vase}<g transform='translate(105 62)'>{}</g>", stems());
    art::drawing(CANVAS.width, CANVAS.height, &art::blurred(&shapes, 17))
}

/// Sun through a window with bars, falling over everything; gray leaves the rest as it is.
fn window_light(x: f32, y: f32) -> [f32; 4] {
    let (u, v) = (x + y * 0.36 - 620.0, y - x * 0.10 - 60.0);
    let soft = 26.0 + y * 0.03;
    let pane =
        |low: f32, high: f32, value: f32| ramp(low - soft, low + soft, value) * ramp(high + soft, high - soft, value);
    let columns = pane(0.0, 330.0, u) + pane(390.0, 720.0, u);
    let rows = pane(0.0, 470.0, v) + pane(530.0, 1010.0, v) + pane(1070.0, 1500.0, v);
    let leaves = 0.75 + 0.25 * ramp(0.35, 0.6, noise::fractal(u / 210.0, v / 210.0, 3, 41));
    let sun = columns * rows * leaves;
    with_alpha(blend(gray(0.44), hex(0xFFE2B8), sun * 0.72), 0.9)
}
