//! Colour: what samples of each mode and depth become on export.

mod depths;
mod flat_modes;
mod modes;
mod profiles;
