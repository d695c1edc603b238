//! What a decision about names would change, before it is made.

use rapporteur_record::Snapshot;
use serde::Serialize;

use super::super::{Record, who};
use super::decide::{Draft, Verdict};
use super::list::{NameLine, line};
use super::spelled::Wordbook;
use crate::entities::Groups;
use crate::error::Error;

/// What a decision about names would change.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NamesPreview {
    /// What the log would say.
    pub summary: String,
    /// The entities as they are, those mentioned most first.
    pub before: Vec<NameLine>,
    /// The entities as they would be.
    pub after: Vec<NameLine>,
}

impl Record {
    /// Says what [`Record::decide_names`] would change, and changes nothing.
    ///
    /// # Errors
    ///
    /// As [`Record::decide_names`].
    pub async fn preview_names(
        &self,
        verdict: Verdict,
        one: &str,
        other: &str,
    ) -> Result<NamesPreview, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let groups = who::groups(self, &mut snapshot).await?;
        let draft = Draft::on_two(&groups, verdict, one, other)?;
        self.preview(snapshot, &groups, draft).await
    }

    /// Says what [`Record::split_name`] would change, and changes nothing.
    ///
    /// # Errors
    ///
    /// As [`Record::split_name`].
    pub async fn preview_split(&self, typed: &str, out: &[String]) -> Result<NamesPreview, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let groups = who::groups(self, &mut snapshot).await?;
        let draft = Draft::taking_out(&mut snapshot, &groups, typed, out).await?;
        self.preview(snapshot, &groups, draft).await
    }

    async fn preview(
        &self,
        mut snapshot: Snapshot,
        groups: &Groups,
        draft: Draft,
    ) -> Result<NamesPreview, Error> {
        let codebook = self.codebook().await?.map(|file| file.codebook);
        let book = Wordbook::of(codebook.as_ref());
        let then = who::groups_after(&mut snapshot, &draft.decisions).await?;
        Ok(NamesPreview {
            before: lines(&mut snapshot, groups, &draft, &book).await?,
            after: lines(&mut snapshot, &then, &draft, &book).await?,
            summary: draft.summary,
        })
    }
}

async fn lines(
    snapshot: &mut Snapshot,
    groups: &Groups,
    draft: &Draft,
    book: &Wordbook<'_>,
) -> Result<Vec<NameLine>, Error> {
    let mut lines = Vec::new();
    for group in draft.touched(groups) {
        lines.push(line(snapshot, groups, group, book).await?);
    }
    Ok(lines)
}
