//! "Did you mean …?" for a word that is no command.

use std::path::Path;

use rapporteur::{Error, ErrorKind, nearest};

use crate::arguments;

/// Options that people type as if they were commands.
const OPTIONS: [&str; 2] = ["--help", "--version"];

/// Refuses a first word that is no file but nearly a command: it was meant as one.
///
/// # Errors
///
/// Names the command that is nearest.
pub(crate) fn refuse(word: &Path) -> Result<(), Error> {
    let Some(word) = word.to_str().filter(|word| !Path::new(word).exists()) else {
        return Ok(());
    };
    let commands = arguments::command_names();
    if commands.iter().any(|command| command == word) {
        return Ok(());
    }
    match nearest(word, commands.iter().map(String::as_str).chain(OPTIONS)) {
        Some(near) => Err(Error::new(
            ErrorKind::Input,
            format!("there is no command and no file named {word:?}"),
        )
        .with_hint(format!("did you mean `rapporteur {near}`?"))),
        None => Ok(()),
    }
}
