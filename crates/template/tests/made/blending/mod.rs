//! Blending: what each mode makes of two samples, and what opacity, fill and type change about it.

mod dissolve;
mod fill_opacity;
mod modes;
mod type_gamma;
mod whole_colours;
