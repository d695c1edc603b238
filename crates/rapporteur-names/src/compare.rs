//! How likely two names are of one and the same.
