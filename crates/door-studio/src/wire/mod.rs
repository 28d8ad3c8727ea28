//! What goes over the wire: twins of the library's values in JSON's words, each with its schema.

pub(crate) mod accounts;
pub(crate) mod artwork;
pub(crate) mod assets;
pub(crate) mod catalogs;
pub(crate) mod collections;
pub(crate) mod duplicates;
pub(crate) mod entries;
pub(crate) mod files;
pub(crate) mod inputs;
pub(crate) mod jobs;
pub(crate) mod keys;
pub(crate) mod mockups;
pub(crate) mod outline;
pub(crate) mod page;
pub(crate) mod presets;
pub(crate) mod renders;
pub(crate) mod schemas;
pub(crate) mod sessions;
pub(crate) mod texts;
pub(crate) mod things;
pub(crate) mod twin;
pub(crate) mod uploads;
