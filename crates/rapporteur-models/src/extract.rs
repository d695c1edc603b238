//! Word lists for the first reading of English: who speaks, with which words, and when.
//!
//! *What it finds*: each list says in its first lines what its columns are. *Why it matters*: the
//! rules that use them hold no words of their own, so that a list can be mended without touching
//! code. *Known mistakes*: the lists are closed; a reporting verb that is missing here reports
//! nothing. They were written for this project, under its own licence.

/// The version of the lists together; a reading names it in its provenance.
pub const VERSION: &str = "1";

/// Verbs that report what someone said or wants, with their forms.
pub const VERBS: &str = include_str!("../data/extract/verbs.tsv");

/// Adjectives that report an attitude after a form of "be".
pub const ADJECTIVES: &str = include_str!("../data/extract/adjectives.tsv");

/// Nouns that report what their owner said or wants.
pub const NOUNS: &str = include_str!("../data/extract/nouns.tsv");

/// Nouns of "in his words" and "in her view".
pub const OPINIONS: &str = include_str!("../data/extract/opinions.txt");

/// Closed classes of English words.
pub const WORDS: &str = include_str!("../data/extract/words.tsv");

/// Common nouns for those who speak.
pub const SPEAKERS: &str = include_str!("../data/extract/speakers.tsv");

/// Head nouns of the names of organisations.
pub const ORGANISATIONS: &str = include_str!("../data/extract/organisations.txt");

/// Words of office and titles before names.
pub const ROLES: &str = include_str!("../data/extract/roles.tsv");

/// Endings that make an adjective of a country's name.
pub const DEMONYMS: &str = include_str!("../data/extract/demonyms.txt");

/// Lower-case words inside a person's name.
pub const PARTICLES: &str = include_str!("../data/extract/particles.txt");

/// Months, weekdays, units, number words and other words of dates.
pub const CALENDAR: &str = include_str!("../data/extract/calendar.tsv");

/// Patterns of dates, and what they mean.
pub const TIMES: &str = include_str!("../data/extract/times.tsv");

/// Rules by which a plain statement's words tell what it does.
pub const ACTS: &str = include_str!("../data/extract/acts.tsv");

/// How a statement ties what is wanted or granted to a condition.
pub const CONDITIONS: &str = include_str!("../data/extract/conditions.tsv");

/// How much each measure counts when a position is decided.
pub const POSITIONS: &str = include_str!("../data/extract/positions.tsv");

/// What each act is in CAMEO and PLOVER.
pub const ACTS_CAMEO: &str = include_str!("../data/extract/acts-cameo.tsv");

/// Which words tell an event, with its PLOVER type and mode, and how far it has got.
pub const EVENTS: &str = include_str!("../data/extract/events.tsv");
