//! What the articles that tell an event agree on.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Phase, TextRange};
use serde::Serialize;

use super::mention::{Mention, Part, is_mutual};

/// What a question about an event asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FieldName {
    /// On which day.
    When,
    /// At which place.
    Where,
    /// Which parties.
    Who,
    /// For how long.
    HowLong,
    /// Other figures.
    HowMany,
    /// How far it has got.
    HowFar,
}

/// Whether those who answer a question about an event agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// Several independent sources answer, and alike.
    Agree,
    /// Answers contradict each other.
    Differ,
    /// One source answers alone, in however many outlets.
    Silent,
}

/// One question about an event, with all answers.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: FieldName,
    /// What exactly, such as `duration` or `killed`.
    pub(crate) of: String,
    pub(crate) agreement: Agreement,
    /// The answers, those that most sources give first.
    pub(crate) values: Vec<Value>,
    /// The articles that do not answer.
    pub(crate) silent: BTreeSet<i64>,
}

/// One answer.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    pub(crate) value: String,
    /// Which mentions give it, by their places, and with which words.
    pub(crate) told: Vec<(usize, Vec<TextRange>)>,
}

type Question = (FieldName, String);
type Answers = BTreeMap<String, Vec<(usize, Vec<TextRange>)>>;

/// Asks all questions that some mention of an event answers. `voice` tells who counts as one among
/// those who tell it with these words: an outlet, or a side of a comparison.
pub(crate) fn fields(
    mentions: &[Mention],
    group: &[usize],
    voice: &dyn Fn(&Mention, &[TextRange]) -> String,
) -> Vec<Field> {
    let told: Vec<(usize, &Mention)> = group
        .iter()
        .filter_map(|place| Some((*place, mentions.get(*place)?)))
        .collect();
    let mutual = told.iter().any(|(_, mention)| is_mutual(&mention.event));
    let mut asked: BTreeMap<Question, Answers> = BTreeMap::new();
    for (place, mention) in &told {
        for (question, value, words) in answers(mention, mutual) {
            let answers = asked.entry(question).or_default();
            answers.entry(value).or_default().push((*place, words));
        }
    }
    let voices = |value: &Value| {
        let told = value.told.iter();
        let told = told.filter_map(|(place, words)| Some(voice(mentions.get(*place)?, words)));
        told.collect::<BTreeSet<String>>()
    };
    asked
        .into_iter()
        .map(|((name, of), answers)| {
            let mut values: Vec<Value> = answers
                .into_iter()
                .map(|(value, told)| Value { value, told })
                .collect();
            values.sort_by(|one, other| {
                let most = voices(other).len().cmp(&voices(one).len());
                most.then_with(|| one.value.cmp(&other.value))
            });
            let answering: BTreeSet<usize> = values
                .iter()
                .flat_map(|value| &value.told)
                .map(|(place, _)| *place)
                .collect();
            let heard: BTreeSet<i64> = told
                .iter()
                .filter(|(place, _)| answering.contains(place))
                .map(|(_, mention)| mention.article)
                .collect();
            let answered: BTreeSet<_> = values.iter().flat_map(voices).collect();
            Field {
                name,
                agreement: if contradict(name, &values) {
                    Agreement::Differ
                } else if answered.len() > 1 {
                    Agreement::Agree
                } else {
                    Agreement::Silent
                },
                of,
                values,
                silent: told
                    .iter()
                    .map(|(_, mention)| mention.article)
                    .filter(|article| !heard.contains(article))
                    .collect(),
            }
        })
        .collect()
}

fn answers(mention: &Mention, mutual: bool) -> Vec<(Question, String, Vec<TextRange>)> {
    let event = &mention.event;
    let mut answers = Vec::new();
    let mut answer = |name, of: &str, value: String, words: &[TextRange]| {
        answers.push(((name, of.to_owned()), value, words.to_vec()));
    };
    if let Some(date) = event.date.as_ref().filter(|_| mention.told().is_some()) {
        answer(FieldName::When, "day", date.edtf.to_string(), &event.span);
    }
    if let Some(place) = &event.place {
        let value = mention.place.clone().unwrap_or_else(|| place.name.clone());
        answer(FieldName::Where, "place", value, &place.span);
    }
    let list = |parties: Vec<&String>| {
        let parties: Vec<&str> = parties.into_iter().map(String::as_str).collect();
        parties.join(", ")
    };
    let all = mention.sides.all().into_iter().collect();
    let actors = mention.sides.actors.iter().collect();
    let recipients = mention.sides.recipients.iter().collect();
    let sides = if mutual {
        vec![("parties", list(all))]
    } else {
        vec![("actors", list(actors)), ("recipients", list(recipients))]
    };
    for (of, value) in sides {
        if !value.is_empty() {
            answer(FieldName::Who, of, value, &event.span);
        }
    }
    for (part, people) in &mention.people {
        let of = match part {
            Part::Actor if mutual => "people",
            Part::Actor => "people who act",
            Part::Between => "people between",
            Part::Recipient => continue,
        };
        let people = people.iter().cloned().collect::<Vec<_>>().join(", ");
        answer(FieldName::Who, of, people, &event.span);
    }
    for quantity in &event.quantities {
        let name = if quantity.of == "duration" {
            FieldName::HowLong
        } else {
            FieldName::HowMany
        };
        answer(name, &quantity.of, quantity.value.clone(), &quantity.span);
    }
    answer(
        FieldName::HowFar,
        "phase",
        phase(event.phase).to_owned(),
        &event.span,
    );
    answers
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Announced => "announced",
        Phase::Planned => "planned",
        Phase::Held => "held",
        Phase::Observed => "observed",
        Phase::Broken => "broken",
        Phase::Cancelled => "cancelled",
        Phase::Denied => "denied",
    }
}

/// Says whether two answers cannot both be right. A vaguer day holds a sharper one, a shorter list of
/// parties is part of a longer one, what was planned may have been held since, and what one article
/// tells of one event are two figures.
fn contradict(name: FieldName, values: &[Value]) -> bool {
    let fit = |one: &Value, other: &Value| {
        let mut told = one.told.iter();
        told.any(|(place, _)| other.told.iter().any(|(beside, _)| place == beside))
            || answers_fit(name, &one.value, &other.value)
    };
    values
        .iter()
        .enumerate()
        .any(|(place, one)| values.iter().skip(place + 1).any(|other| !fit(one, other)))
}

fn answers_fit(name: FieldName, one: &str, other: &str) -> bool {
    match name {
        // Mentions whose days contradict each other are of two events.
        FieldName::When => true,
        FieldName::Who => {
            let one: BTreeSet<&str> = one.split(", ").collect();
            let other: BTreeSet<&str> = other.split(", ").collect();
            one.is_subset(&other) || other.is_subset(&one)
        }
        FieldName::HowFar => {
            let happened = |phase| matches!(phase, "held" | "observed" | "broken");
            let not = |phase| matches!(phase, "denied" | "cancelled");
            !(happened(one) && not(other) || happened(other) && not(one))
        }
        FieldName::Where | FieldName::HowLong | FieldName::HowMany => one == other,
    }
}
