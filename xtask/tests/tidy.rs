//! The house rules, each a test.

// A broken rule fails its test.
#![allow(clippy::panic)]

use xtask::tidy::{RULES, Tree, longest};

fn tree() -> Tree {
    match Tree::open(&xtask::root()) {
        Ok(tree) => tree,
        Err(failure) => panic!("{failure}"),
    }
}

fn check(name: &str) {
    let rules = RULES.iter().filter(|(known, _)| *known == name);
    let problems = rules.flat_map(|(_, rule)| rule(&tree()));
    let problems: Vec<String> = problems.map(|problem| problem.to_string()).collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

macro_rules! rules {
    ($($name:ident)+) => {
        $(#[test] fn $name() { check(stringify!($name)); })+

        #[test]
        fn every_rule_is_a_test() {
            let tests = [$(stringify!($name)),+];
            let rules = RULES.map(|(name, _)| name);
            assert_eq!(tests.as_slice(), rules.as_slice());
        }
    };
}

rules! {
    crates_are_in_the_architecture
    crates_depend_in_one_direction
    only_the_record_speaks_sql
    dependencies_are_explained
    documents_exist
    documents_name_what_exists
    labels_are_in_the_glossary
    model_data_has_a_source
    the_version_is_in_the_changelog
    files_say_what_they_are_for
    shared_data_stays_out_of_the_program
    no_machine_is_named
    lines_are_clean
    long_files_give_a_reason
    main_is_short
    no_room_where_everything_ends_up
    commands_are_one_file_each
}

#[test]
fn the_longest_files_are_shown() {
    let tree = tree();
    for (lines, file) in longest(&tree) {
        println!("{lines:>5} {file}");
    }
}
