//! Losses: what a picture could not honour, told to the caller instead of kept silent.

/// One feature of one layer that is not drawn as Photoshop draws it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The layer's name; empty when the whole document is meant.
    pub layer: String,
    /// The layer's number in the file (`lyid`), if it has one.
    pub layer_id: Option<u32>,
    /// What is not honoured, in Photoshop's words: "knockout", "smart filter: Liquify".
    pub feature: String,
    /// What the picture shows instead.
    pub effect: String,
}
