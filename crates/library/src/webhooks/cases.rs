//! Endpoints and their deliveries, for those who own them.

use super::{Calls, Delivery, ENDPOINTS, Endpoint, Event, Kind, Query};
use crate::access::{Actor, Role};
use crate::ids::{DeliveryId, EndpointId};
use crate::renders::Render;
use crate::secrets::{self, Sealed};
use crate::{Error, Library, Noun, Result, Transaction, text};

/// An endpoint to be made.
#[derive(Debug, Clone)]
pub struct NewEndpoint {
    /// The door whose words it is told in.
    pub door: &'static str,
    /// Where messages go.
    pub url: String,
    /// Words about it.
    pub description: String,
    /// Which events, in the door's words; empty for all.
    pub event_types: Vec<String>,
    /// Which of the door's vocabularies, in the door's words.
    pub naming: String,
}

/// What is to be changed about an endpoint; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Where messages go.
    pub url: Option<String>,
    /// Words about it.
    pub description: Option<String>,
    /// Which events.
    pub event_types: Option<Vec<String>>,
    /// Which vocabulary.
    pub naming: Option<String>,
    /// Whether messages are sent. Enabled again, it is given all its time again, and what waits is sent.
    pub enabled: Option<bool>,
}

/// A delivery with all that it tells.
#[derive(Debug, Clone)]
pub struct Told {
    /// How far it is.
    pub delivery: Delivery,
    /// What happened.
    pub event: Event,
    /// The event's render, as long as it is there.
    pub render: Option<Render>,
}

/// What secrets of endpoints are sealed for.
const PURPOSE: &str = "webhook secret";

impl Library {
    /// The account's endpoints at a door, oldest first.
    pub async fn endpoints(&self, actor: &Actor, door: &str) -> Result<Vec<Endpoint>> {
        self.store.endpoints(actor.account, door).await
    }

    /// An endpoint of the account at a door.
    pub async fn endpoint(&self, actor: &Actor, door: &str, id: EndpointId) -> Result<Endpoint> {
        own(self.store.endpoint(id).await?, actor, door)
    }

    /// What an endpoint's messages are signed with: the door spells it.
    pub fn endpoint_secret(&self, endpoint: &Endpoint) -> Result<[u8; 32]> {
        let opened = self.master.open(PURPOSE, endpoint.id.0.as_bytes(), &endpoint.secret);
        let secret = opened.and_then(|secret| secret.try_into().ok());
        secret.ok_or_else(|| Error::internal(format!("the secret of endpoint {} cannot be opened", endpoint.id)))
    }

    fn seal_endpoint_secret(&self, id: EndpointId) -> Result<Sealed> {
        self.master.seal(PURPOSE, id.0.as_bytes(), &secrets::random()?)
    }

    /// Makes an endpoint with a secret of its own.
    pub async fn create_endpoint(&self, actor: &Actor, new: NewEndpoint) -> Result<Endpoint> {
        actor.require(Role::Editor)?;
        let NewEndpoint { door, url, description, event_types, naming } = new;
        let (id, now) = (EndpointId::new(), self.now());
        let endpoint = Endpoint {
            id,
            account: actor.account,
            door: door.to_owned(),
            url: self.checked_url(&url)?,
            secret: self.seal_endpoint_secret(id)?,
            description: text::description("description", &description)?,
            event_types,
            naming,
            enabled: true,
            failing_since: None,
            created_at: now,
            updated_at: now,
        };
        if self.store.endpoints(actor.account, door).await?.len() >= ENDPOINTS {
            return Err(Error::Conflict(format!("an account has at most {ENDPOINTS} webhook endpoints")));
        }
        let mut tx = self.begin().await?;
        tx.insert_endpoint(&endpoint).await?;
        tx.commit().await?;
        Ok(endpoint)
    }

    /// Refused when it could never be sent to.
    fn checked_url(&self, url: &str) -> Result<String> {
        let url = url.trim();
        text::url("url", url)?;
        self.fetcher.check(url).map_err(|error| Error::invalid("url", error.to_string()))?;
        Ok(url.to_owned())
    }

    /// Changes an endpoint.
    pub async fn change_endpoint(&self, actor: &Actor, door: &str, id: EndpointId, change: Change) -> Result<Endpoint> {
        let Change { url, description, event_types, naming, enabled } = change;
        let url = url.map(|url| self.checked_url(&url)).transpose()?;
        let description = description.map(|words| text::description("description", &words)).transpose()?;
        self.edit_endpoint(actor, door, id, |endpoint| {
            endpoint.url = url.unwrap_or_else(|| endpoint.url.clone());
            endpoint.description = description.unwrap_or_else(|| endpoint.description.clone());
            endpoint.event_types = event_types.unwrap_or_else(|| endpoint.event_types.clone());
            endpoint.naming = naming.unwrap_or_else(|| endpoint.naming.clone());
            if enabled == Some(true) && !endpoint.enabled {
                endpoint.failing_since = None;
            }
            endpoint.enabled = enabled.unwrap_or(endpoint.enabled);
        })
        .await
    }

    /// Gives an endpoint another secret; the old one signs nothing from now on.
    pub async fn rotate_endpoint_secret(&self, actor: &Actor, door: &str, id: EndpointId) -> Result<Endpoint> {
        let secret = self.seal_endpoint_secret(id)?;
        self.edit_endpoint(actor, door, id, |endpoint| endpoint.secret = secret).await
    }

    /// Changes an endpoint while it is held.
    async fn edit_endpoint(
        &self,
        actor: &Actor,
        door: &str,
        id: EndpointId,
        edit: impl FnOnce(&mut Endpoint) + Send,
    ) -> Result<Endpoint> {
        let mut tx = self.begin().await?;
        let mut endpoint = hold(&mut *tx, actor, door, id).await?;
        edit(&mut endpoint);
        endpoint.updated_at = self.now();
        tx.update_endpoint(&endpoint).await?;
        tx.commit().await?;
        Ok(endpoint)
    }

    /// Removes an endpoint with its deliveries.
    pub async fn delete_endpoint(&self, actor: &Actor, door: &str, id: EndpointId) -> Result<()> {
        let mut tx = self.begin().await?;
        hold(&mut *tx, actor, door, id).await?;
        tx.delete_endpoint(id).await?;
        tx.commit().await
    }

    /// Sends a test to an endpoint, whatever events it wants.
    pub async fn test_endpoint(&self, actor: &Actor, door: &str, id: EndpointId) -> Result<Delivery> {
        let mut tx = self.begin().await?;
        let endpoint = hold(&mut *tx, actor, door, id).await?;
        require_enabled(&endpoint)?;
        let dialect = self.post.as_ref().and_then(|post| post.dialect(door));
        let event_type = dialect.and_then(|dialect| dialect.event_type(&endpoint, Kind::Test));
        let event_type = event_type.ok_or_else(|| Error::internal(format!("the door {door} has no tests")))?;
        let event = Event::test(actor.account, self.now());
        let delivery = Delivery::new(&event, &endpoint, event_type);
        tx.insert_event(&event, std::slice::from_ref(&delivery)).await?;
        tx.commit().await?;
        Ok(delivery)
    }

    /// Those of the caller's account that match, newest first; the query's account is not heeded.
    pub async fn deliveries(&self, actor: &Actor, query: &Query) -> Result<Vec<Delivery>> {
        if let Some(endpoint) = query.endpoint {
            self.endpoint(actor, &query.door, endpoint).await?;
        }
        self.store.deliveries(&Query { account: actor.account, ..query.clone() }).await
    }

    /// How often an endpoint was called.
    pub async fn endpoint_calls(&self, endpoint: EndpointId) -> Result<Calls> {
        self.store.calls(endpoint).await
    }

    /// How many endpoints at a door the caller's account, the one above it and all below that one have.
    pub async fn endpoints_around(&self, actor: &Actor, door: &str) -> Result<usize> {
        let top = self.account(actor).await?;
        let top = top.parent.unwrap_or(top.id);
        let mut count = self.store.endpoints(top, door).await?.len();
        for below in self.store.accounts_under(top).await? {
            count += self.store.endpoints(below.id, door).await?.len();
        }
        Ok(count)
    }

    /// A delivery to an endpoint, with all that it tells.
    pub async fn told(&self, actor: &Actor, door: &str, endpoint: EndpointId, id: DeliveryId) -> Result<Told> {
        let endpoint = self.endpoint(actor, door, endpoint).await?;
        let delivery = self.store.delivery(id).await?.filter(|delivery| delivery.endpoint == endpoint.id);
        let delivery = delivery.ok_or(Error::NotFound(Noun::Delivery))?;
        let event = self.store.event(delivery.event).await?.ok_or(Error::NotFound(Noun::Delivery))?;
        let render = match event.render {
            Some(render) => self.store.render(render).await?,
            None => None,
        };
        Ok(Told { delivery, event, render })
    }

    /// Sends a delivery once more, however far it was.
    pub async fn replay_delivery(
        &self,
        actor: &Actor,
        door: &str,
        endpoint: EndpointId,
        id: DeliveryId,
    ) -> Result<Delivery> {
        let missing = || Error::NotFound(Noun::Delivery);
        let mut tx = self.begin().await?;
        let endpoint = hold(&mut *tx, actor, door, endpoint).await?;
        let there = self.store.delivery(id).await?.filter(|delivery| delivery.endpoint == endpoint.id);
        there.ok_or_else(missing)?;
        require_enabled(&endpoint)?;
        if !tx.replay_delivery(id, self.now()).await? {
            return Err(missing());
        }
        tx.commit().await?;
        self.store.delivery(id).await?.ok_or_else(missing)
    }

    /// Sends all failed and dead deliveries of an endpoint once more; says how many.
    pub async fn replay_failed(&self, actor: &Actor, door: &str, endpoint: EndpointId) -> Result<u64> {
        let mut tx = self.begin().await?;
        let endpoint = hold(&mut *tx, actor, door, endpoint).await?;
        require_enabled(&endpoint)?;
        let count = tx.replay_failed(endpoint.id, self.now()).await?;
        tx.commit().await?;
        Ok(count)
    }
}

fn own(found: Option<Endpoint>, actor: &Actor, door: &str) -> Result<Endpoint> {
    let own = found.filter(|endpoint| endpoint.account == actor.account && endpoint.door == door);
    own.ok_or(Error::NotFound(Noun::Endpoint))
}

/// The caller's endpoint, for changing it.
async fn hold(tx: &mut dyn Transaction, actor: &Actor, door: &str, id: EndpointId) -> Result<Endpoint> {
    actor.require(Role::Editor)?;
    own(tx.hold_endpoint(id).await?, actor, door)
}

fn require_enabled(endpoint: &Endpoint) -> Result<()> {
    if endpoint.enabled { Ok(()) } else { Err(Error::Conflict("the webhook endpoint is disabled".to_owned())) }
}
