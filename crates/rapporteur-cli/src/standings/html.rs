//! The table as a page of its own: no script, nothing fetched.

use askama::Template;
use rapporteur::{PositionsView, PropositionStandings, StandingView, VoiceView};

use super::{
    age, as_of, beside, publishers, reference, relations, sign, since, source, stance, title,
};
use crate::terminal::safe;
use rapporteur::wording::day;

#[derive(Template)]
#[template(path = "positions.html")]
struct Page<'a> {
    view: &'a PositionsView,
}

impl Page<'_> {
    fn title(&self) -> &str {
        title(self.view)
    }

    fn as_of(&self) -> String {
        as_of(self.view)
    }

    fn relations(&self) -> String {
        relations(self.view)
    }

    fn sign(&self, standing: &StandingView) -> &'static str {
        sign(Some(standing.stance))
    }

    fn stance(&self, standing: &StandingView) -> &'static str {
        stance(standing.stance)
    }

    fn standing<'v>(
        &self,
        proposition: &'v PropositionStandings,
        party: &str,
    ) -> Option<&'v StandingView> {
        let mut standings = proposition.standings.iter();
        standings.find(|standing| standing.party.id == party)
    }

    fn relation(&self, proposition: &PropositionStandings) -> String {
        let relation = proposition.between.map(beside);
        relation
            .map(|(sign, word)| format!("{sign} {word}"))
            .unwrap_or_default()
    }

    /// Day, age and publishers: `3 Apr 2031, 5 days ago, since 6 Mar 2031, 3 publishers`.
    fn details(&self, standing: &StandingView) -> String {
        let mut details = vec![day(standing.date.as_deref())];
        details.extend(age(standing));
        details.extend(since(standing));
        details.push(publishers(standing));
        details.join(", ")
    }

    fn source(&self, voice: &VoiceView) -> String {
        let decided = if voice.decided { ", decided" } else { "" };
        format!("{}, {}{decided}", source(voice), reference(voice))
    }
}

pub(crate) fn render(view: &PositionsView) -> String {
    // The template writes into a string and has no fallible filters.
    safe(&Page { view }.render().unwrap_or_default())
}
