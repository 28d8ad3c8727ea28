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
    /// A person's remark on an entry.
    CommentId
    /// A person's liking of an entry.
    ReactionId
    /// Another address of a person.
    EmailId
    /// Somebody who is asked in.
    InvitationId
    /// A picture that was ordered.
    RenderId
    /// A font that somebody added.
    FontId
    /// A pass to the editor.
    EditorSessionId
    /// A durable unit of work.
    JobId
    /// A file on its way in, in parts.
    UploadId
    /// A URL that wants to be told what happens.
    EndpointId
    /// Something that happened.
    EventId
    /// An event on its way to an endpoint.
    DeliveryId
    /// An uploaded Photoshop file under a name.
    OriginalId
    /// A named part of a slot.
    PresetId
}
