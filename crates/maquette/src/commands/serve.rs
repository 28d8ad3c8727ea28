//! `maquette serve`: a node, until it is told to stop.

use crate::cli;
use crate::config::{self, Config};
use crate::output::print;
use crate::{Result, server};

/// Runs a node.
pub(crate) fn serve(order: &cli::Serve) -> Result<()> {
    let more = [("listen", order.listen.clone()), ("role", order.role.clone())];
    let config = config::load(&order.flags, &more)?;
    server::start_logging(&config.log)?;
    super::runtime()?.block_on(run(&config))
}

async fn run(config: &Config) -> Result<()> {
    let running = server::start(config).await?;
    print(&greeting(&running).await?)?;
    tracing::info!(address = %running.address, "listening");
    server::signal().await?;
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}

/// What the first lines on standard output say.
async fn greeting(running: &server::Running) -> Result<String> {
    let url = &running.public_url;
    Ok(match running.node.library.set_up_token().await? {
        Some(token) => format!(
            "maquette listens on {url}\nNobody can sign in yet. Make the first user, once, by\n  {url}/api/set-up?token={token}\n\
             or on this machine: maquette key create --user NAME\n"
        ),
        None => format!("maquette listens on {url}\n"),
    })
}
