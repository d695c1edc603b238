//! What stands beside the text: a card for each statement and event, ready to be shown.

use rapporteur::{
    EventView, PositionView, PreconditionView, ReadingView, ShownArticle, StatementView, TermsView,
    wording,
};

use super::marks::{Layer, Mark};
use crate::pages::parties::Hues;

/// What the cards of an article are drawn from.
pub(super) struct Cards<'a> {
    pub(super) article: &'a ShownArticle,
    pub(super) terms: &'a TermsView,
    pub(super) hues: &'a Hues,
}

impl<'a> Cards<'a> {
    fn reading(&self) -> &'a ReadingView {
        &self.article.reading
    }

    pub(super) fn hue(&self, party: &Option<String>) -> &'static str {
        party.as_deref().map_or("", |party| self.hues.class(party))
    }

    pub(super) fn speaker<'s>(&self, statement: &'s StatementView) -> &'s str {
        let name = statement.speaker.name.as_deref();
        name.unwrap_or("an unnamed speaker")
    }

    /// The party spoken for, where it is somebody else than the speaker.
    pub(super) fn party(&self, statement: &StatementView) -> Option<&str> {
        let id = statement.speaker.party.as_deref()?;
        let terms = self.terms.parties.iter();
        let name = terms
            .filter(|term| term.id == id)
            .map(|term| term.text.as_str())
            .next();
        name.filter(|name| Some(*name) != statement.speaker.name.as_deref())
    }

    /// The words of stretches, with what is left out between them.
    pub(super) fn words(&self, spans: &[[usize; 2]]) -> String {
        cut(&self.article.text, spans)
    }

    pub(super) fn proposition<'s>(&'s self, position: &'s PositionView) -> &'s str {
        self.terms.proposition(&position.proposition)
    }

    pub(super) fn conditions(&self, statement: &StatementView) -> Vec<&'a PreconditionView> {
        let conditions = self.reading().preconditions.iter();
        conditions
            .filter(|one| one.statement.as_ref() == Some(&statement.id))
            .collect()
    }

    /// The operations that decided about the statement itself, with what they did.
    pub(super) fn decided(&self, id: &str) -> Vec<(i64, &'static str)> {
        let corrections = self.article.corrections.iter();
        let about = corrections.filter(|one| one.statement.as_deref() == Some(id));
        about
            .map(|one| (one.operation, verdict(one.verdict)))
            .collect()
    }

    /// Who takes part in an event, with the part and the class of the party's colour.
    pub(super) fn participants(&self, event: &EventView) -> Vec<(String, String, &'static str)> {
        let participants = event.participants.iter();
        let named = participants.filter_map(|one| {
            let entity = one.entity.as_ref();
            let entity = entity.and_then(|id| self.reading().entities.iter().find(|e| e.id == *id));
            let party = one.party.as_deref().map(|party| self.terms.party(party));
            let name = entity.map(|entity| entity.name.as_str()).or(party)?;
            Some((
                name.to_owned(),
                wording::label(&one.role),
                self.hue(&one.party),
            ))
        });
        named.collect()
    }

    /// Everything that is marked in the text.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let reading = self.reading();
        let mut marks = Vec::new();
        for statement in &reading.statements {
            let parts = [
                (Layer::Content, &statement.content),
                (Layer::Source, &statement.source),
                (Layer::Cue, &statement.cue),
            ];
            let class = self.hue(&statement.speaker.party);
            marks.extend(parts.into_iter().map(|(layer, spans)| Mark {
                layer,
                of: statement.id.clone(),
                class,
                spans: spans.clone(),
            }));
        }
        marks.extend(reading.events.iter().map(|event| Mark {
            layer: Layer::Event,
            of: event.id.clone(),
            class: "",
            spans: event.span.clone(),
        }));
        let plain = |layer, span| Mark {
            layer,
            of: String::new(),
            class: "",
            spans: vec![span],
        };
        let times = reading.times.iter();
        marks.extend(times.map(|time| plain(Layer::Date, [time.start, time.end])));
        let names = reading.mentions.iter();
        marks.extend(names.map(|name| plain(Layer::Name, [name.start, name.end])));
        marks
    }
}

/// What was decided about a statement, in words.
pub(super) fn verdict(verdict: &str) -> &'static str {
    match verdict {
        "add" => "added",
        "correct" => "corrected",
        _ => "struck out",
    }
}

/// Cuts stretches given in code points out of a text, one blank between words.
fn cut(text: &str, spans: &[[usize; 2]]) -> String {
    let piece = |[start, end]: &[usize; 2]| {
        let rest = text.chars().skip(*start);
        let words: String = rest.take(end.saturating_sub(*start)).collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let pieces: Vec<String> = spans.iter().map(piece).collect();
    pieces.join(" … ")
}
