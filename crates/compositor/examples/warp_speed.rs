//! How long placing a 3000 x 3000 frame takes: `cargo run --release -p compositor --example warp_speed`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use compositor::warp::Warp;
use pixels::geometry::{Mesh, Placement, Point, Quad};
use pixels::{Picture, Rect, Size};

const SIDE: f64 = 3000.0;

fn main() {
    let content = [0.0, 0.0, SIDE, SIDE];
    let upright = |size: f64| Quad::upright(400.5, 400.0, 400.5 + size, 400.0 + size);
    let corners = [(400.0, 500.0), (3500.0, 400.0), (3400.0, 3500.0), (600.0, 3300.0)];
    let perspective = Quad(corners.map(|(x, y)| Point::new(x, y)));
    let cases = [
        ("mesh", mesh(), upright(3000.0)),
        ("mesh, perspective", mesh(), perspective),
        ("mesh, shrunk to 0.4", mesh(), upright(1200.0)),
        ("perspective", None, perspective),
        ("upright, same size", None, Quad::upright(400.0, 400.0, 3400.0, 3400.0)),
        ("upright, shrunk to 0.5", None, upright(1500.0)),
    ];
    for (name, mesh, quad) in cases {
        let Some(placement) = Placement::new(content, mesh, quad) else { continue };
        let compiled = best_of(1, || Warp::new(&placement, Rect::new(0, 0, 4000, 4000)));
        let warp = Warp::new(&placement, Rect::new(0, 0, 4000, 4000));
        let [opaque, see_through] = [255, 100].map(|alpha| {
            let frame = frame(alpha);
            best_of(5, || warp.draw(&frame))
        });
        println!("{name:24} {} compile {compiled:.1?} opaque {opaque:.1?} alpha {see_through:.1?}", warp.rect().size());
    }
}

fn best_of<T>(runs: u32, run: impl Fn() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..runs).map(time).min().unwrap_or_default()
}

fn frame(alpha: u8) -> Picture {
    let pixel = |k: u32| [(k * 7) as u8, (k >> 8) as u8, (k >> 5) as u8, alpha.max((k >> 4) as u8)];
    let side = SIDE as u32;
    Picture::new(Size::new(side, side), (0..side * side).flat_map(pixel).collect())
}

/// One bent patch.
fn mesh() -> Option<Mesh> {
    let bend = [0.0, 80.0, -60.0, 20.0];
    let third = |k: usize| SIDE * k as f64 / 3.0;
    let points = (0..16).map(|k| Point::new(third(k % 4) + bend[k / 4], third(k / 4) + bend[k % 4]));
    Mesh::new(vec![0.0, SIDE], vec![0.0, SIDE], points.collect())
}
