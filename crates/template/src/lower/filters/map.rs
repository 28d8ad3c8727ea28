//! The map of a displace filter. Its settings name a file on the author's disk; it can be had where the document embeds a
//! file of that name, or one was given beside it.

use std::sync::Arc;

use pixels::Picture;
use psd::descriptor::Descriptor;

use super::Source;
use crate::content;

/// The map, decoded; `None` when it is nowhere.
pub(super) fn picture(settings: &Descriptor, source: &Source<'_>) -> Option<Arc<Picture>> {
    let contents = source.contents;
    let bytes = contents.at_path(settings.get("DspF")?)?;
    content::picture_of(bytes, contents.limits()).ok().map(Arc::new)
}
