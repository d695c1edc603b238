//! Which parts are one entity.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::EntityType;
use rapporteur_record::{ArticleNumber, Borne, NameDecided, NameVerdict, NamingNumber, name_key};
use serde::{Deserialize, Serialize};

use super::decided::{Verdicts, agree};
use super::label;
use super::likeness::{Judge, Likeness, Verdict};
use super::part::{Part, Parts};
use crate::names::NAMES;

/// The entities of a record.
#[derive(Debug, Clone)]
pub(crate) struct Groups {
    pub(super) parts: Vec<Part>,
    pub(super) groups: Vec<Group>,
    /// The group of each part.
    pub(super) group_of: Vec<usize>,
    pub(super) verdicts: Verdicts,
    /// Pairs of parts that are alike and were not made one by that.
    pub(super) alike: Vec<(usize, usize, Likeness)>,
    /// The parts that have a naming.
    pub(super) by_naming: BTreeMap<NamingNumber, Vec<usize>>,
}

/// One entity of the record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Group {
    /// Its id, as people type it.
    pub(crate) id: String,
    /// The name to show.
    pub(crate) name: String,
    /// The part that has this name.
    pub(crate) head: usize,
    /// What it is.
    pub(crate) kind: EntityType,
    /// The id of its party.
    pub(crate) party: Option<String>,
    /// Its id in the codebook.
    pub(crate) codebook: Option<String>,
    /// Its parts, by their places.
    pub(crate) parts: Vec<usize>,
    /// How often articles mention it.
    pub(crate) mentions: u64,
}

impl Groups {
    /// Groups the parts.
    ///
    /// What people decided comes first, the latest decision before the others; then ids of the
    /// codebook; then equal names; then likeness, the best first. Nothing is joined that holds two
    /// parts of which it is known that they are not one.
    pub(crate) fn of(parts: Parts, decisions: &[NameDecided]) -> Self {
        let parts = parts.into_sorted();
        let verdicts = Verdicts::of(&parts, decisions);
        let judge = Judge::new(&parts, &NAMES);
        let mut joining = Joining::new(&parts, &verdicts, &judge);
        for (one, other) in verdicts.same() {
            joining.join(one, other, Joining::nobody_parted);
        }
        joining.join_codebook();
        joining.join_equal();
        let alike = joining.join_alike();
        let sets = joining.sets();
        Self::put_together(parts, verdicts, sets, alike)
    }

    fn put_together(
        parts: Vec<Part>,
        verdicts: Verdicts,
        sets: Vec<Vec<usize>>,
        alike: Vec<(usize, usize, Likeness)>,
    ) -> Self {
        let mut group_of = vec![0; parts.len()];
        for (number, set) in sets.iter().enumerate() {
            for place in set {
                if let Some(group) = group_of.get_mut(*place) {
                    *group = number;
                }
            }
        }
        let by_naming = Self::by_naming(&parts);
        let groups = sets
            .into_iter()
            .map(|set| group(&parts, &verdicts, set))
            .collect();
        let mut groups = Self {
            parts,
            groups,
            group_of,
            verdicts,
            alike,
            by_naming,
        };
        label::give_ids(&mut groups);
        groups
    }

    /// Finds the parts of each naming.
    pub(super) fn by_naming(parts: &[Part]) -> BTreeMap<NamingNumber, Vec<usize>> {
        let mut by_naming: BTreeMap<NamingNumber, Vec<usize>> = BTreeMap::new();
        for (place, part) in parts.iter().enumerate() {
            for naming in &part.namings {
                by_naming.entry(*naming).or_default().push(place);
            }
        }
        by_naming
    }

    /// Returns all entities.
    pub(crate) fn all(&self) -> &[Group] {
        &self.groups
    }

    /// Returns the entity of that place.
    pub(crate) fn get(&self, group: usize) -> Option<&Group> {
        self.groups.get(group)
    }

    /// Returns the parts of an entity.
    pub(crate) fn parts_of<'a>(&'a self, group: &'a Group) -> impl Iterator<Item = &'a Part> {
        group
            .parts
            .iter()
            .filter_map(|place| self.parts.get(*place))
    }

    /// Returns one part.
    pub(crate) fn part(&self, place: usize) -> Option<&Part> {
        self.parts.get(place)
    }

    /// Finds who is meant by a naming in an article.
    pub(crate) fn bearer(&self, naming: NamingNumber, article: ArticleNumber) -> Option<usize> {
        let places = self.by_naming.get(&naming)?;
        let part = places.iter().find(|place| {
            let part = self.parts.get(**place);
            part.is_some_and(|part| part.reach.holds(article))
        })?;
        self.group_of.get(*part).copied()
    }

    /// Finds the entity of a name that is not of the record, added by [`Parts::add`].
    pub(crate) fn bearer_of(&self, part: &Part) -> Option<usize> {
        let place = self.parts.iter().position(|known| {
            known.key == part.key
                && known.kind == part.kind
                && known.party == part.party
                && known.codebook == part.codebook
                && known.reach == part.reach
        })?;
        self.group_of.get(place).copied()
    }

    /// Lists under which namings the record has an entity.
    pub(crate) fn borne(&self, group: &Group) -> Vec<Borne> {
        let borne = |part: &Part| {
            let reach = part.reach.clone();
            let each = part.namings.iter();
            each.map(|naming| Borne {
                naming: *naming,
                reach: reach.clone(),
            })
            .collect::<Vec<_>>()
        };
        self.parts_of(group).flat_map(borne).collect()
    }

    /// Returns what stands in the way of making two entities one: two parts of which somebody
    /// decided that they are different.
    pub(crate) fn parted(&self, one: &Group, other: &Group) -> Vec<(usize, usize)> {
        let mut parted = Vec::new();
        for first in &one.parts {
            for second in &other.parts {
                if self.verdicts.on(*first, *second) == Some(NameVerdict::Different) {
                    parted.push((*first, *second));
                }
            }
        }
        parted
    }

    /// Returns the operation that last decided about two parts.
    pub(crate) fn decided_by(&self, one: usize, other: usize) -> Option<i64> {
        self.verdicts.operation(one, other).map(|number| number.0)
    }
}

/// Describes an entity; its id is given later.
fn group(parts: &[Part], verdicts: &Verdicts, set: Vec<usize>) -> Group {
    let mut ranked: Vec<(usize, &Part)> = set
        .iter()
        .filter_map(|place| Some((*place, parts.get(*place)?)))
        .collect();
    ranked.sort_by_key(|(place, part)| {
        let words = part.key.split(' ').count();
        let most = (part.codebook.is_some(), part.mentions, words);
        (std::cmp::Reverse(most), *place)
    });
    let chosen = verdicts.chosen.iter().rev().find_map(|(name, those)| {
        let key = name_key(name);
        let mut mine = ranked.iter().filter(|(place, _)| those.contains(place));
        let (place, _) = mine.find(|(_, part)| part.key == key)?;
        Some((*place, name.clone()))
    });
    let first = ranked.first().copied();
    let (head, name) = chosen
        .or_else(|| first.map(|(place, part)| (place, part.name().to_owned())))
        .unwrap_or_default();
    let best = |field: fn(&Part) -> &Option<String>| {
        let mut given = ranked.iter().map(|(_, part)| field(part));
        given.find(|value| value.is_some()).cloned().flatten()
    };
    Group {
        id: String::new(),
        name,
        head,
        kind: first.map_or(EntityType::Group, |(_, part)| part.kind),
        party: best(|part| &part.party),
        codebook: best(|part| &part.codebook),
        mentions: ranked.iter().map(|(_, part)| part.mentions).sum(),
        parts: set,
    }
}

/// Parts on their way into groups.
struct Joining<'a> {
    parts: &'a [Part],
    verdicts: &'a Verdicts,
    judge: &'a Judge<'a>,
    judged: BTreeMap<(usize, usize), Likeness>,
    group_of: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl<'a> Joining<'a> {
    fn new(parts: &'a [Part], verdicts: &'a Verdicts, judge: &'a Judge<'a>) -> Self {
        Self {
            parts,
            verdicts,
            judge,
            judged: BTreeMap::new(),
            group_of: (0..parts.len()).collect(),
            members: (0..parts.len()).map(|place| vec![place]).collect(),
        }
    }

    /// Joins the groups of two parts, if `fit` holds for every pair of parts across them.
    fn join(
        &mut self,
        one: usize,
        other: usize,
        fit: impl Fn(&mut Self, usize, usize) -> bool,
    ) -> bool {
        let group = |place: usize| self.group_of.get(place).copied();
        let Some((first, second)) = group(one).zip(group(other)) else {
            return false;
        };
        if first == second {
            return true;
        }
        let members = |group: usize| self.members.get(group).cloned().unwrap_or_default();
        let (ours, theirs) = (members(first), members(second));
        for one in &ours {
            for other in &theirs {
                if !fit(self, *one, *other) {
                    return false;
                }
            }
        }
        for place in &theirs {
            if let Some(group) = self.group_of.get_mut(*place) {
                *group = first;
            }
        }
        if let Some(members) = self.members.get_mut(second) {
            members.clear();
        }
        if let Some(members) = self.members.get_mut(first) {
            members.extend(theirs);
        }
        true
    }

    fn part(&self, place: usize) -> Option<&'a Part> {
        self.parts.get(place)
    }

    /// Says whether nobody decided that two parts are different.
    fn nobody_parted(&mut self, one: usize, other: usize) -> bool {
        self.verdicts.on(one, other) != Some(NameVerdict::Different)
    }

    /// Says whether nothing is known that keeps two parts apart.
    fn nothing_parts(&mut self, one: usize, other: usize) -> bool {
        if let Some(verdict) = self.verdicts.on(one, other) {
            return verdict == NameVerdict::Same;
        }
        let Some((first, second)) = self.part(one).zip(self.part(other)) else {
            return false;
        };
        if first.is_piece() || second.is_piece() {
            return false;
        }
        if first.codebook.is_some() && first.codebook == second.codebook {
            return true;
        }
        first.kind == second.kind
            && agree(&first.codebook, &second.codebook)
            && agree(&first.party, &second.party)
            && (first.kind != EntityType::Person || !self.judged_different(one, other))
    }

    fn judged_different(&mut self, one: usize, other: usize) -> bool {
        self.likeness(one, other).verdict == Verdict::Different
    }

    fn likeness(&mut self, one: usize, other: usize) -> &Likeness {
        let pair = (one.min(other), one.max(other));
        self.judged
            .entry(pair)
            .or_insert_with(|| self.judge.judge(pair.0, pair.1))
    }

    /// Joins what the codebook gives one id.
    fn join_codebook(&mut self) {
        let mut ids: BTreeMap<(bool, &str), usize> = BTreeMap::new();
        for (place, part) in self.parts.iter().enumerate() {
            let Some(id) = part.codebook.as_deref().filter(|_| !part.is_piece()) else {
                continue;
            };
            let person = part.kind == EntityType::Person;
            let first = *ids.entry((person, id)).or_insert(place);
            self.join(first, place, Self::nothing_parts);
        }
    }

    /// Joins what has one name, where it is clear with which of its namesakes.
    fn join_equal(&mut self) {
        let mut namesakes: BTreeMap<(&str, EntityType), Vec<usize>> = BTreeMap::new();
        for (place, part) in self.parts.iter().enumerate() {
            let key = (part.key.as_str(), part.kind);
            namesakes.entry(key).or_default().push(place);
        }
        let mut pairs = Vec::new();
        for places in namesakes.into_values() {
            for (index, one) in places.iter().enumerate() {
                let others = places.iter().skip(index + 1);
                pairs.extend(others.map(|other| (*one, *other)));
            }
        }
        pairs.retain(|(one, other)| self.nothing_parts(*one, *other));
        for (one, other) in self.clear(pairs) {
            self.join(one, other, Self::nothing_parts);
        }
    }

    /// Joins what is alike enough, and returns what is alike and was not joined.
    fn join_alike(&mut self) -> Vec<(usize, usize, Likeness)> {
        let mut alike = self.judge.alike();
        for (one, other, likeness) in &alike {
            self.judged.insert((*one, *other), likeness.clone());
        }
        alike.retain(|(_, _, likeness)| likeness.verdict != Verdict::Different);
        alike.sort_by(|one, other| {
            let score = other.2.score.total_cmp(&one.2.score);
            score.then((one.0, one.1).cmp(&(other.0, other.1)))
        });
        let same = alike
            .iter()
            .filter(|(_, _, likeness)| likeness.verdict == Verdict::Same)
            .map(|(one, other, _)| (*one, *other));
        let mut same: Vec<_> = same.collect();
        same.retain(|(one, other)| self.nothing_parts(*one, *other));
        for (one, other) in self.clear(same) {
            self.join(one, other, Self::nothing_parts);
        }
        alike.retain(|(one, other, _)| self.group_of.get(*one) != self.group_of.get(*other));
        alike
    }

    /// Leaves out pairs of a part that fits two others which do not fit each other: it is not clear
    /// whose name it is.
    fn clear(&mut self, pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let mut fitting: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (one, other) in &pairs {
            fitting.entry(*one).or_default().push(*other);
            fitting.entry(*other).or_default().push(*one);
        }
        let mut unclear = BTreeSet::new();
        for (place, others) in &fitting {
            let open = others.iter().enumerate().any(|(index, one)| {
                let mut rest = others.iter().skip(index + 1);
                rest.any(|other| {
                    self.group_of.get(*one) != self.group_of.get(*other)
                        && !self.nothing_parts(*one, *other)
                })
            });
            if open {
                unclear.insert(*place);
            }
        }
        let clear =
            |(one, other): &(usize, usize)| !unclear.contains(one) && !unclear.contains(other);
        pairs.into_iter().filter(clear).collect()
    }

    /// Returns the groups, each in the order of its parts, in the order of their first parts.
    fn sets(self) -> Vec<Vec<usize>> {
        let mut sets: Vec<_> = self
            .members
            .into_iter()
            .filter(|members| !members.is_empty())
            .collect();
        for set in &mut sets {
            set.sort_unstable();
        }
        sets.sort();
        sets
    }
}
