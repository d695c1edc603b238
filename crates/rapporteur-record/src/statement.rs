//! Statements as a search finds them.

use rapporteur_core::{Act, Basis, Edtf, Kind, Published, Said, StatementId, TextRange};
use sqlx::Row as _;

use crate::article::{self, ArticleNumber};
use crate::error::{Failure, RecordError};
use crate::names::NamingNumber;
use crate::pack;
use crate::sqlite::Row;

/// Where a statement stands in the order in which statements are shown, as of one snapshot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(pub(crate) i64);

/// One statement with what it takes to quote it: who, when, in whose words, where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// Where it stands among all statements.
    pub rank: Rank,
    /// The article it stands in.
    pub article: ArticleNumber,
    /// Its number in the current reading of that article.
    pub statement: StatementId,
    /// The statement that it stands in.
    pub within: Option<StatementId>,
    /// How the words are reported.
    pub kind: Kind,
    /// Whether an utterance is reported at all.
    pub basis: Basis,
    /// What the words do.
    pub act: Act,
    /// The name of the speaker.
    pub speaker: Option<String>,
    /// The speaker's id in the codebook.
    pub codebook: Option<String>,
    /// How the article presents the speaker.
    pub naming: Option<NamingNumber>,
    /// The id of the party spoken for.
    pub party: Option<String>,
    /// When it was said.
    pub said: Option<Said>,
    /// The day it is ordered by, `YYYY-MM-DD`: the first that `said`, else `published`, may mean.
    pub day: Option<String>,
    /// The words that name the speaker; stretches are joined by " … ".
    pub source: String,
    /// The words that say that something was said.
    pub cue: String,
    /// What was said.
    pub content: String,
    /// Where `source` stands in the text, in bytes.
    pub source_ranges: Vec<TextRange>,
    /// Where `cue` stands in the text, in bytes.
    pub cue_ranges: Vec<TextRange>,
    /// Where `content` stands in the text, in bytes.
    pub content_ranges: Vec<TextRange>,
    /// Who published the article.
    pub publisher: Option<String>,
    /// When the article was published.
    pub published: Published,
    /// The headline of the article.
    pub title: Option<String>,
    /// The address of the article.
    pub url: Option<String>,
}

/// The columns of [`StatementRow`]; the tables are `s`, `k` for its speaker and `a` for its article.
pub(crate) const COLUMNS: &str = "s.id, s.article, s.ordinal, s.within, s.kind, s.basis, s.act, \
     k.name AS speaker, nullif(k.codebook, '') AS codebook, nullif(k.naming, 0) AS naming, \
     nullif(s.party, '') AS party, s.said, s.said_from, nullif(s.day, '') AS day, s.source, s.cue, s.content, s.ranges, \
     a.publisher, a.published, a.published_from, a.title, a.url";

impl StatementRow {
    pub(crate) fn from_row(row: &Row) -> Result<Self, RecordError> {
        let (source_ranges, cue_ranges, content_ranges) =
            pack::from_json("the ranges of a statement", row.try_get("ranges")?)?;
        Ok(Self {
            rank: Rank(row.try_get("id")?),
            article: ArticleNumber(row.try_get("article")?),
            statement: id(row.try_get("ordinal")?)?,
            within: row
                .try_get::<Option<i64>, _>("within")?
                .map(id)
                .transpose()?,
            kind: pack::from_label("the kind of a statement", row.try_get("kind")?)?,
            basis: pack::from_label("the basis of a statement", row.try_get("basis")?)?,
            act: pack::from_label("the act of a statement", row.try_get("act")?)?,
            speaker: row.try_get("speaker")?,
            codebook: row.try_get("codebook")?,
            naming: row.try_get::<Option<i64>, _>("naming")?.map(NamingNumber),
            party: row.try_get("party")?,
            said: said(row)?,
            day: row.try_get("day")?,
            source: row.try_get("source")?,
            cue: row.try_get("cue")?,
            content: row.try_get("content")?,
            source_ranges,
            cue_ranges,
            content_ranges,
            publisher: row.try_get("publisher")?,
            published: article::published(row)?,
            title: row.try_get("title")?,
            url: row.try_get("url")?,
        })
    }
}

fn id(number: i64) -> Result<StatementId, RecordError> {
    let number = u32::try_from(number)
        .map_err(|error| Failure::undecodable("the number of a statement", error))?;
    Ok(StatementId(number))
}

fn said(row: &Row) -> Result<Option<Said>, RecordError> {
    let edtf = row
        .try_get::<Option<&str>, _>("said")?
        .and_then(Edtf::parse);
    let from = row.try_get::<Option<&str>, _>("said_from")?;
    let Some((edtf, from)) = edtf.zip(from) else {
        return Ok(None);
    };
    let from = pack::from_label("the source of a date", from)?;
    Ok(Some(Said { edtf, from }))
}
