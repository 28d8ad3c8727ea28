//! Posting a webhook: through the same guard, once, following nothing.

use std::time::Duration;

use async_trait::async_trait;
use library::fetch::FetchError;
use library::webhooks::{Message, Sender};
use reqwest::header::{HeaderName, HeaderValue};
use tokio::time::timeout;

use crate::fetch::{Outbound, reason};

#[async_trait]
impl Sender for Outbound {
    async fn send(&self, url: &str, message: Message, time: Duration) -> Result<u16, FetchError> {
        let url = self.rules.check(url)?;
        let mut request = self.client.post(url).body(message.body);
        for (name, value) in message.headers {
            let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
                tracing::error!(header = name, "a webhook's header could not be written");
                continue;
            };
            request = request.header(name, value);
        }
        // The status is the whole answer: the body is not read, and its connection is given up.
        let answered = timeout(time, request.send()).await.map_err(|_| FetchError::TimedOut(time))?;
        Ok(answered.map_err(|error| reason(&error))?.status().as_u16())
    }
}
