//! One event as one article tells it.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Event, ParticipantRole, Phase, SaidSource};

use super::Days;

/// How many days before its publication an event lies whose day an article leaves to the date of
/// publication: a weekly looks back as far.
const FRESH: i32 = 7;

/// How many days before its publication, or after it for a plan, an event lies of which an article
/// does not tell the day at all.
const REMEMBERED: i32 = 45;

/// An event of one article's reading, with what names of the record it has.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// The number of the article.
    pub(crate) article: i64,
    /// The identity of the article, which does not depend on the order of adding.
    pub(crate) source: String,
    /// The outlet.
    pub(crate) publisher: Option<String>,
    /// When the article was published.
    pub(crate) published: Option<Days>,
    /// The event.
    pub(crate) event: Event,
    /// The words that tell it, letters and digits alone.
    pub(crate) words: String,
    /// Who takes part.
    pub(crate) sides: Sides,
    /// The people who take part, by the part they play.
    pub(crate) people: BTreeMap<Part, BTreeSet<String>>,
    /// What names the place on the record.
    pub(crate) place: Option<String>,
}

/// The part somebody plays in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Does it, or takes part in what sides do together.
    Actor,
    /// Has it done to them.
    Recipient,
    /// Stands between the sides or provides the room.
    Between,
}

impl Part {
    /// Of what sides do together a mediator is no side.
    pub(crate) fn of(role: ParticipantRole, between: bool) -> Self {
        match role {
            _ if between => Self::Between,
            ParticipantRole::Mediator | ParticipantRole::Host => Self::Between,
            ParticipantRole::Actor => Self::Actor,
            ParticipantRole::Recipient => Self::Recipient,
        }
    }
}

/// The ids of the parties that take part in an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sides {
    /// Those who do it.
    pub(crate) actors: BTreeSet<String>,
    /// Those who have it done to them.
    pub(crate) recipients: BTreeSet<String>,
    /// Those who stand between the sides or provide the room.
    pub(crate) between: BTreeSet<String>,
}

impl Sides {
    /// Sorts parties by the parts they play. Of what sides do together a mediator is no side.
    pub(crate) fn of(
        mutual: bool,
        mediators: &BTreeSet<String>,
        parts: impl Iterator<Item = (ParticipantRole, String)>,
    ) -> Self {
        let mut sides = Self::default();
        for (role, party) in parts {
            let between = mutual && mediators.contains(&party);
            let set = match Part::of(role, between) {
                Part::Between => &mut sides.between,
                Part::Actor => &mut sides.actors,
                Part::Recipient => &mut sides.recipients,
            };
            set.insert(party);
        }
        sides
    }

    /// Both sides as one set.
    pub(crate) fn all(&self) -> BTreeSet<&String> {
        self.actors.union(&self.recipients).collect()
    }
}

/// Says whether an event is one that its sides do together, so that who is named first says nothing.
pub(crate) fn is_mutual(event: &Event) -> bool {
    event.plover.as_deref() == Some("CONSULT")
        || matches!(
            event.kind.as_deref(),
            Some("exchange" | "ceasefire" | "agreement")
        )
}

impl Mention {
    /// The days that the article's words tell.
    pub(crate) fn told(&self) -> Option<Days> {
        let date = self.event.date.as_ref()?;
        (date.from == SaidSource::Phrase).then(|| Days::of(&date.edtf))
    }

    /// Says whether the article gives a day or stands for one by its publication.
    pub(crate) fn is_dated(&self) -> bool {
        self.event.date.is_some()
    }

    /// The days on which the event may lie, as far as the article knows.
    pub(crate) fn window(&self) -> Days {
        if let Some(told) = self.told() {
            return told;
        }
        let Some(published) = self.published else {
            return Days::ALL;
        };
        match self.event.phase {
            Phase::Announced | Phase::Planned => published.until_later(REMEMBERED),
            Phase::Cancelled => published.since_earlier(REMEMBERED).until_later(REMEMBERED),
            _ if self.is_dated() => published.since_earlier(FRESH),
            _ => published.since_earlier(REMEMBERED),
        }
    }
}
