//! Word lists that tell an article from the furniture of its web page.

/// Parts of class names and ids of page furniture, one a line; `#` begins a comment line.
pub const FURNITURE: &str = include_str!("../data/html/furniture.txt");

/// Beginnings of lines of at most 25 words that are notices of the site.
pub const NOTICES: &str = include_str!("../data/html/notices.txt");

/// Beginnings of lines of at most 12 words without a full stop that are labels of the site.
pub const LABELS: &str = include_str!("../data/html/labels.txt");
