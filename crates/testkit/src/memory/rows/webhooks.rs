//! Webhooks: endpoints, events, deliveries and their queue.

use async_trait::async_trait;
use library::ids::{AccountId, DeliveryId, EndpointId, EventId};
use library::webhooks::{Attempt, Calls, Delivery, Endpoint, Event, Lease, Query, Queue, Read, State, Write};
use library::{Error, Result, Time};
use uuid::Uuid;

use super::super::state::DeliveryRow;
use super::super::store::{MemoryStore, MemoryTransaction};
use super::missing;

#[async_trait]
impl Read for MemoryStore {
    async fn endpoint(&self, id: EndpointId) -> Result<Option<Endpoint>> {
        Ok(self.rows().endpoints.get(&id).cloned())
    }

    async fn endpoints(&self, account: AccountId, door: &str) -> Result<Vec<Endpoint>> {
        let rows = self.rows();
        let wanted = rows.endpoints.values().filter(|endpoint| endpoint.account == account && endpoint.door == door);
        Ok(oldest_first(wanted))
    }

    async fn event(&self, id: EventId) -> Result<Option<Event>> {
        Ok(self.rows().events.get(&id).cloned())
    }

    async fn delivery(&self, id: DeliveryId) -> Result<Option<Delivery>> {
        Ok(self.rows().deliveries.get(&id).map(|row| row.delivery.clone()))
    }

    async fn calls(&self, endpoint: EndpointId) -> Result<Calls> {
        let rows = self.rows();
        let deliveries = || rows.deliveries.values().map(|row| &row.delivery).filter(|one| one.endpoint == endpoint);
        let total = deliveries().map(|delivery| u64::from(delivery.attempts)).sum::<u64>();
        let arrived = deliveries().filter(|delivery| delivery.state == State::Delivered).count() as u64;
        Ok(Calls { total, failed: total.saturating_sub(arrived) })
    }

    async fn deliveries(&self, query: &Query) -> Result<Vec<Delivery>> {
        let rows = self.rows();
        let place = |delivery: &Delivery| (delivery.created_at, delivery.id);
        let before = match query.before {
            Some(id) => match rows.deliveries.get(&id).filter(|row| row.delivery.account == query.account) {
                Some(row) => Some(place(&row.delivery)),
                None => return Ok(Vec::new()),
            },
            None => None,
        };
        let of_door = |delivery: &Delivery| rows.endpoints[&delivery.endpoint].door == query.door;
        let mut deliveries: Vec<&Delivery> = rows.deliveries.values().map(|row| &row.delivery).collect();
        deliveries.sort_by_key(|delivery| std::cmp::Reverse(place(delivery)));
        let matching = deliveries.into_iter().filter(|delivery| {
            delivery.account == query.account
                && of_door(delivery)
                && query.endpoint.is_none_or(|endpoint| delivery.endpoint == endpoint)
                && query.state.is_none_or(|state| delivery.state == state)
                && (query.event_types.is_empty() || query.event_types.contains(&delivery.event_type))
                && before.is_none_or(|before| place(delivery) < before)
        });
        Ok(matching.take(query.limit as usize).cloned().collect())
    }
}

fn oldest_first<'a>(endpoints: impl Iterator<Item = &'a Endpoint>) -> Vec<Endpoint> {
    let mut endpoints: Vec<Endpoint> = endpoints.cloned().collect();
    endpoints.sort_by_key(|endpoint| (endpoint.created_at, endpoint.id));
    endpoints
}

#[async_trait]
impl Queue for MemoryStore {
    async fn claim_delivery(&self, now: Time, until: Time, busy: &[EndpointId]) -> Result<Option<Lease>> {
        let mut tx = self.write().await;
        let endpoints = tx.rows.endpoints.clone();
        let due = |row: &&mut DeliveryRow| {
            let endpoint = row.delivery.endpoint;
            row.delivery.next_at.is_some_and(|at| at <= now)
                && endpoints[&endpoint].enabled
                && !busy.contains(&endpoint)
        };
        let waiting = tx.rows.deliveries.values_mut().filter(due);
        let Some(row) = waiting.min_by_key(|row| (row.delivery.next_at, row.delivery.id)) else { return Ok(None) };
        let token = Uuid::new_v4();
        row.token = Some(token);
        row.delivery.next_at = Some(until);
        row.delivery.attempts += 1;
        row.delivery.updated_at = now;
        let lease = Lease { delivery: row.delivery.clone(), token };
        tx.publish();
        Ok(Some(lease))
    }
}

/// As if it had never been tried.
fn replay(row: &mut DeliveryRow, now: Time) {
    row.token = None;
    row.delivery = Delivery {
        state: State::Pending,
        attempts: 0,
        http_status: None,
        error: None,
        next_at: Some(now),
        updated_at: now,
        ..row.delivery.clone()
    };
}

#[async_trait]
impl Write for MemoryTransaction {
    async fn insert_endpoint(&mut self, endpoint: &Endpoint) -> Result<()> {
        self.rows.hold_account(endpoint.account)?;
        if self.rows.endpoints.insert(endpoint.id, endpoint.clone()).is_some() {
            return Err(Error::internal("an endpoint was added twice"));
        }
        Ok(())
    }

    async fn hold_endpoint(&mut self, id: EndpointId) -> Result<Option<Endpoint>> {
        Ok(self.rows.endpoints.get(&id).cloned())
    }

    async fn update_endpoint(&mut self, endpoint: &Endpoint) -> Result<()> {
        if let Some(row) = self.rows.endpoints.get_mut(&endpoint.id) {
            let (account, door, created_at) = (row.account, row.door.clone(), row.created_at);
            *row = Endpoint { account, door, created_at, ..endpoint.clone() };
        }
        Ok(())
    }

    async fn delete_endpoint(&mut self, id: EndpointId) -> Result<bool> {
        self.rows.deliveries.retain(|_, row| row.delivery.endpoint != id);
        Ok(self.rows.endpoints.remove(&id).is_some())
    }

    async fn enabled_endpoints(&mut self, account: AccountId) -> Result<Vec<Endpoint>> {
        let above = self.rows.accounts.get(&account).and_then(|account| account.parent);
        let enabled =
            |endpoint: &&Endpoint| endpoint.enabled && (endpoint.account == account || Some(endpoint.account) == above);
        Ok(oldest_first(self.rows.endpoints.values().filter(enabled)))
    }

    async fn insert_event(&mut self, event: &Event, deliveries: &[Delivery]) -> Result<()> {
        self.rows.hold_account(event.account)?;
        if deliveries.iter().any(|delivery| !self.rows.endpoints.contains_key(&delivery.endpoint)) {
            return Err(missing("the endpoint"));
        }
        self.rows.events.insert(event.id, event.clone());
        for delivery in deliveries {
            let row = DeliveryRow { delivery: delivery.clone(), token: None };
            self.rows.deliveries.insert(delivery.id, row);
        }
        self.deliveries = true;
        Ok(())
    }

    async fn end_attempt(&mut self, lease: &Lease, attempt: &Attempt, now: Time) -> Result<bool> {
        let held = |row: &&mut DeliveryRow| row.token == Some(lease.token);
        let Some(row) = self.rows.deliveries.get_mut(&lease.delivery.id).filter(held) else { return Ok(false) };
        let Attempt { state, http_status, error, next_at } = attempt.clone();
        row.token = None;
        row.delivery = Delivery { state, http_status, error, next_at, updated_at: now, ..row.delivery.clone() };
        Ok(true)
    }

    async fn replay_delivery(&mut self, id: DeliveryId, now: Time) -> Result<bool> {
        let Some(row) = self.rows.deliveries.get_mut(&id) else { return Ok(false) };
        replay(row, now);
        self.deliveries = true;
        Ok(true)
    }

    async fn replay_failed(&mut self, endpoint: EndpointId, now: Time) -> Result<u64> {
        let failed = |row: &&mut DeliveryRow| {
            row.delivery.endpoint == endpoint && matches!(row.delivery.state, State::Failed | State::Dead)
        };
        let mut count = 0;
        for row in self.rows.deliveries.values_mut().filter(failed) {
            replay(row, now);
            count += 1;
        }
        self.deliveries = true;
        Ok(count)
    }

    async fn delete_old_deliveries(&mut self, before: Time, limit: u32) -> Result<u64> {
        let rows = &mut self.rows;
        let mut old: Vec<&Delivery> = rows.deliveries.values().map(|row| &row.delivery).collect();
        old.retain(|delivery| delivery.updated_at < before);
        old.sort_by_key(|delivery| delivery.updated_at);
        let old: Vec<DeliveryId> = old.into_iter().map(|delivery| delivery.id).take(limit as usize).collect();
        rows.deliveries.retain(|id, _| !old.contains(id));
        let told: Vec<EventId> = rows.deliveries.values().map(|row| row.delivery.event).collect();
        rows.events.retain(|id, event| event.at >= before || told.contains(id));
        Ok(old.len() as u64)
    }
}
