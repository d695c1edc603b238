//! Which mentions are of one event.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::Phase;

use super::mention::{Mention, is_mutual};
use super::{Days, Sides};

/// Figures that say which one of its kind a thing is, as in "the 14-point paper".
const IDENTIFYING: [&str; 1] = ["points"];

/// How much two mentions must have in common where both are dated.
const ENOUGH: u32 = 2;

/// The same where one of them leaves the day open.
const ENOUGH_UNDATED: u32 = 3;

/// From this count on, two who tell the same count tell of the same thing.
const TELLING_COUNT: u64 = 100;

/// The widest stretch of days that is evidence when two mentions share it: a week.
const NARROW: i32 = 7;

/// Puts mentions of one event together; returns their places, each set in the order of the telling
/// that says most.
///
/// The mentions that say most come first, and each joins the event with which it has most in common
/// and which it contradicts in nothing. It is compared with what all mentions of that event told so
/// far, so that no chain of vague mentions ties two events that differ.
pub(crate) fn groups(mentions: &[Mention]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_cached_key(|place| mentions.get(*place).map(rank));
    let mut known: BTreeMap<Family<'_>, Vec<Group<'_>>> = BTreeMap::new();
    for place in order {
        let Some(mention) = mentions.get(place) else {
            continue;
        };
        let groups = known.entry(Family::of(mention)).or_default();
        // Once a mention: dates are dear to parse.
        let (told, window) = (mention.told(), mention.window());
        let best = groups
            .iter_mut()
            .filter_map(|group| Some((group.likeness(mention, told, window)?, group)))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        match best {
            Some((_, group)) => group.join(place, mention),
            None => {
                let mut group = Group::default();
                group.join(place, mention);
                groups.push(group);
            }
        }
    }
    let groups = known.into_values().flatten();
    groups.map(|group| group.mentions).collect()
}

/// What sorts mentions: those that say most first, then by what does not depend on the order of
/// adding.
type Rank = (bool, i32, bool, bool, Reverse<usize>, Days, String, u32);

fn rank(mention: &Mention) -> Rank {
    let told = mention.told();
    let said = mention.sides.all().len() + mention.event.quantities.len();
    (
        told.is_none(),
        told.map_or(0, Days::width),
        mention.event.ordinal.is_none(),
        mention.place.is_none(),
        Reverse(said),
        mention.window(),
        mention.source.clone(),
        mention.event.id.0,
    )
}

/// Within which mentions can be of one event at all: the PLOVER type, or the negotiation's own kind
/// where there is none, and whether it was broken, which is another event than what was broken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Family<'a> {
    plover: Option<&'a str>,
    kind: Option<&'a str>,
    broken: bool,
}

impl<'a> Family<'a> {
    fn of(mention: &'a Mention) -> Self {
        let plover = mention.event.plover.as_deref();
        Self {
            plover,
            kind: mention.event.kind.as_deref().filter(|_| plover.is_none()),
            broken: mention.event.phase == Phase::Broken,
        }
    }
}

/// What the mentions of one event told so far.
#[derive(Debug, Clone, Default)]
struct Group<'a> {
    mentions: Vec<usize>,
    sources: BTreeSet<&'a str>,
    words: BTreeSet<&'a str>,
    kind: Option<&'a str>,
    mode: Option<&'a str>,
    ordinal: Option<u32>,
    told: Option<Days>,
    window: Option<Days>,
    dated: bool,
    mutual: bool,
    sides: Sides,
    places: BTreeSet<&'a str>,
    figures: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

/// How alike a mention is to an event: the points of evidence, and then how near in days.
type Likeness = (u32, Reverse<i32>);

impl<'a> Group<'a> {
    /// Says how much a mention has in common with the event; `None` where they contradict each other
    /// or have too little in common.
    fn likeness(&self, mention: &Mention, told: Option<Days>, window: Days) -> Option<Likeness> {
        let kind = mention.event.kind.as_deref();
        let ordinal = mention.event.ordinal;
        let numbered = ordinal.is_some() && ordinal == self.ordinal;
        let days = self.window.unwrap_or(Days::ALL).both(window);
        let one_silent = told.is_none() || self.told.is_none();
        let days_fit = days.is_some() || one_silent && numbered;
        let ordinals_fit = numbered || ordinal.is_none() || self.ordinal.is_none();
        if !days_fit || !ordinals_fit || !kinds_fit(self.kind, kind) {
            return None;
        }
        // The reader has told the events of one article apart.
        let apart = self.sources.contains(mention.source.as_str()) && !numbered;
        let fits = !apart
            && self.mode_fits(mention)
            && self.sides_fit(mention)
            && self.names_the_same(mention);
        let place = self.place(mention);
        let elsewhere = place == Some(false) && !(numbered && days.is_some());
        if !fits || elsewhere {
            return None;
        }
        let same_kind = kind.is_some() && kind == self.kind;
        let told_alike = match (self.told, told) {
            (Some(one), Some(other)) => one.width().min(other.width()) <= NARROW,
            _ => false,
        };
        // News of a thing that does not happen daily is of the one that just happened.
        let is_news = self.told.is_some()
            && told.is_none()
            && mention.is_dated()
            && same_kind
            && mention.event.plover.as_deref() != Some("ASSAULT");
        let points = u32::from(same_kind)
            + 2 * u32::from(numbered)
            + 2 * u32::from(told_alike)
            + u32::from(is_news)
            + u32::from(place == Some(true))
            + self.shared_parties(mention).min(2)
            + self.shared_figures(mention)
            + ENOUGH_UNDATED * u32::from(self.words.contains(mention.words.as_str()));
        let enough = if self.dated && mention.is_dated() {
            ENOUGH
        } else {
            ENOUGH_UNDATED
        };
        let distance = mention.published.or(told).map_or(i32::MAX, |day| {
            self.window.unwrap_or(Days::ALL).distance(day)
        });
        (points >= enough).then_some((points, Reverse(distance)))
    }

    fn join(&mut self, place: usize, mention: &'a Mention) {
        self.mentions.push(place);
        self.sources.insert(&mention.source);
        self.words.insert(&mention.words);
        let narrower = |known: Option<Days>, days: Days| {
            Some(known.map_or(days, |known| known.both(days).unwrap_or(known)))
        };
        if let Some(told) = mention.told() {
            self.told = narrower(self.told, told);
        }
        self.window = narrower(self.window, mention.window());
        self.dated |= mention.is_dated();
        self.mutual |= is_mutual(&mention.event);
        if self.kind.is_none_or(is_generic) {
            self.kind = mention.event.kind.as_deref().or(self.kind);
        }
        self.mode = self.mode.or(mention.event.mode.as_deref());
        self.ordinal = self.ordinal.or(mention.event.ordinal);
        let sides = mention.sides.clone();
        self.sides.actors.extend(sides.actors);
        self.sides.recipients.extend(sides.recipients);
        self.places.extend(mention.place.as_deref());
        for (of, values) in mention.figures() {
            self.figures.entry(of).or_default().extend(values);
        }
    }

    /// What sides do together needs the same sides, as far as both tell them; what one does to
    /// another needs one of the same on each side.
    fn sides_fit(&self, mention: &Mention) -> bool {
        let (one, other) = (&self.sides, &mention.sides);
        if self.mutual {
            let (one, other) = (one.all(), other.all());
            return one.is_empty()
                || other.is_empty()
                || one.is_subset(&other)
                || other.is_subset(&one)
                || one.intersection(&other).count() >= 2;
        }
        let fit = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
            one.is_empty() || other.is_empty() || !one.is_disjoint(other)
        };
        fit(&one.actors, &other.actors) && fit(&one.recipients, &other.recipients)
    }

    fn shared_parties(&self, mention: &Mention) -> u32 {
        let (one, other) = (self.sides.all(), mention.sides.all());
        one.intersection(&other).count() as u32
    }

    /// A mode tells apart what has no kind: an arrest is no blockade.
    fn mode_fits(&self, mention: &Mention) -> bool {
        let same_kind = self.kind.is_some() && self.kind == mention.event.kind.as_deref();
        match (self.mode, mention.event.mode.as_deref()) {
            (Some(one), Some(other)) => same_kind || one == other,
            _ => true,
        }
    }

    fn names_the_same(&self, mention: &Mention) -> bool {
        let figures = mention.figures();
        IDENTIFYING
            .iter()
            .all(|of| match (self.figures.get(of), figures.get(of)) {
                (Some(one), Some(other)) => !one.is_disjoint(other),
                _ => true,
            })
    }

    /// A shared figure counts one; a count of a hundred or more is no chance, and enough by itself.
    fn shared_figures(&self, mention: &Mention) -> u32 {
        let figures = mention.figures();
        let shared = figures.iter().flat_map(|(of, values)| {
            let known = self.figures.get(of);
            known
                .into_iter()
                .flat_map(|known| known.intersection(values))
        });
        let points = shared.map(|value| match value.parse::<u64>() {
            Ok(count) if count >= TELLING_COUNT => ENOUGH_UNDATED,
            _ => 1,
        });
        points.max().unwrap_or(0)
    }

    /// Says whether the places agree; `None` where one is silent.
    fn place(&self, mention: &Mention) -> Option<bool> {
        let place = mention.place.as_deref()?;
        (!self.places.is_empty()).then(|| self.places.contains(place))
    }
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
