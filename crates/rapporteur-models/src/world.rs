//! What the world is called: countries, capitals, seats of government, places.
//!
//! `data/world/ATTRIBUTION.md` says where the names are from; `training/world` makes the table.

/// The version of the table; a reading names it in its provenance.
pub const VERSION: &str = "2026.11";

/// The table of names, as `rapporteur-names` reads it.
pub const TABLE: &[u8] = include_bytes!("../data/world/world.bin");

/// Sources and licences of the names, which have to go where the table goes.
pub const ATTRIBUTION: &str = include_str!("../data/world/ATTRIBUTION.md");
