//! Copies: versions held against each other, and what came of it.
//!
//! Whether two texts are alike follows from the texts, so it is worked out once for each version, in
//! the order of their numbers, and holds whatever is undone or removed. What is seen of it is what
//! the current versions have. How texts are compared is the engine's business.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::Row as _;

use crate::article::{self, ArticleNumber, ArticleRow, VersionNumber};
use crate::bulk::Bulk;
use crate::error::RecordError;
use crate::record::Record;
use crate::snapshot::Snapshot;
use crate::sqlite::{self, Connection, Row, Transaction};

/// So many versions are told that have a sample; whoever asks knows such a sample for a common one.
pub const MOST_BEARERS: usize = 129;

/// A version that has not been held against the others yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncompared {
    /// Its number.
    pub version: VersionNumber,
    /// Its text.
    pub text: String,
    /// The language that it says it is in.
    pub language: Option<String>,
}

/// What a version is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// The version.
    pub version: VersionNumber,
    /// What is kept of its words.
    pub words: Vec<u8>,
    /// By what it is looked up, each once.
    pub samples: Vec<u32>,
}

/// A version that was found by samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bearer {
    /// The version.
    pub version: VersionNumber,
    /// How many samples it has.
    pub samples: u32,
}

/// Two versions that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike<T> {
    /// The one with the lower number.
    pub first: T,
    /// The other one.
    pub second: T,
    /// How one was made of the other.
    pub kind: String,
    /// How many shingles both have.
    pub shared: u32,
    /// How many shingles the first one has.
    pub of_first: u32,
    /// How many shingles the second one has.
    pub of_second: u32,
    /// Words of the longest run that both have.
    pub longest: u32,
}

/// Versions that are being held against those before them, while nobody else writes.
#[derive(Debug)]
pub struct Comparing {
    transaction: Transaction,
    waiting: Vec<Uncompared>,
}

impl Record {
    /// Takes up to so many versions that wait to be compared; `None` where none does.
    ///
    /// # Errors
    /// Where the record cannot be read or written.
    pub async fn compare(&self, most: u32) -> Result<Option<Comparing>, RecordError> {
        let mut connection = self.pool().acquire().await?;
        if uncompared(&mut connection, 1).await?.is_empty() {
            return Ok(None);
        }
        drop(connection);
        let mut transaction = sqlite::write(self.pool()).await?;
        let mut waiting = Vec::new();
        for version in uncompared(&mut transaction, most).await? {
            let stored = article::version(&mut transaction, version).await?;
            waiting.push(Uncompared {
                version,
                text: stored.text,
                language: stored.intake.language,
            });
        }
        Ok((!waiting.is_empty()).then_some(Comparing {
            transaction,
            waiting,
        }))
    }
}

impl Comparing {
    /// Returns the versions, in the order of their numbers.
    #[must_use]
    pub fn waiting(&self) -> &[Uncompared] {
        &self.waiting
    }

    /// Stores what the versions are compared by.
    ///
    /// # Errors
    /// Where the record cannot be written.
    pub async fn enter(&mut self, prints: &[Print]) -> Result<(), RecordError> {
        INSERT_PRINTS
            .run(&mut self.transaction, prints, |columns, print| {
                columns
                    .push_bind(print.version.0)
                    .push_bind(print.words.as_slice())
                    .push_bind(i64::try_from(print.samples.len()).unwrap_or(i64::MAX));
            })
            .await?;
        sqlite::INDEX_SAMPLES
            .run(&mut self.transaction, prints, |columns, print| {
                let terms: Vec<String> = print.samples.iter().map(|sample| term(*sample)).collect();
                columns.push_bind(print.version.0);
                columns.push_bind(terms.join(" "));
            })
            .await?;
        Ok(())
    }

    /// Finds the versions that have each of these samples; as [`Snapshot::bearers`].
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn bearers(
        &mut self,
        samples: &BTreeSet<u32>,
    ) -> Result<BTreeMap<u32, Vec<Bearer>>, RecordError> {
        bearers(&mut self.transaction, samples).await
    }

    /// Loads what is kept of the words of versions.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn prints(
        &mut self,
        versions: &BTreeSet<VersionNumber>,
    ) -> Result<BTreeMap<VersionNumber, Vec<u8>>, RecordError> {
        prints(&mut self.transaction, versions).await
    }

    /// Stores which are alike and ends: the versions have been held against all before them.
    ///
    /// # Errors
    /// Where the record cannot be written.
    pub async fn keep(mut self, alike: &[Alike<VersionNumber>]) -> Result<(), RecordError> {
        INSERT_ALIKE
            .run(&mut self.transaction, alike, |columns, alike| {
                columns
                    .push_bind(alike.first.0)
                    .push_bind(alike.second.0)
                    .push_bind(alike.kind.as_str())
                    .push_bind(i64::from(alike.shared))
                    .push_bind(i64::from(alike.of_first))
                    .push_bind(i64::from(alike.of_second))
                    .push_bind(i64::from(alike.longest));
            })
            .await?;
        let last = self.waiting.last().map(|waiting| waiting.version.0);
        sqlx::query("UPDATE comparing SET done = $1")
            .bind(last)
            .execute(&mut *self.transaction)
            .await?;
        self.transaction.commit().await?;
        Ok(())
    }
}

impl Snapshot {
    /// Lists which articles are alike in their current words, by their numbers.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn alike(&mut self) -> Result<Vec<Alike<ArticleNumber>>, RecordError> {
        let rows = sqlx::query(
            "SELECT one.number AS one, two.number AS two, kind, shared, of_first, of_second, \
             longest FROM alike \
             JOIN version v ON v.number = alike.first \
             JOIN article one ON one.number = v.article AND one.current = v.number \
             JOIN version w ON w.number = alike.second \
             JOIN article two ON two.number = w.article AND two.current = w.number \
             ORDER BY one.number, two.number",
        )
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(alike).collect()
    }

    /// Lists which articles are alike these ones in their current words, by their numbers.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn alike_to(
        &mut self,
        articles: &BTreeSet<ArticleNumber>,
    ) -> Result<Vec<Alike<ArticleNumber>>, RecordError> {
        let articles: Vec<_> = articles.iter().collect();
        let mut found = Vec::new();
        for find in [FIND_ALIKE_AFTER, FIND_ALIKE_BEFORE] {
            let rows = find.run(self.connection(), &articles, |columns, article| {
                columns.push_bind(article.0);
            });
            for row in &rows.await? {
                found.push(alike(row)?);
            }
        }
        Ok(found)
    }

    /// Finds the versions that have each of these samples: the first [`MOST_BEARERS`] of each, by
    /// number.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn bearers(
        &mut self,
        samples: &BTreeSet<u32>,
    ) -> Result<BTreeMap<u32, Vec<Bearer>>, RecordError> {
        bearers(self.connection(), samples).await
    }

    /// Loads what is kept of the words of versions.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn prints(
        &mut self,
        versions: &BTreeSet<VersionNumber>,
    ) -> Result<BTreeMap<VersionNumber, Vec<u8>>, RecordError> {
        prints(self.connection(), versions).await
    }

    /// Lists the articles that are alike some other one, in the order of their numbers; some are alike
    /// only what is no longer current.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn alike_articles(&mut self) -> Result<Vec<ArticleRow>, RecordError> {
        article::rows_with(
            self.connection(),
            " AND a.current IN (SELECT first FROM alike UNION SELECT second FROM alike)",
        )
        .await
    }

    /// Tells which of these versions are the current ones of articles, and of which.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub async fn articles_of(
        &mut self,
        versions: &BTreeSet<VersionNumber>,
    ) -> Result<BTreeMap<VersionNumber, ArticleNumber>, RecordError> {
        let versions: Vec<_> = versions.iter().collect();
        let rows = FIND_ARTICLES.run(self.connection(), &versions, |columns, version| {
            columns.push_bind(version.0);
        });
        let article = |row: &Row| {
            let version = VersionNumber(row.try_get("version")?);
            Ok((version, ArticleNumber(row.try_get("article")?)))
        };
        rows.await?.iter().map(article).collect()
    }
}

fn alike(row: &Row) -> Result<Alike<ArticleNumber>, RecordError> {
    Ok(Alike {
        first: ArticleNumber(row.try_get("one")?),
        second: ArticleNumber(row.try_get("two")?),
        kind: row.try_get("kind")?,
        shared: row.try_get("shared")?,
        of_first: row.try_get("of_first")?,
        of_second: row.try_get("of_second")?,
        longest: row.try_get("longest")?,
    })
}

/// Takes the fingerprints of an article's versions out of the index, before the versions go.
pub(crate) async fn unindex(
    connection: &mut Connection,
    article: ArticleNumber,
) -> Result<(), RecordError> {
    let versions: Vec<i64> = sqlx::query_scalar(
        "SELECT f.version FROM fingerprint f JOIN version v ON v.number = f.version \
         WHERE v.article = $1",
    )
    .bind(article.0)
    .fetch_all(&mut *connection)
    .await?;
    for version in versions {
        let unindex = sqlx::query(sqlite::UNINDEX_SAMPLES).bind(version);
        unindex.execute(&mut *connection).await?;
    }
    Ok(())
}

async fn uncompared(
    connection: &mut Connection,
    most: u32,
) -> Result<Vec<VersionNumber>, RecordError> {
    let numbers: Vec<i64> = sqlx::query_scalar(
        "SELECT number FROM version WHERE number > (SELECT done FROM comparing) \
         ORDER BY number LIMIT $1",
    )
    .bind(i64::from(most))
    .fetch_all(connection)
    .await?;
    Ok(numbers.into_iter().map(VersionNumber).collect())
}

async fn bearers(
    connection: &mut Connection,
    samples: &BTreeSet<u32>,
) -> Result<BTreeMap<u32, Vec<Bearer>>, RecordError> {
    let samples: Vec<u32> = samples.iter().copied().collect();
    let rows = sqlite::FIND_BEARERS.run(connection, &samples, |columns, sample| {
        columns
            .push_bind(i64::from(*sample))
            .push_bind(term(*sample));
    });
    let mut found = BTreeMap::new();
    let mut versions = BTreeSet::new();
    for row in &rows.await? {
        let list: Option<&str> = row.try_get("bearers")?;
        let numbers: Vec<i64> = list
            .unwrap_or_default()
            .split(',')
            .filter_map(|number| number.parse().ok())
            .collect();
        versions.extend(numbers.iter().copied());
        found.insert(row.try_get::<u32, _>("sample")?, numbers);
    }
    let sizes = sizes(connection, &versions).await?;
    let bearer = |number: i64| {
        sizes.get(&number).map(|samples| Bearer {
            version: VersionNumber(number),
            samples: *samples,
        })
    };
    let bearers = |(sample, numbers): (u32, Vec<i64>)| {
        (sample, numbers.into_iter().filter_map(bearer).collect())
    };
    Ok(found.into_iter().map(bearers).collect())
}

async fn sizes(
    connection: &mut Connection,
    versions: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, u32>, RecordError> {
    let versions: Vec<_> = versions.iter().collect();
    let rows = FIND_SIZES.run(connection, &versions, |columns, version| {
        columns.push_bind(**version);
    });
    let size = |row: &Row| Ok((row.try_get("version")?, row.try_get("samples")?));
    rows.await?.iter().map(size).collect()
}

async fn prints(
    connection: &mut Connection,
    versions: &BTreeSet<VersionNumber>,
) -> Result<BTreeMap<VersionNumber, Vec<u8>>, RecordError> {
    let versions: Vec<_> = versions.iter().collect();
    let rows = FIND_PRINTS.run(connection, &versions, |columns, version| {
        columns.push_bind(version.0);
    });
    let print = |row: &Row| {
        let version = VersionNumber(row.try_get("version")?);
        Ok((version, row.try_get("words")?))
    };
    rows.await?.iter().map(print).collect()
}

/// A sample as a word of the index.
fn term(sample: u32) -> String {
    format!("{sample:08x}")
}

const INSERT_PRINTS: Bulk = Bulk {
    head: "INSERT INTO fingerprint (version, words, samples) ",
    columns: 3,
    tail: "",
};

const INSERT_ALIKE: Bulk = Bulk {
    head: "INSERT INTO alike (first, second, kind, shared, of_first, of_second, longest) ",
    columns: 7,
    tail: "",
};

const FIND_ARTICLES: Bulk = Bulk {
    head: "WITH wanted (version) AS (",
    columns: 1,
    tail: ") SELECT a.current AS version, a.number AS article FROM wanted w \
           CROSS JOIN version v ON v.number = w.version \
           CROSS JOIN article a ON a.number = v.article AND a.current = v.number",
};

const FIND_ALIKE_AFTER: Bulk = Bulk {
    head: "WITH wanted (number) AS (",
    columns: 1,
    tail: ") SELECT one.number AS one, two.number AS two, kind, shared, of_first, of_second, longest \
           FROM wanted w CROSS JOIN article one ON one.number = w.number \
           CROSS JOIN alike ON alike.first = one.current \
           CROSS JOIN version v ON v.number = alike.second \
           CROSS JOIN article two ON two.number = v.article AND two.current = v.number",
};

const FIND_ALIKE_BEFORE: Bulk = Bulk {
    head: "WITH wanted (number) AS (",
    columns: 1,
    tail: ") SELECT one.number AS one, two.number AS two, kind, shared, of_first, of_second, longest \
           FROM wanted w CROSS JOIN article two ON two.number = w.number \
           CROSS JOIN alike ON alike.second = two.current \
           CROSS JOIN version v ON v.number = alike.first \
           CROSS JOIN article one ON one.number = v.article AND one.current = v.number",
};

const FIND_SIZES: Bulk = Bulk {
    head: "WITH wanted (version) AS (",
    columns: 1,
    tail: ") SELECT f.version, f.samples FROM wanted w \
           CROSS JOIN fingerprint f ON f.version = w.version",
};

const FIND_PRINTS: Bulk = Bulk {
    head: "WITH wanted (version) AS (",
    columns: 1,
    tail: ") SELECT f.version, f.words FROM wanted w \
           CROSS JOIN fingerprint f ON f.version = w.version",
};
