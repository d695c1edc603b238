//! The brief on paper: for a terminal, as Markdown, as a page.

pub(crate) mod html;
pub(crate) mod markdown;
mod opening;
pub(crate) mod text;

use rapporteur::{BriefView, Kind, Telling, Voice};

use rapporteur::wording::{day, outlet};

/// The title of the page.
fn title(view: &BriefView) -> &str {
    view.process.as_deref().unwrap_or("The record")
}

/// The day of a voice; a star where it is the day of publication.
fn date(voice: &Voice) -> String {
    let star = if voice.assumed { "*" } else { "" };
    format!("{}{star}", day(voice.date.as_deref()))
}

/// What the star means, where there is one.
fn footnote(view: &BriefView) -> Option<&'static str> {
    let starred = view.voices.iter().any(|voice| voice.assumed);
    starred.then_some("* the day of publication: the report does not say when it was said")
}

/// Who speaks.
fn speaker(voice: &Voice) -> &str {
    voice.speaker.as_deref().unwrap_or("an unnamed speaker")
}

/// For whom, where that is somebody else than the speaker.
fn party(voice: &Voice) -> Option<&str> {
    voice
        .party_name
        .as_deref()
        .filter(|party| *party != speaker(voice))
}

/// The words, after those that say how they were said where they are not all quoted.
fn words(voice: &Voice) -> String {
    let spoken = voice.cue.contains(char::is_alphanumeric);
    if voice.kind == Kind::Direct || !spoken {
        return voice.words.clone();
    }
    format!("{}: {}", voice.cue, voice.words)
}

/// Where it is told: the earliest article, and how many outlets beside it have the same words.
fn source(voice: &Voice) -> String {
    let Some(first) = voice
        .told_by
        .iter()
        .min_by_key(|telling| (telling.published.clone(), telling.article))
    else {
        return String::new();
    };
    let outlets = others(first, &voice.told_by);
    let also = match outlets.len() {
        0 => String::new(),
        1 => format!(", also {}", outlets.concat()),
        count => format!(", also {count} other outlets"),
    };
    let also = match voice.sources {
        _ if also.is_empty() => also,
        1 => format!("{also}: one source"),
        sources if sources <= outlets.len() as u64 => format!("{also}: {sources} sources"),
        _ => also,
    };
    let described = if voice.attitude {
        " (described, not quoted)"
    } else {
        ""
    };
    format!(
        "{}, article {}{also}{described}",
        outlet(first.publisher.as_deref()),
        first.article
    )
}

fn others(first: &Telling, tellings: &[Telling]) -> Vec<String> {
    let mut outlets: Vec<String> = tellings
        .iter()
        .filter(|telling| telling.publisher != first.publisher)
        .map(|telling| outlet(telling.publisher.as_deref()).to_owned())
        .collect();
    outlets.sort();
    outlets.dedup();
    outlets
}
