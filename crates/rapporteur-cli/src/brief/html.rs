//! The brief as a page of its own: no script, nothing fetched.

use askama::Template;
use rapporteur::{BriefView, PartyLine, Voice};

use super::opening::{Section, opening};
use super::{date, footnote, party, source, speaker, title, words};
use crate::terminal::safe;
use rapporteur::wording::{basis, day};

#[derive(Template)]
#[template(path = "brief.html")]
struct Page<'a> {
    view: &'a BriefView,
}

impl Page<'_> {
    fn title(&self) -> &str {
        title(self.view)
    }

    fn basis(&self) -> String {
        basis(self.view)
    }

    fn sections(&self) -> Vec<Section> {
        opening(self.view)
    }

    fn footnote(&self) -> &'static str {
        footnote(self.view).unwrap_or_default()
    }

    fn date(&self, voice: &Voice) -> String {
        date(voice)
    }

    fn speaker<'v>(&self, voice: &'v Voice) -> &'v str {
        speaker(voice)
    }

    fn words(&self, voice: &Voice) -> String {
        words(voice)
    }

    fn party<'v>(&self, voice: &'v Voice) -> Option<&'v str> {
        party(voice)
    }

    fn source(&self, voice: &Voice) -> String {
        source(voice)
    }

    fn latest(&self, party: &PartyLine) -> String {
        party
            .latest
            .as_deref()
            .map(|latest| day(Some(latest)))
            .unwrap_or_default()
    }

    /// The share of the party with most statements, in percent.
    fn share(&self, party: &PartyLine) -> u64 {
        let most = self
            .view
            .parties
            .iter()
            .map(|party| party.statements)
            .max()
            .unwrap_or(1);
        party.statements * 100 / most.max(1)
    }
}

pub(crate) fn render(view: &BriefView) -> String {
    // The template writes into a string and has no fallible filters.
    safe(&Page { view }.render().unwrap_or_default())
}
