//! Webhooks: endpoints, events, deliveries and their queue.

mod deliveries;
mod endpoints;
mod events;
mod queue;

use async_trait::async_trait;
use library::ids::{AccountId, DeliveryId, EndpointId, EventId};
use library::webhooks::{Attempt, Calls, Delivery, Endpoint, Event, Lease, Query, Read, Write};
use library::{Result, Time};

use crate::open::Store;
use crate::transaction::Changes;

#[async_trait]
impl Read for Store {
    async fn endpoint(&self, id: EndpointId) -> Result<Option<Endpoint>> {
        let row: Option<endpoints::Row> = self.database.first(&endpoints::one(id)).await?;
        row.map(Endpoint::try_from).transpose()
    }

    async fn endpoints(&self, account: AccountId, door: &str) -> Result<Vec<Endpoint>> {
        let rows: Vec<endpoints::Row> = self.database.all(&endpoints::of_door(account, door)).await?;
        rows.into_iter().map(Endpoint::try_from).collect()
    }

    async fn event(&self, id: EventId) -> Result<Option<Event>> {
        let row: Option<events::Row> = self.database.first(&events::one(id)).await?;
        row.map(Event::try_from).transpose()
    }

    async fn delivery(&self, id: DeliveryId) -> Result<Option<Delivery>> {
        let row: Option<deliveries::Row> = self.database.first(&deliveries::one(id)).await?;
        row.map(Delivery::try_from).transpose()
    }

    async fn calls(&self, endpoint: EndpointId) -> Result<Calls> {
        let (total, arrived) = deliveries::calls(endpoint);
        let total = self.database.number(&total).await?;
        let arrived = self.database.number(&arrived).await?;
        Ok(Calls { total, failed: total.saturating_sub(arrived) })
    }

    async fn deliveries(&self, wanted: &Query) -> Result<Vec<Delivery>> {
        let place = match wanted.before {
            None => None,
            Some(before) => {
                let row: Option<(Time,)> = self.database.first(&deliveries::place(wanted.account, before)).await?;
                // Nothing is older than a delivery that has been forgotten.
                let Some((made,)) = row else { return Ok(Vec::new()) };
                Some((made, before))
            }
        };
        let rows: Vec<deliveries::Row> = self.database.all(&deliveries::matching(wanted, place)).await?;
        rows.into_iter().map(Delivery::try_from).collect()
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_endpoint(&mut self, endpoint: &Endpoint) -> Result<()> {
        self.execute(&endpoints::insert(endpoint)?).await.map(drop)
    }

    async fn hold_endpoint(&mut self, id: EndpointId) -> Result<Option<Endpoint>> {
        let row: Option<endpoints::Row> = self.first(endpoints::one(id).lock_exclusive()).await?;
        row.map(Endpoint::try_from).transpose()
    }

    async fn update_endpoint(&mut self, endpoint: &Endpoint) -> Result<()> {
        self.execute(&endpoints::update(endpoint)?).await.map(drop)
    }

    async fn delete_endpoint(&mut self, id: EndpointId) -> Result<bool> {
        Ok(self.execute(&endpoints::delete(id)).await? > 0)
    }

    async fn enabled_endpoints(&mut self, account: AccountId) -> Result<Vec<Endpoint>> {
        let rows: Vec<endpoints::Row> = self.all(&endpoints::enabled(account)).await?;
        rows.into_iter().map(Endpoint::try_from).collect()
    }

    async fn insert_event(&mut self, event: &Event, deliveries: &[Delivery]) -> Result<()> {
        self.execute(&events::insert(event)).await?;
        for delivery in deliveries {
            self.execute(&deliveries::insert(delivery)).await?;
        }
        self.wake_deliveries();
        Ok(())
    }

    async fn end_attempt(&mut self, lease: &Lease, attempt: &Attempt, now: Time) -> Result<bool> {
        Ok(self.execute(&queue::end(lease, attempt, now)).await? > 0)
    }

    async fn replay_delivery(&mut self, id: DeliveryId, now: Time) -> Result<bool> {
        let replayed = self.execute(&queue::replay(queue::Replayed::One(id), now)).await? > 0;
        self.wake_deliveries();
        Ok(replayed)
    }

    async fn replay_failed(&mut self, endpoint: EndpointId, now: Time) -> Result<u64> {
        let replayed = self.execute(&queue::replay(queue::Replayed::Failed(endpoint), now)).await?;
        self.wake_deliveries();
        Ok(replayed)
    }

    async fn delete_old_deliveries(&mut self, before: Time, limit: u32) -> Result<u64> {
        let deliveries = self.execute(&deliveries::delete_old(before, limit)).await?;
        let events = self.execute(&events::delete_old(before, limit)).await?;
        Ok(deliveries.max(events))
    }
}

impl Changes {
    fn wake_deliveries(&mut self) {
        self.wake(library::jobs::Topic::Deliveries);
    }
}
