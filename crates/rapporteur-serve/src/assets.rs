//! Style sheet, scripts and the mark, embedded in the program.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::failure::Failure;

/// An address says what is in the file, so a browser need never ask again.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

#[derive(RustEmbed)]
#[folder = "assets"]
struct Assets;

/// Returns the address of an asset, which changes with what is in it.
pub(crate) fn address(name: &str) -> String {
    let version = Assets::get(name).map(|file| version(&file.metadata.sha256_hash()));
    format!("/assets/{name}?{}", version.unwrap_or_default())
}

fn version(hash: &[u8]) -> String {
    hash.iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Sends an asset.
pub(crate) async fn send(
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let file = Assets::get(&name).ok_or_else(|| Failure::absent("there is no such file"))?;
    let tag = format!("\"{}\"", version(&file.metadata.sha256_hash()));
    let known = headers.get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let mut response = file.data.into_owned().into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    out.insert(header::CACHE_CONTROL, FOR_EVER);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(header::ETAG, tag);
    }
    Ok(response)
}
