//! Losses.

use serde::Serialize;

/// What a picture could not honour.
#[derive(Debug, Serialize)]
pub(crate) struct Loss {
    layer: String,
    layer_id: Option<u32>,
    feature: String,
    effect: String,
}

impl From<&template::Loss> for Loss {
    fn from(loss: &template::Loss) -> Self {
        let template::Loss { layer, layer_id, feature, effect } = loss.clone();
        Self { layer, layer_id, feature, effect }
    }
}
