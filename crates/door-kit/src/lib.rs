//! door-kit.
