//! Holds the reference page against the program's own help.

use std::path::Path;

#[test]
fn the_reference_page_is_up_to_date() {
    let program = Path::new(env!("CARGO_BIN_EXE_rapporteur"));
    let checked = xtask::docs(Some(program), true);
    assert!(
        checked.is_ok(),
        "{}: run `cargo xtask docs`",
        checked.unwrap_err()
    );
}
