//! door-studio.
