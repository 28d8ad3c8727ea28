//! What the commands print as JSON: twins of the core's values, which know no serde.

mod inspect;
mod loss;
mod render;
mod verify;

pub(crate) use inspect::{Inspection, kind};
pub(crate) use loss::Loss;
pub(crate) use render::{Milliseconds, Rendering, milliseconds};
pub(crate) use verify::Verification;
