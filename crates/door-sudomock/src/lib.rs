//! door-sudomock.
