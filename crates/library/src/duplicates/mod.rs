//! Duplicates: an account's things that are the same but for their names - of one file, or links to one page - and
//! pictures that look alike. A report: nothing is changed by it.

mod alike;
mod cases;
mod port;

pub use alike::MOST_APART;
pub use cases::By;
pub use port::{Look, Read, Same, Write};
