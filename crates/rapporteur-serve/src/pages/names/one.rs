//! `/names/ID`: one name with its spellings, offices, passages and what was decided about it.

use askama::Template;
use axum::extract::Path;
use rapporteur::{Form, NameRef, NameView, OfficeView, PassageView, SpellingView, wording};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answer::{Answer, Frame, Success};
use crate::given::Asked;
use crate::pages::names;
use crate::pages::parties::Hues;
use crate::visit::Reading;

/// How many passages a page has.
const PAGE: u32 = 40;

/// How many names are offered to merge with.
const CHOICES: u32 = 300;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// How many passages are passed over.
    #[serde(default)]
    offset: u32,
}

#[derive(Template)]
#[template(path = "name.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a NameView,
    offset: u32,
    choices: Vec<NameRef>,
    hues: Hues,
}

/// One name with its spellings, offices, passages and what was decided about it.
#[utoipa::path(
    get,
    path = "/names/{id}",
    operation_id = "name",
    params(("id" = String, Path, description = "The id of the name, such as `person:ilva-maren`"), Wanted),
    responses((status = 200, body = Success<NameView>)),
)]
pub(crate) async fn show(
    Reading(visit): Reading,
    Path(id): Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    let record = &visit.app.record;
    let view = record.name(&id, PAGE, wanted.offset).await?;
    let mut choices = record.name_choices(view.name.kind, CHOICES).await?;
    choices.retain(|choice| choice.id != view.name.id);
    let hues = Hues::of(record).await?;
    visit.answer(view.name.name.clone(), &view, |frame| {
        Page {
            frame,
            view: &view,
            offset: wanted.offset,
            choices,
            hues,
        }
        .render()
    })
}

impl Page<'_> {
    fn here(&self) -> String {
        names::address(&self.view.name.id)
    }

    /// The words by which it is mentioned in this form.
    fn spelled(&self, form: &Form) -> Vec<&SpellingView> {
        let spellings = self.view.name.spellings.iter();
        spellings
            .filter(|spelling| spelling.form == *form)
            .collect()
    }

    /// How an office is dated by the codebook: `Nov 2029 to today`.
    fn held(&self, office: &OfficeView) -> String {
        match (&office.from, &office.to) {
            (Some(from), Some(to)) => {
                let (from, to) = (wording::day(Some(from)), wording::day(Some(to)));
                format!("{from} to {to}")
            }
            (Some(from), None) => format!("since {}", wording::day(Some(from))),
            (None, Some(to)) => format!("until {}", wording::day(Some(to))),
            (None, None) => "no dates".to_owned(),
        }
    }

    /// When articles tell of an office.
    fn told(&self, office: &OfficeView) -> String {
        match (&office.first, &office.latest) {
            (Some(first), Some(latest)) if first != latest => {
                let (first, latest) = (wording::day(Some(first)), wording::day(Some(latest)));
                format!("{first} to {latest}")
            }
            (Some(day), _) | (None, Some(day)) => wording::day(Some(day)),
            (None, None) => String::new(),
        }
    }

    /// The passages of this page, by article.
    fn by_article(&self) -> Vec<&[PassageView]> {
        let same = |one: &PassageView, other: &PassageView| one.article == other.article;
        self.view.passages.chunk_by(same).collect()
    }

    /// Whether there is anything to take out.
    fn can_split(&self) -> bool {
        self.view.called.len() > 1 || self.view.name.articles > 1
    }

    fn shown(&self) -> u64 {
        u64::from(self.offset) + self.view.passages.len() as u64
    }

    fn earlier(&self) -> Option<String> {
        let before = self.offset.saturating_sub(PAGE);
        (self.offset > 0).then(|| format!("{}?offset={before}#passages", self.here()))
    }

    fn later(&self) -> Option<String> {
        let shown = self.shown();
        (shown < self.view.total).then(|| format!("{}?offset={shown}#passages", self.here()))
    }
}
