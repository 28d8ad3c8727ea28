//! The dialect's own shapes, as they are on the wire. Knows no rules.

mod catalog;
mod collection;
mod envelope;
mod lenient;
mod mockup;
mod psd;
mod render;
mod render_request;

pub(crate) use catalog::{Catalog, NewCatalog};
pub(crate) use collection::{Collection, CollectionMade, NewCollection};
pub(crate) use envelope::{Enveloped, ErrorBody};
pub(crate) use lenient::{Flag, Number, Words};
pub(crate) use mockup::{Mockup, Named, Position, Preset, Size, SmartObject, Thumbnail};
pub(crate) use psd::{Psd, PsdDelete, PsdUpload, PsdUploadForm, PsdUploaded};
pub(crate) use render::{
    Batch, BatchItem, CollectionExport, CollectionExports, ItemStatus, PrintFile, PrintFiles, Rendered,
};
pub(crate) use render_request::{
    Adjustments, Asset, BatchRequest, CollectionRequest, ExportOptions, Fill, Pattern, RenderRequest, TextEdit, Track,
};
