//! What the engine works out of single readings and keeps, so that a question about all of them need
//! not open them all.
//!
//! A digest follows from a reading and its text alone, so it holds as long as both are there, whatever
//! is in force. What is in it is the engine's business.

use rapporteur_core::{ArticleId, Edtf};
use sqlx::{QueryBuilder, Row as _};

use crate::article::ArticleNumber;
use crate::bulk::Bulk;
use crate::error::{ErrorKind, Failure, RecordError};
use crate::pack::Packer;
use crate::record::Record;
use crate::snapshot::Snapshot;
use crate::sqlite::{self, Backend, Connection, Row};

/// The digest of one reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// By which rules it was worked out; others make it of no use.
    pub rules: u32,
    /// What was worked out.
    pub content: Vec<u8>,
}

/// An article with the digest of its current reading.
#[derive(Debug, Clone)]
pub struct DigestRow {
    /// The article.
    pub article: ArticleNumber,
    /// The identity under which its current version came in.
    pub id: ArticleId,
    /// The outlet.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Edtf>,
    reading: i64,
    packed: Option<Vec<u8>>,
}

/// Unpacks many digests, one after the other.
pub struct Unpacker(zstd::bulk::Decompressor<'static>);

impl Unpacker {
    /// Makes an unpacker.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub fn new() -> Result<Self, RecordError> {
        Ok(Self(zstd::bulk::Decompressor::new()?))
    }

    /// Returns what a digest holds; `None` where the record has none by the rules that were asked for.
    ///
    /// # Errors
    /// Where the record is damaged.
    pub fn content(&mut self, row: &DigestRow) -> Result<Option<Vec<u8>>, RecordError> {
        let Some(packed) = &row.packed else {
            return Ok(None);
        };
        let size = zstd::zstd_safe::get_frame_content_size(packed)
            .ok()
            .flatten();
        let size = size.and_then(|size| usize::try_from(size).ok());
        let size = size.filter(|size| *size <= MOST).unwrap_or(MOST);
        let content = self.0.decompress(packed, size);
        Ok(Some(content.map_err(|error| {
            Failure::undecodable("a digest", error)
        })?))
    }
}

/// No digest has more bytes.
const MOST: usize = 64 << 20;

impl Snapshot {
    /// Lists articles that are read with their digests, in the order of their numbers, from the one
    /// after `after` and at most `limit`.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn digests(
        &mut self,
        rules: u32,
        after: Option<ArticleNumber>,
        limit: u32,
    ) -> Result<Vec<DigestRow>, RecordError> {
        let mut query = QueryBuilder::<Backend>::new(DIGESTS);
        query.push_bind(rules);
        query.push(" WHERE a.current IS NOT NULL AND a.number > ");
        query.push_bind(after.map_or(0, |number| number.0));
        query.push(" ORDER BY a.number LIMIT ").push_bind(limit);
        let rows = query.build().fetch_all(self.connection()).await?;
        rows.iter().map(DigestRow::from_row).collect()
    }

    /// Lists these articles, as far as they are on the record, with their digests.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn digests_of(
        &mut self,
        rules: u32,
        articles: &[ArticleNumber],
    ) -> Result<Vec<DigestRow>, RecordError> {
        let mut found = Vec::with_capacity(articles.len());
        for some in articles.chunks(AT_ONCE) {
            let mut query = QueryBuilder::<Backend>::new(DIGESTS);
            query.push_bind(rules);
            query.push(" WHERE a.current IS NOT NULL AND a.number IN (");
            let mut listed = query.separated(", ");
            for article in some {
                listed.push_bind(article.0);
            }
            query.push(") ORDER BY a.number");
            let call = query.build().persistent(false);
            for row in &call.fetch_all(self.connection()).await? {
                found.push(DigestRow::from_row(row)?);
            }
        }
        Ok(found)
    }
}

/// How many articles are asked for in one call.
const AT_ONCE: usize = 500;

const DIGESTS: &str = "SELECT a.number, a.reading, a.publisher, a.published, \
     (SELECT min(i.id) FROM identity i WHERE i.version = a.current AND i.intake = 1) AS id, \
     d.content FROM article a LEFT JOIN digest d ON d.reading = a.reading AND d.rules = ";

impl DigestRow {
    fn from_row(row: &Row) -> Result<Self, RecordError> {
        let published: Option<&str> = row.try_get("published")?;
        Ok(Self {
            article: ArticleNumber(row.try_get("number")?),
            id: ArticleId(row.try_get("id")?),
            publisher: row.try_get("publisher")?,
            published: published.and_then(Edtf::parse),
            reading: row.try_get("reading")?,
            packed: row.try_get("content")?,
        })
    }
}

impl Record {
    /// Keeps digests that were worked out anew, if nobody is writing; says whether they were kept.
    ///
    /// # Errors
    /// Where the record cannot be written for another reason.
    pub async fn keep_digests(&self, digests: &[(DigestRow, Digest)]) -> Result<bool, RecordError> {
        let digests = digests.iter().map(|(row, digest)| (row.reading, digest));
        let digests: Vec<_> = digests.collect();
        let Some(mut connection) = sqlite::spare(self.pool()).await? else {
            return Ok(false);
        };
        sqlite::patient(&mut connection, false).await?;
        let kept = store(&mut connection, &digests).await;
        sqlite::patient(&mut connection, true).await?;
        match kept {
            Err(error) if error.kind() == ErrorKind::Locked => Ok(false),
            kept => kept.map(|()| true),
        }
    }
}

/// Stores digests of readings that are there.
pub(crate) async fn store(
    connection: &mut Connection,
    digests: &[(i64, &Digest)],
) -> Result<(), RecordError> {
    let mut packer = Packer::new()?;
    let mut rows = Vec::with_capacity(digests.len());
    for (reading, digest) in digests {
        rows.push((*reading, digest.rules, packer.pack(&digest.content)?));
    }
    STORE
        .run(connection, &rows, |columns, (reading, rules, packed)| {
            columns
                .push_bind(*reading)
                .push_bind(*rules)
                .push_bind(packed.as_slice());
        })
        .await?;
    Ok(())
}

/// A reading may have been erased since it was looked at.
const STORE: Bulk = Bulk {
    head: "WITH v (reading, rules, content) AS (",
    columns: 3,
    tail: ") INSERT INTO digest (reading, rules, content) SELECT v.reading, v.rules, v.content FROM v \
           JOIN reading r ON r.number = v.reading WHERE true \
           ON CONFLICT (reading) DO UPDATE SET rules = excluded.rules, content = excluded.content",
};
