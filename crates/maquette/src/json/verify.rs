//! `verify --json`: one object a line.

use serde::Serialize;
use template::compare::Difference;
use template::{Report, SmartObject};

use super::Loss;
use super::render::milliseconds;

/// What was found in one file.
#[derive(Debug, Serialize)]
pub(crate) struct Verification {
    file: String,
    width: u32,
    height: u32,
    composite: Option<Composite>,
    smart_objects: Vec<Slot>,
    losses: Vec<Loss>,
    ms: f64,
}

#[derive(Debug, Serialize)]
struct Figures {
    mean: f64,
    p99: f64,
    max: f64,
    within2: f64,
    within8: f64,
}

#[derive(Debug, Serialize)]
struct Composite {
    #[serde(flatten)]
    colour: Figures,
    alpha: Alpha,
}

#[derive(Debug, Serialize)]
struct Alpha {
    mean: f64,
    max: f64,
}

#[derive(Debug, Serialize)]
struct Slot {
    name: String,
    #[serde(flatten)]
    colour: Figures,
    interior_mean: Option<f64>,
}

impl Verification {
    /// The report on `file`.
    pub(crate) fn new(file: String, report: &Report) -> Self {
        Self {
            file,
            width: report.size.width,
            height: report.size.height,
            composite: report.composite.as_ref().map(|composite| Composite {
                colour: composite.colour.into(),
                alpha: Alpha { mean: composite.alpha.0, max: composite.alpha.1 },
            }),
            smart_objects: report.smart_objects.iter().map(Slot::from).collect(),
            losses: report.losses.iter().map(Loss::from).collect(),
            ms: milliseconds(report.time),
        }
    }
}

impl From<Difference> for Figures {
    fn from(Difference { mean, p99, max, within2, within8 }: Difference) -> Self {
        Self { mean, p99, max, within2, within8 }
    }
}

impl From<&SmartObject> for Slot {
    fn from(slot: &SmartObject) -> Self {
        Self { name: slot.name.clone(), colour: slot.colour.into(), interior_mean: slot.interior_mean }
    }
}
