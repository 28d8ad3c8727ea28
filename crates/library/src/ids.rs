//! One type for each noun's id: a UUIDv7, so that rows made later sort later.

use std::fmt;

use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new one.
            #[expect(clippy::new_without_default, reason = "every call makes another")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

id! {
    /// A person.
    UserId
    /// What owns things.
    AccountId
    /// A key to the doors.
    KeyId
    /// A signed-in browser.
    SessionId
    /// A parsed Photoshop file.
    TemplateId
    /// Whatever can be in a collection: a mockup, an asset.
    ThingId
    /// A group of collections.
    CatalogId
    /// An ordered set of things.
    CollectionId
    /// A thing's place in a collection.
    EntryId
    /// A picture that was ordered.
    RenderId
    /// A durable unit of work.
    JobId
    /// A file on its way in, in parts.
    UploadId
}
