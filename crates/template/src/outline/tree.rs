//! Layers by their place in the tree, and so by their ids.

use std::collections::BTreeMap;

use psd::Document;
use uuid::Uuid;

use super::{LayerKind, LayerOutline};
use crate::ids::Ids;
use crate::lower::{Node, tree};

/// The layer tree with everybody's path and id.
#[derive(Debug)]
pub(crate) struct Tree {
    /// Front-most first.
    pub(crate) layers: Vec<LayerOutline>,
    /// By place in the file.
    paths: BTreeMap<usize, Vec<usize>>,
    by_id: BTreeMap<Uuid, usize>,
}

impl Tree {
    /// Walks the tree.
    pub(crate) fn new(document: &Document, ids: &Ids) -> Self {
        let mut tree_of = Self { layers: Vec::new(), paths: BTreeMap::new(), by_id: BTreeMap::new() };
        tree_of.layers = tree_of.walk(&tree(&document.layers), &[], ids);
        tree_of
    }

    /// The path of the layer whose record stands at `index`; empty for none.
    pub(crate) fn path(&self, index: usize) -> &[usize] {
        self.paths.get(&index).map_or(&[], Vec::as_slice)
    }

    /// Ids and the places of their records.
    pub(crate) fn into_paths(self) -> BTreeMap<Uuid, usize> {
        self.by_id
    }

    /// Siblings are counted as they stand in the file, clipped ones too, so that a path does not depend on clipping.
    fn walk(&mut self, nodes: &[Node<'_>], parent: &[usize], ids: &Ids) -> Vec<LayerOutline> {
        let flat = nodes.iter().flat_map(|node| std::iter::once(node).chain(&node.clipped));
        let mut layers: Vec<LayerOutline> = Vec::new();
        for (place, node) in flat.enumerate() {
            let path: Vec<usize> = parent.iter().copied().chain([place]).collect();
            let uuid = ids.layer(&path);
            let children = self.walk(node.children.as_deref().unwrap_or_default(), &path, ids);
            self.by_id.insert(uuid, node.index);
            self.paths.insert(node.index, path);
            let (name, visible) = (node.layer.name(), node.layer.is_visible());
            layers.push(LayerOutline { uuid, name, kind: kind(node), visible, children });
        }
        layers.reverse();
        layers
    }
}

/// Blocks that make a layer an adjustment (specification: additional layer information).
const ADJUSTMENTS: [&[u8; 4]; 18] = [
    b"brit", b"CgEd", b"levl", b"curv", b"expA", b"vibA", b"hue ", b"hue2", b"blnc", b"blwh", b"phfl", b"mixr",
    b"clrL", b"nvrt", b"post", b"thrs", b"grdm", b"selc",
];

/// What a layer is, by the blocks it has.
fn kind(node: &Node<'_>) -> LayerKind {
    let has = |key: &[u8; 4]| node.layer.blocks.get(key).is_some();
    if node.children.is_some() {
        return if has(b"artb") || has(b"artd") { LayerKind::Artboard } else { LayerKind::Group };
    }
    if [b"SoLd", b"SoLE", b"PlLd"].into_iter().any(has) {
        LayerKind::SmartObject
    } else if has(b"TySh") || has(b"tySh") {
        LayerKind::Text
    } else if [b"SoCo", b"GdFl", b"PtFl"].into_iter().any(has) {
        if has(b"vmsk") || has(b"vsms") { LayerKind::Shape } else { LayerKind::Fill }
    } else if ADJUSTMENTS.into_iter().any(has) {
        LayerKind::Adjustment
    } else {
        LayerKind::Pixel
    }
}
