//! The Dynamic Mockups door: that service's HTTP words, translated to and from the library's.
