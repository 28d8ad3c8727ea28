//! Opening the editor for a visitor, telling who comes with a pass, and confirming what was submitted.

use chrono::TimeDelta;
use uuid::Uuid;

use super::{Binding, EditorSession, Edits, Looks, Purpose, SECONDS};
use crate::access::{Actor, Role};
use crate::ids::{EditorSessionId, RenderId, ThingId};
use crate::text::without_null;
use crate::{Error, Library, Noun, Result, secrets};

/// The longest of the words that come with a session, in characters.
const CHARACTERS: usize = 255;

/// A session to be opened.
#[derive(Debug, Clone)]
pub struct NewEditorSession {
    /// What for.
    pub purpose: Purpose,
    /// What kind of mockup.
    pub edits: Edits,
    /// Which; only a photo's setup may do without.
    pub mockup: Option<ThingId>,
    /// The smart object to begin with.
    pub slot: Option<Uuid>,
    /// The only page that may hold the editor.
    pub allowed_origin: Option<String>,
    /// What is bound to it.
    pub binding: Binding,
    /// How its buttons look.
    pub looks: Looks,
}

/// An open session. Its secrets are only here: what is stored is their hashes.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The session.
    pub session: EditorSession,
    /// What the visitor's browser comes with: 64 hex digits.
    pub token: String,
    /// What the page shows the editor that it opened: 64 hex digits.
    pub bootstrap: String,
}

/// Something that a visitor submitted, to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmittedAction {
    /// The session's.
    pub channel: Uuid,
    /// The editor's own name for it: one name, one confirmation.
    pub request: String,
    /// What for.
    pub purpose: Purpose,
    /// Which mockup.
    pub mockup: ThingId,
    /// Which picture of it.
    pub render: RenderId,
    /// What the account's server bound to the session.
    pub binding: Binding,
}

impl Library {
    /// Opens the editor for a visitor.
    pub async fn open_editor(&self, actor: &Actor, new: NewEditorSession) -> Result<Opened> {
        actor.require(Role::Editor)?;
        check_words(&new)?;
        let NewEditorSession { purpose, edits, mockup, slot, allowed_origin, binding, looks } = new;
        match (edits, purpose, mockup) {
            (Edits::Template, Purpose::Setup, _) => {
                return Err(Error::invalid("session.purpose", "a mockup of a Photoshop file needs no setup"));
            }
            (Edits::Photo, Purpose::Setup, None) => {}
            (_, _, None) => return Err(Error::invalid("session.mockup", "is needed")),
            (Edits::Template, _, Some(id)) => {
                let mockup = self.mockup(actor, id).await?;
                if slot.is_some_and(|slot| mockup.template.outline.slot(slot).is_none()) {
                    return Err(Error::invalid("session.slot", "is no smart object of this mockup"));
                }
            }
            (Edits::Photo, _, Some(id)) => drop(self.photo_mockup(actor, id).await?),
        }
        let (token, bootstrap) = (secrets::random()?, secrets::random()?);
        let now = self.now();
        let session = EditorSession {
            id: EditorSessionId::new(),
            account: actor.account,
            user: actor.user,
            purpose,
            edits,
            mockup,
            slot,
            allowed_origin,
            binding,
            looks,
            channel: Uuid::new_v4(),
            created_at: now,
            expires_at: now + TimeDelta::seconds(SECONDS),
        };
        let mut tx = self.begin().await?;
        tx.insert_editor_session(&session, &secrets::digest(&token), &secrets::digest(&bootstrap)).await?;
        tx.commit().await?;
        Ok(Opened { session, token: hex::encode(token), bootstrap: hex::encode(bootstrap) })
    }

    /// Who comes with this pass, and the session, which alone they may act in. Whoever opened it must still be a member.
    pub async fn authenticate_editor(&self, token: &[u8; 32]) -> Result<(Actor, EditorSession)> {
        let session = self.store.editor_session_by_token(&secrets::digest(token)).await?;
        let session = session.filter(|session| session.expires_at > self.now()).ok_or(Error::Unauthenticated)?;
        let role = self.store.role(session.account, session.user).await?.ok_or(Error::Unauthenticated)?;
        let actor = Actor {
            user: session.user,
            account: session.account,
            role: role.min(Role::Editor),
            key: None,
            person: false,
        };
        Ok((actor, session))
    }

    /// Confirms what a visitor submitted: the session, and whether it was confirmed before. The same request with
    /// other contents is refused.
    pub async fn confirm_action(&self, actor: &Actor, action: &SubmittedAction) -> Result<(EditorSession, bool)> {
        actor.require(Role::Editor)?;
        let session = self.store.editor_session_by_channel(actor.account, action.channel).await?;
        let session = session.ok_or(Error::NotFound(Noun::EditorSession))?;
        if action.request.is_empty() || action.request.chars().count() > CHARACTERS {
            return Err(Error::invalid("action.request", format!("must have 1 to {CHARACTERS} characters")));
        }
        without_null("action.request", &action.request)?;
        let same = |field: &str, same: bool| {
            let refusal = || Error::invalid(format!("action.{field}"), "is not what the session was opened with");
            if same { Ok(()) } else { Err(refusal()) }
        };
        same("type", action.purpose == session.purpose)?;
        same("mockup", session.mockup.is_none_or(|mockup| mockup == action.mockup))?;
        same("action", action.binding.action == session.binding.action)?;
        // A session opened without a shop is bound to one by what is confirmed in it.
        let Binding { shop, product, variant, action: _ } = &session.binding;
        let given = &action.binding;
        let shop = shop.is_none() || *shop == given.shop;
        same("context", shop && (product, variant) == (&given.product, &given.variant))?;
        let render = self.render(actor, action.render).await?;
        if render.mockup != action.mockup {
            return Err(Error::NotFound(Noun::Render));
        }
        let fingerprint = secrets::digest(format!("{action:?}").as_bytes());
        let mut tx = self.begin().await?;
        match tx.confirm_action(session.id, &action.request, &fingerprint, self.now()).await? {
            None => {
                tx.commit().await?;
                Ok((session, false))
            }
            Some(before) if before == fingerprint => Ok((session, true)),
            Some(_) => Err(Error::Conflict("this request was confirmed with other contents".to_owned())),
        }
    }
}

fn check_words(new: &NewEditorSession) -> Result<()> {
    let NewEditorSession { allowed_origin, binding, looks, .. } = new;
    let words = [
        ("allowed_origin", allowed_origin),
        ("shop", &binding.shop),
        ("product", &binding.product),
        ("variant", &binding.variant),
        ("action", &binding.action),
        ("primary_label", &looks.primary_label),
        ("secondary_label", &looks.secondary_label),
    ];
    for (name, words) in words {
        let Some(words) = words else { continue };
        let field = format!("session.{name}");
        if words.chars().count() > CHARACTERS {
            return Err(Error::invalid(field, format!("must have at most {CHARACTERS} characters")));
        }
        without_null(&field, words)?;
    }
    allowed_origin.as_deref().map_or(Ok(()), |origin| {
        let refusal = "must be an origin such as https://shop.example: scheme and host, and no path";
        if is_origin(origin) { Ok(()) } else { Err(Error::invalid("session.allowed_origin", refusal)) }
    })
}

/// A scheme, a host and perhaps a port (RFC 6454, section 6.2); plain http is for trying things out.
fn is_origin(origin: &str) -> bool {
    let Some((scheme, rest)) = origin.split_once("://") else { return false };
    let (host, port) = rest.rsplit_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
    let port = port.is_none_or(|port| port.parse::<u16>().is_ok());
    let host_like = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    let host = !host.is_empty() && host.chars().all(host_like) && !host.starts_with(['.', '-']);
    ["https", "http"].contains(&scheme) && host && port
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_scheme_and_a_host() {
        for good in ["https://shop.example", "http://localhost:3000", "https://a-b.example:8443"] {
            assert!(is_origin(good), "{good}");
        }
        for bad in
            ["", "*", "shop.example", "https://", "https://a/", "https://a/b", "ftp://a", "https://a:x", "https://a b"]
        {
            assert!(!is_origin(bad), "{bad}");
        }
    }
}
