//! What is to be compared, and what there is to choose from.

use std::path::Path;

use rapporteur::{ArticleLine, ArticleQuery, Compared, Error, Record, wording};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::given::filled;

/// How many articles there are to choose from; others are called by number.
const LISTED: i64 = 200;

/// Of an outlet only so many of its latest articles are compared.
const LATEST: u32 = 25;

/// The fields of an address that asks for a comparison.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sides {
    /// The number of an article, or an outlet.
    a: Option<String>,
    /// The number of an article, or an outlet, on the other side.
    b: Option<String>,
    /// The number of an article, in place of what is chosen from the list.
    a_number: Option<String>,
    b_number: Option<String>,
    /// The number of an event, whose tellings are compared.
    pub(super) event: Option<u64>,
}

impl Sides {
    /// The two sides, where both are given.
    pub(super) fn compared(&self) -> Option<Vec<Compared>> {
        let side = |chosen: &str| match chosen.parse() {
            Ok(number) => Compared::Article(number),
            Err(_) => Compared::Latest(chosen.to_owned(), LATEST),
        };
        let (one, other) = self.one().zip(self.other())?;
        Some(vec![side(&one), side(&other)])
    }

    fn one(&self) -> Option<String> {
        filled(self.a_number.clone()).or_else(|| filled(self.a.clone()))
    }

    fn other(&self) -> Option<String> {
        filled(self.b_number.clone()).or_else(|| filled(self.b.clone()))
    }
}

/// What there is to choose from.
pub(super) struct Choices {
    pub(super) publishers: Vec<String>,
    /// Numbers and names of the latest articles, the latest first.
    pub(super) articles: Vec<(String, String)>,
    /// Whether there are more articles than are listed.
    pub(super) more: bool,
    one: String,
    other: String,
}

impl Choices {
    pub(super) async fn of(record: &Record, sides: &Sides) -> Result<Self, Error> {
        let none = ArticleQuery {
            limit: Some(0),
            ..ArticleQuery::default()
        };
        let total = record.articles(&none).await?.total;
        let total = i64::try_from(total).unwrap_or(i64::MAX);
        // Numbers are given one after the other; where articles were removed, a few more are listed.
        let latest = ArticleQuery {
            after: Some((total - LISTED).max(0)),
            ..ArticleQuery::default()
        };
        let page = record.articles(&latest).await?;
        let articles = page.articles.iter().rev();
        let articles: Vec<_> = articles
            .map(|line| (line.number.to_string(), name(line)))
            .collect();
        Ok(Self {
            publishers: record.publishers().await?,
            articles,
            more: total > LISTED,
            one: sides.one().unwrap_or_default(),
            other: sides.other().unwrap_or_default(),
        })
    }

    /// What is chosen on one side.
    pub(super) fn chosen(&self, field: &str) -> &str {
        if field == "a" { &self.one } else { &self.other }
    }

    /// Whether the choice is none of those listed.
    pub(super) fn elsewhere(&self, field: &str) -> bool {
        let chosen = self.chosen(field);
        let mut numbers = self.articles.iter();
        let listed = numbers.any(|(number, _)| number == chosen);
        !chosen.is_empty() && !listed && !self.publishers.iter().any(|known| known == chosen)
    }
}

/// An article in a list: `12 · Harbour Wire, 12 Mar 2031: Talks resume`.
fn name(line: &ArticleLine) -> String {
    let outlet = wording::outlet(line.publisher.as_deref());
    let day = wording::day(line.published.edtf.as_deref());
    let file = line.file.as_deref().map(Path::new);
    let file = file
        .and_then(Path::file_name)
        .map(|name| name.to_string_lossy());
    match line.title.as_deref().or(file.as_deref()) {
        Some(title) => format!("{} · {outlet}, {day}: {title}", line.number),
        None => format!("{} · {outlet}, {day}", line.number),
    }
}
