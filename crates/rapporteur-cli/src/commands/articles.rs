//! `rapporteur articles`

use clap::Args;
use rapporteur::{ArticleLine, ArticlePage, ArticleQuery};

use super::session;
use crate::arguments::Global;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::terminal::{bold, dim, safe_line, yellow};
use rapporteur::wording::{counted, day, outlet};

/// List the articles on the record
#[derive(Debug, Args)]
pub(crate) struct Articles {
    /// All of these words stand in the article
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// The outlet
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Start after this number
    #[arg(long, value_name = "NUMBER")]
    after: Option<i64>,
    /// List at most so many
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
}

pub(crate) async fn run(articles: Articles, global: &Global) -> Result<Exit, Failure> {
    let query = ArticleQuery {
        words: Some(articles.words.join(" ")).filter(|words| !words.is_empty()),
        publisher: articles.publisher,
        after: articles.after,
        limit: Some(articles.limit),
    };
    let page = session::record(global).await?.articles(&query).await?;
    if global.json {
        output::json(&page)?;
    } else {
        output::text(&told(&page))?;
    }
    Ok(Exit::Done)
}

fn told(page: &ArticlePage) -> String {
    if page.articles.is_empty() {
        return "no article fits; add some with `rapporteur add REPORTS`".to_owned();
    }
    let mut lines: Vec<String> = page.articles.iter().map(line).collect();
    let shown = page.articles.len() as u64;
    lines.push(dim(match page.articles.last() {
        Some(last) if shown < page.total => {
            format!(
                "{shown} of {}; go on with --after {}",
                page.total, last.number
            )
        }
        _ => counted(page.total, "article"),
    }));
    lines.join("\n")
}

fn line(article: &ArticleLine) -> String {
    let title = article
        .title
        .as_deref()
        .or(article.file.as_deref())
        .unwrap_or("without a title");
    let remark = if article.read {
        counted(article.statements, "statement")
    } else {
        yellow(format!("not read: language {}", article.language))
    };
    let versions = match article.versions {
        0 | 1 => String::new(),
        count => format!(" · {count} versions"),
    };
    format!(
        "{:>5}  {:<12}  {}\n       {}",
        article.number,
        day(article.published.edtf.as_deref()),
        bold(safe_line(title)),
        dim(format!(
            "{} · {remark}{versions}",
            safe_line(outlet(article.publisher.as_deref()))
        )),
    )
}
