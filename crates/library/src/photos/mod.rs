//! Photo mockups: a photo with print areas, four corners each, that artwork is laid in.

mod cases;
mod import;
mod port;
pub mod rules;

pub use cases::NewPhotoMockup;
pub use port::{Read, Write};

use uuid::Uuid;

use crate::Window;
use crate::blobs::Blob;
use crate::ids::{AccountId, RenderId};
use crate::things::{Preview, Thing};

/// A photo with print areas.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoMockup {
    /// Its name, dates and so on.
    pub thing: Thing,
    /// The photo's file.
    pub photo: Blob,
    /// The photo's media type: "image/jpeg".
    pub media_type: String,
    /// The photo's width in pixels, upright.
    pub width: u32,
    /// The photo's height in pixels, upright.
    pub height: u32,
    /// Where artwork may go, the lowest first.
    pub areas: Vec<Area>,
    /// 1, and one more each time its areas are replaced.
    pub version: u32,
    /// Small pictures of it, widest first.
    pub previews: Vec<Preview>,
}

impl PhotoMockup {
    /// Whether artwork can be laid in it.
    pub fn customizable(&self) -> bool {
        !self.areas.is_empty()
    }
}

/// A print area: a flat rectangle as the camera saw it.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its id; fills name it as their slot.
    pub id: Uuid,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its corners in pixels of the photo, y down: top-left, top-right, bottom-right, bottom-left of what is printed.
    pub corners: Corners,
}

/// Four points, clockwise as seen.
pub type Corners = [[f64; 2]; 4];

/// A print area to be.
#[derive(Debug, Clone, PartialEq)]
pub struct NewArea {
    /// The area of the mockup that it takes the place of; `None` for a new one.
    pub id: Option<Uuid>,
    /// Its name, if it is to have one.
    pub name: Option<String>,
    /// Its corners; see [`Area::corners`].
    pub corners: Corners,
}

/// Which photo mockups, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query {
    /// Whose.
    pub account: AccountId,
    /// Only those that artwork can be laid in.
    pub customizable: bool,
    /// Which part.
    pub window: Window,
}

/// A photo to make a mockup of.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoImport {
    /// Where it comes from.
    pub source: PhotoSource,
    /// The mockup's name; `None` for the file's.
    pub name: Option<String>,
    /// Its first print areas.
    pub areas: Vec<Area>,
    /// What the door that asked for it calls this work, to be given back as it came.
    pub word: String,
}

/// Where a photo comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhotoSource {
    /// To be fetched.
    Url(String),
    /// Stored.
    File(Blob),
}

/// A render of a photo mockup to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoRender {
    /// Which.
    pub render: RenderId,
    /// What the door that asked for it calls this work, to be given back as it came.
    pub word: String,
}
