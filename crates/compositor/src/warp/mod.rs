//! Placing a slot's content on the canvas through mesh and quad.
