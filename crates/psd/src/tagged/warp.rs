//! The `warp` and `quiltWarp` descriptors: how a smart object or a text is bent.

use crate::descriptor::{Descriptor, Id, ObjectArray, Value};
use crate::key::Key;
use crate::strings::UnicodeString;

/// A grid of control points, row by row from the top left, in content pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Mesh {
    /// Points a row: 4 for a custom warp, 3 k + 1 for a quilt of k patches.
    pub columns: usize,
    /// Number of rows of points.
    pub rows: usize,
    /// `columns * rows` points, x then y.
    pub points: Vec<[f64; 2]>,
}

/// How a smart object or a text is bent.
#[derive(Debug, Clone, PartialEq)]
pub struct Warp {
    /// `warpNone`, `warpCustom`, or a preset: `warpArc`, `warpFlag`, `warpCylinder` ...
    pub style: String,
    /// Bend of a preset, in percent.
    pub value: f64,
    /// Horizontal distortion of a preset, in percent.
    pub perspective: f64,
    /// Vertical distortion of a preset, in percent.
    pub perspective_other: f64,
    /// Whether a preset bends along the other axis (`warpRotate` is `Vrtc`).
    pub is_vertical: bool,
    /// `warpValues`: what presets with more than one number have instead of [`Warp::value`].
    pub values: Vec<f64>,
    /// Top, left, bottom and right of what is bent, in content pixels.
    pub bounds: [f64; 4],
    /// Degree plus one of the patches along x, and along y.
    pub order: (i64, i64),
    /// The control points of a custom warp, or of all patches of a quilt.
    pub mesh: Option<Mesh>,
    /// Where the patches of a quilt meet, along x and along y, in content pixels. Empty when there is one patch.
    pub slices: (Vec<f64>, Vec<f64>),
}

impl Warp {
    /// Reads either of the two descriptors. Nothing if a mesh it declares is not whole.
    pub(crate) fn from_descriptor(descriptor: &Descriptor) -> Option<Self> {
        let envelope = descriptor.object("customEnvelopeWarp");
        let order = (descriptor.integer("uOrder").unwrap_or(4), descriptor.integer("vOrder").unwrap_or(4));
        let mesh = match envelope.and_then(|envelope| envelope.get("meshPoints")) {
            Some(points) => {
                let columns = descriptor.integer("deformNumCols").unwrap_or(order.0);
                let rows = descriptor.integer("deformNumRows").unwrap_or(order.1);
                Some(mesh(points, usize::try_from(columns).ok()?, usize::try_from(rows).ok()?)?)
            }
            None => None,
        };
        let slice = |key| {
            let array = envelope.and_then(|envelope| envelope.get(key)?.as_object_array());
            array.and_then(|array| array.column(key)).unwrap_or_default().to_vec()
        };
        let values = descriptor.list("warpValues").unwrap_or_default();
        Some(Self {
            style: descriptor.enumeration("warpStyle").unwrap_or_else(|| "warpNone".into()),
            value: descriptor.number("warpValue").unwrap_or(0.0),
            perspective: descriptor.number("warpPerspective").unwrap_or(0.0),
            perspective_other: descriptor.number("warpPerspectiveOther").unwrap_or(0.0),
            is_vertical: descriptor.enumeration("warpRotate").as_deref() == Some("Vrtc"),
            values: values.iter().filter_map(Value::as_f64).collect(),
            bounds: descriptor.object("bounds").and_then(rectangle).unwrap_or_default(),
            order,
            mesh,
            slices: (slice("quiltSliceX"), slice("quiltSliceY")),
        })
    }

    /// No warp, over content of this size.
    pub fn none(width: f64, height: f64) -> Self {
        Self {
            style: "warpNone".into(),
            value: 0.0,
            perspective: 0.0,
            perspective_other: 0.0,
            is_vertical: false,
            values: Vec::new(),
            bounds: [0.0, 0.0, height, width],
            order: (4, 4),
            mesh: None,
            slices: (Vec::new(), Vec::new()),
        }
    }

    /// Whether it leaves everything where it is.
    pub fn is_none(&self) -> bool {
        self.style == "warpNone" && self.mesh.is_none()
    }

    /// Whether it is stored as `quiltWarp`: several patches.
    pub fn is_quilt(&self) -> bool {
        !self.slices.0.is_empty() || !self.slices.1.is_empty()
    }

    pub(crate) fn to_descriptor(&self) -> Descriptor {
        let rotation = if self.is_vertical { "Vrtc" } else { "Hrzn" };
        let [top, left, bottom, right] = self.bounds;
        let bounds = Descriptor::new("classFloatRect")
            .with("Top ", top)
            .with("Left", left)
            .with("Btom", bottom)
            .with("Rght", right);
        let mut descriptor = Descriptor::new(if self.is_quilt() { "quiltWarp" } else { "warp" })
            .with("warpStyle", Value::enumeration_of("warpStyle", &self.style))
            .with("warpValue", self.value)
            .with("warpPerspective", self.perspective)
            .with("warpPerspectiveOther", self.perspective_other)
            .with("warpRotate", Value::enumeration_of("Ornt", rotation))
            .with("bounds", bounds)
            .with("uOrder", self.order.0 as i32)
            .with("vOrder", self.order.1 as i32);
        if !self.values.is_empty() {
            descriptor.set("warpValues", self.values.iter().copied().map(Value::Double).collect::<Vec<_>>());
        }
        let Some(mesh) = &self.mesh else { return descriptor };
        let mut envelope = Descriptor::new("customEnvelopeWarp");
        if self.is_quilt() {
            descriptor.set("deformNumRows", mesh.rows as i32);
            descriptor.set("deformNumCols", mesh.columns as i32);
            for (key, slices) in [("quiltSliceX", &self.slices.0), ("quiltSliceY", &self.slices.1)] {
                envelope.set(key, columns("UntF", slices.len(), &[(key, slices.clone())]));
            }
        }
        let axis = |i: usize| mesh.points.iter().map(|point| point[i]).collect();
        envelope
            .set("meshPoints", columns("rationalPoint", mesh.points.len(), &[("Hrzn", axis(0)), ("Vrtc", axis(1))]));
        descriptor.with("customEnvelopeWarp", envelope)
    }
}

fn columns(class: &str, count: usize, columns: &[(&str, Vec<f64>)]) -> ObjectArray {
    let item = |(key, numbers): &(&str, Vec<f64>)| (Id::new(key), Value::Units(Key::new(b"#Pxl"), numbers.clone()));
    let name = UnicodeString::terminated("");
    ObjectArray { count: count as u32, name, class: Id::new(class), items: columns.iter().map(item).collect() }
}

fn mesh(points: &Value, columns: usize, rows: usize) -> Option<Mesh> {
    let array = points.as_object_array()?;
    let (x, y) = (array.column("Hrzn")?, array.column("Vrtc")?);
    if columns < 2 || rows < 2 || columns.checked_mul(rows)? != x.len() || x.len() != y.len() {
        return None;
    }
    Some(Mesh { columns, rows, points: x.iter().zip(y).map(|(x, y)| [*x, *y]).collect() })
}

/// Top, left, bottom, right of a rectangle descriptor.
pub(crate) fn rectangle(descriptor: &Descriptor) -> Option<[f64; 4]> {
    let number = |key| descriptor.number(key);
    Some([number("Top ")?, number("Left")?, number("Btom")?, number("Rght")?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(columns: usize, rows: usize) -> Mesh {
        let point = |i: usize| [(i % columns) as f64 * 10.0, (i / columns) as f64 * 5.0];
        Mesh { columns, rows, points: (0..columns * rows).map(point).collect() }
    }

    #[test]
    fn custom_and_quilt_meshes_are_read_back() {
        let custom = Warp { style: "warpCustom".into(), mesh: Some(grid(4, 4)), ..Warp::none(30.0, 15.0) };
        assert_eq!(Warp::from_descriptor(&custom.to_descriptor()), Some(custom.clone()));
        assert!(!custom.is_quilt() && !custom.is_none());
        let slices = (vec![0.0, 15.0, 30.0], vec![0.0, 15.0]);
        let quilt = Warp { mesh: Some(grid(7, 4)), slices, ..custom };
        assert_eq!(Warp::from_descriptor(&quilt.to_descriptor()), Some(quilt.clone()));
        assert!(quilt.is_quilt());
    }

    #[test]
    fn a_mesh_with_points_missing_is_no_warp() {
        let mut warp = Warp { mesh: Some(grid(4, 4)), ..Warp::none(30.0, 15.0) };
        warp.order = (5, 4);
        assert_eq!(Warp::from_descriptor(&warp.to_descriptor()), None);
    }
}
