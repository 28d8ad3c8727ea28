//! A library at work in a command's own process: its jobs are done, and links to its files lead somewhere, beside any
//! server on the same data.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use door_kit::links::Links;
use library::clock::SystemClock;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::{Node, listener, node, wiring};
use crate::config::Config;
use crate::{Error, Result};

/// The library and what works for it.
pub(crate) struct Local {
    pub(crate) node: Node,
    pub(crate) links: Links,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

/// Opens the library and begins to do its jobs. Links lead to the configured address or, without one, to a port of this
/// machine, which answers until the end.
pub(crate) async fn local(config: &Config) -> Result<Local> {
    let node = node(config).await?;
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let links = match &config.public_url {
        Some(url) => wiring::links(&node.master, config, url.trim_end_matches('/')),
        None => files(&node, config, &mut tasks, stopped.clone()).await?,
    };
    tasks.spawn(library::worker::run(node.library.clone(), config.render.jobs_at_once, stopped));
    Ok(Local { node, links, stop, tasks })
}

async fn files(node: &Node, config: &Config, tasks: &mut JoinSet<()>, stopped: watch::Receiver<bool>) -> Result<Links> {
    let any_port = (Ipv4Addr::LOCALHOST, 0).into();
    let listener = TcpListener::bind(any_port).await.map_err(|error| Error::Listen(any_port, error))?;
    let address = listener.local_addr().map_err(|error| Error::Listen(any_port, error))?;
    let links = wiring::links(&node.master, config, &format!("http://{address}"));
    let files = door_kit::files::router(node.blobs.clone(), Arc::new(links.clone()), Arc::new(SystemClock));
    let bounds = listener::Bounds {
        connections: 64,
        header: Duration::from_secs(config.timeouts.header_seconds),
        write: Duration::from_secs(config.timeouts.write_seconds),
        shutdown: Duration::from_secs(1),
    };
    tasks.spawn(listener::serve(listener, Router::new().nest("/files", files), bounds, stopped));
    Ok(links)
}

impl Local {
    /// Ends the jobs that were begun.
    pub(crate) async fn stop(mut self) {
        let _ = self.stop.send(true);
        while let Some(ended) = self.tasks.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a part of the library failed");
            }
        }
    }
}
