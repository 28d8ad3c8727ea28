//! The command from outside: arguments in; files, lines and exit status out.

mod hostile;
mod inspect;
mod render;
mod support;
mod usage;
mod verify;
