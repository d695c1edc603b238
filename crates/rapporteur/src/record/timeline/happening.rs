//! What the mentions of one event tell together.

use std::collections::BTreeSet;

use rapporteur_core::{Edtf, EventId, Phase};
use rapporteur_record::ArticleNumber;
use rayon::prelude::*;

use super::{TimelineQuery, outlet};
use crate::timeline::{Agreement, Days, Mention, Sides, fields, groups};

/// What sorts events: whether they are undated, days, ordinal, and the first source with its event.
type Order = (bool, Option<Days>, Option<u32>, Option<(String, u32)>);

/// The mentions of one event.
pub(super) struct Happening<'a> {
    pub(super) number: Option<u64>,
    pub(super) group: Vec<usize>,
    pub(super) told: Vec<&'a Mention>,
}

/// An event of the whole timeline, as far as it takes to choose it and to find its mentions again.
#[derive(Debug, Clone)]
pub(in crate::record) struct Outline {
    pub(in crate::record) number: u64,
    /// In which articles it is told, and as which event of their readings.
    pub(in crate::record) told: Vec<(ArticleNumber, EventId)>,
    pub(in crate::record) days: Option<Days>,
    /// The negotiation's own kind.
    pub(in crate::record) kind: Option<String>,
    /// The PLOVER type.
    pub(in crate::record) plover: Option<String>,
    /// The ids of all parties that have a part in it.
    pub(in crate::record) parties: BTreeSet<String>,
    /// Whether outlets differ on it.
    pub(in crate::record) differs: bool,
}

/// The events of mentions, in the order of the timeline.
pub(super) fn happenings(mentions: &[Mention]) -> Vec<Happening<'_>> {
    let found = groups(mentions).into_par_iter().map(|group| {
        let happening = Happening::of(mentions, group);
        (happening.order(), happening)
    });
    let mut found: Vec<(Order, Happening<'_>)> = found.collect();
    found.par_sort_by(|(one, _), (other, _)| one.cmp(other));
    found.into_iter().map(|(_, happening)| happening).collect()
}

/// Outlines the events of all mentions, in the order of the timeline and with their numbers on it.
pub(super) fn outlines(mentions: &[Mention]) -> Vec<Outline> {
    let found = happenings(mentions);
    let outlines = found.par_iter().enumerate().map(|(place, happening)| {
        let number = (place as u64).saturating_add(1);
        happening.outline(number, mentions)
    });
    outlines.collect()
}

impl<'a> Happening<'a> {
    pub(super) fn of(mentions: &'a [Mention], group: Vec<usize>) -> Self {
        let told = group.iter().filter_map(|place| mentions.get(*place));
        Self {
            told: told.collect(),
            group,
            number: None,
        }
    }

    pub(super) fn articles(&self) -> BTreeSet<i64> {
        self.told.iter().map(|mention| mention.article).collect()
    }

    /// The date to show, and whether it is assumed.
    pub(super) fn date(&self) -> Option<(&'a Edtf, bool)> {
        let dates = self.told.iter().filter_map(|mention| {
            let date = &mention.event.date.as_ref()?.edtf;
            let assumed = mention.told().is_none();
            let days = Days::of(date);
            let width = if assumed { 0 } else { days.width() };
            Some(((assumed, width, days, date), (date, assumed)))
        });
        dates.min_by_key(|(order, _)| *order).map(|(_, date)| date)
    }

    /// What comes first among the mentions, and is there at all.
    pub(super) fn first<T>(&self, of: impl Fn(&'a Mention) -> Option<T>) -> Option<T> {
        self.told.iter().find_map(|mention| of(mention))
    }

    pub(super) fn phase(&self) -> Phase {
        let rank = |phase: &Phase| match phase {
            Phase::Announced => 0,
            Phase::Planned => 1,
            Phase::Denied => 2,
            Phase::Cancelled => 3,
            Phase::Held => 4,
            Phase::Observed => 5,
            Phase::Broken => 6,
        };
        let phases = self.told.iter().map(|mention| mention.event.phase);
        phases.max_by_key(rank).unwrap_or(Phase::Announced)
    }

    /// The kind, the particular one before "meeting".
    pub(super) fn kind(&self) -> Option<&'a str> {
        let kinds: BTreeSet<&str> = self
            .told
            .iter()
            .filter_map(|mention| mention.event.kind.as_deref())
            .collect();
        let particular = kinds.iter().find(|kind| **kind != "meeting");
        particular.or(kinds.first()).copied()
    }

    pub(super) fn sides(&self) -> Sides {
        let mut sides = Sides::default();
        for mention in &self.told {
            let more = mention.sides.clone();
            sides.actors.extend(more.actors);
            sides.recipients.extend(more.recipients);
            sides.between.extend(more.between);
        }
        let actors = &sides.actors;
        let twice = |party: &String| actors.contains(party);
        let recipients = sides.recipients.iter().filter(|party| !twice(party));
        sides.recipients = recipients.cloned().collect();
        sides
    }

    /// The earliest first, those without a day last, then by what does not depend on the order of
    /// adding.
    fn order(&self) -> Order {
        let days = self.date().map(|(date, _)| Days::of(date));
        let first = self.told.iter();
        let first = first.map(|mention| (mention.source.clone(), mention.event.id.0));
        let ordinal = self.first(|mention| mention.event.ordinal);
        (days.is_none(), days, ordinal, first.min())
    }

    fn outline(&self, number: u64, mentions: &[Mention]) -> Outline {
        let told = self.told.iter();
        let told = told.map(|mention| (ArticleNumber(mention.article), mention.event.id));
        let parties = self.told.iter().flat_map(|mention| {
            let between = mention.sides.between.iter();
            mention.sides.all().into_iter().chain(between)
        });
        let plover = self.first(|mention| mention.event.plover.as_deref());
        let differs = self.told.len() > 1
            && fields(mentions, &self.group, &outlet)
                .iter()
                .any(|field| field.agreement == Agreement::Differ);
        Outline {
            number,
            told: told.collect(),
            days: self.date().map(|(date, _)| Days::of(date)),
            kind: self.kind().map(str::to_owned),
            plover: plover.map(str::to_owned),
            parties: parties.cloned().collect(),
            differs,
        }
    }
}

impl Outline {
    pub(super) fn fits(&self, query: &TimelineQuery, party: Option<&str>) -> bool {
        let from = query.from.as_ref().map(|from| Days::of(from).first);
        let to = query.to.as_ref().map(|to| Days::of(to).last);
        let in_time = self.days.map_or(from.is_none() && to.is_none(), |days| {
            from.is_none_or(|from| days.last >= from) && to.is_none_or(|to| days.first <= to)
        });
        let same = |value: &Option<String>, wanted: &str| {
            let value = value.as_ref();
            value.is_some_and(|value| value.eq_ignore_ascii_case(wanted))
        };
        let kind = query.kind.as_ref();
        let of_kind = kind.is_none_or(|kind| same(&self.kind, kind) || same(&self.plover, kind));
        in_time && of_kind && party.is_none_or(|party| self.parties.contains(party))
    }
}
