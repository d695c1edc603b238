//! Which articles are copies of each other: word for word, cut, or rewritten.
//!
//! A text becomes a [`Fingerprint`] of two bytes a word, in which case, punctuation, quotation marks,
//! accents and web addresses do not show. [`Likeness`] compares two of them exactly, [`Copies`] finds
//! the few that are worth comparing among a hundred thousand, and [`groups`] says which articles are
//! one and whose they were first.
//!
//! It does not know what an article is besides its words: not its language, not its publisher, and
//! not what of it is a menu. It does no input or output, never fails, and the groups do not depend
//! on the order in which articles come.
//!
//! ```
//! use rapporteur_copies::{Copies, CopyKind, Fingerprint};
//!
//! let wire = "Valdria and Kestoria met on Wednesday for a first round of talks on the Salt Islands, \
//!             five months after Kestorian marines landed on the archipelago, and parted after six \
//!             hours without agreeing on anything except to meet again.";
//! let carried = format!("FIRST ROUND\n{}\nSubscribe to our letter!", wire.to_uppercase());
//!
//! let mut copies = Copies::default();
//! assert!(copies.add(Fingerprint::of(wire)).is_empty());
//! let found = copies.add(Fingerprint::of(&carried));
//! assert_eq!(found[0].article, 0);
//! assert_eq!(found[0].kind, CopyKind::Verbatim);
//! ```

mod fingerprint;
mod group;
mod index;
mod likeness;
mod postings;
mod runs;
mod shingles;
mod words;

pub use fingerprint::Fingerprint;
pub use group::{Group, Link, Member, groups};
pub use index::{Copies, FoundCopy, MOST_BEARERS, candidates};
pub use likeness::{CopyKind, Likeness};
