//! Small documents that we make ourselves, a folder for each chapter of `docs/photoshop-support.md`, each test with one
//! question of how records become a picture. The answers are worked out in the test: from the formula's source, which it
//! names, or by hand from the rule that its name says.

mod adjustments;
mod blending;
mod colour;
mod effects;
mod layers;
mod make;
mod smart_filters;
mod smart_objects;
mod text;
