//! From a [`Document`](rapporteur_text::Document) to a [`Reading`](rapporteur_core::Reading).

mod attributions;
mod names;
mod publication;
mod reader;
mod resources;
mod statements;
mod times;
mod words;

pub use publication::publication_date;
pub use reader::Reader;
pub use resources::{Data, Resources};
