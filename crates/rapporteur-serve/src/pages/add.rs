//! `/add`: files or pasted text become articles of the record.

use std::sync::Arc;

use axum::routing::Router;

use crate::room::App;

/// The page, and what is sent to it, with limits of their own.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
}
