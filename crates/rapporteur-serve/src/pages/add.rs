//! `/add`: files or pasted text become articles of the record, with a page that tells how far they
//! have got.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse};
use rapporteur::{ArticleQuery, CodebookFile, Role, wording};
use serde::Serialize;
use tower_http::timeout::TimeoutLayer;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::adding::{AddingView, MOST_BYTES, MOST_FILES, Stage, Upload, drain};
use crate::answer::{Answer, Frame, Success};
use crate::failure::Failure;
use crate::guard;
use crate::room::App;
use crate::visit::{Editing, Form, Reading, Visit};

/// How long sending may take.
const LONGEST: Duration = Duration::from_secs(10 * 60);

/// What is sent to the page, with limits of its own.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(take))
        .layer(DefaultBodyLimit::disable())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            LONGEST,
        ))
}

/// What may be sent, and what is under way.
#[derive(Serialize, ToSchema)]
#[schema(as = Addings)]
struct View {
    /// Whether whoever asks may add.
    may: bool,
    /// How many articles are on the record.
    articles: u64,
    /// The process of the codebook that they are read with.
    process: Option<String>,
    limits: Limits,
    /// The addings since the room was opened, the latest first.
    addings: Vec<AddingView>,
}

/// How much may be sent at once.
#[derive(Serialize, ToSchema)]
struct Limits {
    files: usize,
    file_bytes: usize,
    bytes: usize,
}

/// A mistake in the codebook that was sent.
#[derive(Serialize)]
struct Mistake {
    line: usize,
    column: usize,
    message: String,
    advice: Option<String>,
    /// The line that it stands in.
    text: String,
}

/// What can be sent: files, or a text that was pasted.
#[derive(ToSchema)]
#[expect(dead_code, reason = "tells of a form that is taken part by part")]
struct Sending {
    /// Texts, web pages, tables or lines of JSON.
    #[schema(value_type = Option<Vec<String>>, format = Binary)]
    files: Option<Vec<Vec<u8>>>,
    /// The text of one report.
    text: Option<String>,
    /// The outlet of everything that is sent.
    publisher: Option<String>,
    /// The day on which it was published, in EDTF.
    published: Option<String>,
    title: Option<String>,
    url: Option<String>,
    /// A codebook in TOML to read with, from now on.
    #[schema(value_type = Option<String>, format = Binary)]
    codebook: Option<Vec<u8>>,
}

/// What was begun.
#[derive(Serialize, ToSchema)]
struct Begun {
    id: u64,
    address: String,
}

#[derive(Template)]
#[template(path = "add.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a View,
    mistakes: &'a [Mistake],
}

#[derive(Template)]
#[template(path = "adding.html")]
struct AddingPage<'a> {
    frame: Frame,
    view: &'a AddingView,
}

/// What may be sent, and what is under way.
#[utoipa::path(
    get,
    path = "/add",
    operation_id = "addings",
    responses((status = 200, body = Success<View>)),
)]
pub(crate) async fn show(Reading(visit): Reading) -> Answer {
    page(&visit, &[]).await
}

/// Tells how far an adding has got, and in the end what it did.
#[utoipa::path(
    get,
    path = "/add/{id}",
    operation_id = "adding",
    params(("id" = u64, Path, description = "The number of the adding")),
    responses((status = 200, body = Success<AddingView>)),
)]
pub(crate) async fn follow(Reading(visit): Reading, Path(id): Path<String>) -> Answer {
    let known = id.parse().ok().and_then(|id| visit.app.addings.one(id));
    let view = known.ok_or_else(|| {
        Failure::absent("no adding has this number since the room was opened")
            .with_hint("/log lists what was added before")
    })?;
    visit.answer(heading(&view), &view, |frame| {
        AddingPage { frame, view: &view }.render()
    })
}

/// Takes in files or a pasted text, reads them and keeps them; this answers as soon as it has begun.
#[utoipa::path(
    post,
    path = "/add",
    operation_id = "add",
    request_body(content = Sending, content_type = "multipart/form-data"),
    responses((status = 200, body = Success<Begun>)),
    security(("key" = [])),
)]
async fn take(
    Editing(visit): Editing,
    headers: HeaderMap,
    parts: Result<Multipart, MultipartRejection>,
) -> Answer {
    let mut parts = parts.map_err(|error| {
        Failure::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "this address takes a form with files",
        )
        .with_hint(error.body_text())
    })?;
    match received(&visit, &headers, &mut parts).await {
        Ok(Sent::Begun(begun)) => visit.onward(&begun, &begun.address),
        Ok(Sent::Mistaken(mistakes)) => mistaken(&visit, &mistakes).await,
        Err(failure) => {
            tokio::select! {
                () = drain(&mut parts) => {}
                () = visit.app.addings.is_closed() => {}
            }
            Err(failure)
        }
    }
}

enum Sent {
    Begun(Begun),
    Mistaken(Vec<Mistake>),
}

async fn received(
    visit: &Visit,
    headers: &HeaderMap,
    parts: &mut Multipart,
) -> Result<Sent, Failure> {
    let addings = &visit.app.addings;
    let place = addings.place()?;
    let mut upload = tokio::select! {
        upload = Upload::take(visit, guard::sent_token(headers), parts) => upload?,
        () = addings.is_closed() => return Err(Failure::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "the room is being closed",
        )),
    };
    let codebook = match upload.codebook.take().map(codebook).transpose()? {
        Some(Err(mistakes)) => return Ok(Sent::Mistaken(mistakes)),
        Some(Ok(codebook)) => Some(codebook),
        None => None,
    };
    let record = visit.app.record.clone();
    let id = addings.begin(place, upload, codebook, record, visit.clerk());
    let address = format!("/add/{id}");
    Ok(Sent::Begun(Begun { id, address }))
}

/// Reads a codebook that was sent; its mistakes are no failure of what sent it.
fn codebook(bytes: Vec<u8>) -> Result<Result<CodebookFile, Vec<Mistake>>, Failure> {
    let source = String::from_utf8(bytes).map_err(|_| {
        Failure::unusable("the codebook is not UTF-8")
            .with_hint("save it as UTF-8, and send it again")
    })?;
    // Mistakes are counted in bytes from behind a byte order mark.
    let source = source.trim_start_matches('\u{FEFF}');
    Ok(CodebookFile::parse(source).map_err(|problems| {
        let mistake = |problem: rapporteur::CodebookProblem| {
            let (line, column) = problem.position(source);
            let text = source.lines().nth(line.saturating_sub(1));
            Mistake {
                line,
                column,
                message: problem.message,
                advice: problem.advice,
                text: text.unwrap_or_default().to_owned(),
            }
        };
        problems.into_iter().map(mistake).collect()
    }))
}

async fn mistaken(visit: &Visit, mistakes: &[Mistake]) -> Answer {
    if visit.form == Form::Page {
        let shown = page(visit, mistakes).await?;
        return Ok((StatusCode::OK, shown).into_response());
    }
    let told: Vec<String> = mistakes
        .iter()
        .map(|one| format!("{}:{}: {}", one.line, one.column, one.message))
        .collect();
    let message = format!("the codebook has mistakes: {}", told.join("; "));
    Err(Failure::unusable(message).with_hint("mend the lines, and send all again"))
}

async fn page(visit: &Visit, mistakes: &[Mistake]) -> Answer {
    let one = ArticleQuery {
        limit: Some(1),
        ..ArticleQuery::default()
    };
    let codebook = visit.app.record.codebook().await?;
    let view = View {
        may: visit.may(Role::Editor),
        articles: visit.app.record.articles(&one).await?.total,
        process: codebook.and_then(|file| file.codebook.process.name),
        limits: Limits {
            files: MOST_FILES,
            file_bytes: rapporteur::MOST_BYTES,
            bytes: MOST_BYTES,
        },
        addings: visit.app.addings.all(),
    };
    if mistakes.is_empty() {
        return visit.answer("Add", &view, |frame| {
            let view = &view;
            Page {
                frame,
                view,
                mistakes,
            }
            .render()
        });
    }
    let frame = visit.frame("Add");
    let view = &view;
    Ok(Html(
        Page {
            frame,
            view,
            mistakes,
        }
        .render()?,
    )
    .into_response())
}

/// What an adding is at, in words.
fn heading(view: &AddingView) -> &'static str {
    match view.stage {
        Stage::Waiting => "Waiting for another adding",
        Stage::Reading => "Reading",
        Stage::Done => "Added",
        Stage::Failed => "Not added",
        Stage::Stopped => "Broken off",
    }
}

impl AddingPage<'_> {
    fn heading(&self) -> &'static str {
        heading(self.view)
    }

    /// What an article is called in the list of what was added.
    fn title<'v>(&self, article: &'v rapporteur::AddedArticle) -> &'v str {
        let title = article.title.as_deref().or(article.file.as_deref());
        title.unwrap_or("without a title")
    }
}

impl Page<'_> {
    fn heading(&self, view: &AddingView) -> &'static str {
        heading(view)
    }
}
