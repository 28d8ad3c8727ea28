//! The flat list of layer records as a tree.
//!
//! Records run from the bottom to the top. A group is closed, below its first child, by a bounding divider and opened,
//! above its last, by the record that carries the group's own name, mode and masks (specification: section divider
//! setting, `lsct`).

use psd::layers::{Layer, LayerSection};
use psd::tagged::SectionKind;

/// One layer with its children and with what is clipped to it, all bottom first.
#[derive(Debug, Clone)]
pub(crate) struct Node<'a> {
    /// Where its record stands in the file.
    pub(crate) index: usize,
    /// Its record.
    pub(crate) layer: &'a Layer,
    /// The group's children, when it is one.
    pub(crate) children: Option<Vec<Node<'a>>>,
    /// Layers clipped to this one.
    pub(crate) clipped: Vec<Node<'a>>,
}

/// Builds the tree. Dividers without a partner are forgiven: a group left open ends with the list, a closing divider
/// too many is passed over.
pub(crate) fn tree(section: &LayerSection) -> Vec<Node<'_>> {
    let mut open: Vec<Vec<Node<'_>>> = vec![Vec::new()];
    for (index, layer) in section.layers.iter().enumerate() {
        match layer.section().ok().flatten().map(|section| section.kind) {
            Some(SectionKind::Divider) => open.push(Vec::new()),
            Some(SectionKind::OpenGroup | SectionKind::ClosedGroup) => {
                let children = if open.len() > 1 { open.pop().unwrap_or_default() } else { Vec::new() };
                place(&mut open, Node { index, layer, children: Some(clip(children)), clipped: Vec::new() });
            }
            _ => place(&mut open, Node { index, layer, children: None, clipped: Vec::new() }),
        }
    }
    clip(open.into_iter().flatten().collect())
}

fn place<'a>(open: &mut [Vec<Node<'a>>], node: Node<'a>) {
    if let Some(siblings) = open.last_mut() {
        siblings.push(node);
    }
}

/// Moves every clipped layer to its base: the nearest layer below it that is not clipped. Without one it stands alone.
fn clip(siblings: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let mut bases: Vec<Node<'_>> = Vec::with_capacity(siblings.len());
    for node in siblings {
        match bases.last_mut() {
            Some(base) if node.layer.is_clipped() => base.clipped.push(node),
            _ => bases.push(node),
        }
    }
    bases
}
