//! `maquette user`: people, from the server's own machine.

use std::io::{BufRead, IsTerminal, Write};

use library::users::{NewUser, User};
use serde_json::json;

use crate::cli::{UserCommand, UserOrder};
use crate::output::print;
use crate::{Error, Result, config, server};

/// Creates, lists, or resets a password.
pub(crate) fn user(order: &UserOrder) -> Result<()> {
    let config = config::load(&order.flags, &[])?;
    super::runtime()?.block_on(async {
        let node = server::node(&config).await?;
        match &order.command {
            UserCommand::Create { name, email, json } => {
                let password = password()?;
                let new = NewUser { name: name.clone(), email: email.clone(), password };
                let (user, _) = node.library.create_user(new).await?;
                show(&[user], *json)
            }
            UserCommand::List { json } => show(&node.library.users().await?, *json),
            UserCommand::ResetPassword { name } => {
                let password = password()?
                    .ok_or_else(|| Error::Usage("the new password is read from standard input".to_owned()))?;
                let user = node.library.reset_password(name, password).await?;
                print(&format!("{} can sign in with the new password\n", user.name))
            }
        }
    })
}

/// A password from standard input, so that it is in no list of processes; nothing for none.
fn password() -> Result<Option<String>> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprint!("password (it is shown; leave empty for none): ");
        std::io::stderr().flush()?;
    }
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()).filter(|password| !password.is_empty()))
}

fn show(users: &[User], json: bool) -> Result<()> {
    let mut words = String::new();
    for User { id, serial, name, email, created_at, password } in users {
        if json {
            let value = json!({"id": id.to_string(), "serial": serial, "name": name, "email": email,
                "has_password": password.is_some(), "created_at": created_at.to_rfc3339()});
            words.push_str(&value.to_string());
            words.push('\n');
        } else {
            let line = format!("{name}\t{}\t{}\n", email.as_deref().unwrap_or("-"), created_at.format("%Y-%m-%d"));
            words.push_str(&line);
        }
    }
    print(&words)
}
