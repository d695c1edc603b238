//! The bundled example: an invented negotiation, from the folder `example/` of the source.

use std::path::Path;

use rust_embed::Embed;

#[derive(Embed)]
#[folder = "../../example"]
#[include = "articles/*"]
#[include = "codebook.toml"]
#[include = "metadata.csv"]
struct Example;

/// Writes the example's files into a folder, which is made if it is not there.
pub(crate) fn unpack(folder: &Path) -> std::io::Result<()> {
    for name in Example::iter() {
        let path = folder.join(name.as_ref());
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        if let Some(file) = Example::get(&name) {
            std::fs::write(path, file.data)?;
        }
    }
    Ok(())
}
