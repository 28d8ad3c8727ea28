//! `maquette duplicates`: what an account has twice. Nothing is changed, but that pictures nobody looked at are looked at.

use library::duplicates::By;
use library::items::Item;
use library::{Actor, Role, Window};
use serde_json::json;

use crate::cli::DuplicatesOrder;
use crate::output::print;
use crate::{Result, config, server};

/// Groups read at once.
const AT_ONCE: u32 = 100;

/// Shows all groups.
pub(crate) fn duplicates(order: &DuplicatesOrder) -> Result<()> {
    let config = config::load(&order.flags, &[])?;
    super::runtime()?.block_on(async {
        let library = server::node(&config).await?.library;
        let account = library.account_by_name(&order.account).await?;
        library.look_at_unseen(account.id).await?;
        // Nobody's person is asked for what is only read.
        let user = library::ids::UserId(account.id.0);
        let actor = Actor { user, account: account.id, role: Role::Viewer, key: None, person: false };
        for (by, name) in [(By::File, "file"), (By::Link, "link"), (By::Look, "look")] {
            let mut offset = 0;
            loop {
                let part = library.duplicates(&actor, by, Window { limit: AT_ONCE, offset }).await?;
                if part.items.is_empty() {
                    break;
                }
                offset += part.items.len() as u64;
                for group in &part.items {
                    print(&if order.json { line(name, group) } else { words(name, group) })?;
                }
            }
        }
        Ok(())
    })
}

fn line(by: &str, group: &[Item]) -> String {
    let item = |item: &Item| {
        json!({"id": item.thing.id.to_string(), "name": item.thing.name, "kind": item.thing.kind.name(),
            "created_at": item.thing.created_at.to_rfc3339()})
    };
    format!("{}\n", json!({"by": by, "items": group.iter().map(item).collect::<Vec<_>>()}))
}

fn words(by: &str, group: &[Item]) -> String {
    let said = match by {
        "file" => "the same file",
        "link" => "the same page",
        _ => "look alike",
    };
    let rows = group.iter().map(|item| {
        let made = item.thing.created_at.format("%Y-%m-%d");
        format!("  {}  {made}  {}\n", item.thing.id, item.thing.name)
    });
    format!("{said}\n{}", rows.collect::<String>())
}
