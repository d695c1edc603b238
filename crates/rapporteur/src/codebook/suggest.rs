//! Statements that fit no proposition, put together into groups worth a new one.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::Codebook;
use rapporteur_record::name_key;
use rapporteur_stance::{SentenceVector, SentenceVectors};
use serde::Serialize;

use super::groups::{Cluster, clusters};
use super::lexicon::LEXICON;
use super::typical::{WordCounts, content_words};
use super::write::{block, quoted};
use crate::entities::slug;

/// How alike a statement and a phrasing of a proposition must be for it to be about that.
///
/// Of the 2,020 invented statements of `training/positions/processes`, 689 are as alike to a
/// proposition of their own process, and for 66 % of these it is one that they take a position on;
/// 78 % take some.
pub(super) const ABOUT: f32 = 0.5;

/// How many different wordings a group has at least.
const LEAST: usize = 3;

/// How many words a statement has at least besides function words: shorter ones are about anything.
const WORDS: usize = 3;

/// How many groups are told of at most.
const MOST: usize = 20;

/// How many statements of a group are shown.
const EXAMPLES: usize = 3;

/// How many words of a group are shown.
const TYPICAL: usize = 6;

/// A statement without a position.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unplaced {
    /// The article it stands in: its number on a record, else its file.
    pub(crate) article: String,
    /// Its id in the article.
    pub(crate) statement: String,
    /// Who speaks.
    pub(crate) speaker: Option<String>,
    /// The id of the party.
    pub(crate) party: Option<String>,
    /// The outlet.
    pub(crate) publisher: Option<String>,
    /// The day it is ordered by, `YYYY-MM-DD`.
    pub(crate) day: Option<String>,
    /// What was said.
    pub(crate) content: String,
}

/// Statements that may be worth a proposition of their own.
#[derive(Debug, Clone, Serialize)]
pub struct StatementGroup {
    /// How many statements.
    pub statements: usize,
    /// How many different wordings.
    pub wordings: usize,
    /// Whose they are, with how many; null stands for parties unknown.
    pub parties: Vec<PartyShare>,
    /// The day of the earliest, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// The day of the latest.
    pub latest: Option<String>,
    /// How many publishers had one of the wordings first.
    pub publishers: usize,
    /// Words that are typical of them beside all other statements.
    pub words: Vec<String>,
    /// Those closest to what they have in common, of different speakers and articles.
    pub examples: Vec<GroupExample>,
    /// A draft of an issue with a proposition, in TOML.
    pub draft: String,
}

/// How many statements of a group a party has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartyShare {
    /// The id of the party.
    pub party: Option<String>,
    /// How many.
    pub statements: usize,
}

/// A statement of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupExample {
    /// The number of its article on the record, else the file.
    pub article: String,
    /// Its id in the article.
    pub statement: String,
    /// Who speaks.
    pub speaker: Option<String>,
    /// The id of the party.
    pub party: Option<String>,
    /// The day, `YYYY-MM-DD`.
    pub day: Option<String>,
    /// What was said.
    pub content: String,
}

/// What came of looking for groups.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grouped {
    /// How many statements are about a proposition of the codebook, though they take no position.
    pub(crate) about: usize,
    /// The groups, the largest first.
    pub(crate) groups: Vec<StatementGroup>,
}

/// One wording with all statements that have it.
struct Wording<'a> {
    told: Vec<&'a Unplaced>,
    /// The words without names of parties and people.
    topic: String,
    vector: SentenceVector,
}

/// The words of the names of parties and people: who is spoken of is not what is spoken about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bearers {
    parties: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Bearers {
    /// Takes names of parties.
    pub(crate) fn of<'a>(parties: impl Iterator<Item = &'a str>) -> Self {
        let parties: BTreeSet<String> = parties.map(name_key).collect();
        let words = parties.iter().flat_map(|name| name.split(' '));
        Self {
            words: words.map(str::to_owned).collect(),
            parties,
        }
    }

    /// Takes names of people.
    pub(crate) fn add_people<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        for name in names {
            let words = name.split_whitespace();
            let own = words.filter(|word| word.starts_with(char::is_uppercase));
            let own = own.filter(|word| !LEXICON.part(word));
            self.words.extend(own.map(name_key));
        }
    }

    fn add_speakers(&mut self, statements: &[Unplaced]) {
        self.add_people(statements.iter().filter_map(|one| one.speaker.as_deref()));
    }

    /// Returns a text without these names and their adjectives.
    fn taken_out(&self, text: &str) -> String {
        let names = |word: &&str| {
            let bare = word.trim_matches(|character: char| !character.is_alphanumeric());
            let bare = bare
                .strip_suffix("'s")
                .or_else(|| bare.strip_suffix("’s"))
                .unwrap_or(bare);
            let key = name_key(bare);
            let capital = bare.starts_with(char::is_uppercase);
            let adjective = || {
                self.parties
                    .iter()
                    .any(|party| LEXICON.adjective_of(&key, party))
            };
            !(capital && (self.words.contains(&key) || adjective()))
        };
        text.split_whitespace()
            .filter(names)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Puts statements together that no proposition of the codebook is about. Statements with the same
/// words count once among wordings; whose article came first is their publisher.
pub(crate) fn grouped(
    statements: &[Unplaced],
    codebook: Option<&Codebook>,
    mut bearers: Bearers,
    vectors: &SentenceVectors,
) -> Grouped {
    bearers.add_speakers(statements);
    let known = Phrasings::of(codebook, vectors);
    let mut by_words: BTreeMap<String, Vec<&Unplaced>> = BTreeMap::new();
    for one in statements {
        if content_words(&one.content).count() >= WORDS {
            let words = name_key(&one.content);
            by_words.entry(words).or_default().push(one);
        }
    }
    let mut all = WordCounts::default();
    let mut about = 0;
    let mut wordings = Vec::new();
    for mut told in by_words.into_values() {
        told.sort_by_key(|one| (one.day.is_none(), &one.day, &one.article, &one.statement));
        let Some(first) = told.first() else { continue };
        let vector = vectors.read(&first.content);
        if known.nearest(&vector).is_some() {
            about += told.len();
            continue;
        }
        let topic = bearers.taken_out(&first.content);
        all.add(&topic);
        let vector = vectors.read(&topic);
        wordings.push(Wording {
            told,
            topic,
            vector,
        });
    }
    wordings.sort_by(|one, other| one.order().cmp(&other.order()));
    let found: Vec<&SentenceVector> = wordings.iter().map(|wording| &wording.vector).collect();
    let mut ids = known.ids;
    let groups = clusters(&found)
        .iter()
        .filter(|cluster| cluster.members.len() >= LEAST)
        .take(MOST)
        .map(|cluster| group(cluster, &wordings, &all, &mut ids))
        .collect();
    Grouped { about, groups }
}

impl Wording<'_> {
    fn order(&self) -> Option<(bool, &Option<String>, &String, &String)> {
        let first = self.told.first()?;
        Some((
            first.day.is_none(),
            &first.day,
            &first.article,
            &first.statement,
        ))
    }
}

/// The phrasings of a codebook's propositions.
pub(super) struct Phrasings {
    vectors: Vec<(usize, usize, SentenceVector)>,
    ids: BTreeSet<String>,
}

impl Phrasings {
    pub(super) fn of(codebook: Option<&Codebook>, vectors: &SentenceVectors) -> Self {
        let mut found = Vec::new();
        let mut ids = BTreeSet::new();
        let issues = codebook.map_or(&[][..], |codebook| &codebook.issues);
        for (issue, at) in issues.iter().zip(0..) {
            ids.insert(issue.id.clone());
            for (proposition, place) in issue.propositions.iter().zip(0..) {
                ids.insert(proposition.id.clone());
                let phrasings = proposition.in_favour.iter().chain(&proposition.against);
                for text in std::iter::once(&proposition.text).chain(phrasings) {
                    found.push((at, place, vectors.read(text)));
                }
            }
        }
        Self {
            vectors: found,
            ids,
        }
    }

    /// Finds issue and proposition that a statement is about, by their places; of equals the first.
    pub(super) fn nearest(&self, vector: &SentenceVector) -> Option<(usize, usize)> {
        let mut best: Option<(f32, (usize, usize))> = None;
        for (issue, proposition, phrasing) in &self.vectors {
            let likeness = vector.likeness(phrasing);
            if likeness >= ABOUT && best.is_none_or(|(most, _)| likeness > most) {
                best = Some((likeness, (*issue, *proposition)));
            }
        }
        best.map(|(_, place)| place)
    }
}

fn group(
    cluster: &Cluster,
    wordings: &[Wording<'_>],
    all: &WordCounts,
    ids: &mut BTreeSet<String>,
) -> StatementGroup {
    let members: Vec<&Wording<'_>> = cluster
        .members
        .iter()
        .filter_map(|place| wordings.get(*place))
        .collect();
    let mut counts = WordCounts::default();
    let mut parties: BTreeMap<Option<&String>, usize> = BTreeMap::new();
    let mut publishers = BTreeSet::new();
    let (mut first, mut latest) = (None, None);
    for wording in &members {
        if let Some(one) = wording.told.first() {
            counts.add(&wording.topic);
            publishers.insert(&one.publisher);
        }
        for one in &wording.told {
            *parties.entry(one.party.as_ref()).or_default() += 1;
            first = first.into_iter().chain(one.day.clone()).min();
            latest = latest.into_iter().chain(one.day.clone()).max();
        }
    }
    let mut parties: Vec<PartyShare> = parties
        .into_iter()
        .map(|(party, statements)| PartyShare {
            party: party.cloned(),
            statements,
        })
        .collect();
    parties.sort_by_key(|share| std::cmp::Reverse(share.statements));
    let words = counts.typical(all, TYPICAL);
    let examples = examples(&members);
    let draft = draft(&words, &examples, ids);
    StatementGroup {
        statements: members.iter().map(|wording| wording.told.len()).sum(),
        wordings: members.len(),
        parties,
        first,
        latest,
        publishers: publishers.len(),
        words,
        examples,
        draft,
    }
}

/// Chooses statements close to the centre: first of speakers and articles not yet chosen, then any.
fn examples(members: &[&Wording<'_>]) -> Vec<GroupExample> {
    let mut chosen: Vec<&Unplaced> = Vec::new();
    for strict in [true, false] {
        for one in members.iter().filter_map(|wording| wording.told.first()) {
            let known = chosen.iter().any(|other| std::ptr::eq(*other, *one));
            let alike = chosen
                .iter()
                .any(|other| other.article == one.article || other.speaker == one.speaker);
            if chosen.len() < EXAMPLES && !known && !(strict && alike) {
                chosen.push(one);
            }
        }
    }
    chosen.into_iter().map(GroupExample::of).collect()
}

impl GroupExample {
    fn of(one: &Unplaced) -> Self {
        Self {
            article: one.article.clone(),
            statement: one.statement.clone(),
            speaker: one.speaker.clone(),
            party: one.party.clone(),
            day: one.day.clone(),
            content: one.content.clone(),
        }
    }
}

/// Writes an issue with one proposition whose text is left to the analyst.
fn draft(words: &[String], examples: &[GroupExample], ids: &mut BTreeSet<String>) -> String {
    let named: Vec<&str> = words.iter().take(2).map(String::as_str).collect();
    let base = slug(&named.join(" "));
    let base = if base.is_empty() {
        "new-issue".to_owned()
    } else {
        base
    };
    let mut id = base.clone();
    let mut number = 2;
    while ids.contains(&id) {
        id = format!("{base}-{number}");
        number += 1;
    }
    ids.insert(id.clone());
    let told = match words {
        [] => "TODO".to_owned(),
        words => words.join(", "),
    };
    let mut lines = vec![
        "[[issue]]".to_owned(),
        format!("id = {}", quoted(&id)),
        format!("name = {}  # TODO: the name of the dispute", quoted(&told)),
        String::new(),
        "  [[issue.proposition]]".to_owned(),
        format!("  id = {}", quoted(&format!("{id}.first"))),
        "  # TODO: one sentence that a party can be for or against".to_owned(),
        format!("  text = {}", quoted(&format!("TODO: {told}"))),
        "  for = []".to_owned(),
        "  against = []".to_owned(),
    ];
    for one in examples {
        let speaker = one.speaker.as_deref().unwrap_or("an unnamed speaker");
        let said = format!(
            "{}:{} {speaker}: {}",
            one.article, one.statement, one.content
        );
        lines.push(format!("  # {}", block(&said)));
    }
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Bearers, Unplaced, grouped};
    use crate::codebook::CodebookFile;
    use crate::engine::SENTENCES;

    fn said(article: &str, publisher: &str, speaker: &str, content: &str) -> Unplaced {
        Unplaced {
            article: article.to_owned(),
            statement: "s1".to_owned(),
            speaker: Some(speaker.to_owned()),
            party: Some("valdria".to_owned()),
            publisher: Some(publisher.to_owned()),
            day: Some(format!("2031-03-0{article}")),
            content: content.to_owned(),
        }
    }

    fn lighthouse() -> Vec<Unplaced> {
        vec![
            said(
                "1",
                "Harbour Wire",
                "Ilva Maren",
                "the lighthouse on Skerrow must be repaired before winter",
            ),
            said(
                "2",
                "Dayfeed 24",
                "Ilva Maren",
                "The lighthouse on Skerrow must be repaired before winter",
            ),
            said(
                "3",
                "Dayfeed 24",
                "Tomas Brandt",
                "nobody will repair the lighthouse on Skerrow before winter",
            ),
            said(
                "4",
                "Harbour Wire",
                "Sela Dorn",
                "repairs of the lighthouse on Skerrow can begin in winter",
            ),
            said(
                "5",
                "Harbour Wire",
                "Sela Dorn",
                "both sides should declare a ceasefire at once",
            ),
        ]
    }

    #[test]
    fn a_group_tells_who_when_where_and_drafts_a_proposition() {
        let found = grouped(&lighthouse(), None, Bearers::default(), &SENTENCES);
        let [group] = found.groups.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(
            (group.statements, group.wordings, group.publishers),
            (4, 3, 2)
        );
        assert_eq!(group.first.as_deref(), Some("2031-03-01"));
        assert_eq!(group.latest.as_deref(), Some("2031-03-04"));
        let mut speakers: Vec<_> = group
            .examples
            .iter()
            .map(|one| one.speaker.clone())
            .collect();
        speakers.sort();
        speakers.dedup();
        assert_eq!(speakers.len(), 3);
        let parsed = CodebookFile::parse(&group.draft).unwrap();
        assert_eq!(parsed.codebook.issues.len(), 1);
        assert!(
            parsed.codebook.issues[0].id.contains("lighthouse"),
            "{}",
            group.draft
        );
    }

    #[test]
    fn what_a_proposition_is_about_needs_no_new_one() {
        let codebook = CodebookFile::peace_talks().codebook;
        let found = grouped(
            &lighthouse(),
            Some(&codebook),
            Bearers::default(),
            &SENTENCES,
        );
        assert_eq!(found.about, 1);
    }
}
