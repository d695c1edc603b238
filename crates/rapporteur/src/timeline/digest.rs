//! What the timeline needs of one reading: small enough to be kept beside it, and to be gone through
//! for a whole record.

use rapporteur_core::{EntityType, Event, Participant, Phase, Reading, TextRange};
use rapporteur_record::{Digest as Kept, name_key};
use serde::{Deserialize, Serialize};

use crate::copies::Cited;
use crate::view::CodePoints;

/// Another number makes every record work its digests out anew: to be raised with whatever changes what
/// is in them.
pub(crate) const RULES: u32 = 1;

/// The events of one reading with the words that tell them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Digest {
    /// The events, in the order of the reading.
    pub(crate) events: Vec<Told>,
    /// All stretches of the text that tell of them, in their order.
    words: Vec<Words>,
    /// Whom these rest on.
    pub(crate) cited: Cited,
}

/// An event with who its participants are in the reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    /// The event.
    pub(crate) event: Event,
    /// Of each participant the entity, if it is one.
    pub(crate) bearers: Vec<Option<Bearer>>,
}

/// Under which an entity of a reading is found among the names of the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Bearer {
    /// The folded name.
    pub(crate) key: String,
    /// What it is.
    pub(crate) kind: EntityType,
    /// The id of its party.
    pub(crate) party: Option<String>,
    /// Its id in the codebook.
    pub(crate) codebook: Option<String>,
}

/// A stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Words {
    range: TextRange,
    /// The same in code points.
    points: [usize; 2],
    text: String,
}

impl Digest {
    /// Works it out of a reading and the text that was read.
    pub(crate) fn of(text: &str, reading: &Reading) -> Self {
        let mut ranges: Vec<TextRange> = reading.events.iter().flat_map(stretches).collect();
        ranges.sort_unstable();
        ranges.dedup();
        let points = CodePoints::of(text);
        let words = ranges.iter().map(|range| Words {
            range: *range,
            points: points.range(*range),
            text: range.slice(text).unwrap_or_default().to_owned(),
        });
        Self {
            events: reading
                .events
                .iter()
                .map(|event| told(event, reading))
                .collect(),
            words: words.collect(),
            cited: Cited::of(text, reading).within(&ranges),
        }
    }

    /// Returns it as the record keeps it.
    pub(crate) fn kept(&self) -> Option<Kept> {
        let content = serde_json::to_vec(self).ok()?;
        let rules = RULES;
        Some(Kept { rules, content })
    }

    /// Restores what was kept by the same rules.
    pub(crate) fn restored(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The words of a line, which may have gaps.
    pub(crate) fn text(&self, line: &[TextRange]) -> String {
        let words = self.line(line).map(|words| words.text.as_str());
        words.collect::<Vec<_>>().join(" … ")
    }

    /// Where a line stands in the text, in code points.
    pub(crate) fn span(&self, line: &[TextRange]) -> Vec<[usize; 2]> {
        self.line(line).map(|words| words.points).collect()
    }

    fn line<'a>(&'a self, line: &'a [TextRange]) -> impl Iterator<Item = &'a Words> {
        line.iter().filter_map(|range| {
            let place = self.words.binary_search_by_key(range, |words| words.range);
            self.words.get(place.ok()?)
        })
    }
}

/// The stretches of the text that an event is told or answered about with.
fn stretches(event: &Event) -> Vec<TextRange> {
    let place = event.place.iter().flat_map(|place| &place.span);
    let quantities = event.quantities.iter().flat_map(|quantity| &quantity.span);
    let all = event.span.iter().chain(place).chain(quantities);
    all.copied().collect()
}

fn told(event: &Event, reading: &Reading) -> Told {
    let bearer = |part: &Participant| {
        let mut entities = reading.entities.iter();
        let entity = entities.find(|one| Some(one.id) == part.entity)?;
        Some(Bearer {
            key: name_key(&entity.name),
            kind: entity.kind,
            party: entity.party.clone(),
            codebook: entity.codebook.clone(),
        })
    };
    Told {
        bearers: event.participants.iter().map(bearer).collect(),
        event: event.clone(),
    }
}

/// Says whether an event consists in saying something: it is on the timeline as a statement is.
pub(crate) fn is_verbal(event: &Event) -> bool {
    event.kind.is_none() && event.phase == Phase::Announced
}
