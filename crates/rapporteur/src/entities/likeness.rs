//! How alike two parts are: their spellings, and what else is told of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;
use rapporteur_core::{Edtf, EntityType};
use rapporteur_names::{
    Bearer, DatedRole, Name, NameIndex, NameKind, NameResources, Rivals, resolve,
};
use rapporteur_record::name_key;
use rayon::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(super) use rapporteur_names::Verdict;

use super::decided::same_type;
use super::part::{Part, Span};

/// How many names like one are looked at closely.
const CANDIDATES: usize = 8;

/// Names less alike than this are not one, whatever else is told.
const WORTH_A_LOOK: f64 = 0.25;

/// How many people with a surname are looked at, where only that is told.
const NAMESAKES: usize = 64;

/// How many other spellings of a part are compared.
const SPELLINGS: usize = 3;

/// How long before and after it is told of an office may be held, in days: nobody tells of it on
/// its first and last day.
const HELD: i64 = 365;

/// How alike two parts are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Likeness {
    /// What follows from it, as it matters while groups are made.
    #[serde(skip, default = "suggested")]
    pub(super) verdict: Verdict,
    /// From 0 to 1; kept to the last bit.
    #[serde(serialize_with = "to_bits", deserialize_with = "from_bits")]
    pub(super) score: f64,
    /// Why.
    pub(super) reasons: Vec<String>,
}

/// What was alike and is not one.
const fn suggested() -> Verdict {
    Verdict::Suggested
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks for it")]
fn to_bits<S: Serializer>(score: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    score.to_bits().serialize(serializer)
}

fn from_bits<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    u64::deserialize(deserializer).map(f64::from_bits)
}

/// Says of parts how alike they are.
pub(super) struct Judge<'a> {
    parts: &'a [Part],
    resources: &'a NameResources,
    index: NameIndex,
    /// People by the last word of their names: the index does not take a surname for a name.
    surnames: BTreeMap<&'a str, Vec<usize>>,
    bearers: Vec<Bearer>,
}

impl<'a> Judge<'a> {
    /// Prepares to judge these parts.
    pub(super) fn new(parts: &'a [Part], resources: &'a NameResources) -> Self {
        let names = parts.iter().enumerate().flat_map(|(place, part)| {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            let name = move |name: &'a String| (place, name.as_str(), NameKind::from(part.kind));
            part.names.keys().map(name)
        });
        let mut surnames: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, part) in parts.iter().enumerate() {
            if let Some(last) = surname(part) {
                surnames.entry(last).or_default().push(place);
            }
        }
        Self {
            parts,
            resources,
            index: NameIndex::build(names),
            surnames,
            bearers: parts
                .par_iter()
                .map(|part| bearer(resources, part))
                .collect(),
        }
    }

    /// Judges all pairs of parts that may be one; the lower part comes first.
    ///
    /// What the codebook knows asks for nobody: whoever it may be asks for it.
    pub(super) fn alike(&self) -> Vec<(usize, usize, Likeness)> {
        let asks = |place: &usize| {
            let part = self.parts.get(*place);
            part.is_some_and(|part| part.codebook.is_none())
        };
        let found: Vec<Vec<(usize, usize)>> = (0..self.parts.len())
            .into_par_iter()
            .filter(asks)
            .map(|place| {
                let pair = |other: usize| (place.min(other), place.max(other));
                self.candidates(place).into_iter().map(pair).collect()
            })
            .collect();
        let pairs: BTreeSet<(usize, usize)> = found.into_iter().flatten().collect();
        let pairs: Vec<_> = pairs.into_iter().collect();
        pairs
            .into_par_iter()
            .map(|(one, other)| (one, other, self.judge(one, other)))
            .collect()
    }

    /// Lists the parts that may be one with a part.
    fn candidates(&self, place: usize) -> Vec<usize> {
        let Some(part) = self.parts.get(place) else {
            return Vec::new();
        };
        let kind = NameKind::from(part.kind);
        let found = self
            .index
            .lookup(self.resources, part.name(), kind, CANDIDATES);
        let places = found
            .into_iter()
            .filter(|found| found.score >= WORTH_A_LOOK)
            .filter_map(|found| usize::try_from(found.id).ok());
        let namesakes = surname(part)
            .filter(|last| *last == part.key)
            .and_then(|last| self.surnames.get(last));
        let places = places.chain(namesakes.into_iter().flatten().copied().take(NAMESAKES));
        let fits = |other: &usize| {
            let other_part = self.parts.get(*other);
            *other != place && other_part.is_some_and(|other| same_type(part.kind, other.kind))
        };
        places
            .filter(fits)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// Says how alike two parts are.
    pub(super) fn judge(&self, one: usize, other: usize) -> Likeness {
        let Some((first, second)) = self.bearers.get(one).zip(self.bearers.get(other)) else {
            return Likeness {
                verdict: Verdict::Different,
                score: 0.0,
                reasons: Vec::new(),
            };
        };
        let resolution = resolve(self.resources, first, second, Rivals::Some);
        Likeness {
            verdict: resolution.verdict,
            score: resolution.score,
            reasons: resolution.reasons.iter().map(ToString::to_string).collect(),
        }
    }
}

/// Returns the last word of a person's name.
fn surname(part: &Part) -> Option<&str> {
    let last = part.key.rsplit(' ').next();
    last.filter(|_| part.kind == EntityType::Person)
}

fn bearer(resources: &NameResources, part: &Part) -> Bearer {
    let kind = NameKind::from(part.kind);
    let whole = |text: &&String| {
        part.kind != EntityType::Person || text.split_whitespace().nth(1).is_some()
    };
    let mut told: Vec<(&String, &u64)> = part.spellings.iter().collect();
    told.sort_by_key(|(text, count)| (std::cmp::Reverse(**count), *text));
    let others = told.into_iter().map(|(text, _)| text).filter(whole);
    let others = others.filter(|text| name_key(text) != part.key);
    let spellings = std::iter::once(part.name())
        .chain(others.take(SPELLINGS).map(String::as_str))
        .map(|text| Name::new(resources, text, kind))
        .collect();
    let roles = part.roles.iter().map(|(title, span)| DatedRole {
        title: title.clone(),
        of: part.party.clone(),
        from: day(span, |span| &span.first, -HELD),
        to: day(span, |span| &span.latest, HELD),
    });
    Bearer {
        spellings,
        party: part.party.clone(),
        roles: roles.collect(),
        ..Bearer::new(kind)
    }
}

/// Returns the day of one end of a span, moved by so many days.
fn day(span: &Span, end: fn(&Span) -> &Option<String>, days: i64) -> Option<Edtf> {
    let date: Date = end(span).as_deref()?.parse().ok()?;
    let moved = date.checked_add(days.days()).ok()?;
    Edtf::parse(&moved.to_string())
}
