//! Prints how a file would be drawn: its plan, step by step.

use pixels::Limits;
use template::{Edits, Template};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let template = Template::open(std::fs::read(&path)?, &Limits::default())?;
        println!("{path}\n{}", template.plan(&Edits::default())?);
    }
    Ok(())
}
