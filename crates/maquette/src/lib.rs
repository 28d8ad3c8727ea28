//! The command line: runs the server, inspects templates, renders artwork into them, verifies our pixels against
//! Photoshop's, and makes sample templates to try all that on.
//!
//! Whatever goes wrong ends in exit status 1 and one line `error: …` on standard error.

mod cli;
mod commands;
mod config;
mod cpu;
mod error;
mod json;
mod names;
mod output;
mod place;
pub mod samples;
mod server;
mod spellings;

use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
pub use error::{Error, Result};

/// Renders take and give back buffers of tens of megabytes; this allocator keeps them for the next one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs the command that the process's arguments ask for.
pub fn main() -> ExitCode {
    // A bug must end like any other failure: in one line, with nothing half-written.
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or(Err(Error::Bug));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", one_line(&error.to_string()));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    cpu::check()?;
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if !error.use_stderr() => return output::print(&error.to_string()),
        Err(error) => return Err(Error::Usage(cli::first_sentence(&error))),
    };
    match cli.command {
        Command::Inspect(order) => commands::inspect(&order),
        Command::Render(order) => commands::render(&order),
        Command::Verify(order) => commands::verify(&order),
        Command::Demo(order) => commands::demo(&order),
        Command::Serve(order) => commands::serve(&order),
        Command::Mcp(order) => commands::mcp(&order),
        Command::User(order) => commands::user(&order),
        Command::Key(order) => commands::key(&order),
        Command::Migrate(flags) => commands::migrate(&flags),
        Command::Doctor(flags) => commands::doctor(&flags),
        Command::Backup(order) => commands::backup(&order),
        Command::Restore(order) => commands::restore(&order),
        Command::Duplicates(order) => commands::duplicates(&order),
        Command::Export(order) => commands::export(&order),
        Command::Import(order) => commands::import(&order),
        Command::Healthcheck(order) => commands::healthcheck(&order),
    }
}

/// Names and messages may come from files; none may break the promise of one line.
fn one_line(message: &str) -> String {
    message.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_with_line_breaks_becomes_one_line() {
        assert_eq!(one_line("no slot \"a\n  b\"\r\n\n\u{1b}[1mthere"), "no slot \"a b\" [1mthere");
    }
}
