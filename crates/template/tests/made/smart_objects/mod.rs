//! Smart objects: where their content lies.

mod cylinder;
