//! What statements that were found have in common: by what more they could be told apart.

use std::collections::BTreeMap;

use rapporteur_core::{Codebook, Stance};
use rapporteur_record::{FacetRow, Snapshot, StatementFilter, name_key};
use serde::Serialize;

use super::names::NameRef;
use super::party_name;
use super::positions::PropositionRef;
use crate::entities::Groups;
use crate::error::Error;
use crate::wording::label;

/// How many statements have which speaker, party and so on, among the latest that were found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FacetsView {
    /// How many statements were looked at: the latest that fit.
    pub looked_at: u64,
    /// Whether there are more that fit.
    pub more: bool,
    /// How many of them nobody knows the date of.
    pub undated: u64,
    /// Who speaks.
    pub speakers: Facet,
    /// The parties spoken for.
    pub parties: Facet,
    /// The outlets.
    pub publishers: Facet,
    /// The issues on which they take positions, with the propositions, in the order of the codebook.
    pub issues: Vec<IssueFacet>,
    /// The stances that they take, on the propositions asked for where some are.
    pub stances: Facet,
    /// What is done with words.
    pub acts: Facet,
    /// The months of the days that they are ordered by, as EDTF, the latest first.
    pub months: Facet,
}

/// The values of a facet, most statements first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Facet {
    /// The values that most statements have.
    pub values: Vec<FacetValue>,
    /// How many values there are besides.
    pub more: u64,
}

/// A value that some of the statements have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FacetValue {
    /// What to ask for.
    pub id: String,
    /// What to show.
    pub name: String,
    /// How many of the statements have it.
    pub statements: u64,
}

/// An issue, as a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct IssueFacet {
    /// The issue; null for propositions that the codebook does not know.
    pub issue: Option<NameRef>,
    /// How many of the statements take a position on it.
    pub statements: u64,
    /// Its propositions, those without a statement left out.
    pub propositions: Vec<FacetValue>,
}

/// How many values of a facet are listed.
const VALUES: usize = 24;

/// Counts among the first statements that fit, `among` at most.
pub(super) async fn facets(
    snapshot: &mut Snapshot,
    filter: &StatementFilter,
    groups: &Groups,
    codebook: Option<&Codebook>,
    among: u32,
) -> Result<FacetsView, Error> {
    let mut rows = snapshot.facets(filter, among.saturating_add(1)).await?;
    let more = rows.len() > among as usize;
    rows.truncate(among as usize);
    let mut tally = Tally::default();
    for row in &rows {
        tally.count(row, filter, groups, codebook);
    }
    Ok(FacetsView {
        looked_at: rows.len() as u64,
        more,
        undated: rows.iter().filter(|row| row.day.is_none()).count() as u64,
        issues: issues(&rows, codebook),
        speakers: tally.speakers.facet(),
        parties: tally.parties.facet(),
        publishers: tally.publishers.facet(),
        stances: tally.stances.facet(),
        acts: tally.acts.facet(),
        months: tally.months.latest(),
    })
}

#[derive(Default)]
struct Tally {
    speakers: Counted,
    parties: Counted,
    publishers: Counted,
    stances: Counted,
    acts: Counted,
    months: Counted,
}

impl Tally {
    fn count(
        &mut self,
        row: &FacetRow,
        filter: &StatementFilter,
        groups: &Groups,
        codebook: Option<&Codebook>,
    ) {
        let bearer = (row.naming).and_then(|naming| groups.bearer(naming, row.article));
        let entity = bearer.and_then(|place| groups.get(place));
        match (entity, &row.speaker) {
            (Some(entity), _) => self.speakers.add(&entity.id, || entity.name.clone()),
            (None, Some(name)) => self.speakers.add(name, || name.clone()),
            (None, None) => {}
        }
        if let Some(party) = &row.party {
            self.parties.add(party, || party_name(codebook, party));
        }
        if let Some(publisher) = &row.publisher {
            // Who asks for one of two spellings finds both.
            self.publishers
                .add(&name_key(publisher), || publisher.clone());
        }
        let act = label(&row.act);
        self.acts.add(&act, || act.clone());
        if let Some(month) = row.day.as_deref().and_then(|day| day.get(..7)) {
            self.months.add(month, || month.to_owned());
        }
        for stance in [Stance::For, Stance::Conditional, Stance::Against] {
            let taken = row.positions.iter().any(|(proposition, taken)| {
                let asked = filter.propositions.as_ref();
                *taken == stance && asked.is_none_or(|asked| asked.contains(proposition))
            });
            if taken {
                let stance = label(&stance);
                self.stances.add(&stance, || stance.clone());
            }
        }
    }
}

/// Statements counted by a value.
#[derive(Default)]
struct Counted(BTreeMap<String, (String, u64)>);

impl Counted {
    fn add(&mut self, id: &str, name: impl FnOnce() -> String) {
        if let Some((_, statements)) = self.0.get_mut(id) {
            *statements += 1;
        } else {
            self.0.insert(id.to_owned(), (name(), 1));
        }
    }

    fn values(self) -> Vec<FacetValue> {
        let values = self.0.into_iter();
        values
            .map(|(id, (name, statements))| FacetValue {
                id,
                name,
                statements,
            })
            .collect()
    }

    fn facet(self) -> Facet {
        let mut values = self.values();
        values.sort_by(|one, other| {
            let key =
                |value: &FacetValue| (std::cmp::Reverse(value.statements), value.name.clone());
            key(one).cmp(&key(other))
        });
        Facet::of(values)
    }

    fn latest(self) -> Facet {
        let mut values = self.values();
        values.reverse();
        Facet::of(values)
    }
}

impl Facet {
    fn of(mut values: Vec<FacetValue>) -> Self {
        let more = values.len().saturating_sub(VALUES) as u64;
        values.truncate(VALUES);
        Self { values, more }
    }
}

/// Counts the issues: a statement that takes several positions on one counts once.
fn issues(rows: &[FacetRow], codebook: Option<&Codebook>) -> Vec<IssueFacet> {
    let mut known: BTreeMap<&str, PropositionRef> = BTreeMap::new();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let mut of_issue: BTreeMap<Option<String>, u64> = BTreeMap::new();
    for row in rows {
        let mut touched: Vec<Option<String>> = Vec::new();
        for (id, _) in &row.positions {
            *counts.entry(id).or_default() += 1;
            let proposition = known
                .entry(id)
                .or_insert_with(|| PropositionRef::of(codebook, id));
            let issue = proposition.issue.as_ref().map(|issue| issue.id.clone());
            if !touched.contains(&issue) {
                touched.push(issue);
            }
        }
        for issue in touched {
            *of_issue.entry(issue).or_default() += 1;
        }
    }
    let mut facets: Vec<IssueFacet> = Vec::new();
    let mut listed: Vec<&PropositionRef> = known.values().collect();
    listed.sort_by_key(|proposition| place(codebook, &proposition.id));
    for proposition in listed {
        let value = FacetValue {
            id: proposition.id.clone(),
            name: proposition.text.clone(),
            statements: counts.get(proposition.id.as_str()).copied().unwrap_or(0),
        };
        match facets.last_mut() {
            Some(last) if last.issue == proposition.issue => last.propositions.push(value),
            _ => {
                let id = proposition.issue.as_ref().map(|issue| issue.id.clone());
                facets.push(IssueFacet {
                    statements: of_issue.get(&id).copied().unwrap_or(0),
                    issue: proposition.issue.clone(),
                    propositions: vec![value],
                });
            }
        }
    }
    facets
}

/// The place of a proposition in the codebook; behind all others where it is not in it.
fn place(codebook: Option<&Codebook>, id: &str) -> usize {
    let issues = codebook.into_iter().flat_map(|codebook| &codebook.issues);
    let mut propositions = issues.flat_map(|issue| &issue.propositions);
    let place = propositions.position(|proposition| proposition.id == id);
    place.unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rapporteur_core::Act;
    use rapporteur_record::{ArticleNumber, Rank};

    use super::*;
    use crate::CodebookFile;

    const CODEBOOK: &str = r#"
        [[issue]]
        id = "talks"
        name = "Talks"
        proposition = [{ id = "talks.resume", text = "They talk." }]
        [[issue]]
        id = "islands"
        name = "The islands"
        proposition = [
            { id = "islands.withdraw", text = "They leave." },
            { id = "islands.belong", text = "They are ours." },
        ]
    "#;

    fn row(speaker: &str, day: Option<&str>, positions: &[(&str, Stance)]) -> FacetRow {
        FacetRow {
            rank: Rank::default(),
            article: ArticleNumber(1),
            speaker: Some(speaker.to_owned()),
            codebook: None,
            naming: None,
            party: Some("kestoria".to_owned()),
            publisher: Some("Harbour Wire".to_owned()),
            act: Act::State,
            day: day.map(str::to_owned),
            positions: (positions.iter())
                .map(|(id, stance)| ((*id).to_owned(), *stance))
                .collect(),
        }
    }

    fn told(facet: &Facet) -> Vec<(&str, u64)> {
        let values = facet.values.iter();
        values
            .map(|value| (value.name.as_str(), value.statements))
            .collect()
    }

    #[test]
    fn a_statement_counts_once_for_an_issue() {
        let codebook = CodebookFile::parse(CODEBOOK).unwrap().codebook;
        let both = [
            ("islands.withdraw", Stance::Against),
            ("islands.belong", Stance::For),
        ];
        let rows = [
            row("Oren Talsk", None, &both),
            row("Oren Talsk", None, &both[..1]),
            row("Oren Talsk", None, &[("unheard", Stance::For)]),
        ];
        let facets = issues(&rows, Some(&codebook));
        let told: Vec<_> = facets
            .iter()
            .map(|facet| {
                let issue = facet.issue.as_ref().map(|issue| issue.name.as_str());
                let propositions = facet.propositions.iter();
                let counts: Vec<_> = propositions.map(|one| one.statements).collect();
                (issue, facet.statements, counts)
            })
            .collect();
        let expected = [(Some("The islands"), 2, vec![2, 1]), (None, 1, vec![1])];
        assert_eq!(told, expected);
    }

    #[test]
    fn values_come_by_how_many_have_them_and_months_the_latest_first() {
        let groups = Groups::of(crate::entities::Parts::of(Vec::new(), Vec::new()), &[]);
        let mut tally = Tally::default();
        let only = StatementFilter {
            propositions: Some(BTreeSet::from(["islands.belong".to_owned()])),
            ..StatementFilter::default()
        };
        for (speaker, day) in [
            ("Oren Talsk", Some("2031-03-11")),
            ("Ilva Maren", Some("2031-04-01")),
            ("Ilva Maren", None),
        ] {
            let positions = [
                ("islands.belong", Stance::For),
                ("islands.withdraw", Stance::Against),
            ];
            tally.count(&row(speaker, day, &positions), &only, &groups, None);
        }
        assert_eq!(told(&tally.stances.facet()), [("for", 3)]);
        let speakers = tally.speakers.facet();
        assert_eq!(told(&speakers), [("Ilva Maren", 2), ("Oren Talsk", 1)]);
        let months = tally.months.latest();
        assert_eq!(told(&months), [("2031-04", 1), ("2031-03", 1)]);
    }

    #[test]
    fn what_is_not_listed_is_counted() {
        let mut counted = Counted::default();
        for number in 0..30 {
            counted.add(&number.to_string(), || number.to_string());
        }
        let facet = counted.facet();
        assert_eq!((facet.values.len(), facet.more), (24, 6));
    }
}
