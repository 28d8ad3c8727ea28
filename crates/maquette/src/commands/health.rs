//! `maquette healthcheck` and `maquette migrate`: small chores around a server.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::cli;
use crate::config::{self, Flags};
use crate::output::print;
use crate::{Error, Result};

/// Asks a server on this machine whether it is ready: for containers that have no other way to ask.
pub(crate) fn healthcheck(order: &cli::Healthcheck) -> Result<()> {
    let silent = |error| Error::Server(format!("{} does not answer: {error}", order.listen));
    let patience = Duration::from_secs(5);
    let mut stream = TcpStream::connect_timeout(&order.listen, patience).map_err(silent)?;
    stream.set_read_timeout(Some(patience)).map_err(silent)?;
    let request = format!("GET /readyz HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", order.listen);
    stream.write_all(request.as_bytes()).map_err(silent)?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer).map_err(silent)?;
    match answer.split(' ').nth(1) {
        Some("200") => print("ready\n"),
        _ => Err(Error::Server(format!("{} is not ready", order.listen))),
    }
}

/// Brings the database's schema up to date, without starting a server.
pub(crate) fn migrate(flags: &Flags) -> Result<()> {
    let config = config::load(flags, &[])?;
    std::fs::create_dir_all(&config.data).map_err(Error::file(&config.data))?;
    super::runtime()?.block_on(async {
        store::Store::open(&config.database()).await.map_err(Error::storage)?;
        print("the schema is up to date\n")
    })
}
