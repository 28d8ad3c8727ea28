//! Enumerations of the library in JSON's words.

/// Makes an enumeration's twin, `snake_case` in JSON, with exhaustive ways there and back.
macro_rules! twin {
    ($(#[$doc:meta])* $name:ident of $theirs:ty { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $name { $($variant),+ }

        impl From<$theirs> for $name {
            fn from(theirs: $theirs) -> Self {
                type Theirs = $theirs;
                match theirs { $(Theirs::$variant => Self::$variant),+ }
            }
        }

        impl From<$name> for $theirs {
            fn from(ours: $name) -> Self {
                match ours { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

pub(crate) use twin;
