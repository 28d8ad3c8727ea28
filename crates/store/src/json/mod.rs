//! How the library's larger values lie in text columns, as JSON. The library has no serde: each value has a twin here
//! that names every field, so that a new field does not compile until it is stored.
//!
//! The columns are plain text on both databases: PostgreSQL's own JSON type refuses the null character, which layers'
//! names may have.

pub(crate) mod item;
pub(crate) mod order;
pub(crate) mod outline;
pub(crate) mod photo;
pub(crate) mod picture;
pub(crate) mod work;

use library::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A stored form of the library's `T`.
pub(crate) trait Twin<T>: Sized {
    /// For storing.
    fn of(value: &T) -> Self;

    /// From storage; an error for what the library would not have stored.
    fn back(self) -> Result<T>;
}

/// The text of a value.
fn write<T, W: Twin<T> + Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(&W::of(value)).map_err(Error::internal)
}

/// The value of a text.
fn read<T, W: Twin<T> + DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str::<W>(text).map_err(Error::internal)?.back()
}

impl<T, W: Twin<T>> Twin<Vec<T>> for Vec<W> {
    fn of(values: &Vec<T>) -> Self {
        values.iter().map(W::of).collect()
    }

    fn back(self) -> Result<Vec<T>> {
        self.into_iter().map(W::back).collect()
    }
}

impl<T, W: Twin<T>> Twin<Option<T>> for Option<W> {
    fn of(value: &Option<T>) -> Self {
        value.as_ref().map(W::of)
    }

    fn back(self) -> Result<Option<T>> {
        self.map(W::back).transpose()
    }
}

/// Values that are their own twins.
macro_rules! own_twin {
    ($($type:ty),*) => {$(
        impl Twin<$type> for $type {
            fn of(value: &$type) -> Self {
                value.clone()
            }

            fn back(self) -> Result<$type> {
                Ok(self)
            }
        }
    )*};
}

own_twin!(bool, u8, u32, f64, String, Uuid, [u8; 3], (f64, f64), (u32, String), [[f64; 2]; 4]);

/// A struct's twin, field by field.
macro_rules! twin {
    ($name:ident of $theirs:path { $($field:ident: $type:ty),* $(,)? }) => {
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $($field: $type),*
        }

        impl $crate::json::Twin<$theirs> for $name {
            fn of(value: &$theirs) -> Self {
                use $theirs as Theirs;
                let Theirs { $($field),* } = value;
                Self { $($field: $crate::json::Twin::of($field)),* }
            }

            fn back(self) -> library::Result<$theirs> {
                use $theirs as Theirs;
                let Self { $($field),* } = self;
                Ok(Theirs { $($field: $crate::json::Twin::back($field)?),* })
            }
        }
    };
}

/// The twin of an enum whose values are bare names.
macro_rules! named_twin {
    ($name:ident of $theirs:path { $($variant:ident),* $(,)? }) => {
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(super) enum $name {
            $($variant),*
        }

        impl $crate::json::Twin<$theirs> for $name {
            fn of(value: &$theirs) -> Self {
                use $theirs as Theirs;
                match value {
                    $(Theirs::$variant => Self::$variant),*
                }
            }

            fn back(self) -> library::Result<$theirs> {
                use $theirs as Theirs;
                Ok(match self {
                    $(Self::$variant => Theirs::$variant),*
                })
            }
        }
    };
}

use {named_twin, twin};

/// A blob: its hash in hexadecimal, and its length.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Blob {
    hash: String,
    bytes: u64,
}

impl Twin<library::blobs::Blob> for Blob {
    fn of(value: &library::blobs::Blob) -> Self {
        let library::blobs::Blob { hash, bytes } = value;
        Self { hash: hash.to_string(), bytes: *bytes }
    }

    fn back(self) -> Result<library::blobs::Blob> {
        Ok(library::blobs::Blob { hash: self.hash.parse().map_err(Error::internal)?, bytes: self.bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_library_would_not_have_stored_is_refused() {
        let whole = outline::write(&library::templates::Outline {
            width: 1,
            height: 1,
            dpi: None,
            slots: vec![],
            text_layers: vec![],
            layers: vec![],
            losses: vec![],
        })
        .unwrap();
        assert!(outline::read(&whole).is_ok());
        let damaged =
            [whole.replace("width", "breadth"), whole.replace('}', ",\"more\":1}"), whole.replace("null", "\"a\"")];
        for text in damaged.iter().map(String::as_str).chain(["", "{}", "[]", &whole[1..]]) {
            assert!(matches!(outline::read(text), Err(Error::Internal(_))), "{text}");
        }
        let order = order::write(&library::renders::RenderOrder::default()).unwrap();
        assert!(order::read(&order).is_ok());
        assert!(matches!(order::read(&order.replace("webp", "bmp")), Err(Error::Internal(_))));
        assert!(matches!(work::read("{\"dance\":1}"), Err(Error::Internal(_))));
    }

    #[test]
    fn the_null_character_is_stored_as_other_characters() {
        let loss = library::templates::Loss {
            layer: "a\0b".into(),
            layer_id: Some(1),
            feature: "knockout".into(),
            effect: "ignored".into(),
        };
        let text = picture::write_losses(&vec![loss.clone()]).unwrap();
        assert!(!text.contains('\0'));
        assert_eq!(picture::read_losses(&text).unwrap(), [loss]);
    }
}
