//! Bells: who waits for work is told as soon as a transaction about it is committed, on this node at once, and on
//! other nodes by PostgreSQL's LISTEN and NOTIFY. A bell may be lost with the line; listeners also look now and then.

use std::sync::Arc;
use std::time::Duration;

use library::jobs::Topic;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The channel on which nodes tell each other; the payload is the topic's name.
pub(crate) const CHANNEL: &str = "maquette";

/// All that there is to hear of.
const TOPICS: [Topic; 3] = [Topic::Queued, Topic::Ended, Topic::Deliveries];

/// A topic's name on the channel.
pub(crate) const fn name(topic: Topic) -> &'static str {
    match topic {
        Topic::Queued => "queued",
        Topic::Ended => "ended",
        Topic::Deliveries => "deliveries",
    }
}

/// A bell for each topic.
#[derive(Debug, Default)]
pub(crate) struct Bells {
    queued: watch::Sender<()>,
    ended: watch::Sender<()>,
    deliveries: watch::Sender<()>,
}

impl Bells {
    fn bell(&self, topic: Topic) -> &watch::Sender<()> {
        match topic {
            Topic::Queued => &self.queued,
            Topic::Ended => &self.ended,
            Topic::Deliveries => &self.deliveries,
        }
    }

    /// Rings for everybody who listens now.
    pub(crate) fn ring(&self, topic: Topic) {
        self.bell(topic).send_replace(());
    }

    /// Hears every ring from now on.
    pub(crate) fn listen(&self, topic: Topic) -> watch::Receiver<()> {
        self.bell(topic).subscribe()
    }

    fn ring_all(&self) {
        for topic in TOPICS {
            self.ring(topic);
        }
    }
}

/// Hears other nodes, until it is dropped.
#[derive(Debug)]
pub(crate) struct Listener(JoinHandle<()>);

impl Listener {
    /// Rings `bells` for whatever other nodes commit.
    pub(crate) fn start(options: PgConnectOptions, bells: Arc<Bells>) -> Self {
        Self(tokio::spawn(async move {
            loop {
                let Err(error) = hear(options.clone(), &bells).await;
                tracing::warn!(%error, "listening for other nodes' jobs was interrupted");
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
        }))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Listens until the line breaks beyond repair.
async fn hear(options: PgConnectOptions, bells: &Bells) -> Result<std::convert::Infallible, sqlx::Error> {
    let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await?;
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen(CHANNEL).await?;
    // Whatever was said before this line stood is lost: let everybody look.
    bells.ring_all();
    loop {
        match listener.try_recv().await? {
            Some(message) => {
                TOPICS
                    .into_iter()
                    .filter(|topic| name(*topic) == message.payload())
                    .for_each(|topic| bells.ring(topic));
            }
            // The line broke and is made anew by the next call.
            None => bells.ring_all(),
        }
    }
}
