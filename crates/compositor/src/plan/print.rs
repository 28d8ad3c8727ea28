//! A plan as text: what a developer reads, and what tests compare.

use std::fmt;

use super::{Coverage, Draw, Paint, Plan, Source, Step, Target};

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, source) in self.sources.iter().enumerate() {
            match source {
                Source::Raster(raster) => writeln!(f, "s{index} = pixels {}", raster.rect())?,
                Source::Slot(slot) => writeln!(f, "s{index} = slot {}", slot.0)?,
                Source::Painted(steps, rect) => {
                    writeln!(f, "s{index} = painted {rect}")?;
                    write_steps(f, steps, 2)?;
                }
                Source::Effects { shape, .. } => writeln!(f, "s{index} = effects of{}", Shown(shape))?,
            }
        }
        write_steps(f, &self.steps, 0)
    }
}

fn write_steps(f: &mut fmt::Formatter<'_>, steps: &[Step], margin: usize) -> fmt::Result {
    let mut depth = margin;
    for step in steps {
        if matches!(step, Step::End(_)) {
            depth -= 1;
        }
        write!(f, "{:1$}", "", depth * 2)?;
        match step {
            Step::Begin { copy, .. } => {
                match copy {
                    0 => writeln!(f, "begin empty")?,
                    1 => writeln!(f, "begin copy")?,
                    down => writeln!(f, "begin copy of {down} down")?,
                }
                depth += 1;
            }
            Step::Draw(draw) => {
                match &draw.paint {
                    Paint::Source(id) => write!(f, "draw s{}", id.0)?,
                    Paint::Colour(id) => write!(f, "draw colour of s{}", id.0)?,
                    Paint::Fill(_) => write!(f, "draw fill")?,
                    Paint::Adjustment(_) => write!(f, "adjust")?,
                    Paint::Overlay(id, index) => write!(f, "draw overlay {index} of s{}", id.0)?,
                    Paint::OverlayPaint(id, index) => write!(f, "draw paint of overlay {index} of s{}", id.0)?,
                }
                writeln!(f, "{}", How(draw))?;
            }
            Step::End(end) => writeln!(f, "end{}", How(end))?,
        }
    }
    Ok(())
}

struct How<'a>(&'a Draw);

impl fmt::Display for How<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let draw = self.0;
        write!(f, " '{}' {:?}", draw.name, draw.blend)?;
        if draw.opacity != 1.0 {
            write!(f, " opacity {:.3}", draw.opacity)?;
        }
        if draw.fill_opacity != 1.0 {
            write!(f, " fill {:.3}", draw.fill_opacity)?;
        }
        if draw.weakens {
            write!(f, " weakened")?;
        }
        match draw.target {
            Target::Over => {}
            Target::Atop => write!(f, " atop")?,
            Target::Mix => write!(f, " mix")?,
        }
        if draw.text_gamma {
            write!(f, " gamma")?;
        }
        if draw.blend_if.is_some() {
            write!(f, " blend-if")?;
        }
        write!(f, "{}", Shown(&draw.coverage))
    }
}

struct Shown<'a>(&'a Coverage);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for shape in &self.0.shapes {
            write!(f, " in s{}", shape.0)?;
        }
        for (id, index) in &self.0.overlays {
            write!(f, " in overlay {index} of s{}", id.0)?;
        }
        for mask in &self.0.masks {
            write!(f, " mask {}", mask.plane.rect())?;
        }
        if let Some(id) = self.0.own_share {
            write!(f, " own share of s{}", id.0)?;
        }
        Ok(())
    }
}
