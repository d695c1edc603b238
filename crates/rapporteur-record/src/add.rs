//! Adding: articles with their originals and first readings.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Article, ArticleId, Reading};
use sqlx::Row as _;

use crate::article::{ArticleNumber, Original, VersionNumber};
use crate::bulk::Bulk;
use crate::digest::{self, Digest};
use crate::error::RecordError;
use crate::identity::{self, Identified};
use crate::operation::OperationKind;
use crate::pack::{self, Packer};
use crate::pending::Present;
use crate::position::DecidedPositions;
use crate::sqlite::{Connection, Row};
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
    /// What was worked out of that, where anything was.
    pub digest: Option<Digest>,
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
    /// One or two hundred articles are a good batch: smaller ones cost more per article, larger ones
    /// gain little, hold others up for longer and lose more when killed.
    ///
    /// # Errors
    /// [`ErrorKind::Refused`](crate::ErrorKind::Refused) where the operation is no `add` or was
    /// undone meanwhile. The batch is then lost as a whole.
    pub async fn add(&mut self, articles: &[NewArticle]) -> Result<Vec<Added>, RecordError> {
        // Compressing needs no lock: others may write meanwhile.
        let mut packer = Packer::new()?;
        let packed = articles.iter().map(|new| Packed::of(&mut packer, new));
        let packed = packed.collect::<Result<Vec<_>, _>>()?;
        let mut batch = self.batch(OperationKind::Add).await?;
        let met = Met::already(&mut batch.transaction, articles).await?;
        let plain = met.plain(articles);
        let (new, rest): (Vec<_>, Vec<_>) = packed
            .iter()
            .enumerate()
            .partition(|(index, _)| plain.contains(index));
        let (places, new): (Vec<_>, Vec<_>) = new.into_iter().unzip();
        let numbers = batch.add_plain(&new).await?.into_iter().map(Added::New);
        let mut added: BTreeMap<_, _> = places.into_iter().zip(numbers).collect();
        for (index, article) in rest {
            added.insert(index, batch.add(article).await?);
        }
        self.commit(batch).await?;
        Ok(added.into_values().collect())
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
    fn of(packer: &mut Packer, new: &'a NewArticle) -> Result<Self, RecordError> {
        let text = new.article.text.as_bytes();
        let same = text == new.original.bytes;
        Ok(Self {
            new,
            original: packer.pack(&new.original.bytes)?,
            text: (!same).then(|| packer.pack(text)).transpose()?,
            reading: packer.pack(&pack::reading_bytes(&new.reading)?)?,
            metadata: pack::json("the metadata of an article", &new.article.metadata)?,
        })
    }
}

/// What of a batch the record has met already, be it only to have removed or undone it.
struct Met {
    ids: BTreeSet<String>,
    addresses: BTreeSet<String>,
    texts: BTreeSet<String>,
}

impl Met {
    async fn already(
        connection: &mut Connection,
        articles: &[NewArticle],
    ) -> Result<Self, RecordError> {
        let ids = FIND_IDS.run(connection, articles, |columns, new| {
            columns.push_bind(new.id.0.as_str());
        });
        let ids = column(&ids.await?)?;
        let addressed: Vec<_> = articles
            .iter()
            .filter_map(|new| new.article.metadata.url.as_deref())
            .collect();
        let addresses = FIND_ADDRESSES.run(connection, &addressed, |columns, url| {
            columns.push_bind(*url);
        });
        let addresses = column(&addresses.await?)?;
        let texts = FIND_MENDED_TEXTS.run(connection, articles, |columns, new| {
            columns.push_bind(new.text_hash.as_str());
        });
        let texts = column(&texts.await?)?;
        Ok(Self {
            ids,
            addresses,
            texts,
        })
    }

    /// Finds those articles of the batch that are new in every respect, also within the batch.
    fn plain(mut self, articles: &[NewArticle]) -> BTreeSet<usize> {
        let mut plain = BTreeSet::new();
        for (index, new) in articles.iter().enumerate() {
            let new_id = self.ids.insert(new.id.0.clone());
            let url = new.article.metadata.url.clone();
            let new_address = url.is_none_or(|url| self.addresses.insert(url));
            if new_id && new_address && !self.texts.contains(&new.text_hash) {
                plain.insert(index);
            }
        }
        plain
    }
}

fn column(rows: &[Row]) -> Result<BTreeSet<String>, RecordError> {
    rows.iter().map(|row| Ok(row.try_get("found")?)).collect()
}

const FIND_IDS: Bulk = Bulk {
    head: "WITH wanted (id) AS (",
    columns: 1,
    tail: ") SELECT DISTINCT i.id AS found FROM wanted w CROSS JOIN identity i ON i.id = w.id",
};

const FIND_ADDRESSES: Bulk = Bulk {
    head: "WITH wanted (url) AS (",
    columns: 1,
    tail: ") SELECT DISTINCT a.url AS found FROM wanted w CROSS JOIN article a ON a.url = w.url \
           WHERE a.current IS NOT NULL",
};

/// Texts of articles that someone decided something about: see [`Batch::same_when_mended`].
const FIND_MENDED_TEXTS: Bulk = Bulk {
    head: "WITH wanted (hash) AS (",
    columns: 1,
    tail: ") SELECT DISTINCT v.text_hash AS found FROM wanted w CROSS JOIN version v \
           ON v.text_hash = w.hash WHERE EXISTS \
           (SELECT 1 FROM decision d WHERE d.article = v.article)",
};

impl Batch {
    async fn add(&mut self, packed: &Packed<'_>) -> Result<Added, RecordError> {
        let new = packed.new;
        match identity::identified(&mut self.transaction, &new.id).await? {
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
        if let Some(article) = self.same_when_mended(new).await? {
            return Ok(self.known(article));
        }
        let there = match &new.article.metadata.url {
            Some(url) => identity::at(&mut self.transaction, url).await?,
            None => None,
        };
        if let Some(article) = there {
            self.insert_versions(&[(article, packed)]).await?;
            self.refresh(article).await?;
            self.counts.versions += 1;
            return Ok(Added::Version(article));
        }
        let number = self.add_plain(&[packed]).await?;
        let number = number.first().copied().ok_or(sqlx::Error::RowNotFound)?;
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
        self.insert_identities(&[(version, packed)]).await?;
        self.insert_readings(&[(version, packed)]).await?;
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
        .bind(
            new.article
                .metadata
                .publisher
                .as_deref()
                .unwrap_or_default(),
        )
        .bind(new.article.metadata.url.as_deref().unwrap_or_default())
        .fetch_optional(&mut *self.transaction)
        .await?;
        Ok(number.map(ArticleNumber))
    }

    /// Adds articles that are new in every respect.
    async fn add_plain(
        &mut self,
        articles: &[&Packed<'_>],
    ) -> Result<Vec<ArticleNumber>, RecordError> {
        let rows = INSERT_ARTICLES.run(&mut self.transaction, articles, |columns, _| {
            columns.push_bind(0_i64);
        });
        let numbers = sorted(&rows.await?)?.into_iter().map(ArticleNumber);
        let numbered: Vec<_> = numbers.zip(articles.iter().copied()).collect();
        let stored = self.insert_versions(&numbered).await?;
        for ((number, packed), (version, reading_number)) in numbered.iter().zip(stored) {
            self.pending.show(&Present {
                number: *number,
                version,
                versions: 1,
                reading_number,
                id: &packed.new.id.0,
                article: &packed.new.article,
                reading: &packed.new.reading,
                decided: &DecidedPositions::new(),
            })?;
            self.counts.articles += 1;
        }
        self.pending.describe(&mut self.transaction).await?;
        Ok(numbered.into_iter().map(|(number, _)| number).collect())
    }

    /// Stores versions with their originals, identities and readings; returns the numbers of each
    /// version and of its reading.
    async fn insert_versions(
        &mut self,
        versions: &[(ArticleNumber, &Packed<'_>)],
    ) -> Result<Vec<(VersionNumber, i64)>, RecordError> {
        INSERT_ORIGINALS
            .run(&mut self.transaction, versions, |columns, (_, packed)| {
                columns.push_bind(packed.new.original.hash.as_str());
                columns.push_bind(packed.original.as_slice());
            })
            .await?;
        let rows = INSERT_VERSIONS.run(&mut self.transaction, versions, |columns, version| {
            let (article, packed) = version;
            let characters = packed.new.article.text.chars().count();
            columns
                .push_bind(article.0)
                .push_bind(packed.text.as_deref())
                .push_bind(packed.new.text_hash.as_str())
                .push_bind(i64::try_from(characters).unwrap_or(i64::MAX))
                .push_bind(packed.new.original.hash.as_str())
                .push_bind(packed.new.original.format.as_str())
                .push_bind(packed.new.file.as_deref())
                .push_bind(packed.metadata.as_str());
        });
        let numbers = sorted(&rows.await?)?.into_iter().map(VersionNumber);
        let packed = versions.iter().map(|(_, packed)| *packed);
        let numbered: Vec<_> = numbers.zip(packed).collect();
        self.insert_identities(&numbered).await?;
        let readings = self.insert_readings(&numbered).await?;
        Ok(numbered
            .into_iter()
            .map(|(number, _)| number)
            .zip(readings)
            .collect())
    }

    async fn insert_identities(
        &mut self,
        versions: &[(VersionNumber, &Packed<'_>)],
    ) -> Result<(), RecordError> {
        let operation = self.operation;
        INSERT_IDENTITIES
            .run(
                &mut self.transaction,
                versions,
                |columns, (version, packed)| {
                    columns
                        .push_bind(version.0)
                        .push_bind(operation.0)
                        .push_bind(packed.new.id.0.as_str())
                        .push_bind(1_i64);
                },
            )
            .await?;
        Ok(())
    }

    async fn insert_readings(
        &mut self,
        versions: &[(VersionNumber, &Packed<'_>)],
    ) -> Result<Vec<i64>, RecordError> {
        let operation = self.operation;
        let rows = INSERT_READINGS.run(&mut self.transaction, versions, |columns, version| {
            let (version, packed) = version;
            columns
                .push_bind(version.0)
                .push_bind(operation.0)
                .push_bind(packed.new.reading.provenance.codebook.as_deref())
                .push_bind(packed.reading.as_slice());
        });
        let numbers = sorted(&rows.await?)?;
        for (_, packed) in versions {
            self.count_reading(&packed.new.reading);
        }
        let digests = versions.iter().zip(&numbers);
        let digests = digests
            .filter_map(|((_, packed), number)| Some((*number, packed.new.digest.as_ref()?)));
        digest::store(&mut self.transaction, &digests.collect::<Vec<_>>()).await?;
        Ok(numbers)
    }
}

/// Returns the numbers that an insertion gave, in the order of what was inserted: numbers grow, but
/// `RETURNING` keeps to no order.
fn sorted(rows: &[Row]) -> Result<Vec<i64>, RecordError> {
    let numbers: Result<BTreeSet<i64>, _> = rows.iter().map(|row| row.try_get("number")).collect();
    Ok(numbers?.into_iter().collect())
}

const INSERT_ARTICLES: Bulk = Bulk {
    head: "INSERT INTO article (versions) ",
    columns: 1,
    tail: " RETURNING number",
};

const INSERT_ORIGINALS: Bulk = Bulk {
    head: "INSERT INTO original (hash, bytes) ",
    columns: 2,
    tail: " ON CONFLICT (hash) DO NOTHING",
};

const INSERT_VERSIONS: Bulk = Bulk {
    head: "INSERT INTO version \
           (article, text, text_hash, characters, original, format, file, metadata) ",
    columns: 8,
    tail: " RETURNING number",
};

const INSERT_IDENTITIES: Bulk = Bulk {
    head: "INSERT INTO identity (version, operation, id, intake) ",
    columns: 4,
    tail: " ON CONFLICT (version, operation, id) DO NOTHING",
};

const INSERT_READINGS: Bulk = Bulk {
    head: "INSERT INTO reading (version, operation, codebook, content) ",
    columns: 4,
    tail: " RETURNING number",
};
