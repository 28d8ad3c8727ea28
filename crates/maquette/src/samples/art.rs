//! Artwork to put into the samples: small drawings in SVG, letters included (nothing here reads a font).

use std::fmt::Write;

/// What a slot shows before anyone fills it.
pub(super) fn placeholder(width: u32, height: u32) -> String {
    let short = f64::from(width.min(height));
    let (x, y) = (f64::from(width) / 2.0, f64::from(height) / 2.0);
    let step = short / 12.0;
    let mut stripes = String::new();
    for index in (0..64).step_by(2) {
        let at = f64::from(index) * step - f64::from(height);
        let _ = write!(stripes, "<path d='M{at} {height} l{height} -{height} h{step} l-{height} {height} z'/>");
    }
    let (inset, line) = (short * 0.06, short * 0.012);
    let (frame_width, frame_height) = (f64::from(width) - inset * 2.0, f64::from(height) - inset * 2.0);
    let size = f64::from(width) * 0.062;
    drawing(
        width,
        height,
        &format!(
            "<rect width='{width}' height='{height}' fill='#f4efe6'/><g fill='#e9e1d3'>{stripes}</g>\
             <rect x='{inset}' y='{inset}' width='{frame_width}' height='{frame_height}' fill='none' stroke='#35506b' \
             stroke-width='{line}'/>\
             <g stroke='#35506b' fill='none'>{}{}</g>",
            words("YOUR DESIGN", x, y - size * 1.1, size),
            words("HERE", x, y + size * 1.1, size),
        ),
    )
}

/// A poster of plain shapes, 1440 x 2208.
pub fn poster() -> String {
    let mut bars = String::new();
    for (index, colour) in ["#12355b", "#1f6f78", "#f2a541", "#d1495b"].iter().enumerate() {
        let radius = 560 - index * 120;
        let _ = write!(
            bars,
            "<path d='M{} 1180 a{radius} {radius} 0 0 1 {} 0 z' fill='{colour}'/>",
            720 - radius,
            radius * 2
        );
    }
    drawing(
        1440,
        2208,
        &format!(
            "<rect width='1440' height='2208' fill='#f7ead3'/><circle cx='1020' cy='430' r='210' fill='#d1495b'/>{bars}\
             <path d='M160 1180 h1120 v70 h-1120 z' fill='#12355b'/><g stroke='#12355b' stroke-width='14'>\
             <path d='M160 1330 h1120 M160 1390 h860 M160 1450 h560'/></g><g stroke='#12355b' fill='none'>{}{}</g>",
            words("SUN HOUSE", 720.0, 1720.0, 128.0),
            words("NO 12", 720.0, 1960.0, 62.0),
        ),
    )
}

/// A round mark on nothing, 1200 x 1200.
pub fn logo() -> String {
    drawing(
        1200,
        1200,
        &format!(
            "<circle cx='600' cy='600' r='560' fill='#16324f'/><circle cx='600' cy='600' r='510' fill='none' stroke='#f3e9d2' \
             stroke-width='14'/><circle cx='760' cy='420' r='110' fill='#f2a541'/>\
             <path d='M170 800 L470 360 L640 600 L740 480 L1030 800 z' fill='#f3e9d2'/>\
             <path d='M470 360 L560 490 L500 540 L450 500 L390 560 L360 522 z' fill='#c8553d'/>\
             <g stroke='#f3e9d2' fill='none'>{}</g>",
            words("NORTH ROAD", 600.0, 915.0, 62.0),
        ),
    )
}

/// A tile that meets itself at every edge, 600 x 600.
pub fn pattern() -> String {
    let mut leaves = String::new();
    for (x, y, turn, colour) in
        [(150, 150, 35, "#2f5d50"), (450, 150, -35, "#e0a458"), (150, 450, 145, "#c8553d"), (450, 450, 215, "#2f5d50")]
    {
        let _ = write!(
            leaves,
            "<g transform='translate({x} {y}) rotate({turn})'><path d='M0 -115 C75 -50 75 50 0 115 C-75 50 -75 -50 0 -115 z' \
             fill='{colour}'/><path d='M0 -95 V140' stroke='#f6efe2' stroke-width='7'/></g>"
        );
    }
    drawing(
        600,
        600,
        &format!(
            "<rect width='600' height='600' fill='#f6efe2'/>{leaves}<g fill='#16324f'><circle cx='300' cy='300' r='26'/>\
             <circle r='26'/><circle cx='600' r='26'/><circle cy='600' r='26'/><circle cx='600' cy='600' r='26'/></g>"
        ),
    )
}

/// A drawing of this size.
pub(super) fn drawing(width: u32, height: u32, content: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' viewBox='0 0 {width} {height}'>{content}</svg>"
    )
}

/// Shapes out of focus.
pub(super) fn blurred(shapes: &str, radius: u32) -> String {
    format!(
        "<filter id='blur' x='-25%' y='-25%' width='150%' height='150%'><feGaussianBlur stdDeviation='{radius}'/></filter>\
         <g filter='url(#blur)'>{shapes}</g>"
    )
}

/// Words whose capitals are `size` high, centred at (`x`, `y`).
fn words(text: &str, x: f64, y: f64, size: f64) -> String {
    // Letters stand on a grid of 4 by 6, a step and a half apart.
    let scale = size / 6.0;
    let left = x - (text.chars().count() as f64 * 5.6 - 1.6) * scale / 2.0;
    let (top, mut letters) = (y - size / 2.0, String::new());
    for (index, letter) in text.chars().enumerate() {
        let at = index as f64 * 5.6;
        let _ = write!(letters, "<path transform='translate({at} 0)' d='{}'/>", outline(letter));
    }
    format!(
        "<g transform='translate({left} {top}) scale({scale})' stroke-width='0.95' stroke-linecap='round' \
         stroke-linejoin='round'>{letters}</g>"
    )
}

/// The strokes of a capital or a digit.
fn outline(letter: char) -> &'static str {
    match letter {
        'A' => "M0 6 L2 0 L4 6 M.8 4 H3.2",
        'D' => "M0 0 V6 H1.6 C4.8 6 4.8 0 1.6 0 Z",
        'E' => "M4 0 H0 V6 H4 M0 3 H3.2",
        'G' => "M4 1 C3 -.5 0 -.4 0 3 C0 6.4 4 6.6 4 3.6 H2.3",
        'H' => "M0 0 V6 M4 0 V6 M0 3 H4",
        'I' => "M2 0 V6",
        'N' => "M0 6 V0 L4 6 V0",
        'O' => "M2 0 C.5 0 0 1.5 0 3 C0 4.5 .5 6 2 6 C3.5 6 4 4.5 4 3 C4 1.5 3.5 0 2 0 Z",
        'R' => "M0 6 V0 H2.4 C4.2 0 4.2 3.2 2.4 3.2 H0 M2.2 3.2 L4 6",
        'S' => "M3.9 .9 C3.3 -.3 .1 -.4 .1 1.5 C.1 3.5 4 2.6 4 4.6 C4 6.4 .5 6.3 0 5",
        'T' => "M0 0 H4 M2 0 V6",
        'U' => "M0 0 V4 C0 5.4 .8 6 2 6 C3.2 6 4 5.4 4 4 V0",
        'Y' => "M0 0 L2 3 L4 0 M2 3 V6",
        '1' => "M.8 1.2 L2.4 0 V6",
        '2' => "M.2 1.4 C.6 -.5 4 -.4 3.8 1.8 C3.6 3.2 1.2 4.4 0 6 H4",
        _ => "",
    }
}
