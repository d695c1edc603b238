//! `/articles`: everything that was taken in, with words and outlets to look for.

use std::collections::BTreeMap;

use askama::Template;
use rapporteur::{ArticleLine, ArticleQuery, CopyGroup, CopyView, wording};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::answer::{Answer, Frame, Success, percent};
use crate::given::{Asked, filled};
use crate::visit::Reading;

/// How many articles a page has, unless more or fewer are asked for.
const PAGE: u32 = 50;

/// So many it has at most.
const MOST: u32 = 500;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Words that stand in the text.
    words: Option<String>,
    /// The outlet.
    publisher: Option<String>,
    /// The number to go on after.
    after: Option<i64>,
    /// How many, at most 500.
    limit: Option<u32>,
}

/// What the page shows.
#[derive(Serialize, ToSchema)]
#[schema(as = ArticleList)]
struct Listed {
    /// How many articles fit in all.
    total: u64,
    /// Those shown.
    articles: Vec<ArticleLine>,
    /// Which of them are copies, and of what, by their numbers.
    #[schema(value_type = BTreeMap<String, CopyView>)]
    copies: BTreeMap<i64, CopyView>,
    /// The number to go on after; null where these are the last.
    next: Option<i64>,
}

#[derive(Template)]
#[template(path = "articles.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a Listed,
    query: &'a ArticleQuery,
}

/// The articles of the record.
#[utoipa::path(
    get,
    path = "/articles",
    operation_id = "articles",
    params(Wanted),
    responses((status = 200, body = Success<Listed>)),
)]
pub(crate) async fn show(Reading(visit): Reading, Asked(wanted): Asked<Wanted>) -> Answer {
    let limit = wanted.limit.unwrap_or(PAGE).clamp(1, MOST);
    let query = ArticleQuery {
        words: filled(wanted.words),
        publisher: filled(wanted.publisher),
        after: wanted.after,
        // One more than is shown tells whether there are more.
        limit: Some(limit + 1),
    };
    let record = &visit.app.record;
    let found = record.articles(&query).await?;
    let mut articles = found.articles;
    let more = articles.len() > limit as usize;
    articles.truncate(limit as usize);
    let numbers: Vec<i64> = articles.iter().map(|line| line.number).collect();
    let view = Listed {
        total: found.total,
        copies: copies(record.copies_of(&numbers).await?, &numbers),
        next: numbers.last().copied().filter(|_| more),
        articles,
    };
    visit.answer("Articles", &view, |frame| {
        Page {
            frame,
            view: &view,
            query: &query,
        }
        .render()
    })
}

/// Finds those of the articles that are copies.
fn copies(groups: Vec<CopyGroup>, numbers: &[i64]) -> BTreeMap<i64, CopyView> {
    let copies = groups.into_iter().flat_map(|group| group.copies);
    copies
        .map(|copy| (copy.copy.article, copy))
        .filter(|(number, _)| numbers.contains(number))
        .collect()
}

/// The headline of an article, else the file that it came in.
pub(super) fn title(line: &ArticleLine) -> &str {
    let title = line.title.as_deref().or_else(|| file_name(line));
    title.unwrap_or("without a title")
}

/// The last part of a file's name, whichever system it came from.
pub(super) fn file_name(line: &ArticleLine) -> Option<&str> {
    let name = line.file.as_deref()?.rsplit(['/', '\\']).next();
    name.filter(|name| !name.trim_matches('.').is_empty())
}

impl Page<'_> {
    fn title(line: &ArticleLine) -> &str {
        title(line)
    }

    fn is_filtered(&self) -> bool {
        self.query.words.is_some() || self.query.publisher.is_some()
    }

    /// The address of this list, from another article on.
    fn from(&self, after: Option<i64>) -> String {
        let fields = [
            ("words", self.query.words.clone()),
            ("publisher", self.query.publisher.clone()),
            ("after", after.map(|after| after.to_string())),
        ];
        let fields = fields.into_iter().filter_map(|(name, value)| {
            let value = value?;
            Some(format!("{name}={}", percent(&value)))
        });
        format!("/articles?{}", fields.collect::<Vec<_>>().join("&"))
    }

    fn after(&self, number: &i64) -> String {
        self.from(Some(*number))
    }

    fn total(&self) -> String {
        wording::counted(self.view.total, "article")
    }

    fn outlet(publisher: &str) -> String {
        format!("/articles?publisher={}", percent(publisher))
    }
}
