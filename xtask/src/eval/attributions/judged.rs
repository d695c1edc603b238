//! An article of any set, brought to attributions and scored.

use std::path::Path;

use super::super::aliases::Aliases;
use super::super::articles::{Case, Set};
use super::super::key::{self, Statements};
use super::super::paired::Paired;
use super::brat;
use super::letters::Letters;
use super::reporting::ReportingWords;
use super::roles::Attribution;
use super::score::{Scored, score};
use crate::Failure;

/// An article's attributions with their scores.
pub(super) struct Judged {
    pub(super) letters: Letters,
    pub(super) gold: Vec<Attribution>,
    pub(super) read: Vec<Read>,
    pub(super) scored: Scored,
    /// Speaker, kind, basis and act, where the key has them.
    pub(super) paired: Option<Paired>,
}

/// An attribution that was read.
pub(super) struct Read {
    pub(super) id: String,
    pub(super) attribution: Attribution,
    pub(super) confidence: Option<f64>,
}

impl Judged {
    /// Scores the reading of an article; statements within others count like others.
    pub(super) fn of(
        case: &Case,
        aliases: &Aliases,
        reporting: &ReportingWords,
    ) -> Result<Self, Failure> {
        let letters = Letters::new(case.characters.clone());
        let (file, gold, paired) = match case.set {
            Set::PolnearDev => {
                let file = brat::file_of(&case.file, case.key_folder())?;
                let gold = brat::read(&file)?;
                (file, gold, None)
            }
            Set::Example | Set::Seeds => {
                let file = case.key("statements");
                let key: Statements = key::read(&file)?;
                let gold = key.statements.iter().map(Attribution::of).collect();
                (file, gold, Some(Paired::of(case, aliases)?))
            }
        };
        let gold = (gold.iter().map(|gold| cleaned(gold, &letters, &file)))
            .filter(|gold| gold.as_ref().map_or(true, |gold| !gold.is_empty()))
            .collect::<Result<Vec<_>, _>>()?;
        let mut read = Vec::new();
        for statement in &case.reading.statements {
            let attribution =
                cleaned(&Attribution::of(statement), &letters, Path::new(&case.file))?;
            if !attribution.is_empty() {
                read.push(Read {
                    id: statement.id.clone(),
                    attribution,
                    confidence: statement.confidence,
                });
            }
        }
        let predicted: Vec<Attribution> =
            read.iter().map(|read| read.attribution.clone()).collect();
        Ok(Self {
            scored: score(&letters, reporting, &gold, &predicted),
            letters,
            gold,
            read,
            paired,
        })
    }
}

fn cleaned(
    attribution: &Attribution,
    letters: &Letters,
    file: &Path,
) -> Result<Attribution, Failure> {
    let outside = || Failure::content(file, "a stretch lies outside the text");
    attribution.cleaned(letters).ok_or_else(outside)
}
