//! Answers that were given already, kept for as long as the record is in the state that they tell of.
//!
//! The state is asked with every request, and an answer is given again only to the same visitor: what
//! is kept saves work and never changes what is shown.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;
use crate::room::App;
use crate::visit::{Form, Visit, Visitor};

/// So many bytes are kept at most, and so many of one answer.
const MOST: usize = 64 * 1024 * 1024;
const MOST_OF_ONE: usize = 2 * 1024 * 1024;

/// What shows more than the record: how far an adding has got.
const NOT_KEPT: &str = "/add";

/// What was asked, by whom.
#[derive(Clone, PartialEq)]
struct Question {
    path: String,
    query: String,
    form: Form,
    visitor: Option<Visitor>,
}

struct Given {
    question: Question,
    kind: HeaderValue,
    body: Bytes,
}

/// The answers of one state of the record, those given first first.
#[derive(Default)]
pub(crate) struct Answers(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    state: Option<rapporteur::State>,
    bytes: usize,
    given: VecDeque<Given>,
}

/// Gives an answer again, or has it worked out and keeps it.
pub(crate) async fn again(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let Some(question) = Question::of(&request) else {
        return next.run(request).await;
    };
    let state = match app.record.state().await {
        Ok(state) => state,
        Err(error) => return Failure::from(error).into_response(),
    };
    if let Some(known) = app.answers.find(state, &question) {
        return known;
    }
    let answer = next.run(request).await;
    let headers = answer.headers();
    let kind = headers.get(header::CONTENT_TYPE).cloned();
    let is_file = headers.contains_key(header::CONTENT_DISPOSITION);
    let (StatusCode::OK, Some(kind), false) = (answer.status(), kind, is_file) else {
        return answer;
    };
    let (parts, body) = answer.into_parts();
    // Pages are made whole before they are sent, so that nothing is waited for here.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    app.answers.keep(state, question, kind, &body);
    Response::from_parts(parts, Body::from(body))
}

impl Question {
    /// What a request asks, if its answer can be kept.
    fn of(request: &Request) -> Option<Self> {
        let visit = request.extensions().get::<Visit>()?;
        let kept = request.method() == Method::GET && !visit.path.starts_with(NOT_KEPT);
        kept.then(|| Self {
            path: visit.path.clone(),
            query: visit.query.clone(),
            form: visit.form,
            visitor: visit.visitor.clone(),
        })
    }
}

impl Answers {
    fn find(&self, state: rapporteur::State, question: &Question) -> Option<Response> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.state != Some(state) {
            return None;
        }
        let mut given = kept.given.iter();
        let known = given.find(|given| given.question == *question)?;
        let kind = [(header::CONTENT_TYPE, known.kind.clone())];
        Some((kind, known.body.clone()).into_response())
    }

    fn keep(&self, state: rapporteur::State, question: Question, kind: HeaderValue, body: &Bytes) {
        if body.len() > MOST_OF_ONE {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.state != Some(state) {
            *kept = Kept {
                state: Some(state),
                ..Kept::default()
            };
        }
        if kept.given.iter().any(|given| given.question == question) {
            return;
        }
        kept.bytes += body.len();
        kept.given.push_back(Given {
            question,
            kind,
            body: body.clone(),
        });
        while kept.bytes > MOST {
            let Some(first) = kept.given.pop_front() else {
                break;
            };
            kept.bytes -= first.body.len();
        }
    }
}
