//! `maquette serve`: configuration made into a running node.

mod agents;
mod health;
mod limiter;
mod listener;
mod local;
mod logging;
pub(crate) mod secret;
mod wiring;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::config::{Config, Role};
use crate::{Error, Result};

pub(crate) use local::{Local, local};
pub(crate) use logging::start as start_logging;
pub(crate) use wiring::{Node, node};

/// A node that runs.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) public_url: String,
    pub(crate) node: Node,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

/// Starts a node: listens, works, sweeps, as its role says.
pub(crate) async fn start(config: &Config) -> Result<Running> {
    let metrics = health::metrics()?;
    let listener = TcpListener::bind(config.listen).await.map_err(|error| Error::Listen(config.listen, error))?;
    let address = listener.local_addr().map_err(|error| Error::Listen(config.listen, error))?;
    let public_url = config.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let public_url = public_url.trim_end_matches('/').to_owned();
    // Whatever writes links must know where the server is reached, webhooks too.
    let config = &Config { public_url: Some(public_url.clone()), ..config.clone() };
    let node = node(config).await?;
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let router = match config.role {
        Role::All | Role::Api => wiring::router(&node, config, metrics, &public_url),
        Role::Worker => health::router(node.library.clone(), metrics),
    };
    let bounds = listener::Bounds {
        connections: config.limits.connections,
        header: Duration::from_secs(config.timeouts.header_seconds),
        write: Duration::from_secs(config.timeouts.write_seconds),
        shutdown: Duration::from_secs(config.timeouts.shutdown_seconds),
    };
    // Requests that wait for a picture end before the workers that draw it do.
    let (served, no_more_requests) = watch::channel(false);
    let serving = listener::serve(listener, router, bounds, stopped.clone());
    tasks.spawn(async move {
        serving.await;
        let _ = served.send(true);
    });
    if matches!(config.role, Role::All | Role::Worker) {
        let library = node.library.clone();
        tasks.spawn(library::worker::run(library, config.render.jobs_at_once, no_more_requests));
    }
    if matches!(config.role, Role::All | Role::Worker) {
        let (library, pace) = (node.library.clone(), library::webhooks::worker::Pace::default());
        tasks.spawn(library::webhooks::worker::run(library, pace, stopped.clone()));
        tasks.spawn(library::texts::run(node.library.clone(), stopped.clone()));
    }
    tasks.spawn(library::sweep::run(node.library.clone(), stopped.clone()));
    tasks.spawn(tidy(node.limiter.clone(), stopped));
    Ok(Running { address, public_url, node, stop, tasks })
}

impl Running {
    /// Ends in order: no new requests, then those begun, then the jobs begun.
    pub(crate) async fn stop(mut self) {
        let _ = self.stop.send(true);
        while let Some(ended) = self.tasks.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a part of the server failed");
            }
        }
    }
}

/// Now and then forgets callers that stayed away.
async fn tidy(limiter: Arc<limiter::NodeLimiter>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        limiter.tidy();
        let _ = tokio::time::timeout(Duration::from_mins(5), stop.changed()).await;
    }
}

/// Returns on the first signal to stop.
pub(crate) async fn signal() -> Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
