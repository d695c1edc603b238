//! Where the workspace and the data beside it lie.

use std::path::{Path, PathBuf};

/// Returns the root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// Returns a folder of the data that lies beside the workspace and belongs to others; `None` where it
/// is absent, and the tests and figures made from it are skipped.
#[must_use]
pub fn shared(folder: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(folder);
    path.is_dir().then_some(path)
}
