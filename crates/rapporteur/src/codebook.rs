//! The codebook file: from TOML to the [`Codebook`] that a reader is given.
//!
//! Every mistake in it is a [`CodebookProblem`] with the bytes it is about, so that a face can show
//! the line; all mistakes are told at once, not one after the other.

mod cast;
mod draft;
mod drafting;
mod evidence;
mod groups;
mod lexicon;
mod parties;
mod reports;
mod suggest;
mod typical;
mod write;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use rapporteur_core::{
    Codebook, Edtf, Issue, Organisation, Party, PartyRole, Person, Place, Process, Proposition,
    Role, Stance,
};
use serde::Deserialize;
use toml::Spanned;

use crate::examples::{self, Example};
pub use drafting::{CodebookDraft, draft_codebook};
pub use suggest::{GroupExample, PartyShare, StatementGroup};

pub(crate) use drafting::{Source, drafted};
pub(crate) use suggest::{Bearers, Unplaced, grouped};

/// How many statements are compared with each other at most: time grows with its square.
pub(crate) const MOST_COMPARED: usize = 3_000;

/// A codebook with the text it was read from.
#[derive(Debug, Clone)]
pub struct CodebookFile {
    /// What it says.
    pub codebook: Codebook,
    /// The text of the file.
    pub source: String,
    /// The BLAKE3 hash of the text, in hexadecimal.
    pub hash: String,
    /// The file that this codebook was made of by adding examples; `None` for a file itself.
    pub base: Option<Box<Self>>,
}

/// A mistake in a codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookProblem {
    /// What is wrong, in lower case.
    pub message: String,
    /// The bytes of the file it is about.
    pub span: Range<usize>,
    /// What to do about it, if there is something to say.
    pub advice: Option<String>,
}

impl CodebookProblem {
    /// Returns line and column of the mistake in the codebook's text, both counted from 1, the
    /// column in code points.
    #[must_use]
    pub fn position(&self, source: &str) -> (usize, usize) {
        let before = source.get(..self.span.start).unwrap_or(source);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        (before.matches('\n').count() + 1, column + 1)
    }
}

/// The codebook for peace talks in general, parsed when it is first used.
#[expect(
    clippy::expect_used,
    reason = "the codebook is embedded, and a test parses it"
)]
static PEACE_TALKS: LazyLock<CodebookFile> = LazyLock::new(|| {
    CodebookFile::parse(rapporteur_models::codebook::PEACE_TALKS)
        .expect("the embedded codebook has no mistakes")
});

impl CodebookFile {
    /// Returns the ids of its parties, in the order of the file.
    #[must_use]
    pub fn party_ids(&self) -> Vec<String> {
        let parties = self.codebook.parties.iter();
        parties.map(|party| party.id.clone()).collect()
    }

    /// Returns the codebook for peace talks in general, for who brings none: issues and
    /// propositions, with PA-X codes, and no parties or people.
    ///
    /// # Example
    ///
    /// ```
    /// use rapporteur::CodebookFile;
    ///
    /// let general = CodebookFile::peace_talks();
    /// assert!(general.codebook.issues.iter().any(|issue| issue.id == "ceasefire"));
    /// assert!(general.codebook.parties.is_empty());
    /// ```
    #[must_use]
    pub fn peace_talks() -> Self {
        PEACE_TALKS.clone()
    }

    /// Reads a codebook.
    ///
    /// # Errors
    ///
    /// Every mistake found: TOML that does not parse (then only that), an unknown field, an id given
    /// twice, a party that is not in the list, a date that is none.
    ///
    /// # Example
    ///
    /// ```
    /// use rapporteur::CodebookFile;
    ///
    /// let text = "[[party]]\nid = \"valdria\"\nname = \"Valdria\"\n\n\
    ///             [[person]]\nid = \"ilva-maren\"\nname = \"Ilva Maren\"\nparty = \"valdira\"\n";
    /// let problems = CodebookFile::parse(text).expect_err("no such party");
    /// assert_eq!(problems[0].message, "there is no party \"valdira\"");
    /// assert_eq!(problems[0].position(text), (8, 9));
    /// ```
    pub fn parse(source: &str) -> Result<Self, Vec<CodebookProblem>> {
        let source = source.trim_start_matches('\u{FEFF}');
        let raw: raw::Codebook = toml::from_str(source).map_err(|error| {
            vec![CodebookProblem {
                message: error.message().trim().to_owned(),
                span: error.span().unwrap_or(0..0),
                advice: None,
            }]
        })?;
        let mut checks = Checks::default();
        let codebook = checks.codebook(raw);
        if !checks.problems.is_empty() {
            checks.problems.sort_by_key(|problem| problem.span.start);
            return Err(checks.problems);
        }
        Ok(Self {
            codebook,
            source: source.to_owned(),
            hash: blake3::hash(source.as_bytes()).to_hex().to_string(),
            base: None,
        })
    }
}

/// The mistakes found so far, and what has to be known to find more.
#[derive(Default)]
struct Checks {
    problems: Vec<CodebookProblem>,
    parties: Vec<String>,
}

impl Checks {
    fn problem(&mut self, span: Range<usize>, message: String, advice: Option<String>) {
        self.problems.push(CodebookProblem {
            message,
            span,
            advice,
        });
    }

    fn codebook(&mut self, raw: raw::Codebook) -> Codebook {
        self.unique("party", raw.party.iter().map(|party| &party.id));
        self.unique("person", raw.person.iter().map(|person| &person.id));
        self.unique("issue", raw.issue.iter().map(|issue| &issue.id));
        let propositions = raw.issue.iter().flat_map(|issue| &issue.proposition);
        self.unique(
            "proposition",
            propositions.map(|proposition| &proposition.id),
        );
        self.parties = raw
            .party
            .iter()
            .map(|party| party.id.get_ref().clone())
            .collect();
        let examples: Vec<Example> = raw
            .example
            .into_iter()
            .map(|example| Example {
                text: self.filled("the text of an example", &example.text),
                proposition: self.known_proposition(&raw.issue, example.proposition),
                stance: example.stance,
            })
            .collect();
        let mut codebook = Codebook {
            process: Process {
                id: raw.process.id,
                name: raw.process.name,
            },
            parties: raw
                .party
                .into_iter()
                .map(|party| self.party(party))
                .collect(),
            people: raw
                .person
                .into_iter()
                .map(|person| self.person(person))
                .collect(),
            places: raw
                .place
                .into_iter()
                .map(|place| self.place(place))
                .collect(),
            organisations: raw
                .organisation
                .into_iter()
                .map(|organisation| self.organisation(organisation))
                .collect(),
            issues: raw
                .issue
                .into_iter()
                .map(|issue| self.issue(issue))
                .collect(),
        };
        for example in examples {
            examples::enter(&mut codebook, example);
        }
        codebook
    }

    fn known_proposition(&mut self, issues: &[raw::Issue], id: Spanned<String>) -> String {
        let propositions = issues.iter().flat_map(|issue| &issue.proposition);
        let mut ids = propositions.map(|proposition| proposition.id.get_ref().as_str());
        if !ids.clone().any(|known| known == id.get_ref()) {
            let near = crate::nearest(id.get_ref(), &mut ids);
            let advice = near.map(|near| format!("did you mean {near:?}?"));
            self.problem(
                id.span(),
                format!("there is no proposition {:?}", id.get_ref()),
                advice,
            );
        }
        id.into_inner()
    }

    fn unique<'a>(&mut self, what: &str, ids: impl Iterator<Item = &'a Spanned<String>>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            self.filled(&format!("the id of a {what}"), id);
            if !seen.insert(id.get_ref()) {
                self.problem(
                    id.span(),
                    format!("the {what} {:?} is here twice", id.get_ref()),
                    Some("give one of them another id".to_owned()),
                );
            }
        }
    }

    /// Checks that a text is not blank, and takes it out of its span.
    fn filled(&mut self, what: &str, text: &Spanned<String>) -> String {
        if text.get_ref().trim().is_empty() {
            self.problem(text.span(), format!("{what} is empty"), None);
        }
        text.get_ref().clone()
    }

    fn known_party(&mut self, party: Option<Spanned<String>>) -> Option<String> {
        let party = party?;
        if !self.parties.contains(party.get_ref()) {
            let near = crate::nearest(party.get_ref(), self.parties.iter().map(String::as_str));
            let advice = near.map(|near| format!("did you mean {near:?}?"));
            self.problem(
                party.span(),
                format!("there is no party {:?}", party.get_ref()),
                advice.or_else(|| Some("add a [[party]] with this id".to_owned())),
            );
        }
        Some(party.into_inner())
    }

    fn date(&mut self, date: Option<Spanned<String>>) -> Option<Edtf> {
        let date = date?;
        let edtf = Edtf::parse(date.get_ref());
        if edtf.is_none() {
            self.problem(
                date.span(),
                format!("{:?} is no date", date.get_ref()),
                Some("write YYYY-MM-DD, YYYY-MM or YYYY".to_owned()),
            );
        }
        edtf
    }

    fn aliases(&mut self, aliases: Vec<Spanned<String>>) -> Vec<String> {
        aliases
            .iter()
            .map(|alias| self.filled("an alias", alias))
            .collect()
    }

    fn party(&mut self, raw: raw::Party) -> Party {
        Party {
            name: self.filled("the name of a party", &raw.name),
            aliases: self.aliases(raw.aliases),
            id: raw.id.into_inner(),
            role: raw.role,
        }
    }

    fn person(&mut self, raw: raw::Person) -> Person {
        Person {
            name: self.filled("the name of a person", &raw.name),
            aliases: self.aliases(raw.aliases),
            id: raw.id.into_inner(),
            party: self.known_party(raw.party),
            roles: raw.roles.into_iter().map(|role| self.role(role)).collect(),
        }
    }

    fn role(&mut self, raw: raw::Role) -> Role {
        let ends = raw.to.as_ref().map(Spanned::span);
        let role = Role {
            title: self.filled("the title of a role", &raw.title),
            from: self.date(raw.from),
            to: self.date(raw.to),
        };
        if let (Some(from), Some(to), Some(span)) = (&role.from, &role.to, ends)
            && from.first_day() > to.last_day()
        {
            self.problem(
                span,
                format!("the role ends before it begins, in {from}"),
                None,
            );
        }
        role
    }

    fn place(&mut self, raw: raw::Place) -> Place {
        Place {
            name: self.filled("the name of a place", &raw.name),
            aliases: self.aliases(raw.aliases),
            kind: raw.kind,
        }
    }

    fn organisation(&mut self, raw: raw::Organisation) -> Organisation {
        Organisation {
            name: self.filled("the name of an organisation", &raw.name),
            aliases: self.aliases(raw.aliases),
            party: self.known_party(raw.party),
            kind: raw.kind,
        }
    }

    fn issue(&mut self, raw: raw::Issue) -> Issue {
        Issue {
            name: self.filled("the name of an issue", &raw.name),
            id: raw.id.into_inner(),
            pax: raw.pax,
            propositions: raw
                .proposition
                .into_iter()
                .map(|proposition| Proposition {
                    text: self.filled("the text of a proposition", &proposition.text),
                    id: proposition.id.into_inner(),
                    in_favour: proposition.in_favour,
                    against: proposition.against,
                })
                .collect(),
        }
    }
}

/// The file as TOML has it, with the place of everything that is checked.
mod raw {
    use super::{Deserialize, PartyRole, Spanned, Stance};

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Codebook {
        #[serde(default)]
        pub(super) process: Process,
        #[serde(default)]
        pub(super) party: Vec<Party>,
        #[serde(default)]
        pub(super) person: Vec<Person>,
        #[serde(default)]
        pub(super) place: Vec<Place>,
        #[serde(default)]
        pub(super) organisation: Vec<Organisation>,
        #[serde(default)]
        pub(super) issue: Vec<Issue>,
        #[serde(default)]
        pub(super) example: Vec<Example>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Example {
        pub(super) proposition: Spanned<String>,
        pub(super) stance: Stance,
        pub(super) text: Spanned<String>,
    }

    #[derive(Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Process {
        pub(super) id: Option<String>,
        pub(super) name: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Party {
        pub(super) id: Spanned<String>,
        pub(super) name: Spanned<String>,
        #[serde(default)]
        pub(super) role: PartyRole,
        #[serde(default)]
        pub(super) aliases: Vec<Spanned<String>>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Person {
        pub(super) id: Spanned<String>,
        pub(super) name: Spanned<String>,
        pub(super) party: Option<Spanned<String>>,
        #[serde(default)]
        pub(super) aliases: Vec<Spanned<String>>,
        #[serde(default)]
        pub(super) roles: Vec<Role>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Role {
        pub(super) title: Spanned<String>,
        pub(super) from: Option<Spanned<String>>,
        pub(super) to: Option<Spanned<String>>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Place {
        pub(super) name: Spanned<String>,
        pub(super) kind: Option<String>,
        #[serde(default)]
        pub(super) aliases: Vec<Spanned<String>>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Organisation {
        pub(super) name: Spanned<String>,
        pub(super) kind: Option<String>,
        pub(super) party: Option<Spanned<String>>,
        #[serde(default)]
        pub(super) aliases: Vec<Spanned<String>>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Issue {
        pub(super) id: Spanned<String>,
        pub(super) name: Spanned<String>,
        #[serde(default)]
        pub(super) pax: Vec<String>,
        #[serde(default)]
        pub(super) proposition: Vec<Proposition>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Proposition {
        pub(super) id: Spanned<String>,
        pub(super) text: Spanned<String>,
        #[serde(default, rename = "for")]
        pub(super) in_favour: Vec<String>,
        #[serde(default)]
        pub(super) against: Vec<String>,
    }
}

#[cfg(test)]
mod tests {
    use super::CodebookFile;

    #[test]
    fn the_general_codebook_has_phrasings_for_both_sides() {
        // That its ids are unique was checked when it was parsed.
        let codebook = CodebookFile::peace_talks().codebook;
        assert!(codebook.people.is_empty() && codebook.places.is_empty());
        for issue in &codebook.issues {
            assert!(!issue.propositions.is_empty(), "{}", issue.id);
            for proposition in &issue.propositions {
                let both = [&proposition.in_favour, &proposition.against];
                let filled =
                    both.map(|all| !all.is_empty() && all.iter().all(|one| !one.is_empty()));
                assert_eq!(filled, [true, true], "{}", proposition.id);
                assert!(proposition.id.starts_with(&issue.id), "{}", proposition.id);
            }
        }
    }
}
