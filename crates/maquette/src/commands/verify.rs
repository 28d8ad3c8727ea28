//! `maquette verify`: how far our pixels are from Photoshop's own.

use std::fmt::Write;
use std::path::Path;

use pixels::Limits;
use template::compare::Difference;
use template::{Report, verify as verify_template};

use crate::cli;
use crate::json::Verification;
use crate::output::{print, print_json};
use crate::{Error, Result};

/// Verifies each file; those that cannot be read do not keep the others from being verified.
pub(crate) fn verify(order: &cli::Verify) -> Result<()> {
    let mut tally = Tally::default();
    let mut failures = Vec::new();
    for file in &order.files {
        match verify_file(file) {
            Ok(report) => {
                let name = file.display().to_string();
                tally.add(&report);
                if order.json {
                    print_json(&Verification::new(name, &report))?;
                } else {
                    print(&describe(&name, &report))?;
                }
            }
            Err(error) => failures.push(error),
        }
    }
    if order.files.len() > 1 && !order.json {
        print(&tally.describe())?;
    }
    let failed = failures.len();
    match (failures.pop(), order.files.len()) {
        (None, _) => Ok(()),
        (Some(only), 1) => Err(only),
        (Some(last), all) => {
            let reasons: Vec<String> = failures.iter().chain([&last]).map(ToString::to_string).collect();
            Err(Error::Several { failed, all, reasons: reasons.join("; ") })
        }
    }
}

fn verify_file(file: &Path) -> Result<Report> {
    let limits = Limits::default();
    verify_template(super::read(file, &limits)?, &limits).map_err(Error::unusable(file))
}

fn describe(file: &str, report: &Report) -> String {
    let mut text = format!("{file}: {} x {} px, {:.0} ms\n", report.size.width, report.size.height, {
        report.time.as_secs_f64() * 1e3
    });
    match &report.composite {
        Some(composite) => {
            let alpha = if composite.alpha.1 > 0.0 {
                format!(", alpha mean {:.2} max {:.0}", composite.alpha.0, composite.alpha.1)
            } else {
                String::new()
            };
            figures(&mut text, "whole picture", &composite.colour, &alpha);
        }
        None => text.push_str("  whole picture: the file stores none to compare with\n"),
    }
    for slot in &report.smart_objects {
        let interior = slot.interior_mean.map(|mean| format!(", interior mean {mean:.2}")).unwrap_or_default();
        figures(&mut text, &format!("smart object \"{}\"", slot.name), &slot.colour, &interior);
    }
    for loss in &report.losses {
        let place = if loss.layer.is_empty() { "document" } else { &loss.layer };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  not drawn as Photoshop does: {place}: {}: {}", loss.feature, loss.effect);
    }
    text
}

fn figures(text: &mut String, what: &str, figures: &Difference, more: &str) {
    let Difference { mean, p99, max, within2, within8 } = *figures;
    let word = match verdict(figures) {
        Verdict::Tight => "tight",
        Verdict::Right => "right",
        Verdict::Off => "off",
    };
    let (within2, within8) = (within2 * 100.0, within8 * 100.0);
    let _ = writeln!(
        text,
        "  {what}: {word}; {within2:.2} % within 2, {within8:.2} % within 8, mean {mean:.2}, p99 {p99:.1}, max {max:.0}{more}"
    );
}

/// How close two pictures are, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// At least 99.9 % of pixels within 2 of 255.
    Tight,
    /// At least 99 % of pixels within 8 of 255.
    Right,
    /// Neither.
    Off,
}

fn verdict(figures: &Difference) -> Verdict {
    if figures.within2 >= 0.999 {
        Verdict::Tight
    } else if figures.within8 >= 0.99 {
        Verdict::Right
    } else {
        Verdict::Off
    }
}

/// Counts over several files.
#[derive(Debug, Default)]
struct Tally {
    composites: Counts,
    smart_objects: Counts,
}

#[derive(Debug, Default)]
struct Counts {
    all: usize,
    right: usize,
    tight: usize,
}

impl Tally {
    fn add(&mut self, report: &Report) {
        self.composites.extend(report.composite.iter().map(|composite| &composite.colour));
        self.smart_objects.extend(report.smart_objects.iter().map(|slot| &slot.colour));
    }

    fn describe(&self) -> String {
        format!("whole pictures: {}; smart objects: {}\n", self.composites.describe(), self.smart_objects.describe())
    }
}

impl Counts {
    fn extend<'a>(&mut self, figures: impl Iterator<Item = &'a Difference>) {
        for figures in figures {
            self.all += 1;
            self.right += usize::from(figures.within8 >= 0.99);
            self.tight += usize::from(figures.within2 >= 0.999);
        }
    }

    fn describe(&self) -> String {
        let share = |count: usize| count as f64 * 100.0 / self.all.max(1) as f64;
        format!(
            "{} of {} right ({:.1} %), {} tight ({:.1} %)",
            self.right,
            self.all,
            share(self.right),
            self.tight,
            share(self.tight)
        )
    }
}
