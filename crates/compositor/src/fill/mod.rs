//! Paint that needs no stored pixels: gradients and patterns.
