//! A T-shirt of any colour, with a print on its front and a patch on its sleeve, both under the same folds.

use pixels::Size;
use psd::build::{NewLayer, NewMask};
use psd::layers::{BlendMode, Rect};

use super::document::{Content, Lie, finish};
use super::draw::{Field, bell, gray, hex, layer, mix, ramp, scaled, segment, svg, with_alpha};
use super::{art, noise};
use crate::Result;

const CANVAS: Size = Size::new(2400, 2600);
const WHOLE: Rect = Rect::at(0, 0, 2400, 2600);

/// Front and sleeves as one outline.
const OUTLINE: &str = "M960 322 C1030 470 1370 470 1440 322 L1575 372 C1690 416 1775 462 1838 545 L2150 1010 \
    C2080 1085 1975 1148 1862 1182 L1738 985 C1722 1330 1726 1800 1752 2272 C1500 2345 900 2345 648 2272 \
    C674 1800 678 1330 662 985 L538 1182 C425 1148 320 1085 250 1010 L562 545 C625 462 710 416 825 372 Z";
/// The back of the neck, seen inside.
const NECK: &str = "M960 322 C1060 372 1340 372 1440 322 C1370 470 1030 470 960 322 Z";
/// The middle of the ribbed collar.
const COLLAR: &str = "M946 330 C1020 496 1380 496 1454 330";

/// The template's file.
pub(super) fn tshirt() -> Result<Vec<u8>> {
    let front = Content::new("front", svg(&art::placeholder(1500, 1900))?);
    let patch = Content::new("sleeve", svg(&art::placeholder(600, 600))?);
    let cover = Field::of_svg(&path(&format!("{OUTLINE} {NECK}")))?;
    let neck = Field::of_svg(&path(NECK))?;
    let soft = Field::of_svg(&blurred(OUTLINE, 46, (0, 0)))?;
    let cast = Field::of_svg(&blurred(OUTLINE, 38, (34, 52)))?;
    let collar = Field::of_svg(&collar())?;
    let folds = folds();
    let relief = |x: f32, y: f32| {
        // Light comes from the upper left: what rises towards it is bright.
        let (dx, dy) = (folds.at(x + 3.0, y) - folds.at(x - 3.0, y), folds.at(x, y + 3.0) - folds.at(x, y - 3.0));
        (dx * 0.62 + dy * 0.78) / 6.0
    };
    let base = NewLayer::solid("Cloth colour", [232, 230, 226])?.mask(NewMask {
        rect: WHOLE,
        samples: samples(|x, y| cover.at(x, y)),
        outside: 0,
        parameters: None,
    });
    let dark = |x: f32, y: f32| {
        let edge = ramp(0.97, 0.50, soft.at(x, y)) * 0.30;
        let inside = neck.at(x, y) * (0.46 + 0.24 * ramp(330.0, 430.0, y));
        let seams = seam(x, y) * 0.34;
        let rib = collar.at(x, y) * 0.16 * (0.6 + 0.4 * ramp(0.3, 0.7, (x * 0.11).fract()));
        (edge + inside + seams + rib + (-relief(x, y)).clamp(0.0, 0.34)).min(0.85)
    };
    let light = |x: f32, y: f32| {
        0.5 + (relief(x, y) * 1.2).clamp(-0.16, 0.34) + 0.10 * bell(x - 980.0, 420.0) * bell(y - 900.0, 700.0)
    };
    let weave = |x: f32, y: f32| {
        0.93 + 0.07 * noise::at((x / 2.0) as i32, (y / 3.0) as i32, 91) - 0.03 * noise::smooth(x / 9.0, y / 9.0, 92)
    };
    let layers = vec![
        layer("Background", WHOLE, background),
        layer("Shadow", WHOLE, |x, y| with_alpha(hex(0x57534F), cast.at(x, y) * 0.50)).blend(BlendMode::Multiply),
        NewLayer::group(
            "T-shirt",
            vec![
                base,
                front.layer("Front print", &Lie::Bent(chest()), CANVAS)?.opacity(247).clipped(),
                patch.layer("Sleeve print", &Lie::Flat(SLEEVE), CANVAS)?.clipped(),
                layer("Weave", WHOLE, |x, y| with_alpha(gray(weave(x, y)), 1.0)).blend(BlendMode::Multiply).clipped(),
                layer("Folds", WHOLE, |x, y| with_alpha(hex(0x5C5858), dark(x, y)))
                    .blend(BlendMode::Multiply)
                    .clipped(),
                layer("Light", WHOLE, |x, y| with_alpha(gray(light(x, y)), 1.0)).blend(BlendMode::SoftLight).clipped(),
            ],
        ),
    ];
    finish(CANVAS, layers, &[&front, &patch])
}

/// The patch follows the right sleeve, which hangs at an angle.
const SLEEVE: [(f64, f64); 4] = [(1756.0, 782.0), (1868.0, 706.0), (1944.0, 818.0), (1832.0, 894.0)];

/// The print's control points: nearly upright, with the chest's roundness and the pull of the largest folds.
fn chest() -> [(f64, f64); 16] {
    let pull = [
        (6.0, 10.0),
        (0.0, 24.0),
        (0.0, 24.0),
        (-6.0, 10.0),
        (-8.0, 0.0),
        (4.0, 12.0),
        (-4.0, 8.0),
        (8.0, 0.0),
        (-6.0, 0.0),
        (10.0, 2.0),
        (2.0, 14.0),
        (6.0, 4.0),
        (2.0, -4.0),
        (4.0, 16.0),
        (-8.0, 20.0),
        (-4.0, 2.0),
    ];
    std::array::from_fn(|index| {
        let (x, y) = (845.0 + (index % 4) as f64 * 236.7, 640.0 + (index / 4) as f64 * 300.0);
        (x + pull[index].0, y + pull[index].1)
    })
}

fn background(x: f32, y: f32) -> [f32; 4] {
    let light = mix(1.03, 0.88, ramp(0.0, 3300.0, x * 0.7 + y));
    let paper = (noise::fractal(x / 5.0, y / 5.0, 3, 81) - 0.5) * 0.015;
    with_alpha(scaled(hex(0xCBD3D6), light + paper), 1.0)
}

/// Heights of the cloth: ridges from where it is held, over slow swells. Start, end, width and height of each.
fn folds() -> Field {
    #[rustfmt::skip]
    const RIDGES: [[f32; 6]; 30] = [
        // From the armpits, inwards and down.
        [690.0, 1000.0, 1010.0, 1240.0, 34.0, 20.0], [676.0, 1050.0, 930.0, 1430.0, 30.0, 17.0],
        [672.0, 1120.0, 800.0, 1640.0, 38.0, 16.0], [720.0, 960.0, 1080.0, 1040.0, 26.0, 9.0],
        [1712.0, 1000.0, 1400.0, 1230.0, 34.0, 20.0], [1724.0, 1060.0, 1480.0, 1460.0, 30.0, 17.0],
        [1730.0, 1130.0, 1600.0, 1660.0, 38.0, 16.0], [1690.0, 950.0, 1340.0, 1030.0, 26.0, 9.0],
        // From the shoulders.
        [850.0, 400.0, 940.0, 760.0, 46.0, 11.0], [1560.0, 400.0, 1470.0, 740.0, 46.0, 11.0],
        [700.0, 470.0, 760.0, 860.0, 40.0, 13.0], [1700.0, 470.0, 1640.0, 860.0, 40.0, 13.0],
        // Down the body to the hem.
        [820.0, 1500.0, 770.0, 2290.0, 56.0, 24.0], [960.0, 1640.0, 930.0, 2310.0, 48.0, 18.0],
        [1130.0, 1740.0, 1120.0, 2320.0, 60.0, 15.0], [1300.0, 1700.0, 1330.0, 2320.0, 52.0, 19.0],
        [1470.0, 1600.0, 1500.0, 2310.0, 50.0, 21.0], [1610.0, 1500.0, 1650.0, 2290.0, 46.0, 23.0],
        [700.0, 1800.0, 690.0, 2280.0, 30.0, 12.0], [1060.0, 1960.0, 1040.0, 2330.0, 30.0, 10.0],
        // Sleeves.
        [610.0, 620.0, 420.0, 1010.0, 40.0, 17.0], [650.0, 700.0, 540.0, 1120.0, 34.0, 15.0],
        [520.0, 700.0, 340.0, 960.0, 32.0, 11.0], [1790.0, 620.0, 1960.0, 1000.0, 40.0, 15.0],
        [1750.0, 700.0, 1850.0, 1120.0, 34.0, 15.0], [1880.0, 700.0, 2060.0, 960.0, 32.0, 10.0],
        // Across the belly.
        [760.0, 1380.0, 1180.0, 1500.0, 44.0, 8.0], [1640.0, 1420.0, 1250.0, 1560.0, 40.0, 8.0],
        [900.0, 1860.0, 1300.0, 1790.0, 60.0, 7.0], [1020.0, 560.0, 1380.0, 560.0, 60.0, 6.0],
    ];
    Field::new(CANVAS, 0.25, |x, y| {
        let bend = |seed: u32| (noise::fractal(x / 340.0, y / 340.0, 2, seed) - 0.5) * 90.0;
        let place = (x + bend(51), y + bend(52));
        let ridge = |&[ax, ay, bx, by, width, height]: &[f32; 6]| {
            let (distance, along) = segment(place, (ax, ay), (bx, by));
            // Ridges begin sharp where the cloth is held, and widen and fade on their way.
            let taper = ramp(-0.05, 0.22, along) * ramp(1.0, 0.55, along);
            height * taper * bell(distance, width * mix(0.75, 1.5, along))
        };
        RIDGES.iter().map(ridge).sum::<f32>()
            + 24.0 * noise::fractal(x / 480.0, y / 480.0, 2, 53)
            + 0.9 * noise::fractal(x / 70.0, y / 85.0, 2, 54)
    })
}

/// Dark lines of thread: hems, shoulders, sleeves.
fn seam(x: f32, y: f32) -> f32 {
    let line = |a: (f32, f32), b: (f32, f32), gap: f32| {
        let (distance, _) = segment((x, y), a, b);
        bell(distance - gap, 2.6) + 0.5 * bell(distance, 5.0)
    };
    let hem = 2272.0 - 34.0 + 54.0 * (1.0 - ((x - 1200.0) / 560.0).powi(2)).max(0.0);
    let bottom = if (650.0..1752.0).contains(&x) { bell(y - hem, 3.0) + 0.6 * bell(y - hem - 9.0, 2.5) } else { 0.0 };
    let sleeves = line((562.0, 1140.0), (292.0, 978.0), 0.0) + line((1838.0, 1140.0), (2108.0, 978.0), 0.0);
    let armholes = line((664.0, 985.0), (735.0, 455.0), 0.0) + line((1736.0, 985.0), (1665.0, 455.0), 0.0);
    (bottom + sleeves + armholes * 0.8).min(1.0)
}

fn path(outline: &str) -> String {
    art::drawing(CANVAS.width, CANVAS.height, &format!("<path d='{outline}'/>"))
}

fn blurred(outline: &str, radius: u32, (dx, dy): (i32, i32)) -> String {
    let shape = format!("<path d='{outline}' transform='translate({dx} {dy})'/>");
    art::drawing(CANVAS.width, CANVAS.height, &art::blurred(&shape, radius))
}

fn collar() -> String {
    let band = format!("<path d='{COLLAR}' fill='none' stroke='#000' stroke-width='52'/>");
    let edges = format!("<path d='{COLLAR}' fill='none' stroke='#000' stroke-opacity='.6' stroke-width='66'/>");
    art::drawing(
        CANVAS.width,
        CANVAS.height,
        &format!(
            "<clipPath id='c'><path d='{OUTLINE}'/></clipPath><g clip-path='url(#c)' opacity='.8'>{edges}{band}</g>"
        ),
    )
}

/// A byte for every pixel of the canvas.
fn samples(value: impl Fn(f32, f32) -> f32) -> Vec<u8> {
    let pixel = |index: u64| {
        let (x, y) = (index % u64::from(CANVAS.width), index / u64::from(CANVAS.width));
        (value(x as f32 + 0.5, y as f32 + 0.5) * 255.0 + 0.5) as u8
    };
    (0..CANVAS.pixels()).map(pixel).collect()
}
