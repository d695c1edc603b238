//! From a [`Document`](rapporteur_text::Document) to a [`Reading`](rapporteur_core::Reading): names,
//! times, attributions, references, statements, events, preconditions and positions.
//!
//! Reading is pure and total: any document gives a reading, nothing panics, and the same document,
//! metadata, word lists and codebook give the same reading. The modules stand in a row, and each
//! uses only those before it: names, times, attributions, references, statements, events,
//! preconditions, positions.
//!
//! What it does not do: it opens no files and knows no clock; it does not match names across
//! articles.
//! Attributions are found by the tagger that the reader is given, and by rules over word lists for
//! what it does not see; those of the rules carry no confidence, because they have no calibrated
//! figure.
//!
//! ```
//! use rapporteur_core::{Edtf, DateSource, Metadata, Provenance, Published};
//! use rapporteur_extract::{Data, Models, Reader, Resources};
//! use rapporteur_models::{extract, text};
//! use rapporteur_text::{Document, TextData, TextResources};
//!
//! let resources = Resources::parse(&Data {
//!     verbs: extract::VERBS,
//!     words: extract::WORDS,
//!     roles: extract::ROLES,
//!     calendar: extract::CALENDAR,
//!     times: extract::TIMES,
//!     ..Data::default()
//! });
//! let text_resources = TextResources::parse(&TextData {
//!     function_words: text::FUNCTION_WORDS,
//!     ..TextData::default()
//! });
//! let text = "“We will wait,” the foreign minister, Ilva Maren, said on Tuesday.";
//! let document = Document::read(text, Some("en"), &text_resources);
//! let published = Published { edtf: Edtf::parse("2031-03-12"), from: DateSource::Option };
//! let metadata = Metadata { published, ..Metadata::default() };
//! let reader = Reader::new(&resources, Models::default(), None, Provenance::default());
//! let reading = reader.read(&document, &metadata);
//!
//! let statement = &reading.statements[0];
//! assert_eq!(statement.speaker.name.as_deref(), Some("Ilva Maren"));
//! assert_eq!(statement.content[0].slice(text), Some("“We will wait,”"));
//! assert_eq!(statement.said.as_ref().map(|said| said.edtf.as_str()), Some("2031-03-11"));
//! ```

mod attributions;
mod events;
mod names;
mod positions;
mod preconditions;
mod publication;
mod reader;
mod references;
mod resources;
mod statements;
mod times;
mod told;
mod words;

pub use positions::Measured;
pub use publication::publication_date;
pub use reader::{Models, Reader};
pub use resources::{Data, Resources};
