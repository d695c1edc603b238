//! Examples that people accepted on the record, as part of a codebook.
//!
//! A codebook with examples is a codebook of its own: the text of the file, then an `[[example]]` for
//! each. So it has its own hash, can be kept, read and written like any other, and the same file with
//! the same examples is the same codebook.

use rapporteur_core::{Codebook, Stance};

use crate::codebook::CodebookFile;

/// A phrasing of somebody who stands somewhere on a proposition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Example {
    /// The id of the proposition.
    pub(crate) proposition: String,
    /// On which side.
    pub(crate) stance: Stance,
    /// The phrasing.
    pub(crate) text: String,
}

impl CodebookFile {
    /// Returns the file that this codebook was made of: itself, where it has no examples of its own.
    pub(crate) fn bare(&self) -> &Self {
        self.base.as_deref().unwrap_or(self)
    }

    /// Makes the codebook of this one's file and these examples; those on propositions that the file
    /// does not have are left out.
    pub(crate) fn with_examples(&self, examples: &[Example]) -> Self {
        let bare = self.bare();
        let known = |example: &&Example| {
            let issues = bare.codebook.issues.iter();
            let mut propositions = issues.flat_map(|issue| &issue.propositions);
            propositions.any(|proposition| proposition.id == example.proposition)
        };
        let mut examples: Vec<&Example> = examples.iter().filter(known).collect();
        examples.sort();
        examples.dedup();
        if examples.is_empty() {
            return bare.clone();
        }
        let mut source = bare.source.trim_end().to_owned();
        source.push_str("\n\n# Accepted on the record.\n");
        for example in examples {
            source.push_str(&table(example));
        }
        // A text that its own parser refuses would be lost: then the file alone counts.
        Self::parse(&source).map_or_else(
            |_| bare.clone(),
            |made| Self {
                base: Some(Box::new(bare.clone())),
                ..made
            },
        )
    }
}

fn table(example: &Example) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let stance = match example.stance {
        Stance::Against => "against",
        Stance::Conditional => "conditional",
        Stance::For => "for",
    };
    format!(
        "\n[[example]]\nproposition = {}\nstance = {}\ntext = {}\n",
        quoted(&example.proposition),
        quoted(stance),
        quoted(&example.text)
    )
}

/// Adds an example to the phrasings of its proposition. Whoever sets a condition is for the thing
/// itself, so a conditional one stands with those in favour.
pub(crate) fn enter(codebook: &mut Codebook, example: Example) {
    let issues = codebook.issues.iter_mut();
    let mut propositions = issues.flat_map(|issue| &mut issue.propositions);
    let Some(proposition) = propositions.find(|known| known.id == example.proposition) else {
        return;
    };
    let phrasings = match example.stance {
        Stance::Against => &mut proposition.against,
        Stance::Conditional | Stance::For => &mut proposition.in_favour,
    };
    if !phrasings.contains(&example.text) {
        phrasings.push(example.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "[[issue]]\nid = \"talks\"\nname = \"Talks\"\n\n[[issue.proposition]]\n\
                        id = \"talks.resume\"\ntext = \"The talks go on.\"\nfor = [\"go on\"]\n";

    fn example(proposition: &str, stance: Stance, text: &str) -> Example {
        Example {
            proposition: proposition.to_owned(),
            stance,
            text: text.to_owned(),
        }
    }

    #[test]
    fn examples_join_the_phrasings_of_their_proposition() {
        let file = CodebookFile::parse(FILE).unwrap();
        let examples = [
            example(
                "talks.resume",
                Stance::Against,
                "“not with \"them\"\\”\nnever",
            ),
            example("talks.resume", Stance::Conditional, "once they answer"),
            example("talks.resume", Stance::For, "go on"),
            example("gone", Stance::For, "what the file does not have"),
        ];
        let made = file.with_examples(&examples);
        let proposition = &made.codebook.issues[0].propositions[0];
        assert_eq!(proposition.in_favour, ["go on", "once they answer"]);
        assert_eq!(proposition.against, ["“not with \"them\"\\”\nnever"]);
        assert_eq!(made.bare().source, FILE);
        assert_ne!(made.hash, file.hash);
    }

    #[test]
    fn the_order_of_accepting_does_not_matter() {
        let file = CodebookFile::parse(FILE).unwrap();
        let one = example("talks.resume", Stance::For, "a");
        let other = example("talks.resume", Stance::For, "b");
        let made = file.with_examples(&[one.clone(), other.clone(), one.clone()]);
        let again = made.with_examples(&[other, one]);
        assert_eq!(made.hash, again.hash);
        assert_eq!(made.with_examples(&[]).hash, file.hash);
    }
}
