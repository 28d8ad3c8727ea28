//! The Model Context Protocol: the library's use cases as tools, over standard input and output and over HTTP.
