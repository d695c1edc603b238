//! Adding: articles with their originals and first readings.

use rapporteur_core::{Article, ArticleId, Reading};

use crate::article::{self, ArticleNumber, Identified, Original, VersionNumber};
use crate::error::RecordError;
use crate::operation::OperationKind;
use crate::pack;
use crate::present::Present;
use crate::writing::{Batch, Writing};

/// An article to be added, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArticle {
    /// Its identity: a hash of text, publisher and address.
    pub id: ArticleId,
    /// Its text and what came with it.
    pub article: Article,
    /// The hash of the text alone, by which copies are found.
    pub text_hash: String,
    /// The file it was taken from.
    pub original: Original,
    /// The name of that file.
    pub file: Option<String>,
    /// What was read in it.
    pub reading: Reading,
}

/// What became of an article that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is new to the record.
    New(ArticleNumber),
    /// It is a new version of an article at the same address.
    Version(ArticleNumber),
    /// It was there already: nothing changed.
    Known(ArticleNumber),
    /// It was there and somebody removed it: nothing changed.
    Removed(ArticleNumber),
}

impl Writing {
    /// Adds a batch of articles in one transaction; the answers are in the order of the articles.
    ///
    /// Sixty-four articles are a good batch: larger ones gain little and lose more when killed.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`](crate::ErrorKind::Refused) where the operation is no `add` or was
    /// undone meanwhile. The batch is then lost as a whole.
    pub async fn add(&mut self, articles: &[NewArticle]) -> Result<Vec<Added>, RecordError> {
        // Compressing needs no lock: others may write meanwhile.
        let packed = articles.iter().map(Packed::of).collect::<Result<Vec<_>, _>>()?;
        let mut batch = self.batch(OperationKind::Add).await?;
        let mended = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM decision)")
            .fetch_one(&mut *batch.transaction)
            .await?;
        let mut added = Vec::with_capacity(packed.len());
        for article in &packed {
            added.push(batch.add(article, mended).await?);
        }
        self.commit(batch).await?;
        Ok(added)
    }
}

/// An article with its parts as they are stored.
struct Packed<'a> {
    new: &'a NewArticle,
    original: Vec<u8>,
    /// `None` where the original's bytes are the text.
    text: Option<Vec<u8>>,
    reading: Vec<u8>,
    metadata: String,
}

impl<'a> Packed<'a> {
    fn of(new: &'a NewArticle) -> Result<Self, RecordError> {
        let text = new.article.text.as_bytes();
        let same = text == new.original.bytes;
        Ok(Self {
            new,
            original: pack::compress(&new.original.bytes)?,
            text: (!same).then(|| pack::compress(text)).transpose()?,
            reading: pack::compress(&pack::reading_bytes(&new.reading)?)?,
            metadata: pack::json("the metadata of an article", &new.article.metadata)?,
        })
    }
}

impl Batch {
    async fn add(&mut self, packed: &Packed<'_>, mended: bool) -> Result<Added, RecordError> {
        let new = packed.new;
        match article::identified(&mut self.transaction, &new.id).await? {
            Identified::Live(known) if known.removed => {
                self.counts.removed += 1;
                return Ok(Added::Removed(known.article));
            }
            Identified::Live(known) => return Ok(self.known(known.article)),
            Identified::Undone(article, version) => {
                return self.bring_back(packed, article, version).await;
            }
            Identified::Unknown => {}
        }
        if mended && let Some(article) = self.same_when_mended(new).await? {
            return Ok(self.known(article));
        }
        let there = match &new.article.metadata.url {
            Some(url) => article::at(&mut self.transaction, url).await?,
            None => None,
        };
        if let Some(article) = there {
            let version = self.insert_version(packed, article).await?;
            self.insert_reading(packed, version).await?;
            self.refresh(article).await?;
            self.counts.versions += 1;
            return Ok(Added::Version(article));
        }
        let number = self.insert_article(packed).await?;
        self.counts.articles += 1;
        Ok(Added::New(number))
    }

    fn known(&mut self, article: ArticleNumber) -> Added {
        self.counts.known += 1;
        Added::Known(article)
    }

    /// Adds again what an undone operation had added: it gets its old number back.
    async fn bring_back(
        &mut self,
        packed: &Packed<'_>,
        article: ArticleNumber,
        version: VersionNumber,
    ) -> Result<Added, RecordError> {
        let present: bool =
            sqlx::query_scalar("SELECT current IS NOT NULL FROM article WHERE number = $1")
                .bind(article.0)
                .fetch_one(&mut *self.transaction)
                .await?;
        self.insert_identity(packed, version).await?;
        self.insert_reading(packed, version).await?;
        self.refresh(article).await?;
        if present {
            self.counts.versions += 1;
            Ok(Added::Version(article))
        } else {
            self.counts.articles += 1;
            Ok(Added::New(article))
        }
    }

    /// Finds an article present with the same text whose decided publisher and address are those of
    /// `new`: it has no identity under them where the decision is younger than this version of it.
    async fn same_when_mended(
        &mut self,
        new: &NewArticle,
    ) -> Result<Option<ArticleNumber>, RecordError> {
        let number = sqlx::query_scalar(
            "SELECT a.number FROM version v JOIN article a ON a.number = v.article \
             WHERE v.text_hash = $1 AND a.current IS NOT NULL \
             AND coalesce(a.publisher, '') = $2 AND coalesce(a.url, '') = $3 AND EXISTS \
             (SELECT 1 FROM identity i JOIN operation o ON o.number = i.operation \
             WHERE i.version = v.number AND i.intake = 1 AND o.undone_by IS NULL) \
             ORDER BY a.number LIMIT 1",
        )
        .bind(new.text_hash.as_str())
        .bind(new.article.metadata.publisher.as_deref().unwrap_or_default())
        .bind(new.article.metadata.url.as_deref().unwrap_or_default())
        .fetch_optional(&mut *self.transaction)
        .await?;
        Ok(number.map(ArticleNumber))
    }

    async fn insert_article(&mut self, packed: &Packed<'_>) -> Result<ArticleNumber, RecordError> {
        let number = sqlx::query_scalar("INSERT INTO article DEFAULT VALUES RETURNING number")
            .fetch_one(&mut *self.transaction)
            .await?;
        let number = ArticleNumber(number);
        let version = self.insert_version(packed, number).await?;
        let reading_number = self.insert_reading(packed, version).await?;
        let present = Present {
            number,
            version,
            versions: 1,
            reading_number,
            id: &packed.new.id.0,
            article: &packed.new.article,
            reading: &packed.new.reading,
        };
        self.pending.show(&mut self.transaction, &present).await?;
        Ok(number)
    }

    async fn insert_version(
        &mut self,
        packed: &Packed<'_>,
        article: ArticleNumber,
    ) -> Result<VersionNumber, RecordError> {
        let new = packed.new;
        let characters = new.article.text.chars().count();
        sqlx::query(
            "INSERT INTO original (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
        )
        .bind(new.original.hash.as_str())
        .bind(packed.original.as_slice())
        .execute(&mut *self.transaction)
        .await?;
        let number = sqlx::query_scalar(
            "INSERT INTO version (article, text, text_hash, characters, original, format, file, \
             metadata) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING number",
        )
        .bind(article.0)
        .bind(packed.text.as_deref())
        .bind(new.text_hash.as_str())
        .bind(i64::try_from(characters).unwrap_or(i64::MAX))
        .bind(new.original.hash.as_str())
        .bind(new.original.format.as_str())
        .bind(new.file.as_deref())
        .bind(packed.metadata.as_str())
        .fetch_one(&mut *self.transaction)
        .await?;
        let version = VersionNumber(number);
        self.insert_identity(packed, version).await?;
        Ok(version)
    }

    async fn insert_identity(
        &mut self,
        packed: &Packed<'_>,
        version: VersionNumber,
    ) -> Result<(), RecordError> {
        sqlx::query(
            "INSERT INTO identity (version, operation, id, intake) VALUES ($1, $2, $3, 1) \
             ON CONFLICT (version, operation, id) DO NOTHING",
        )
        .bind(version.0)
        .bind(self.operation.0)
        .bind(packed.new.id.0.as_str())
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    async fn insert_reading(
        &mut self,
        packed: &Packed<'_>,
        version: VersionNumber,
    ) -> Result<i64, RecordError> {
        self.count_reading(&packed.new.reading);
        self.store_reading(version, &packed.new.reading, &packed.reading).await
    }
}
