//! Writes both pictures of a file, Photoshop's and ours, for looking at where they differ: `pictures FILE OUT`. OUT gets
//! width, height and planes as three 32-bit numbers, then all planes of the stored and of the drawn picture as 32-bit
//! floats, little-endian.

use std::io::Write;

use pixels::Limits;
use template::pictures;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [file, out] = words.as_slice() else { return Err("pictures FILE OUT".into()) };
    let pictures = pictures(std::fs::read(file)?, &Limits::default())?.ok_or("the file has no flattened picture")?;
    let mut out = std::io::BufWriter::new(std::fs::File::create(out)?);
    for number in [pictures.size.width, pictures.size.height, pictures.stored.len() as u32] {
        out.write_all(&number.to_le_bytes())?;
    }
    for sample in pictures.stored.iter().chain(&pictures.drawn).flatten() {
        out.write_all(&sample.to_le_bytes())?;
    }
    Ok(())
}
