//! renderer.
