//! A stand-in for receivers of webhooks, and a door with plain words.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use async_trait::async_trait;
use library::fetch::FetchError;
use library::webhooks::{Dialect, Endpoint, Kind, Message, Outgoing, Sender};

use super::state::locked;

/// Keeps what it was given to send, and answers by its table; URLs that are not in the table answer with status 200.
#[derive(Debug, Default)]
pub struct FakeSender {
    answers: Mutex<BTreeMap<String, Answer>>,
    sent: Mutex<Vec<(String, Message)>>,
}

#[derive(Debug, Clone)]
enum Answer {
    Status(u16),
    Error(FetchError),
    Silent,
}

impl FakeSender {
    /// Lets a URL answer with this status.
    pub fn answer(&self, url: &str, status: u16) {
        self.set(url, Answer::Status(status));
    }

    /// Lets a URL fail.
    pub fn fail(&self, url: &str, error: FetchError) {
        self.set(url, Answer::Error(error));
    }

    /// Lets a URL take every message and never answer.
    pub fn silence(&self, url: &str) {
        self.set(url, Answer::Silent);
    }

    /// What was sent to a URL, whatever became of it, in order.
    pub fn sent(&self, url: &str) -> Vec<Message> {
        locked(&self.sent).iter().filter(|(to, _)| to == url).map(|(_, message)| message.clone()).collect()
    }

    fn set(&self, url: &str, answer: Answer) {
        locked(&self.answers).insert(url.to_owned(), answer);
    }
}

#[async_trait]
impl Sender for FakeSender {
    async fn send(&self, url: &str, message: Message, _: Duration) -> Result<u16, FetchError> {
        locked(&self.sent).push((url.to_owned(), message));
        let answer = locked(&self.answers).get(url).cloned().unwrap_or(Answer::Status(200));
        match answer {
            Answer::Status(status) => Ok(status),
            Answer::Error(error) => Err(error),
            Answer::Silent => std::future::pending().await,
        }
    }
}

/// The door `plain`: events are called as in storage, and a message is the event's name and its job's id, "signed" with
/// the secret itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlainDialect;

impl Dialect for PlainDialect {
    fn label(&self) -> &'static str {
        "plain"
    }

    fn event_type(&self, endpoint: &Endpoint, kind: Kind) -> Option<&'static str> {
        let wanted = |name: &str| endpoint.event_types.iter().any(|wanted| wanted == name);
        let all = endpoint.event_types.is_empty() || kind == Kind::Test;
        Some(kind.name()).filter(|name| all || wanted(name))
    }

    fn message(&self, outgoing: &Outgoing<'_>) -> Message {
        let signature = format!("{:?}", outgoing.secret);
        let body = format!("{} {}", outgoing.event_type, outgoing.event.job);
        Message { headers: vec![("signature", signature)], body: body.into() }
    }
}
