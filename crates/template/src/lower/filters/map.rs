//! The map of a displace filter. Its settings name a file on the author's disk; it can be had where the document embeds a
//! file of that name.

use std::sync::Arc;

use pixels::{Limits, Picture};
use psd::descriptor::{Descriptor, Value};

use super::Source;
use crate::content;
use crate::lower::psd_limits;

/// The map, decoded; `None` when it is not in the document.
pub(super) fn picture(settings: &Descriptor, source: &Source<'_>) -> Option<Arc<Picture>> {
    let file = settings.get("DspF")?;
    let files = source.document.linked_files(&psd_limits(source.limits)).ok()?;
    let found = files.into_iter().find(|linked| !linked.data.is_empty() && names(file, &linked.name.to_string()))?;
    // A document may be its own map's content: each level costs one of the limit's.
    let limits = Limits { depth: source.limits.depth.checked_sub(1)?, ..*source.limits };
    content::picture_of(&found.data, &limits).ok().map(Arc::new)
}

/// Whether a path, in whatever way it is spelt, ends in this file name.
fn names(path: &Value, name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    match path {
        Value::Text(text) => text.to_string().ends_with(name),
        Value::Raw { data, .. } => {
            let holds = |spelt: &[u8]| data.windows(spelt.len()).any(|window| window == spelt);
            let wide = |bytes: fn(u16) -> [u8; 2]| name.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
            holds(name.as_bytes()) || holds(&wide(u16::to_be_bytes)) || holds(&wide(u16::to_le_bytes))
        }
        Value::Object(object) => object.get("path").is_some_and(|path| names(path, name)),
        _ => false,
    }
}
