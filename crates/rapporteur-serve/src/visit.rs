//! A visit: what is asked for, in which form, and by whom.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use rapporteur::{Clerk, Role};

use crate::failure::Failure;
use crate::room::App;

/// In which form the answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As a page for people.
    Page,
    /// As JSON.
    Json,
}

/// Who is in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visitor {
    pub(crate) name: String,
    pub(crate) role: Role,
    /// What forms on pages carry, so that no other site can fill them in; `None` where no cookie lets
    /// the visitor in.
    pub(crate) token: Option<String>,
}

/// A request, as pages see it.
#[derive(Clone)]
pub(crate) struct Visit {
    pub(crate) app: Arc<App>,
    pub(crate) form: Form,
    /// The path without its ending.
    pub(crate) path: String,
    /// What stands behind the question mark.
    pub(crate) query: String,
    pub(crate) visitor: Option<Visitor>,
}

impl Visit {
    /// Says who does what is done.
    pub(crate) fn clerk(&self) -> Clerk {
        let name = self.visitor.as_ref().map(|visitor| visitor.name.clone());
        Clerk {
            author: name.unwrap_or_else(|| self.app.clerk.author.clone()),
            now: self.app.clerk.now,
        }
    }

    /// Says whether the visitor may do what a role may.
    pub(crate) fn may(&self, role: Role) -> bool {
        (self.visitor.as_ref()).is_some_and(|visitor| visitor.role >= role)
    }
}

/// Whoever may read.
pub(crate) struct Reading(pub(crate) Visit);

/// Whoever may decide about what was read.
pub(crate) struct Coding(pub(crate) Visit);

/// Whoever may change the record.
pub(crate) struct Editing(pub(crate) Visit);

impl<S: Sync> FromRequestParts<S> for Reading {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let visit = visit(parts)?;
        if visit.app.local || visit.visitor.is_some() {
            return Ok(Self(visit));
        }
        Err(Failure::new(
            StatusCode::UNAUTHORIZED,
            "this room is read by people it knows",
        )
        .with_hint("log in first"))
    }
}

impl<S: Sync> FromRequestParts<S> for Coding {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        demand(parts, Role::Coder).map(Self)
    }
}

impl<S: Sync> FromRequestParts<S> for Editing {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        demand(parts, Role::Editor).map(Self)
    }
}

fn demand(parts: &Parts, role: Role) -> Result<Visit, Failure> {
    let visit = visit(parts)?;
    match &visit.visitor {
        Some(visitor) if visitor.role >= role => Ok(visit),
        Some(visitor) => Err(Failure::forbidden(format!(
            "{} is a {} here, and this takes a {role}",
            visitor.name, visitor.role
        ))),
        None => Err(
            Failure::new(StatusCode::UNAUTHORIZED, "nobody is logged in").with_hint(
                "log in, or open the address that `rapporteur serve` printed; programs send its key as `Authorization: Bearer KEY`",
            ),
        ),
    }
}

fn visit(parts: &Parts) -> Result<Visit, Failure> {
    let visit = parts.extensions.get::<Visit>().cloned();
    visit.ok_or_else(|| Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "nobody was at the door"))
}

/// Takes the ending off an address: `/timeline.json` is the data of `/timeline`.
pub(crate) fn without_ending(mut request: Request) -> Request {
    let path = request.uri().path();
    let (form, plain) = match path.strip_suffix(".json") {
        // What is only there as JSON keeps its name.
        Some(_) if path == "/openapi.json" || path.starts_with("/assets/") => (Form::Json, None),
        Some("") => (Form::Json, Some("/".to_owned())),
        Some(plain) => (Form::Json, Some(plain.to_owned())),
        None => (Form::Page, None),
    };
    if let Some(plain) = plain {
        let query = request.uri().query().map(|query| format!("?{query}"));
        let target = plain + &query.unwrap_or_default();
        if let Ok(target) = target.parse() {
            *request.uri_mut() = target;
        }
    }
    request.extensions_mut().insert(form);
    request
}
