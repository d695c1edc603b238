//! The view of copies.

use std::collections::BTreeMap;

use rapporteur_copies::{CopyKind, Group};
use serde::Serialize;

use super::gathered::{Gathered, Known, Pair};

/// Which articles are copies, and how many are not.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CopyPage {
    /// How many articles there are.
    pub articles: u64,
    /// How many of them are copies of others.
    pub copies: u64,
    /// How many independent articles that leaves.
    pub independent: u64,
    /// The originals with their copies, those with most copies first.
    pub groups: Vec<CopyGroup>,
}

/// An original with its copies.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CopyGroup {
    /// Whose it was first.
    pub original: CopiedArticle,
    /// The copies, the earliest first.
    pub copies: Vec<CopyView>,
}

/// One article, original or copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CopiedArticle {
    /// Its number on the record, or its place among the files, from 1.
    pub article: i64,
    /// The outlet.
    pub publisher: Option<String>,
    /// When it was published, in EDTF.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The file it came in.
    pub file: Option<String>,
}

/// A copy with what it has of the article that it is a copy of.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CopyView {
    /// The article.
    #[serde(flatten)]
    pub copy: CopiedArticle,
    /// The number of the article that it is a copy of: the original, or another copy where the
    /// original has less in common with it.
    pub of: i64,
    /// How it was made: `verbatim`, `cut` or `rewritten`.
    pub kind: &'static str,
    /// How much of the other article stands in it, 0 to 1, in runs of four words.
    pub kept: f64,
    /// How much of it stands in the other article.
    pub taken: f64,
    /// What both share of what either has.
    pub jaccard: f64,
    /// Words of the longest run that both have.
    pub longest: u32,
}

impl CopyPage {
    /// Draws up the view; `articles` are all there are, also those that are alike nothing.
    pub(crate) fn of(gathered: &Gathered, articles: u64) -> Self {
        let pairs: BTreeMap<(i64, i64), &Pair> = (gathered.pairs.iter())
            .map(|pair| ((pair.first, pair.second), pair))
            .collect();
        let mut groups: Vec<CopyGroup> = (gathered.groups().iter())
            .filter_map(|group| CopyGroup::of(group, &gathered.articles, &pairs))
            .collect();
        // What was gathered is in an order of its own that stays among groups of one size.
        groups.sort_by_key(|group| std::cmp::Reverse(group.copies.len()));
        let copies = groups.iter().map(|group| group.copies.len() as u64).sum();
        Self {
            articles,
            copies,
            independent: articles.saturating_sub(copies),
            groups,
        }
    }
}

impl CopyGroup {
    fn of(group: &Group, articles: &[Known], pairs: &BTreeMap<(i64, i64), &Pair>) -> Option<Self> {
        let copies = group.copies.iter().filter_map(|(copy, of)| {
            let (copy, of) = (articles.get(*copy)?, articles.get(*of)?);
            let there = pairs.get(&(copy.number, of.number));
            let back = pairs.get(&(of.number, copy.number));
            let (pair, of_copy, of_other) = match (there, back) {
                (Some(pair), _) => (pair, pair.of_first, pair.of_second),
                (None, Some(pair)) => (pair, pair.of_second, pair.of_first),
                (None, None) => return None,
            };
            Some(CopyView {
                copy: CopiedArticle::of(copy),
                of: of.number,
                kind: CopyKind::name(pair.kind),
                kept: share(pair.shared, of_other),
                taken: share(pair.shared, of_copy),
                jaccard: share(pair.shared, of_copy + of_other - pair.shared),
                longest: pair.longest,
            })
        });
        Some(Self {
            original: CopiedArticle::of(articles.get(group.original)?),
            copies: copies.collect(),
        })
    }
}

impl CopiedArticle {
    fn of(known: &Known) -> Self {
        Self {
            article: known.number,
            publisher: known.publisher.clone(),
            published: known.published.as_ref().map(ToString::to_string),
            title: known.title.clone(),
            file: known.file.clone(),
        }
    }
}

/// A share, to a thousandth.
fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    (f64::from(part) / f64::from(whole) * 1000.0).round() / 1000.0
}
