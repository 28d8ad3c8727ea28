//! The command from outside: arguments in; files, lines and exit status out.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod companions;
mod hostile;
mod inspect;
mod render;
mod support;
mod usage;
mod verify;
