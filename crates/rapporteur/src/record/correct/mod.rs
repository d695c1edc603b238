//! Decisions on statements: one that no reading found is added, one is corrected, one struck out.

mod draft;
mod passage;
mod speaker;

use rapporteur_core::{Reading, StatementId};
use rapporteur_record::{Amendment, ArticleNumber, StatementField, StoredArticle};
use serde::Serialize;

use super::log::OperationView;
use super::search::Words;
use super::{Clerk, Record};
use crate::error::{Error, ErrorKind};
use crate::view::{ReadingView, StatementView};

pub use draft::StatementDraft;
pub use passage::Passage;

/// A decision on a statement of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// The text has a statement that was not read.
    Add(StatementDraft),
    /// The statement of this id, such as `s4`, is other than it is read; what the draft does not give
    /// stays.
    Correct(String, StatementDraft),
    /// The statement of this id is none.
    Strike(String),
}

/// What a decision on a statement says.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CorrectionPreview {
    /// The number of the article.
    pub article: i64,
    /// What is decided: `add`, `correct` or `strike`.
    pub verdict: &'static str,
    /// The id of the statement; null while it is yet to be added.
    pub id: Option<String>,
    /// What is decided about it, such as `speaker`.
    pub fields: Vec<&'static str>,
    /// The statement before; null where it is added.
    pub before: Option<StatementView>,
    /// The statement after; null where it is struck out.
    pub after: Option<StatementView>,
    /// Its words, as the article has them: after, or before where it is struck out.
    pub text: Words,
}

/// A decision on a statement that was made.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CorrectionReport {
    /// The operation, for `undo`.
    pub operation: OperationView,
    /// What it says.
    #[serde(flatten)]
    pub correction: CorrectionPreview,
}

/// A decision, ready to be stored.
struct Prepared {
    stored: StoredArticle,
    amendment: Amendment,
    preview: CorrectionPreview,
}

impl Record {
    /// Says what a decision on a statement would change, and changes nothing.
    ///
    /// # Errors
    ///
    /// Where there is no such article, statement, speaker or party, words are not in the text or in it
    /// several times, the statement would say nothing or what another one says, nothing would change,
    /// or the record cannot be read.
    pub async fn preview_correction(
        &self,
        article: i64,
        correction: &Correction,
    ) -> Result<CorrectionPreview, Error> {
        Ok(self.corrected(article, correction).await?.preview)
    }

    /// Adds, corrects or strikes out a statement, as one operation. The decision outlives every new
    /// reading of the same words.
    ///
    /// # Errors
    ///
    /// As [`Record::preview_correction`]; and where the record cannot be written.
    pub async fn correct(
        &self,
        article: i64,
        correction: &Correction,
        clerk: &Clerk,
    ) -> Result<CorrectionReport, Error> {
        let prepared = self.corrected(article, correction).await?;
        let Prepared {
            stored,
            amendment,
            mut preview,
        } = prepared;
        let about = preview.id.as_deref().unwrap_or("a statement");
        let fields = match amendment {
            Amendment::Correct(..) => format!(": {}", preview.fields.join(", ")),
            Amendment::Add(_) | Amendment::Strike(_) => String::new(),
        };
        let summary = format!("{} {article}:{about}{fields}", preview.verdict);
        let summary = match preview.id {
            Some(_) => summary,
            None => format!("add a statement to article {article}"),
        };
        let (number, version) = (stored.row.number, stored.row.version);
        let stamp = clerk.stamp(summary);
        let amended = self.store.amend(stamp, number, version, &amendment).await?;
        let id = amended.statement.to_string();
        if let Some(after) = &mut preview.after {
            after.id.clone_from(&id);
        }
        preview.id = Some(id);
        Ok(CorrectionReport {
            operation: amended.operation.into(),
            correction: preview,
        })
    }

    async fn corrected(&self, article: i64, correction: &Correction) -> Result<Prepared, Error> {
        let codebook = self.codebook().await?.map(|file| file.codebook);
        let mut snapshot = self.store.snapshot().await?;
        let stored = snapshot.article(ArticleNumber(article)).await?;
        let codebook = codebook.as_ref();
        let amendment = match correction {
            Correction::Add(draft) => Amendment::Add(draft.added(&stored, codebook)?),
            Correction::Correct(typed, draft) => {
                let id = known(&stored, typed)?;
                Amendment::Correct(id, draft.changed(&stored, id, codebook)?)
            }
            Correction::Strike(typed) => Amendment::Strike(known(&stored, typed)?),
        };
        let preview = preview(&stored, &amendment)?;
        Ok(Prepared {
            stored,
            amendment,
            preview,
        })
    }
}

fn preview(stored: &StoredArticle, amendment: &Amendment) -> Result<CorrectionPreview, Error> {
    let amended = stored.amended(amendment);
    let (reading, id) = amended.ok_or_else(|| {
        Error::new(
            ErrorKind::Refused,
            "the text of the article does not have these words",
        )
    })?;
    let (verdict, fields): (_, &[StatementField]) = match amendment {
        Amendment::Add(fields) => ("add", fields),
        Amendment::Correct(_, fields) => ("correct", fields),
        Amendment::Strike(_) => ("strike", &[]),
    };
    let before = statement(stored, &stored.reading, id);
    let after = statement(stored, &reading, id);
    let words = after.as_ref().or(before.as_ref());
    let text = words.map(|view| Words {
        source: cut(&stored.article.text, &view.source),
        cue: cut(&stored.article.text, &view.cue),
        content: cut(&stored.article.text, &view.content),
    });
    Ok(CorrectionPreview {
        article: stored.row.number.0,
        verdict,
        id: before.as_ref().map(|view| view.id.clone()),
        fields: fields.iter().map(field_name).collect(),
        text: text.unwrap_or_else(|| Words {
            source: String::new(),
            cue: String::new(),
            content: String::new(),
        }),
        before,
        after,
    })
}

/// The name of what is decided about a statement, as JSON and the log have it.
pub(super) fn field_name(field: &StatementField) -> &'static str {
    match field {
        StatementField::Source(_) => "source",
        StatementField::Cue(_) => "cue",
        StatementField::Content(_) => "content",
        StatementField::Speaker(_) => "speaker",
        StatementField::Party(_) => "party",
        StatementField::Kind(_) => "kind",
        StatementField::Basis(_) => "basis",
        StatementField::Act(_) => "act",
        StatementField::Said(_) => "said",
    }
}

/// Draws up the view of one statement.
fn statement(stored: &StoredArticle, reading: &Reading, id: StatementId) -> Option<StatementView> {
    let view = ReadingView::new(&stored.row.id, None, &stored.article, reading);
    let id = id.to_string();
    view.statements.into_iter().find(|view| view.id == id)
}

/// Cuts stretches given in code points out of a text, joined so that the gaps show.
fn cut(text: &str, spans: &[[usize; 2]]) -> String {
    let piece = |[start, end]: &[usize; 2]| -> String {
        let rest = text.chars().skip(*start);
        rest.take(end.saturating_sub(*start)).collect()
    };
    let pieces: Vec<String> = spans.iter().map(piece).collect();
    pieces.join(" … ")
}

/// Finds the statement that is named, such as `s4`.
fn known(stored: &StoredArticle, typed: &str) -> Result<StatementId, Error> {
    let number = typed.strip_prefix('s').unwrap_or(typed).parse();
    let article = stored.row.number;
    let id = number.ok().map(StatementId);
    let has = |id: &StatementId| {
        let mut statements = stored.reading.statements.iter();
        statements.any(|statement| statement.id == *id)
    };
    id.filter(has).ok_or_else(|| {
        let message = format!("article {article} has no statement {typed:?}");
        Error::new(ErrorKind::NotFound, message)
            .with_hint(format!("`rapporteur show {article}` lists its statements"))
    })
}

#[cfg(test)]
mod tests;
