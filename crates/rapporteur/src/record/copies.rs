//! Copies on the record.

mod relate;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rapporteur_copies::{Fingerprint, Likeness, candidates};
use rapporteur_record::{
    Alike, ArticleFilter, ArticleNumber, ArticleRow, Bearer, Snapshot, StoredArticle, VersionNumber,
};
use serde::Serialize;

use super::Record;
use super::cache::InForce;
use crate::copies::{
    Behind, Citations, Cited, CopyGroup, CopyPage, Gathered, Known, Outlets, Pair, Sources, Teller,
    kind_named,
};
use crate::engine::{ReadArticle, fingerprint};
use crate::error::Error;

impl Record {
    /// Lists which articles are copies of others, and counts those that are not.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read, or not be written where articles wait to be compared.
    pub async fn copies(&self) -> Result<CopyPage, Error> {
        self.relate().await?;
        let mut snapshot = self.store.snapshot().await?;
        let gathered = gathered(&mut snapshot).await?;
        let articles = snapshot.article_count(&ArticleFilter::default()).await?;
        Ok(CopyPage::of(&gathered, articles))
    }
}

/// So many articles around the ones asked about are looked at, at most.
const MOST_AROUND: usize = 400;

impl Record {
    /// Finds the originals with their copies of which one of these articles is one, as far as the
    /// articles of the record have been compared.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn copies_of(&self, articles: &[i64]) -> Result<Vec<CopyGroup>, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let mut unseen: BTreeSet<_> = articles.iter().copied().map(ArticleNumber).collect();
        let (mut seen, mut pairs) = (BTreeSet::new(), BTreeMap::new());
        while !unseen.is_empty() && seen.len() < MOST_AROUND {
            seen.extend(unseen.iter().copied());
            for alike in snapshot.alike_to(&unseen).await? {
                pairs.insert((alike.first, alike.second), alike);
            }
            let both = pairs.keys().flat_map(|(one, other)| [*one, *other]);
            unseen = both.filter(|number| !seen.contains(number)).collect();
        }
        if pairs.is_empty() {
            return Ok(Vec::new());
        }
        let rows = snapshot.articles_numbered(&seen).await?;
        let pairs: Vec<_> = pairs.into_values().collect();
        let gathered = with_prints(&mut snapshot, &rows, &pairs).await?;
        let mut groups = CopyPage::of(&gathered, 0).groups;
        groups.retain(|group| {
            let copies = group.copies.iter().map(|copy| copy.copy.article);
            let mut all = copies.chain([group.original.article]);
            all.any(|number| articles.contains(&number))
        });
        Ok(groups)
    }
}

/// An article on the record that another one is like.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LikeArticle {
    /// Its number.
    pub article: i64,
    /// How one was made of the other: `verbatim`, `cut` or `rewritten`.
    pub kind: &'static str,
    /// How much of it stands in the other, 0 to 1, in runs of four words.
    pub kept: f64,
    /// How much of the other stands in it.
    pub taken: f64,
    /// Words of the longest run that both have.
    pub longest: u32,
}

/// Finds the articles on the record that one is like which need not be there.
pub(super) async fn like(
    snapshot: &mut Snapshot,
    read: &ReadArticle,
    on_record: Option<ArticleNumber>,
) -> Result<Vec<LikeArticle>, Error> {
    let article = &read.item.article;
    let (print, _) = fingerprint(&article.text, article.metadata.language.as_deref());
    let samples = print.samples();
    let wanted = samples.iter().copied().collect();
    let bearers = snapshot.bearers(&wanted).await?;
    let lists: Vec<Vec<(i64, u32)>> = (samples.iter())
        .map(|sample| {
            let bearers = bearers.get(sample).map_or(&[][..], Vec::as_slice);
            let bearer = |one: &Bearer| (one.version.0, one.samples);
            bearers.iter().map(bearer).collect()
        })
        .collect();
    let versions = candidates(&lists).into_iter().map(VersionNumber).collect();
    let articles = snapshot.articles_of(&versions).await?;
    let mut like = Vec::new();
    for (version, words) in snapshot.prints(&versions).await? {
        let Some(number) = articles
            .get(&version)
            .filter(|one| Some(**one) != on_record)
        else {
            continue;
        };
        let likeness = Likeness::between(&Fingerprint::from_bytes(&words), &print);
        if let Some(kind) = likeness.kind() {
            like.push(LikeArticle {
                article: number.0,
                kind: kind.name(),
                kept: thousandths(likeness.of_first()),
                taken: thousandths(likeness.of_second()),
                longest: likeness.longest,
            });
        }
    }
    like.sort_by(|one, other| {
        let most = (other.kept + other.taken).total_cmp(&(one.kept + one.taken));
        most.then(one.article.cmp(&other.article))
    });
    Ok(like)
}

/// A share as views have it.
fn thousandths(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

/// Finds which articles are copies and which outlets there are.
///
/// What waits to be compared is to be compared before, see `Record::relate`.
pub(super) async fn sources(
    record: &Record,
    snapshot: &mut Snapshot,
    in_force: &InForce,
) -> Result<Arc<Sources>, Error> {
    let state = snapshot.state().await?;
    let key = (state.read, state.compared, in_force.file());
    let work = async {
        let publishers = snapshot.overview().await?.publishers;
        let outlets = publishers.iter().map(String::as_str);
        let outlets = Outlets::of(in_force.codebook(), outlets);
        Ok(Sources::of(&gathered(snapshot).await?, outlets))
    };
    record.cache.copies.get(key, work).await
}

/// Finds who stands behind each line of an article.
pub(super) fn behind(sources: &Sources, stored: &StoredArticle) -> Behind {
    let teller = Teller {
        article: stored.row.number.0,
        publisher: stored.row.publisher.as_deref(),
    };
    let cited = Cited::of(&stored.article.text, &stored.reading);
    sources.behind(teller, &Citations::of(&cited, &sources.outlets))
}

/// Gathers the articles that are alike, in the order of their numbers.
pub(super) async fn gathered(snapshot: &mut Snapshot) -> Result<Gathered, Error> {
    let rows = snapshot.alike_articles().await?;
    let pairs = snapshot.alike().await?;
    with_prints(snapshot, &rows, &pairs).await
}

/// Gathers these articles, with what is needed to tell whose it was first.
async fn with_prints(
    snapshot: &mut Snapshot,
    rows: &[ArticleRow],
    pairs: &[Alike<ArticleNumber>],
) -> Result<Gathered, Error> {
    let mut gathered = Gathered {
        articles: rows.iter().map(known).collect(),
        pairs: pairs.iter().filter_map(pair).collect(),
        ..Gathered::default()
    };
    let undecided: BTreeSet<i64> = gathered.undecided().into_iter().collect();
    let versions = rows.iter().filter(|row| undecided.contains(&row.number.0));
    let versions = versions.map(|row| row.version).collect();
    let prints = snapshot.prints(&versions).await?;
    for row in rows {
        if let Some(words) = prints.get(&row.version) {
            let print = Fingerprint::from_bytes(words);
            gathered.prints.insert(row.number.0, print);
        }
    }
    Ok(gathered)
}

fn known(row: &ArticleRow) -> Known {
    Known {
        number: row.number.0,
        publisher: row.publisher.clone(),
        title: row.title.clone(),
        file: row.file.clone(),
        published: row.published.edtf.clone(),
        characters: row.characters,
        id: row.id.to_string(),
    }
}

fn pair(alike: &Alike<ArticleNumber>) -> Option<Pair> {
    Some(Pair {
        first: alike.first.0,
        second: alike.second.0,
        kind: kind_named(&alike.kind)?,
        shared: alike.shared,
        of_first: alike.of_first,
        of_second: alike.of_second,
        longest: alike.longest,
    })
}
