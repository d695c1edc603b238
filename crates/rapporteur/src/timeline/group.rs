//! Which mentions are of one event.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Days;
use super::clue::{Clue, Dated, Family, Figure, Numbers, add, family, shared};
use super::mention::Mention;
use super::shelf::Shelf;

/// How much two mentions must have in common where both are dated.
const ENOUGH: u32 = 2;

/// The same where one of them leaves the day open.
const ENOUGH_UNDATED: u32 = 3;

/// The widest stretch of days that is evidence when two mentions share it: a week.
const NARROW: i32 = 7;

/// Puts mentions of one event together; returns their places, each set in the order of the telling
/// that says most.
///
/// The mentions that say most come first, and each joins the event with which it has most in common
/// and which it contradicts in nothing. It is compared with what all mentions of that event told so
/// far, so that no chain of vague mentions ties two events that differ.
pub(crate) fn groups(mentions: &[Mention]) -> Vec<Vec<usize>> {
    groups_by(mentions, Shelf::candidates)
}

/// The same, with a say in which events a mention is held against.
pub(super) fn groups_by(
    mentions: &[Mention],
    candidates: impl Fn(&mut Shelf, &Clue<'_>) -> Vec<usize> + Sync,
) -> Vec<Vec<usize>> {
    let dated: Vec<Dated> = mentions.par_iter().map(Dated::of).collect();
    let mut ranked: Vec<(Rank<'_>, usize)> = (mentions.iter().zip(&dated).enumerate())
        .map(|(place, (mention, dated))| (rank(mention, *dated), place))
        .collect();
    ranked.par_sort_unstable();
    let mut numbers = Numbers::default();
    let mut families: BTreeMap<Family, Vec<(usize, Clue<'_>)>> = BTreeMap::new();
    for (_, place) in ranked {
        if let Some((mention, dated)) = mentions.get(place).zip(dated.get(place)) {
            let clue = numbers.clue(mention, *dated);
            let family = families.entry(family(mention)).or_default();
            family.push((place, clue));
        }
    }
    let families: Vec<_> = families.into_values().collect();
    let found = families
        .into_par_iter()
        .map(|family| put_together(&family, &candidates));
    let found: Vec<Vec<Vec<usize>>> = found.collect();
    found.into_iter().flatten().collect()
}

fn put_together(
    family: &[(usize, Clue<'_>)],
    candidates: impl Fn(&mut Shelf, &Clue<'_>) -> Vec<usize>,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut shelf = Shelf::default();
    for (place, clue) in family {
        let near = candidates(&mut shelf, clue);
        let best = near
            .into_iter()
            .filter_map(|number| {
                let likeness = groups.get(number)?.likeness(clue)?;
                Some((likeness, Reverse(number)))
            })
            .max();
        let number = match best {
            Some((_, Reverse(number))) => number,
            None => {
                groups.push(Group::default());
                shelf.enter(clue)
            }
        };
        if let Some(group) = groups.get_mut(number) {
            group.join(*place, clue);
        }
        shelf.number(number, clue);
    }
    groups.into_iter().map(|group| group.mentions).collect()
}

/// What sorts mentions: those that say most first, then by what does not depend on the order of
/// adding.
type Rank<'a> = (bool, i32, bool, bool, Reverse<usize>, Days, &'a str, u32);

fn rank(mention: &Mention, dated: Dated) -> Rank<'_> {
    let said = mention.sides.all().len() + mention.event.quantities.len();
    (
        dated.told.is_none(),
        dated.told.map_or(0, Days::width),
        mention.event.ordinal.is_none(),
        mention.place.is_none(),
        Reverse(said),
        dated.window,
        &mention.source,
        mention.event.id.0,
    )
}

/// What the mentions of one event told so far. Lists are sorted.
#[derive(Debug, Clone, Default)]
struct Group<'a> {
    mentions: Vec<usize>,
    sources: Vec<u32>,
    words: Vec<u32>,
    kind: Option<&'a str>,
    mode: Option<&'a str>,
    ordinal: Option<u32>,
    told: Option<Days>,
    window: Option<Days>,
    dated: bool,
    mutual: bool,
    actors: Vec<u32>,
    recipients: Vec<u32>,
    sides: Vec<u32>,
    places: Vec<u32>,
    figures: Vec<Figure>,
    identifying: Vec<Figure>,
}

/// How alike a mention is to an event: the points of evidence, and then how near in days.
type Likeness = (u32, Reverse<i32>);

impl<'a> Group<'a> {
    /// Says how much a mention has in common with the event; `None` where they contradict each other
    /// or have too little in common.
    fn likeness(&self, clue: &Clue<'_>) -> Option<Likeness> {
        let numbered = clue.ordinal.is_some() && clue.ordinal == self.ordinal;
        let days = self.window.unwrap_or(Days::ALL).both(clue.window);
        let one_silent = clue.told.is_none() || self.told.is_none();
        let days_fit = days.is_some() || one_silent && numbered;
        let ordinals_fit = numbered || clue.ordinal.is_none() || self.ordinal.is_none();
        if !days_fit || !ordinals_fit || !kinds_fit(self.kind, clue.kind) {
            return None;
        }
        // The reader has told the events of one article apart.
        let apart = self.sources.binary_search(&clue.source).is_ok() && !numbered;
        let fits = !apart
            && self.mode_fits(clue)
            && self.sides_fit(clue)
            && meet(&self.identifying, &clue.identifying);
        let place = self.place(clue);
        let elsewhere = place == Some(false) && !(numbered && days.is_some());
        if !fits || elsewhere {
            return None;
        }
        let same_kind = clue.kind.is_some() && clue.kind == self.kind;
        let told_alike = match (self.told, clue.told) {
            (Some(one), Some(other)) => one.width().min(other.width()) <= NARROW,
            _ => false,
        };
        // News of a thing that does not happen daily is of the one that just happened.
        let is_news =
            self.told.is_some() && clue.told.is_none() && clue.dated && same_kind && !clue.assault;
        let parties = shared(&clue.sides, &self.sides).min(2) as u32;
        let points = u32::from(same_kind)
            + 2 * u32::from(numbered)
            + 2 * u32::from(told_alike)
            + u32::from(is_news)
            + u32::from(place == Some(true))
            + parties
            + self.shared_figures(clue)
            + ENOUGH_UNDATED * u32::from(self.words.binary_search(&clue.words).is_ok());
        let enough = if self.dated && clue.dated {
            ENOUGH
        } else {
            ENOUGH_UNDATED
        };
        if points < enough {
            return None;
        }
        let distance = clue.published.or(clue.told).map_or(i32::MAX, |day| {
            self.window.unwrap_or(Days::ALL).distance(day)
        });
        Some((points, Reverse(distance)))
    }

    fn join(&mut self, place: usize, clue: &Clue<'a>) {
        self.mentions.push(place);
        add(&mut self.sources, &[clue.source]);
        add(&mut self.words, &[clue.words]);
        let narrower = |known: Option<Days>, days: Days| {
            Some(known.map_or(days, |known| known.both(days).unwrap_or(known)))
        };
        if let Some(told) = clue.told {
            self.told = narrower(self.told, told);
        }
        self.window = narrower(self.window, clue.window);
        self.dated |= clue.dated;
        self.mutual |= clue.mutual;
        if self.kind.is_none_or(is_generic) {
            self.kind = clue.kind.or(self.kind);
        }
        self.mode = self.mode.or(clue.mode);
        self.ordinal = self.ordinal.or(clue.ordinal);
        add(&mut self.actors, &clue.actors);
        add(&mut self.recipients, &clue.recipients);
        add(&mut self.sides, &clue.sides);
        add(&mut self.places, clue.place.as_slice());
        add(&mut self.figures, &clue.figures);
        add(&mut self.identifying, &clue.identifying);
    }

    /// What sides do together needs the same sides, as far as both tell them; what one does to
    /// another needs one of the same on each side.
    fn sides_fit(&self, clue: &Clue<'_>) -> bool {
        if self.mutual {
            let (one, other) = (self.sides.len(), clue.sides.len());
            let both = shared(&clue.sides, &self.sides);
            return one == 0 || other == 0 || both == one || both == other || both >= 2;
        }
        meet(&self.actors, &clue.actors) && meet(&self.recipients, &clue.recipients)
    }

    /// A mode tells apart what has no kind: an arrest is no blockade.
    fn mode_fits(&self, clue: &Clue<'_>) -> bool {
        let same_kind = self.kind.is_some() && self.kind == clue.kind;
        match (self.mode, clue.mode) {
            (Some(one), Some(other)) => same_kind || one == other,
            _ => true,
        }
    }

    /// A shared figure counts one; a count of a hundred or more is no chance, and enough by itself.
    fn shared_figures(&self, clue: &Clue<'_>) -> u32 {
        let known = |figure: &&Figure| self.figures.binary_search(figure).is_ok();
        let points = clue
            .figures
            .iter()
            .filter(known)
            .map(|figure| if figure.telling { ENOUGH_UNDATED } else { 1 });
        points.max().unwrap_or(0)
    }

    /// Says whether the places agree; `None` where one is silent.
    fn place(&self, clue: &Clue<'_>) -> Option<bool> {
        let place = clue.place?;
        (!self.places.is_empty()).then(|| self.places.binary_search(&place).is_ok())
    }
}

/// Says whether two sorted lists have something in common, as far as both say something.
fn meet<T: Ord>(one: &[T], other: &[T]) -> bool {
    one.is_empty() || other.is_empty() || shared(other, one) > 0
}

/// "A meeting" may be a round of talks.
fn is_generic(kind: &str) -> bool {
    kind == "meeting"
}

fn kinds_fit(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            let meets = |kind: &str| kind != "call";
            one == other || is_generic(one) && meets(other) || is_generic(other) && meets(one)
        }
        _ => true,
    }
}
