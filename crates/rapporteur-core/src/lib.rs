//! The nouns of Rapporteur: what a press report holds once it has been read.
//!
//! This crate has types and the few rules that belong to a value itself (a range is ordered, an
//! EDTF date is well formed). It does no input or output, reads no clock, and knows nothing of how
//! a text is read, stored or shown.
//!
//! Every [`TextRange`] here counts UTF-8 bytes of [`Article::text`]. Borders (JSON, pages, Python)
//! count Unicode code points instead; the conversion is the business of the crate that draws the
//! border.
//!
//! ```
//! use rapporteur_core::{Edtf, TextRange};
//!
//! let text = "“We are ready,” she said.";
//! let cue = TextRange::of(text, "said").expect("the word is there");
//! assert_eq!(&text[cue.to_std()], "said");
//!
//! let march = Edtf::parse("2031-03").expect("a month is level 0");
//! assert_eq!(march.first_day(), Some("2031-03-01".to_owned()));
//! assert_eq!(march.last_day(), Some("2031-03-31".to_owned()));
//! ```

mod article;
mod codebook;
mod confidence;
mod diagnostic;
mod edtf;
mod entity;
mod event;
mod provenance;
mod range;
mod reading;
mod statement;
mod time;

pub use article::{Article, ArticleId, DateSource, Metadata, Published};
pub use codebook::{
    Codebook, Issue, Organisation, Party, PartyRole, Person, Place, Process, Proposition, Role,
};
pub use confidence::Confidence;
pub use diagnostic::{Diagnostic, Severity};
pub use edtf::Edtf;
pub use entity::{Entity, EntityId, EntityType, Form, Mention, Tie};
pub use event::{Event, EventId, EventPlace, Participant, ParticipantRole, Phase, Quantity};
pub use provenance::Provenance;
pub use range::TextRange;
pub use reading::{Language, Reading};
pub use statement::{
    Act, Basis, Clause, Kind, Position, Precondition, PreconditionId, Said, SaidSource, Speaker,
    Stance, Statement, StatementId,
};
pub use time::{Anchor, TimeExpression, TimeType};
