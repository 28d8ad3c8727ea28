//! `maquette mcp`: the library's tools for one agent, which starts this command and speaks to it through pipes.

use door_mcp::{Caller, Door};
use library::{Actor, Library};

use crate::server::{Local, local};
use crate::{Error, Result, cli, config, server, spellings};

/// Answers until the agent leaves, or until the signal to stop.
pub(crate) fn mcp(order: &cli::Mcp) -> Result<()> {
    let config = config::load(&order.flags, &[])?;
    server::start_logging(&config.log)?;
    let runtime = super::runtime()?;
    let outcome = runtime.block_on(async {
        let local = local(&config).await?;
        let outcome = answer(&local, order).await;
        local.stop().await;
        outcome
    });
    // A read of standard input can't be given up, and would be waited for.
    runtime.shutdown_background();
    outcome
}

async fn answer(local: &Local, order: &cli::Mcp) -> Result<()> {
    let library = local.node.library.clone();
    let caller = caller(&library, order).await?;
    let door = Door { library, links: local.links.clone(), read_key: spellings::read };
    tokio::select! {
        ended = door_mcp::stdio(door, caller, order.read_only) => ended.map_err(|ended| Error::Server(ended.to_string())),
        signal = server::signal() => signal,
    }
}

/// Who acts; a key that opens nothing is better known at once.
async fn caller(library: &Library, order: &cli::Mcp) -> Result<Caller> {
    match (&order.key, &order.user) {
        (Some(key), _) => {
            let (label, secret) = spellings::read(key.trim()).ok_or(library::Error::Unauthenticated)?;
            library.authenticate(label, &secret).await?;
            Ok(Caller::Key(key.clone()))
        }
        (None, Some(name)) => Ok(Caller::Person(person(library, name).await?)),
        (None, None) => Err(Error::Usage("say who acts: --key or MAQUETTE_KEY, or --user NAME".to_owned())),
    }
}

/// The user of this name, in the user's own account.
async fn person(library: &Library, name: &str) -> Result<Actor> {
    let users = library.users().await?;
    let user = users.into_iter().find(|user| user.name.to_lowercase() == name.to_lowercase());
    let user = user.ok_or_else(|| Error::Usage(format!("there is no user called {name}")))?;
    let accounts = library.accounts_of(user.id).await?;
    let (account, role) = accounts.into_iter().next().ok_or(library::Error::NotFound(library::Noun::Account))?;
    Ok(Actor { user: user.id, account: account.id, role, key: None, person: false })
}
