//! Ids of layers and slots: UUIDv5 of the file's hash and the layer's place in it, so that a file has the same ids
//! wherever and whenever it is read.

use uuid::Uuid;

/// The name space of all of them (a random UUIDv4, fixed for ever).
const NAMESPACE: Uuid = Uuid::from_u128(0x6d0e_1f0a_5a3b_4c53_9d5e_2f4c_8a71_b6e3);

/// Hands out the ids of one document.
#[derive(Debug, Clone)]
pub(crate) struct Ids {
    document: Uuid,
}

impl Ids {
    /// The ids of the document with these bytes.
    pub(crate) fn of_file(bytes: &[u8]) -> Self {
        let hash = blake3::Hasher::new().update_rayon(bytes).finalize();
        Self { document: Uuid::new_v5(&NAMESPACE, hash.as_bytes()) }
    }

    /// The ids of a document inside this one, as the content of the layer at `path`.
    pub(crate) fn nested(&self, path: &[usize]) -> Self {
        Self { document: self.layer(path) }
    }

    /// The id of the layer at `path`: its place among its siblings at each level, from the outermost, bottom first.
    pub(crate) fn layer(&self, path: &[usize]) -> Uuid {
        let steps: Vec<String> = path.iter().map(usize::to_string).collect();
        Uuid::new_v5(&self.document, steps.join("/").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_have_the_same_ids_and_others_have_others() {
        let (a, b) = (Ids::of_file(b"one"), Ids::of_file(b"two"));
        assert_eq!(a.layer(&[1, 2]), Ids::of_file(b"one").layer(&[1, 2]));
        assert_ne!(a.layer(&[1, 2]), b.layer(&[1, 2]));
        assert_ne!(a.layer(&[1, 2]), a.layer(&[12]));
        assert_ne!(a.layer(&[0]), a.nested(&[0]).layer(&[0]));
    }
}
