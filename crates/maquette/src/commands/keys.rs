//! `maquette key`: keys to the doors, from the server's own machine. Works beside a running server.

use library::keys::{Key, NewKey};
use serde_json::json;

use crate::cli::{KeyCommand, KeyOrder};
use crate::output::print;
use crate::server::{self, Node};
use crate::spellings::{LABELS, Spellings};
use crate::{Error, Result, config};

/// Creates, lists or revokes.
pub(crate) fn key(order: &KeyOrder) -> Result<()> {
    let config = config::load(&order.flags, &[])?;
    super::runtime()?.block_on(async {
        let node = server::node(&config).await?;
        match &order.command {
            KeyCommand::Create { user, account, name, json } => {
                let spellings = create(&node, user, account.as_deref(), name).await?;
                if *json {
                    print(&format!("{}\n", serde_json::to_string(&spellings)?))
                } else {
                    print(&spelt(&spellings))
                }
            }
            KeyCommand::List { json } => show(&node.library.all_keys().await?, *json),
            KeyCommand::Revoke { id } => {
                let id = id.parse::<uuid::Uuid>().map_err(|_| Error::Usage(format!("{id} is no key's id")))?;
                node.library.revoke_key(id.into()).await?;
                print("revoked\n")
            }
        }
    })
}

/// Makes a key, and the user and the account it is for if they are not there.
pub(crate) async fn create(node: &Node, user: &str, account: Option<&str>, name: &str) -> Result<Spellings> {
    let (user, account) = node.library.user_and_account(user, account).await?;
    let new = NewKey { user: user.id, account: account.id, name: name.to_owned() };
    let (key, seed) = node.library.create_key(new, &LABELS).await?;
    Ok(Spellings::of(&node.library, &key, &seed, &user, &account.name))
}

/// For people.
pub(crate) fn spelt(spellings: &Spellings) -> String {
    let Spellings { id, user, account, sudomock, dynamic_mockups, scenario, dropmark, studio } = spellings;
    format!(
        "key {id} of {user} in {account}; these are shown only now:\n  \
         SudoMock         x-api-key: {sudomock}\n  \
         Dynamic Mockups  x-api-key: {dynamic_mockups}\n  \
         Scenario         Basic {}:{}\n  \
         Dropmark         X-API-Key: {}, Basic {}:{}\n  \
         Maquette's /api  Authorization: Bearer {studio}\n",
        scenario.key, scenario.secret, dropmark.app_key, dropmark.user_id, dropmark.token
    )
}

fn show(keys: &[Key], json: bool) -> Result<()> {
    let mut words = String::new();
    for Key { id, user, account, name, role: _, created_at, last_used_at, requests } in keys {
        let used = last_used_at.map(|time| time.to_rfc3339());
        if json {
            let value = json!({"id": id.to_string(), "user": user.to_string(), "account": account.to_string(),
                "name": name, "created_at": created_at.to_rfc3339(), "last_used_at": used, "requests": requests});
            words.push_str(&value.to_string());
            words.push('\n');
        } else {
            let used = used.as_deref().unwrap_or("never");
            let line = format!("{id}\t{name}\t{requests} requests\tlast {used}\n");
            words.push_str(&line);
        }
    }
    print(&words)
}
