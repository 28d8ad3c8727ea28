//! The same picture, left half red and right half blue, 16 pixels a side, in every format that content comes in.

use codec::{EncodeOptions, Format, encode};
use psd::build::{DocumentBuilder, NewLayer};
use psd::layers::Rect;

use super::left_and_right;
use crate::make::built;

pub(super) const SIDE: u32 = 16;

pub(super) fn coded(format: Format) -> Vec<u8> {
    encode(&left_and_right(SIDE), &EncodeOptions { quality: 100, ..EncodeOptions::new(format) })
        .expect("it is a picture")
}

/// GIF 89a with two colours. Its codes have three bits as long as the table is cleared after every second pixel.
pub(super) fn gif() -> Vec<u8> {
    const CLEAR: u32 = 4;
    const END: u32 = 5;
    let indices: Vec<u32> = (0..SIDE * SIDE).map(|at| u32::from(at % SIDE >= SIDE / 2)).collect();
    let codes = indices.chunks(2).flat_map(|two| [&[CLEAR], two].concat()).chain([END]);
    let (mut packed, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for code in codes {
        bits |= code << count;
        count += 3;
        if count >= 8 {
            packed.push(bits as u8);
            (bits, count) = (bits >> 8, count - 8);
        }
    }
    packed.push(bits as u8);
    let side = [SIDE as u8, 0];
    let head = [b"GIF89a".to_vec(), side.repeat(2), vec![0x80, 0, 0], vec![255, 0, 0, 0, 0, 255]].concat();
    let frame = [vec![0x2c, 0, 0, 0, 0], side.repeat(2), vec![0, 2]].concat();
    let blocks: Vec<u8> =
        packed.chunks(255).flat_map(|block| [vec![block.len() as u8], block.to_vec()].concat()).collect();
    [head, frame, blocks, vec![0, 0x3b]].concat()
}

/// TIFF 6.0: one strip, not compressed.
pub(super) fn tiff() -> Vec<u8> {
    let rgb: Vec<u8> = left_and_right(SIDE).rgba().chunks_exact(4).flat_map(|pixel| pixel[..3].to_vec()).collect();
    let data = 8 + 2 + 8 * 12 + 4;
    let entries: [(u16, u16, u32); 8] = [
        (256, 3, SIDE),
        (257, 3, SIDE),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 2),
        (273, 4, data),
        (277, 3, 3),
        (279, 4, rgb.len() as u32),
    ];
    let entry = |(tag, kind, value): (u16, u16, u32)| {
        [tag.to_le_bytes().to_vec(), kind.to_le_bytes().to_vec(), vec![1, 0, 0, 0], value.to_le_bytes().to_vec()]
            .concat()
    };
    [b"II*\0\x08\0\0\0\x08\0".to_vec(), entries.map(entry).concat(), vec![0; 4], rgb].concat()
}

/// A drawing of 12 units a side on a page of `page`, its corner at (`x`, `y`).
pub(super) fn svg(page: u32, [x, y]: [u32; 2]) -> Vec<u8> {
    let half = |x: u32, fill: &str| format!("<rect x='{x}' y='{y}' width='6' height='12' fill='{fill}'/>");
    let halves = half(x, "#f00") + &half(x + 6, "#00f");
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='{page}' height='{page}'>{halves}</svg>").into_bytes()
}

/// One page of PDF 1.4, which is what a file of Illustrator is behind its name.
pub(super) fn pdf() -> Vec<u8> {
    let drawing = "1 0 0 rg 0 0 8 16 re f 0 0 1 rg 8 0 8 16 re f";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 16 16] /Contents 4 0 R /Resources << >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{drawing}\nendstream", drawing.len()),
    ];
    let (mut file, mut table) = (b"%PDF-1.4\n".to_vec(), "0000000000 65535 f \n".to_owned());
    for (index, object) in objects.iter().enumerate() {
        table.extend([format!("{:010} 00000 n \n", file.len())]);
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let start = file.len();
    let end = format!("xref\n0 5\n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    [file, end.into_bytes()].concat()
}

/// A document whose flattened picture is `merged`, or which has none.
pub(super) fn document(large: bool, merged: bool) -> Vec<u8> {
    let rect = Rect { top: 0, left: 0, bottom: SIDE as i32, right: SIDE as i32 };
    let layer = NewLayer::raster("halves", rect, left_and_right(SIDE).into_rgba());
    let mut builder = DocumentBuilder::new(SIDE, SIDE).layer(layer);
    if merged {
        builder = builder.merged(left_and_right(SIDE).into_rgba());
    }
    if large {
        builder = builder.large();
    }
    built(builder).to_bytes().expect("it can be written")
}
