//! When two names mean the same: by the codebook's id, else by name.

use rapporteur::CodebookFile;

/// The names of things that have no id of their own in the codebook: places and organisations.
#[derive(Default)]
pub(super) struct Aliases {
    groups: Vec<Vec<String>>,
}

impl Aliases {
    pub(super) fn of(file: &CodebookFile) -> Self {
        let places = file
            .codebook
            .places
            .iter()
            .map(|place| (&place.name, &place.aliases));
        let organisations = file
            .codebook
            .organisations
            .iter()
            .map(|thing| (&thing.name, &thing.aliases));
        let groups = places.chain(organisations).map(|(name, aliases)| {
            std::iter::once(name)
                .chain(aliases)
                .map(|name| folded(name))
                .collect()
        });
        Self {
            groups: groups.collect(),
        }
    }

    /// Whether two names are the same, or aliases of one thing.
    pub(super) fn same(&self, first: &str, second: &str) -> bool {
        let (first, second) = (folded(first), folded(second));
        let together = |group: &Vec<String>| group.contains(&first) && group.contains(&second);
        first == second || self.groups.iter().any(together)
    }
}

/// A name in lower case, without article and doubled blanks.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let words = match words.as_slice() {
        ["the" | "a" | "an", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_and_articles_make_no_difference() {
        let codebook = "[[place]]\nname = \"Salt Islands\"\naliases = [\"the archipelago\"]\n";
        let aliases = Aliases::of(&CodebookFile::parse(codebook).unwrap());
        assert!(aliases.same("The Archipelago", "Salt Islands"));
        assert!(aliases.same("the Boll office", "Boll  office"));
        assert!(!aliases.same("Great Salter", "Salt Islands"));
    }
}
