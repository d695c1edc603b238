//! What keeps a page from being shown, and the one place where it becomes a status.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use rapporteur::{Error, ErrorKind};

/// Something that kept a request from being answered. `answer::shape` gives it its form.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) status: StatusCode,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

impl Failure {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            hint: None,
        }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What was given cannot be used.
    pub(crate) fn unusable(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// There is nothing there.
    pub(crate) fn absent(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// Whoever asks may not.
    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, message)
    }

    /// The name of the kind of failure, as JSON has it.
    pub(crate) const fn kind(&self) -> &'static str {
        match self.status {
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => "input",
            StatusCode::UNAUTHORIZED => "login",
            StatusCode::FORBIDDEN | StatusCode::MISDIRECTED_REQUEST => "forbidden",
            StatusCode::NOT_FOUND => "not-found",
            StatusCode::METHOD_NOT_ALLOWED => "method",
            StatusCode::CONFLICT => "refused",
            StatusCode::PAYLOAD_TOO_LARGE => "too-large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "media-type",
            StatusCode::TOO_MANY_REQUESTS => "too-many",
            StatusCode::REQUEST_TIMEOUT => "timeout",
            _ => "fault",
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let status = match error.kind() {
            ErrorKind::NotFound => StatusCode::NOT_FOUND,
            ErrorKind::Input => StatusCode::BAD_REQUEST,
            ErrorKind::Refused => StatusCode::CONFLICT,
            ErrorKind::Record | ErrorKind::Io => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self {
            status,
            message: error.to_string(),
            hint: error.hint().map(str::to_owned),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        let message = format!("the page cannot be drawn: {error}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
