//! What is sent back: a page, or the same as JSON, in one shape for success and one for failure.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use rapporteur::Role;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

use crate::assets;
use crate::failure::Failure;
use crate::room::App;
use crate::visit::{Form, Visit, Visitor};

/// What a page answers.
pub(crate) type Answer = Result<Response, Failure>;

/// What stands around every page.
pub(crate) struct Frame {
    /// What the page is called.
    pub(crate) title: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) visitor: Option<Visitor>,
    /// The operation that has just been done.
    pub(crate) done: Option<i64>,
}

impl Frame {
    /// Says whether a part of the room is the one that is shown.
    pub(crate) fn is_in(&self, part: &str) -> bool {
        self.path == part || (part != "/" && self.path.starts_with(&format!("{part}/")))
    }

    /// What the forms of a page carry.
    pub(crate) fn token(&self) -> &str {
        let token = self
            .visitor
            .as_ref()
            .and_then(|visitor| visitor.token.as_deref());
        token.unwrap_or_default()
    }

    /// Whether the visitor may decide about what was read.
    pub(crate) fn codes(&self) -> bool {
        self.visitor
            .as_ref()
            .is_some_and(|visitor| visitor.role >= Role::Coder)
    }

    /// Whether the visitor may change the record.
    pub(crate) fn edits(&self) -> bool {
        self.visitor
            .as_ref()
            .is_some_and(|visitor| visitor.role >= Role::Editor)
    }

    /// The address of the same as JSON.
    pub(crate) fn json(&self) -> String {
        let path = if self.path == "/" { "/" } else { &self.path };
        match self.query.as_str() {
            "" => format!("{path}.json"),
            query => format!("{path}.json?{query}"),
        }
    }

    /// The address of this page, to come back to.
    pub(crate) fn here(&self) -> String {
        match self.query.as_str() {
            "" => self.path.clone(),
            query => format!("{}?{query}", self.path),
        }
    }

    /// The address of an asset, which changes with what is in it.
    pub(crate) fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}

impl Visit {
    /// Answers with a page, or with what it shows as JSON.
    pub(crate) fn answer<T: Serialize>(
        &self,
        title: impl Into<String>,
        data: &T,
        page: impl FnOnce(Frame) -> Result<String, askama::Error>,
    ) -> Answer {
        match self.form {
            Form::Json => success(data),
            Form::Page => Ok(Html(page(self.frame(title))?).into_response()),
        }
    }

    /// Answers after something was done: a page is gone back to, and says so.
    pub(crate) fn done<T: Serialize>(&self, data: &T, back: &str, operation: i64) -> Answer {
        match self.form {
            Form::Json => success(data),
            Form::Page => {
                let (path, anchor) = back.split_once('#').unwrap_or((back, ""));
                let join = if path.contains('?') { '&' } else { '?' };
                let anchor = if anchor.is_empty() {
                    String::new()
                } else {
                    format!("#{anchor}")
                };
                let address = format!("{}{join}done={operation}{anchor}", here(path));
                Ok(Redirect::to(&address).into_response())
            }
        }
    }

    /// Answers after something was begun: a page goes on to where it is told of.
    pub(crate) fn onward<T: Serialize>(&self, data: &T, address: &str) -> Answer {
        match self.form {
            Form::Json => success(data),
            Form::Page => Ok(Redirect::to(address).into_response()),
        }
    }

    /// What stands around a page.
    pub(crate) fn frame(&self, title: impl Into<String>) -> Frame {
        let mut query: Vec<&str> = self
            .query
            .split('&')
            .filter(|part| !part.is_empty())
            .collect();
        let done = query.iter().find_map(|part| part.strip_prefix("done="));
        let done = done.and_then(|done| done.parse().ok());
        query.retain(|part| !part.starts_with("done="));
        Frame {
            title: title.into(),
            path: self.path.clone(),
            query: query.join("&"),
            visitor: self.visitor.clone(),
            done,
        }
    }
}

/// An address within the room: whoever made a link cannot send the visitor elsewhere with it.
pub(crate) fn here(address: &str) -> &str {
    let inside = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    if inside { address } else { "/" }
}

/// The shape of every answer that holds what was asked for.
#[derive(Serialize, ToSchema)]
pub(crate) struct Success<T> {
    /// Always true.
    ok: bool,
    data: T,
}

/// The shape of every answer that says why it does not.
#[derive(Serialize, ToSchema)]
pub(crate) struct Refusal {
    /// Always false.
    ok: bool,
    error: Reason,
}

/// Why not.
#[derive(Serialize, ToSchema)]
struct Reason {
    /// One word for what kept the request from being answered, such as `not-found` or `input`.
    kind: String,
    /// What is the matter, for people.
    message: String,
    /// What can be done about it.
    hint: Option<String>,
}

fn success<T: Serialize>(data: &T) -> Answer {
    json(StatusCode::OK, &Success { ok: true, data })
}

fn json<T: Serialize>(status: StatusCode, value: &T) -> Answer {
    let text = serde_json::to_string(value).map_err(|error| {
        let message = format!("the answer cannot be written: {error}");
        Failure::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    })?;
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    Ok((status, kind, text + "\n").into_response())
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    frame: Frame,
    failure: &'a Failure,
}

/// Gives every failure its form, whoever it comes from.
pub(crate) async fn shape(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let form = request
        .extensions()
        .get::<Form>()
        .copied()
        .unwrap_or(Form::Page);
    let (path, query) = (
        request.uri().path().to_owned(),
        request.uri().query().unwrap_or_default().to_owned(),
    );
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let known = response.extensions().get::<Failure>().cloned();
    let failure = known.unwrap_or_else(|| told(status));
    if form == Form::Page && status == StatusCode::UNAUTHORIZED {
        let back = if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        };
        return Redirect::to(&format!("/login?back={}", percent(&back))).into_response();
    }
    let allow = response.headers().get(header::ALLOW).cloned();
    let mut shaped = match form {
        Form::Json => {
            let error = Reason {
                kind: failure.kind().to_owned(),
                message: failure.message,
                hint: failure.hint,
            };
            let refusal = Refusal { ok: false, error };
            json(failure.status, &refusal).unwrap_or_else(|_| failure.status.into_response())
        }
        Form::Page => {
            let visitor = response
                .extensions()
                .get::<Visit>()
                .and_then(|visit| visit.visitor.clone());
            let visit = Visit {
                app,
                form,
                path,
                query,
                visitor,
            };
            let page = FailurePage {
                frame: visit.frame("Not shown"),
                failure: &failure,
            };
            // The template has no filter that can fail.
            (failure.status, Html(page.render().unwrap_or_default())).into_response()
        }
    };
    if let Some(allow) = allow {
        shaped.headers_mut().insert(header::ALLOW, allow);
    }
    shaped
}

/// What a status means that comes from no page of ours.
fn told(status: StatusCode) -> Failure {
    let message = match status {
        StatusCode::NOT_FOUND => "there is no such page",
        StatusCode::METHOD_NOT_ALLOWED => "this address is not asked in this way",
        StatusCode::PAYLOAD_TOO_LARGE => "that is too much at once",
        StatusCode::REQUEST_TIMEOUT => "the answer took too long",
        StatusCode::INTERNAL_SERVER_ERROR => "something went wrong here",
        _ => status
            .canonical_reason()
            .unwrap_or("the request cannot be answered"),
    };
    let failure = Failure::new(status, message);
    match status {
        StatusCode::NOT_FOUND => failure.with_hint("begin at /"),
        _ => failure,
    }
}

/// Writes a text so that it can stand in the query of an address.
pub(crate) fn percent(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
