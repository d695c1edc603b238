//! What the mentions of one event tell together.

use std::collections::BTreeSet;

use rapporteur_core::{Edtf, Phase};

use super::TimelineQuery;
use crate::timeline::{Days, Mention, Sides};

/// What sorts events: whether they are undated, days, ordinal, and the first source with its event.
pub(super) type Order = (bool, Option<Days>, Option<u32>, Option<(String, u32)>);

/// The mentions of one event.
pub(super) struct Happening<'a> {
    pub(super) number: Option<u64>,
    pub(super) group: Vec<usize>,
    pub(super) told: Vec<&'a Mention>,
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

    pub(super) fn fits(&self, query: &TimelineQuery, party: Option<&str>) -> bool {
        let days = self.date().map(|(date, _)| Days::of(date));
        let from = query.from.as_ref().map(|from| Days::of(from).first);
        let to = query.to.as_ref().map(|to| Days::of(to).last);
        let in_time = days.map_or(from.is_none() && to.is_none(), |days| {
            from.is_none_or(|from| days.last >= from) && to.is_none_or(|to| days.first <= to)
        });
        let same = |value: Option<&str>, wanted: &str| {
            value.is_some_and(|value| value.eq_ignore_ascii_case(wanted))
        };
        let plover = self.first(|mention| mention.event.plover.as_deref());
        let of_kind = query
            .kind
            .as_ref()
            .is_none_or(|kind| same(self.kind(), kind) || same(plover, kind));
        let with = party.is_none_or(|party| {
            self.told.iter().any(|mention| {
                let between = mention.sides.between.iter();
                mention
                    .sides
                    .all()
                    .into_iter()
                    .chain(between)
                    .any(|id| id == party)
            })
        });
        in_time && of_kind && with
    }

    /// The earliest first, those without a day last, then by what does not depend on the order of
    /// adding.
    pub(super) fn order(&self) -> Order {
        let days = self.date().map(|(date, _)| Days::of(date));
        let first = self.told.iter();
        let first = first.map(|mention| (mention.source.clone(), mention.event.id.0));
        let ordinal = self.first(|mention| mention.event.ordinal);
        (days.is_none(), days, ordinal, first.min())
    }
}
