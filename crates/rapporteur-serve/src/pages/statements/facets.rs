//! The links that narrow a search, and those that take back what narrows it.

use rapporteur::{Facet, FacetValue, FacetsView, wording};

use crate::address::Address;
use crate::pages::parties::Hues;

/// What can be chosen of one kind.
pub(super) struct FacetGroup {
    pub(super) title: &'static str,
    pub(super) choices: Vec<Choice>,
    /// How many are not listed.
    pub(super) more: u64,
}

/// How many values are listed at once.
const FIRST: usize = 10;

impl FacetGroup {
    /// The values that are listed at once; where all but a few would be, all.
    pub(super) fn first(&self) -> &[Choice] {
        let few = self.choices.len() <= FIRST + 2 || self.title == "Issue";
        let first = if few { self.choices.len() } else { FIRST };
        self.choices.get(..first).unwrap_or_default()
    }

    /// The others.
    pub(super) fn rest(&self) -> &[Choice] {
        self.choices.get(self.first().len()..).unwrap_or_default()
    }
}

/// A value to narrow the search to.
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) statements: String,
    pub(super) address: String,
    /// The classes of the name.
    pub(super) class: String,
    /// Whether it belongs to the one before it.
    pub(super) within: bool,
}

/// What narrows the search.
pub(super) struct Taken {
    pub(super) title: &'static str,
    pub(super) name: String,
    /// The address without it.
    pub(super) without: String,
}

/// Lists what can be chosen; nothing of a kind of which something is chosen already.
pub(super) fn groups(address: &Address, facets: &FacetsView, hues: &Hues) -> Vec<FacetGroup> {
    let group = |title, field, facet: &Facet, class: &dyn Fn(&FacetValue) -> String| {
        let link = |value: &FacetValue| Choice {
            name: value.name.clone(),
            statements: wording::grouped(value.statements),
            address: address.with(field, value.id.as_str()).to_string(),
            class: class(value),
            within: false,
        };
        let open = address.chosen(field).is_none();
        let choices = facet.values.iter().filter(|_| open);
        FacetGroup {
            title,
            choices: choices.map(link).collect(),
            more: facet.more,
        }
    };
    let plain = |_: &FacetValue| String::new();
    let party = |value: &FacetValue| format!("party {}", hues.class(&value.id));
    let stance = |value: &FacetValue| format!("stance {}", value.id);
    let groups = [
        group("Party", "party", &facets.parties, &party),
        group("Speaker", "speaker", &facets.speakers, &plain),
        issues(address, facets),
        group("Stance", "stance", &facets.stances, &stance),
        group("Act", "act", &facets.acts, &plain),
        group("Outlet", "publisher", &facets.publishers, &plain),
        months(address, facets),
    ];
    groups
        .into_iter()
        .filter(|group| !group.choices.is_empty())
        .collect()
}

/// The issues with their propositions; where an issue is chosen, its propositions alone.
fn issues(address: &Address, facets: &FacetsView) -> FacetGroup {
    let chosen = address.chosen("issue");
    let link = |id: &str, name: &str, statements: u64, within: bool| Choice {
        name: name.to_owned(),
        statements: wording::grouped(statements),
        address: address.with("issue", id).to_string(),
        class: String::new(),
        within,
    };
    let mut choices = Vec::new();
    for facet in &facets.issues {
        let issue = facet.issue.as_ref();
        let this = issue.is_some_and(|issue| chosen == Some(issue.id.as_str()));
        if chosen.is_some() && !this {
            continue;
        }
        if let Some(issue) = issue.filter(|_| !this) {
            choices.push(link(&issue.id, &issue.name, facet.statements, false));
        }
        let propositions = facet.propositions.iter();
        choices.extend(propositions.map(|one| {
            let within = issue.is_some() && !this;
            link(&one.id, &one.name, one.statements, within)
        }));
    }
    FacetGroup {
        title: "Issue",
        choices,
        more: 0,
    }
}

/// The months, and what has none.
fn months(address: &Address, facets: &FacetsView) -> FacetGroup {
    let dates = ["since", "until", "undated"];
    let open = dates.iter().all(|date| address.chosen(date).is_none());
    let link = |value: &FacetValue| Choice {
        name: wording::month(&value.id),
        statements: wording::grouped(value.statements),
        address: address
            .with("since", value.id.as_str())
            .with("until", value.id.as_str())
            .to_string(),
        class: String::new(),
        within: false,
    };
    let months = facets.months.values.iter().filter(|_| open);
    let mut choices: Vec<Choice> = months.map(link).collect();
    if open && facets.undated > 0 {
        choices.push(Choice {
            name: "undated".to_owned(),
            statements: wording::grouped(facets.undated),
            address: address.with("undated", "yes").to_string(),
            class: String::new(),
            within: false,
        });
    }
    FacetGroup {
        title: "Month",
        choices,
        more: facets.months.more,
    }
}

/// Lists what narrows the search.
pub(super) fn taken(address: &Address, facets: &FacetsView) -> Vec<Taken> {
    let propositions = facets.issues.iter().flat_map(|issue| &issue.propositions);
    let propositions: Vec<(&str, &str)> = propositions
        .map(|value| (value.id.as_str(), value.name.as_str()))
        .collect();
    let issues = facets
        .issues
        .iter()
        .filter_map(|facet| facet.issue.as_ref());
    let issues: Vec<(&str, &str)> = issues
        .map(|issue| (issue.id.as_str(), issue.name.as_str()))
        .collect();
    let of = |facet: &Facet, id: &str| {
        let mut values = facet.values.iter();
        let found = values.find(|value| value.id == id);
        found.map_or_else(|| id.to_owned(), |value| value.name.clone())
    };
    let issue = |id: &str| {
        let mut known = issues.iter().chain(&propositions);
        let found = known.find(|(known, _)| *known == id);
        found.map_or_else(|| id.to_owned(), |(_, name)| (*name).to_owned())
    };
    let name = |field: &str, id: &str| match field {
        "party" => of(&facets.parties, id),
        "speaker" => of(&facets.speakers, id),
        "publisher" => of(&facets.publishers, id),
        "issue" => issue(id),
        "since" | "until" => wording::month(id),
        "undated" => "only".to_owned(),
        _ => id.to_owned(),
    };
    let taken = |(field, title): &(&'static str, &'static str)| {
        Some(Taken {
            title,
            name: name(field, address.chosen(field)?),
            without: address.without(field).to_string(),
        })
    };
    KINDS.iter().filter_map(taken).collect()
}

/// Fields of the address, and what they are called.
const KINDS: [(&str, &str); 10] = [
    ("words", "Words"),
    ("party", "Party"),
    ("speaker", "Speaker"),
    ("issue", "Issue"),
    ("stance", "Stance"),
    ("act", "Act"),
    ("publisher", "Outlet"),
    ("since", "Since"),
    ("until", "Until"),
    ("undated", "Undated"),
];
