//! How one statement that was told twice is known again.
//!
//! *What it finds*: two wordings of one utterance, such as two translations. *Why it matters*: what one
//! man said once should not count twice, and where outlets word it differently a reader wants to see
//! both. *Example*: "Not one soldier leaves" and "No soldier is going to abandon". *Known mistakes*: an
//! idiom put into another idiom shares hardly a word.

/// The version of the lists together.
pub const VERSION: &str = "1";

/// Words that tell nothing, deny, count or name days.
pub const WORDS: &str = include_str!("../data/utterances/words.tsv");

/// How much each measure of two wordings counts.
pub const WEIGHTS: &str = include_str!("../data/utterances/weights.tsv");
