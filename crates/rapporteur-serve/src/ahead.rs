//! Working out ahead what the parts of the room show, so that whoever opens one need not wait for it.
//!
//! On a record of a million statements the first look at the timeline takes long, and the next ones
//! do not: the engine keeps what it worked out until the record is written to. So the room looks
//! first, when it is opened and whenever the record has come to rest after being written to.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use rapporteur::Role;
use tower::ServiceExt;

use crate::pages::PARTS;
use crate::room::App;
use crate::visit::{Form, Visit, Visitor};

/// What has not changed for so long is at rest.
const REST: Duration = Duration::from_secs(2);

/// Looks at all parts of the room whenever the record has changed, for as long as it is polled.
pub(crate) async fn look(app: Arc<App>, pages: Router) {
    let mut looked_at = None;
    let mut seen = app.record.state().await.ok();
    loop {
        if seen.is_some() && seen != looked_at {
            for (path, _) in PARTS {
                // Whoever opens the page is told what is in the way.
                let _ = pages.clone().oneshot(visit(&app, path)).await;
            }
            looked_at = seen;
        }
        loop {
            tokio::time::sleep(REST).await;
            let now = app.record.state().await.ok();
            let rests = now == seen;
            seen = now;
            if rests && seen != looked_at {
                break;
            }
        }
    }
}

fn visit(app: &Arc<App>, path: &str) -> Request {
    let visit = Visit {
        app: Arc::clone(app),
        form: Form::Json,
        path: path.to_owned(),
        query: String::new(),
        visitor: Some(Visitor {
            name: app.clerk.author.clone(),
            role: Role::Reader,
            token: None,
        }),
    };
    let mut request = Request::new(Body::empty());
    // All parts are plain paths.
    *request.uri_mut() = path.parse().unwrap_or_default();
    request.extensions_mut().insert(visit);
    request
}
