//! The house rules, each one function from the files of the workspace to what is wrong with them.
//!
//! `xtask/tests/tidy.rs` runs every rule of [`RULES`] as a test.

mod changelog;
mod commands;
mod crates;
mod documents;
mod glossary;
mod layout;
mod markdown;
mod models;
mod sources;
mod tree;

pub use layout::longest;
pub use tree::{Problem, Tree};

/// A rule: it names each place where it is broken, and what to do there.
pub type Rule = fn(&Tree) -> Vec<Problem>;

/// All the rules by name.
pub const RULES: [(&str, Rule); 17] = [
    (
        "crates_are_in_the_architecture",
        crates::in_the_architecture,
    ),
    (
        "crates_depend_in_one_direction",
        crates::depend_in_one_direction,
    ),
    (
        "only_the_record_speaks_sql",
        crates::only_the_record_speaks_sql,
    ),
    (
        "dependencies_are_explained",
        crates::dependencies_are_explained,
    ),
    ("documents_exist", documents::exist),
    ("documents_name_what_exists", documents::name_what_exists),
    ("labels_are_in_the_glossary", glossary::explains_every_label),
    ("model_data_has_a_source", models::name_every_file),
    (
        "the_version_is_in_the_changelog",
        changelog::has_the_version,
    ),
    (
        "files_say_what_they_are_for",
        sources::begin_with_their_purpose,
    ),
    (
        "shared_data_stays_out_of_the_program",
        sources::leave_shared_data_alone,
    ),
    ("no_machine_is_named", sources::name_no_machine),
    ("lines_are_clean", sources::have_clean_lines),
    ("long_files_give_a_reason", layout::long_files_give_a_reason),
    ("main_is_short", layout::main_is_short),
    ("no_room_where_everything_ends_up", layout::no_catch_all),
    ("commands_are_one_file_each", commands::are_one_file_each),
];
