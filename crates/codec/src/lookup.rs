//! Colour tables in ICC profiles: device links from RGB to RGB, and abstract profiles from Lab to Lab (ICC.1:2010, 10.10
//! and 10.11, `lut16Type` and `lut8Type`).

use pixels::colour::{lab_to_srgb, srgb_to_lab};

/// What such a profile makes of a grid of `size` colours a side, 0 to 1, red running fastest; `None` for profiles of
/// another kind, and for damaged ones.
pub fn lookup_table(icc: &[u8], size: usize) -> Option<Vec<[f32; 3]>> {
    let space = |at: usize| icc.get(at..at + 4);
    let is_lab = match (space(12)?, space(16)?, space(20)?) {
        (b"link", b"RGB ", b"RGB ") => false,
        (b"abst", b"Lab ", b"Lab ") => true,
        _ => return None,
    };
    let lut = Lut::read(tag(icc, *b"A2B0")?)?;
    let step = |index: usize| index as f32 / (size.max(2) - 1) as f32;
    let colour = |index: usize| {
        let rgb = [step(index % size), step(index / size % size), step(index / (size * size))];
        if is_lab { lut.at_lab(rgb) } else { lut.at(rgb) }
    };
    Some((0..size.pow(3)).map(colour).collect())
}

/// The data of a tag.
fn tag(icc: &[u8], name: [u8; 4]) -> Option<&[u8]> {
    let entries = icc.get(132..)?.chunks_exact(12).take(number(icc, 128)? as usize);
    let entry = entries.into_iter().find(|entry| entry[..4] == name)?;
    let start = number(entry, 4)? as usize;
    icc.get(start..start.checked_add(number(entry, 8)? as usize)?)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Curves, a grid, and curves again.
struct Lut {
    grid: usize,
    before: Vec<f32>,
    colours: Vec<f32>,
    after: Vec<f32>,
    /// What stands for the end of a sample of Lab: `lut16Type` keeps its old numbers.
    full: f32,
}

impl Lut {
    fn read(data: &[u8]) -> Option<Self> {
        let (is_wide, curves, start) = match data.get(..4)? {
            b"mft1" => (false, (256, 256), 48),
            b"mft2" => {
                let both = number(data, 48)?;
                (true, ((both >> 16) as usize, (both & 0xFFFF) as usize), 52)
            }
            _ => return None,
        };
        let &[3, 3, grid] = data.get(8..11)? else { return None };
        let grid = usize::from(grid);
        if grid < 2 || curves.0 < 2 || curves.1 < 2 {
            return None;
        }
        let counts = [3 * curves.0, 3 * grid.pow(3), 3 * curves.1];
        let width = if is_wide { 2 } else { 1 };
        let mut rest = data.get(start..)?.get(..counts.iter().sum::<usize>() * width)?;
        let mut take = |count: usize| -> Vec<f32> {
            let (own, others) = rest.split_at(count * width);
            rest = others;
            let sample = |bytes: &[u8]| match *bytes {
                [high, low] => f32::from(u16::from_be_bytes([high, low])) / 65535.0,
                _ => f32::from(bytes[0]) / 255.0,
            };
            own.chunks_exact(width).map(sample).collect()
        };
        let (before, colours, after) = (take(counts[0]), take(counts[1]), take(counts[2]));
        Some(Self { grid, before, colours, after, full: if is_wide { 65280.0 / 65535.0 } else { 1.0 } })
    }

    fn at(&self, colour: [f32; 3]) -> [f32; 3] {
        let mut places = [0.0; 3];
        for (channel, place) in places.iter_mut().enumerate() {
            let curve = &self.before[channel * self.before.len() / 3..][..self.before.len() / 3];
            *place = along(curve, colour[channel]) * (self.grid - 1) as f32;
        }
        let cells = places.map(|place| (place as usize).min(self.grid - 2));
        let mut out = [0.0; 3];
        for corner in 0..8 {
            let (mut index, mut weight) = (0, 1.0);
            for axis in 0..3 {
                let far = corner >> axis & 1;
                let share = places[axis] - cells[axis] as f32;
                weight *= if far == 1 { share } else { 1.0 - share };
                // The first channel is the slowest.
                index = index * self.grid + cells[axis] + far;
            }
            for (channel, out) in out.iter_mut().enumerate() {
                *out += weight * self.colours[index * 3 + channel];
            }
        }
        let length = self.after.len() / 3;
        [0, 1, 2].map(|channel| along(&self.after[channel * length..][..length], out[channel]))
    }

    fn at_lab(&self, [r, g, b]: [f32; 3]) -> [f32; 3] {
        let (l, a, b) = srgb_to_lab(r, g, b);
        let [l, a, b] = self.at([l, a, b].map(|sample| sample * self.full)).map(|sample| sample / self.full);
        let (r, g, b) = lab_to_srgb(l, a, b);
        [r, g, b]
    }
}

/// A curve's value, straight between its entries.
fn along(curve: &[f32], sample: f32) -> f32 {
    let place = sample.clamp(0.0, 1.0) * (curve.len() - 1) as f32;
    let index = (place as usize).min(curve.len() - 2);
    curve[index] + (curve[index + 1] - curve[index]) * (place - index as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A profile with a grid of 2 in 16 bits that makes of each corner what `of` says.
    fn profile(class: [u8; 4], space: [u8; 4], of: impl Fn([u16; 3]) -> [u16; 3]) -> Vec<u8> {
        let mut lut = b"mft2\0\0\0\0\x03\x03\x02\0".to_vec();
        lut.extend([0; 36]);
        lut.extend([0, 2, 0, 2]);
        let straight = [0u16, 65535].repeat(3);
        let corner = |index: u16| of([index >> 2 & 1, index >> 1 & 1, index & 1].map(|bit| bit * 65535));
        let colours: Vec<u16> = (0..8).flat_map(corner).collect();
        lut.extend([straight.clone(), colours, straight].concat().iter().flat_map(|v| v.to_be_bytes()));
        let mut icc = vec![0; 128];
        icc[12..16].copy_from_slice(&class);
        icc[16..20].copy_from_slice(&space);
        icc[20..24].copy_from_slice(&space);
        icc.extend(1u32.to_be_bytes());
        icc.extend(b"A2B0");
        icc.extend(144u32.to_be_bytes());
        icc.extend((lut.len() as u32).to_be_bytes());
        [icc, lut].concat()
    }

    #[test]
    fn a_device_link_maps_rgb() {
        let swapped = profile(*b"link", *b"RGB ", |[r, g, b]| [b, g, 65535 - r]);
        let table = lookup_table(&swapped, 3).unwrap();
        assert_eq!(table.len(), 27);
        // Red 1, green 0, blue 1/2.
        let found = table[2 + 9];
        assert!(found.iter().zip([0.5, 0.0, 0.0]).all(|(a, b): (&f32, f32)| (a - b).abs() < 1e-5), "{found:?}");
    }

    #[test]
    fn an_abstract_profile_that_keeps_lab_keeps_rgb() {
        let table = lookup_table(&profile(*b"abst", *b"Lab ", |lab| lab), 4).unwrap();
        for (index, colour) in table.iter().enumerate() {
            let rgb = [index % 4, index / 4 % 4, index / 16].map(|step| step as f32 / 3.0);
            assert!(colour.iter().zip(rgb).all(|(a, b)| (a - b).abs() < 2e-2), "{rgb:?} {colour:?}");
        }
    }

    #[test]
    fn other_and_damaged_profiles_are_none() {
        let whole = profile(*b"link", *b"RGB ", |rgb| rgb);
        assert!((0..whole.len()).all(|length| lookup_table(&whole[..length], 2).is_none()));
        assert!(lookup_table(&profile(*b"mntr", *b"RGB ", |rgb| rgb), 2).is_none());
    }
}
