//! What a visitor gives: the fields of an address, and of a form or of JSON.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use rapporteur::Edtf;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::failure::Failure;
use crate::guard;
use crate::visit::Visit;

/// The fields behind the question mark.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        match Query::from_request_parts(parts, state).await {
            Ok(Query(fields)) => Ok(Self(fields)),
            Err(error) => Err(Failure::unusable(format!(
                "the address asks for something that cannot be understood: {}",
                error.body_text()
            ))),
        }
    }
}

/// The fields of a form, or of an object of JSON: what is to be done. A form must come from a page of
/// ours.
pub(crate) struct Given<T>(pub(crate) T);

#[derive(Deserialize)]
struct Carried {
    token: Option<String>,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Given<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let visit = request.extensions().get::<Visit>().cloned();
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let sent = guard::sent_token(request.headers());
        let bytes = Bytes::from_request(request, state).await.map_err(|error| {
            Failure::new(
                error.status(),
                format!("what was sent cannot be taken: {}", error.body_text()),
            )
        })?;
        if kind.starts_with("application/json") {
            guard::same_page(visit.as_ref(), sent.as_deref())?;
            return serde_json::from_slice(&bytes)
                .map(Self)
                .map_err(|error| Failure::unusable(format!("the JSON does not fit: {error}")));
        }
        if !bytes.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Failure::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "this address takes a form or JSON",
            ));
        }
        let carried: Carried = form(&bytes)?;
        guard::same_page(visit.as_ref(), carried.token.or(sent).as_deref())?;
        form(&bytes).map(Self)
    }
}

fn form<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    serde_urlencoded::from_bytes(bytes)
        .map_err(|error| Failure::unusable(format!("the form does not fit: {error}")))
}

/// Takes an empty field for none: a form sends every field that it has.
pub(crate) fn filled(field: Option<String>) -> Option<String> {
    field
        .map(|field| field.trim().to_owned())
        .filter(|field| !field.is_empty())
}

/// Reads a field that is a date.
pub(crate) fn date(field: Option<String>) -> Result<Option<Edtf>, Failure> {
    let Some(text) = filled(field) else {
        return Ok(None);
    };
    let date = rapporteur::publication_date(&text);
    date.map(Some).ok_or_else(|| {
        Failure::unusable(format!("{text:?} is no date"))
            .with_hint("write YYYY-MM-DD, YYYY-MM or YYYY")
    })
}

/// Reads a field that holds one of a few words.
pub(crate) fn word<T: DeserializeOwned>(field: Option<String>) -> Result<Option<T>, Failure> {
    let Some(text) = filled(field) else {
        return Ok(None);
    };
    let value = serde_json::from_value(serde_json::Value::String(text));
    let word = value.map_err(|error| Failure::unusable(format!("that is no choice: {error}")))?;
    Ok(Some(word))
}
