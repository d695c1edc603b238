//! Articles on their way into the record: what was sent, and the adding of it, which goes on while
//! nobody looks.

mod progress;
mod queue;
mod upload;

pub(crate) use progress::{AddingView, Stage};
pub(crate) use queue::Addings;
pub(crate) use upload::{MOST_BYTES, MOST_FILES, Upload, drain};
