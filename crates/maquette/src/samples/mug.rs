//! A white mug on a table; the artwork is wrapped around its front.

use pixels::Size;
use psd::build::NewLayer;
use psd::layers::{BlendMode, Rect};

use super::document::{Content, Lie, finish};
use super::draw::{bell, blend, gray, hex, layer, mix, ramp, rounded_box, scaled, svg, with_alpha};
use super::{art, noise};
use crate::Result;

const CANVAS: Size = Size::new(2400, 2000);
const WHOLE: Rect = Rect::at(0, 0, 2400, 2000);
/// What the mug and its handle cover.
const MUG: Rect = Rect::at(560, 380, 1400, 1300);
/// The middle of the body, the heights of its rim and of its foot.
const MIDDLE: f64 = 1110.0;
const RIM: f64 = 540.0;
const FOOT: f64 = 1480.0;

/// The template's file.
pub(super) fn mug() -> Result<Vec<u8>> {
    let content = Content::new("wrap", svg(&art::placeholder(1800, 1440))?);
    let layers = vec![
        layer("Backdrop", WHOLE, backdrop),
        layer("Shadow", WHOLE, shadow).blend(BlendMode::Multiply),
        NewLayer::group(
            "Mug",
            vec![
                layer("Ceramic", MUG, ceramic),
                content.layer("Wrap", &Lie::Bent(wrap()), CANVAS)?.blend(BlendMode::Multiply).clipped(),
                layer("Shade", MUG, |x, y| with_alpha(hex(0x8F7F74), shade(x, y))).blend(BlendMode::Multiply).clipped(),
                layer("Highlight", MUG, |x, y| with_alpha(gray(1.0), highlight(x, y)))
                    .blend(BlendMode::Screen)
                    .clipped(),
            ],
        ),
        layer("Steam", Rect::at(760, 40, 760, 520), |x, y| with_alpha(gray(1.0), steam(x, y))).blend(BlendMode::Screen),
        layer("Vignette", WHOLE, vignette).blend(BlendMode::SoftLight),
    ];
    finish(CANVAS, layers, &[&content])
}

/// Half the body's width and the height of its ellipse, at a height.
fn round(y: f64) -> (f64, f64) {
    let t = (y - RIM) / (FOOT - RIM);
    (462.0 - 26.0 * t, 88.0 - 14.0 * t)
}

/// 16 control points: a cubic that has the position and the direction of the circle at both ends, straight from top to
/// bottom.
fn wrap() -> [(f64, f64); 16] {
    let reach: f64 = 62f64.to_radians();
    let step = reach * 2.0 / 3.0;
    let across = [-reach.sin(), -reach.sin() + reach.cos() * step, reach.sin() - reach.cos() * step, reach.sin()];
    let down = [reach.cos(), reach.cos() + reach.sin() * step, reach.cos() + reach.sin() * step, reach.cos()];
    std::array::from_fn(|index| {
        let y = RIM + 85.0 + (index / 4) as f64 / 3.0 * (FOOT - RIM - 160.0);
        let (width, bow) = round(y);
        (MIDDLE + width * across[index % 4], y + bow * down[index % 4])
    })
}

/// Where a place lies on the body: how far round (-1 to 1), and the heights of rim and foot there.
fn body(x: f32, y: f32) -> (f32, f32, f32) {
    let (width, _) = round(f64::from(y).clamp(RIM, FOOT));
    let n = (x - MIDDLE as f32) / width as f32;
    let depth = (1.0 - n * n).max(0.0).sqrt();
    (n, RIM as f32 + 88.0 * depth, FOOT as f32 + 74.0 * depth)
}

fn backdrop(x: f32, y: f32) -> [f32; 4] {
    let horizon = 1230.0;
    let wall = scaled(hex(0xDDBFA6), mix(1.04, 0.86, ramp(0.0, 2600.0, x + y * 0.3)));
    let stone = noise::fractal(x / 260.0, y / 90.0, 5, 31) - 0.5;
    let table = scaled(hex(0xEFE3D6), mix(0.90, 1.0, ramp(horizon, 1900.0, y)) + stone * 0.05);
    with_alpha(blend(wall, table, ramp(horizon - 26.0, horizon + 26.0, y)), 1.0)
}

/// Dark where the foot touches, and a long soft one away from the window.
fn shadow(x: f32, y: f32) -> [f32; 4] {
    let contact = ramp(1.16, 0.86, ((x - 1120.0) / 470.0).hypot((y - 1492.0) / 92.0));
    let along = (x - 1250.0) * 0.97 + (y - 1500.0) * 0.2;
    let across = (y - 1500.0) - (x - 1250.0) * 0.04;
    let width = 105.0 + along.max(0.0) * 0.10;
    let long = bell(across, width) * ramp(-420.0, 60.0, along) * ramp(1050.0, 150.0, along);
    with_alpha(hex(0x6B4B3A), (contact * 0.72).max(long * 0.55))
}

fn ceramic(x: f32, y: f32) -> [f32; 4] {
    let (n, rim, foot) = body(x, y);
    let (width, _) = round(f64::from(y).clamp(RIM, FOOT));
    // The foot is rounded off.
    let tuck = 20.0 * ramp(FOOT as f32 - 40.0, FOOT as f32 + 60.0, y);
    let sides = (width as f32 - tuck) - (x - MIDDLE as f32).abs();
    let solid = ramp(-0.8, 0.8, sides) * ramp(-0.8, 0.8, y - rim) * ramp(-0.8, 0.8, foot - y);
    let depth = (1.0 - n * n).max(0.0).sqrt();
    let facing = 0.60 + 0.40 * (-0.55 * n + 0.83 * depth).max(0.0);
    let bounce = 0.05 * ramp(1200.0, 1540.0, y);
    let outer = scaled(hex(0xFBF8F4), facing + bounce);
    let (handle, grip) = handle(x, y);
    let mut colour = with_alpha(scaled(hex(0xF7F2EC), handle), grip);
    colour = over(colour, with_alpha(outer, solid));
    over(colour, mouth(x, y))
}

/// The opening: rim, inner wall, coffee.
fn mouth(x: f32, y: f32) -> [f32; 4] {
    let ring = |cy: f32, rx: f32, ry: f32| ((x - MIDDLE as f32) / rx).hypot((y - cy) / ry);
    let edge = |radius: f32, rx: f32| ramp(1.0 + 1.0 / rx, 1.0 - 1.0 / rx, radius);
    let (lip, inner) = (ring(RIM as f32, 462.0, 88.0), ring(RIM as f32 + 2.0, 438.0, 74.0));
    let n = (x - MIDDLE as f32) / 462.0;
    let lip_colour = scaled(hex(0xFFFDFA), 0.97 - 0.10 * n);
    let wall = scaled(hex(0xEFE7DE), 0.62 + 0.30 * ramp(-1.0, 1.0, n) - 0.16 * ramp(RIM as f32 - 70.0, RIM as f32, y));
    let coffee = ring(RIM as f32 + 34.0, 424.0, 66.0);
    let crema = noise::fractal(x / 60.0, y / 16.0, 4, 61);
    let brown = blend(hex(0x2B160C), hex(0x7A4A26), ramp(0.82, 1.0, coffee) * 0.8 + (crema - 0.5) * 0.25);
    let shine = bell(x - 960.0, 120.0) * bell(y - 560.0, 12.0) * 0.5;
    let brown = blend(brown, gray(1.0), shine);
    let mut colour = with_alpha(lip_colour, edge(lip, 200.0));
    colour = over(colour, with_alpha(wall, edge(inner, 200.0)));
    over(colour, with_alpha(brown, edge(coffee, 200.0) * edge(inner, 200.0)))
}

/// How bright the handle is at a place, and how much of it is there: a bent tube.
fn handle(x: f32, y: f32) -> (f32, f32) {
    let line = |x: f32, y: f32| rounded_box(x - 1560.0, y - 1000.0, 250.0, 305.0, 230.0);
    let thick = 52.0 + 10.0 * ramp(1000.0, 1300.0, y);
    let q = line(x, y) / thick;
    let (gx, gy) = (line(x + 1.0, y) - line(x - 1.0, y), line(x, y + 1.0) - line(x, y - 1.0));
    let depth = (1.0 - q * q).max(0.0).sqrt();
    let facing = -0.45 * q * gx / 2.0 - 0.42 * q * gy / 2.0 + 0.78 * depth;
    let near_body = 0.80 + 0.20 * ramp(1545.0, 1640.0, x);
    let gloss = 0.35 * bell(q + 0.45, 0.16) * bell(y - 760.0, 120.0);
    ((0.50 + 0.48 * facing.max(0.0)) * near_body + gloss, ramp(0.8, -0.8, q.abs().mul_add(thick, -thick)))
}

/// The far sides turn away, and a shade lies under the rim.
fn shade(x: f32, y: f32) -> f32 {
    let (n, rim, foot) = body(x, y);
    if n.abs() > 1.0 || y < rim || y > foot {
        return 0.0;
    }
    let turn = 0.50 * ramp(0.35, 1.0, n) + 0.24 * ramp(-0.72, -1.0, n);
    let under = 0.16 * ramp(26.0, 0.0, y - rim);
    let low = 0.22 * ramp(90.0, 0.0, foot - y);
    (turn + under + low).min(0.75)
}

/// A tall window mirrored in the glaze, with its bar, and a thin light on the far side.
fn highlight(x: f32, y: f32) -> f32 {
    let (n, rim, foot) = body(x, y);
    if n.abs() > 1.0 || y < rim || y > foot {
        return 0.0;
    }
    let from_rim = y - rim;
    let height = ramp(50.0, 76.0, from_rim) * ramp(770.0, 560.0, from_rim);
    let bar = 1.0 - ramp(9.0, 5.0, (from_rim - 330.0).abs()) * 0.85;
    let window = ramp(-0.70, -0.675, n) * ramp(-0.49, -0.515, n) * height * bar;
    let soft = 0.16 * bell(n + 0.36, 0.22);
    let far = 0.20 * bell(n - 0.90, 0.045) * ramp(30.0, 120.0, from_rim) * ramp(20.0, 160.0, foot - y);
    let edge = 0.35 * bell(from_rim - 6.0, 5.0) * ramp(0.9, 0.2, n.abs());
    (window * 0.62 + soft + far + edge).min(0.9)
}

fn steam(x: f32, y: f32) -> f32 {
    let rise = (540.0 - y) / 480.0;
    let drift = (noise::fractal(y / 170.0, 1.5, 3, 71) - 0.5) * 260.0 * rise;
    let wisp = |middle: f32, width: f32, seed: u32| {
        let sway = (noise::smooth(y / 120.0, 0.5, seed) - 0.5) * 90.0;
        bell(x - middle - drift - sway, width * (0.5 + rise))
    };
    let body = wisp(1060.0, 34.0, 72) + 0.8 * wisp(1180.0, 46.0, 73);
    body * ramp(0.0, 0.22, rise) * ramp(1.0, 0.35, rise) * 0.20
}

fn vignette(x: f32, y: f32) -> [f32; 4] {
    let away = ((x - 1050.0) / 1500.0).hypot((y - 900.0) / 1250.0);
    with_alpha(blend(gray(0.58), gray(0.30), ramp(0.2, 1.15, away)), 0.8)
}

/// The second over the first, both with straight alpha.
fn over(below: [f32; 4], above: [f32; 4]) -> [f32; 4] {
    let alpha = above[3] + below[3] * (1.0 - above[3]);
    if alpha <= 0.0 {
        return [0.0; 4];
    }
    let part = above[3] / alpha;
    let [r, g, b]: [f32; 3] = std::array::from_fn(|channel| mix(below[channel], above[channel], part));
    [r, g, b, alpha]
}
