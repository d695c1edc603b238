//! `/`: what moved, what is new, what is disputed, who waits for what, and who spoke last.

use askama::Template;
use rapporteur::{Agreement, BriefView, FieldView, TimelineEvent, Voice, WaitView, wording};

use super::parties::Hues;
use crate::answer::{Answer, Frame, Success};
use crate::visit::Reading;

#[derive(Template)]
#[template(path = "brief.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a BriefView,
    hues: Hues,
}

#[derive(Template)]
#[template(path = "wait.html")]
struct Waiting<'a> {
    wait: &'a WaitView,
    hue: &'static str,
}

/// What moved, what is new, what is disputed, who waits for what, and who spoke last.
#[utoipa::path(
    get,
    path = "/",
    operation_id = "brief",
    responses((status = 200, body = Success<BriefView>)),
)]
pub(crate) async fn show(Reading(visit): Reading) -> Answer {
    let view = visit.app.record.brief().await?;
    let hues = Hues::of(&visit.app.record).await?;
    let title = view.process.clone().unwrap_or_else(|| "Brief".to_owned());
    visit.answer(title, &view, |frame| {
        Page {
            frame,
            view: &view,
            hues,
        }
        .render()
    })
}

impl Page<'_> {
    fn name(&self) -> &str {
        self.view.process.as_deref().unwrap_or("The record")
    }

    fn basis(&self) -> String {
        wording::basis(self.view)
    }

    fn hue(&self, party: &str) -> &'static str {
        self.hues.class(party)
    }

    fn when(&self, event: &TimelineEvent) -> String {
        wording::when(event)
    }

    fn speaker<'v>(&self, voice: &'v Voice) -> &'v str {
        voice.speaker.as_deref().unwrap_or("an unnamed speaker")
    }

    /// The party, where it is somebody else than the speaker.
    fn party<'v>(&self, voice: &'v Voice) -> Option<&'v str> {
        let party = voice.party_name.as_deref();
        party.filter(|party| *party != self.speaker(voice))
    }

    fn differing<'v>(&self, event: &'v TimelineEvent) -> Vec<&'v FieldView> {
        let fields = event.fields.iter();
        fields
            .filter(|field| field.verdict == Agreement::Differ)
            .collect()
    }

    fn wait(&self, wait: &WaitView) -> Result<String, askama::Error> {
        let holder = wait.holder.as_ref();
        let hue = holder.map_or("", |holder| self.hues.class(&holder.id));
        Waiting { wait, hue }.render()
    }

    /// What waits without being part of a deadlock, as far as it is about propositions.
    fn waiting(&self) -> Vec<&WaitView> {
        let waits = &self.view.waits;
        let steps: Vec<_> = waits
            .deadlocks
            .iter()
            .flat_map(|ring| ring.steps.iter().flatten())
            .collect();
        let alone = |wait: &&WaitView| {
            wait.wanted.is_some()
                && wait.condition.is_some()
                && !steps.iter().any(|step| wording::same_wait(step, wait))
        };
        waits
            .chains
            .iter()
            .flat_map(|chain| &chain.waits)
            .filter(alone)
            .collect()
    }
}
