//! Sample templates, drawn by code.
