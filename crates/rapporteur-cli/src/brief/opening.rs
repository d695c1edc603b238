//! What a brief opens with, the same for a terminal, Markdown and a page.

use rapporteur::{
    Agreement, BriefView, DeadlockView, FieldName, FieldView, MoveView, TimelineEvent, Voice,
    VoiceView, WaitView,
};

use super::{date, source, speaker, words};
use rapporteur::wording::{asked, counted, day, duration, label, outlet, what};

/// A part of the brief under a heading.
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) entries: Vec<Entry>,
}

/// One line of it, with what it rests on.
pub(super) struct Entry {
    /// When, where that is known.
    pub(super) date: String,
    /// Who or what.
    pub(super) lead: String,
    pub(super) text: String,
    pub(super) sources: Vec<String>,
}

/// What moved, what is new, what is disputed, who waits for what, and what happened.
pub(super) fn opening(view: &BriefView) -> Vec<Section> {
    let new = view.news.day.as_deref().map_or_else(String::new, |latest| {
        format!(
            ", {} (of {})",
            day(Some(latest)),
            counted(view.news.total, "statement")
        )
    });
    let mut news: Vec<Entry> = view.news.events.iter().map(event).collect();
    news.extend(view.news.statements.iter().map(statement));
    let mut waits: Vec<Entry> = view.waits.deadlocks.iter().flat_map(deadlock).collect();
    waits.extend(
        (view
            .waits
            .chains
            .iter()
            .flat_map(|chain| chain.waits.iter()))
        .filter(|wait| wait.wanted.is_some() && wait.condition.is_some())
        .filter(|wait| !is_in(view, wait))
        .map(|one| wait(one, "waits")),
    );
    let shown = view.events.len() as u64;
    let happened = if shown < view.events_total {
        format!(
            "What happened (the last {shown} of {} events)",
            view.events_total
        )
    } else {
        "What happened".to_owned()
    };
    let section = |heading: String, entries| Section { heading, entries };
    let sections = [
        section(
            "What moved".to_owned(),
            view.moved.iter().map(moved).collect(),
        ),
        section(format!("What is new{new}"), news),
        section(
            "What is disputed".to_owned(),
            view.disputed.iter().map(disputed).collect(),
        ),
        section("Who waits for what".to_owned(), waits),
        section(happened, view.events.iter().map(event).collect()),
    ];
    let filled = sections.into_iter();
    filled
        .filter(|section| !section.entries.is_empty())
        .collect()
}

fn moved(step: &MoveView) -> Entry {
    let from = step.from.as_ref().map(label).unwrap_or_default();
    let told = |voice: &VoiceView| {
        format!(
            "{}: {} ({}, article {})",
            day(voice.date.as_deref()),
            voice.content,
            outlet(voice.publisher.as_deref()),
            voice.article
        )
    };
    Entry {
        date: day(step.date.as_deref()),
        lead: step.party.name.clone(),
        text: format!(
            "{}, {from} → {}: {}",
            label(&step.kind),
            label(&step.stance),
            step.proposition.text
        ),
        sources: [&step.before, &step.after]
            .into_iter()
            .flatten()
            .map(told)
            .collect(),
    }
}

fn statement(voice: &Voice) -> Entry {
    Entry {
        date: date(voice),
        lead: speaker(voice).to_owned(),
        text: words(voice),
        sources: vec![source(voice)],
    }
}

fn event(event: &TimelineEvent) -> Entry {
    let mark = if event.assumed { "~" } else { "" };
    let mut details: Vec<String> = event.place.iter().cloned().collect();
    details.extend(event.fields.iter().filter_map(figure));
    details.push(label(&event.phase));
    Entry {
        date: format!("{mark}{}", day(event.date.as_deref())),
        lead: what(event),
        text: details.join(", "),
        sources: vec![told_by(
            &event
                .tellings
                .iter()
                .map(|one| one.article)
                .collect::<Vec<_>>(),
        )],
    }
}

fn figure(field: &FieldView) -> Option<String> {
    let values: Vec<String> = field
        .values
        .iter()
        .map(|value| said(field, &value.value))
        .collect();
    match field.field {
        FieldName::HowLong => Some(values.join(" or ")),
        FieldName::HowMany => Some(format!("{} {}", values.join(" or "), field.of)),
        _ => None,
    }
}

fn said(field: &FieldView, value: &str) -> String {
    match field.field {
        FieldName::HowLong => duration(value),
        FieldName::When => day(Some(value)),
        _ => value.to_owned(),
    }
}

/// `articles 1, 3`.
fn told_by(articles: &[i64]) -> String {
    let mut articles = articles.to_vec();
    articles.sort_unstable();
    articles.dedup();
    let numbers: Vec<String> = articles.iter().map(i64::to_string).collect();
    let noun = if numbers.len() == 1 {
        "article"
    } else {
        "articles"
    };
    format!("{noun} {}", numbers.join(", "))
}

fn disputed(event: &TimelineEvent) -> Entry {
    let differing = event
        .fields
        .iter()
        .filter(|field| field.verdict == Agreement::Differ);
    let (mut asks, mut sources) = (Vec::new(), Vec::new());
    for field in differing {
        asks.push(asked(field));
        for value in &field.values {
            let mut outlets: Vec<String> = (value.told_by.iter())
                .map(|one| format!("{} {}", outlet(one.publisher.as_deref()), one.article))
                .collect();
            outlets.dedup();
            sources.push(format!(
                "{}: {}",
                said(field, &value.value),
                outlets.join(", ")
            ));
        }
    }
    Entry {
        date: day(event.date.as_deref()),
        lead: what(event),
        text: asks.join("; "),
        sources,
    }
}

fn deadlock(deadlock: &DeadlockView) -> Vec<Entry> {
    let steps = deadlock.steps.iter().flatten();
    steps.map(|one| wait(one, "deadlock")).collect()
}

/// Whether a wait is part of a deadlock, and told there.
fn is_in(view: &BriefView, wait: &WaitView) -> bool {
    let key = |wait: &WaitView| {
        let id =
            |half: &Option<rapporteur::PropositionRef>| half.as_ref().map(|half| half.id.clone());
        let holder = wait.holder.as_ref().map(|holder| holder.id.clone());
        (holder, id(&wait.wanted), id(&wait.condition))
    };
    let mut steps = view
        .waits
        .deadlocks
        .iter()
        .flat_map(|deadlock| deadlock.steps.iter().flatten());
    steps.any(|step| key(step) == key(wait))
}

fn wait(wait: &WaitView, kind: &str) -> Entry {
    let text = |half: &Option<rapporteur::PropositionRef>| {
        half.as_ref()
            .map_or_else(|| "something".to_owned(), |half| half.text.clone())
    };
    let sources = wait.tellings.iter().map(|telling| {
        let who = telling.speaker.as_deref().map(|who| format!("{who}, "));
        format!(
            "{}{}, {}, article {}",
            who.unwrap_or_default(),
            outlet(telling.publisher.as_deref()),
            day(telling.date.as_deref()),
            telling.article
        )
    });
    let holder = wait
        .holder
        .as_ref()
        .map_or("Somebody", |holder| &holder.name);
    Entry {
        date: kind.to_owned(),
        lead: holder.to_owned(),
        text: format!(
            "“{}” only once “{}”",
            text(&wait.wanted),
            text(&wait.condition)
        ),
        sources: sources.collect(),
    }
}
