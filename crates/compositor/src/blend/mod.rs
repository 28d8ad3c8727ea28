//! The blend modes: pure functions of backdrop and source.

mod mode;

pub use mode::BlendMode;
