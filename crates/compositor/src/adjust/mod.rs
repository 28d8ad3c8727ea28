//! Adjustments: pure functions from a colour to a colour.
