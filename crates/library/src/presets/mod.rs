//! Presets: named print areas of a mockup's slots. Every slot also has its default one, the whole frame, which is no
//! row: [`crate::templates::Slot::default_preset`].

mod cases;
mod port;

pub use cases::NewPreset;
pub use port::{Read, Write};

use uuid::Uuid;

use crate::Time;
use crate::ids::{PresetId, ThingId};
use crate::renders::PrintArea;
use crate::things::Preview;

/// A named part of a slot's frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Preset {
    /// Its id.
    pub id: PresetId,
    /// Of which mockup.
    pub mockup: ThingId,
    /// Of which slot.
    pub slot: Uuid,
    /// Its name: "Pocket".
    pub name: String,
    /// Where it is.
    pub area: PrintArea,
    /// Small pictures of the mockup with the area filled, widest first.
    pub previews: Vec<Preview>,
    /// When it was made.
    pub created_at: Time,
}
