//! `/names/ID/merge`: what would change if this name and another were one.

use askama::Template;
use axum::extract::Path;
use rapporteur::{ErrorKind, NameLine, NameQuery, NamesPreview, Verdict, wording};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::answer::{Answer, Frame, Success};
use crate::failure::Failure;
use crate::given::{Asked, filled};
use crate::pages::names;
use crate::pages::parties::Hues;
use crate::visit::Reading;

/// How many names are offered where what was typed is no name.
const OFFERED: u32 = 20;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// The id of the other name, or words of it.
    with: Option<String>,
}

/// What a merge would do, or what may have been meant.
#[derive(Serialize, ToSchema)]
#[schema(as = MergePreview)]
struct View {
    /// The name, as it stands in the address.
    id: String,
    /// The other, as it was typed.
    with: String,
    preview: Option<NamesPreview>,
    /// Why there is no preview.
    problem: Option<String>,
    /// Names that have in them what was typed.
    offered: Vec<NameLine>,
}

#[derive(Template)]
#[template(path = "merge.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a View,
    hues: Hues,
}

/// What would change if this name and another were one.
#[utoipa::path(
    get,
    path = "/names/{id}/merge",
    operation_id = "preview_merge",
    params(("id" = String, Path, description = "The id of the name, such as `person:ilva-maren`"), Wanted),
    responses((status = 200, body = Success<View>)),
)]
pub(crate) async fn show(
    Reading(visit): Reading,
    Path(id): Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    let with = filled(wanted.with).ok_or_else(|| {
        Failure::unusable("no other name was given").with_hint("type a name or an id")
    })?;
    let record = &visit.app.record;
    let mut view = View {
        id,
        with,
        preview: None,
        problem: None,
        offered: Vec::new(),
    };
    let preview = record.preview_names(Verdict::Same, &view.id, &view.with);
    match preview.await {
        Ok(preview) => view.preview = Some(preview),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Input) => {
            view.problem = Some(error.to_string());
            let query = NameQuery {
                search: Some(view.with.clone()),
                limit: Some(OFFERED),
                ..NameQuery::default()
            };
            view.offered = record.names(&query).await?.names;
        }
        Err(error) => return Err(error.into()),
    }
    let hues = Hues::of(&visit.app.record).await?;
    visit.answer("Make two names one", &view, |frame| {
        Page {
            frame,
            view: &view,
            hues,
        }
        .render()
    })
}

impl View {
    /// The two entities, in either order; none where they are one already.
    fn orders(&self) -> Vec<(&NameLine, &NameLine)> {
        let before = self
            .preview
            .as_ref()
            .map(|preview| preview.before.as_slice());
        match before {
            Some([one, other]) => vec![(one, other), (other, one)],
            _ => Vec::new(),
        }
    }
}
