//! Title, publisher, author, address and date of a page: from JSON-LD, else OpenGraph, else meta
//! tags.
//!
//! Sources: schema.org `NewsArticle`, the OpenGraph protocol, the HTML standard's metadata names.

use dom_query::Document;
use dom_smoothie::Article;
use rapporteur_core::{DateSource, Metadata, Published};
use serde_json::Value;

use crate::intake::date::publication_date;

/// Meta tags that give a publication date, the surest first.
const DATE_TAGS: [&str; 8] = [
    "meta[property='article:published_time']",
    "meta[itemprop='datePublished']",
    "meta[name='datePublished']",
    "meta[name='DC.date.issued']",
    "meta[name='dcterms.date']",
    "meta[name='pubdate']",
    "meta[name='publishdate']",
    "meta[name='date']",
];

/// How deep the objects of a page's JSON-LD are searched.
const MOST_LEVELS: usize = 6;

/// Reads the metadata of a page before anything is taken out of it.
pub(super) fn read(document: &Document) -> Metadata {
    let linked = linked_data(document);
    let from_linked = |path: &[&str]| linked.as_ref().and_then(|data| text_at(data, path));
    let tag = |selector: &str| attribute(document, selector, "content");
    let date = from_linked(&["datePublished"])
        .and_then(|date| publication_date(&date))
        .or_else(|| {
            DATE_TAGS
                .iter()
                .find_map(|name| publication_date(&tag(name)?))
        })
        .or_else(|| publication_date(&attribute(document, "time[pubdate]", "datetime")?));
    Metadata {
        publisher: from_linked(&["publisher", "name"])
            .or_else(|| tag("meta[property='og:site_name']")),
        title: from_linked(&["headline"]).or_else(|| tag("meta[property='og:title']")),
        url: attribute(document, "link[rel='canonical']", "href")
            .or_else(|| tag("meta[property='og:url']"))
            .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        author: from_linked(&["author", "name"]).or_else(|| tag("meta[name='author']")),
        language: attribute(document, "html", "lang"),
        published: Published {
            from: if date.is_some() {
                DateSource::Metadata
            } else {
                DateSource::Unknown
            },
            edtf: date,
        },
    }
}

/// Fills in what Readability makes out and the head does not say.
pub(super) fn complete(metadata: &mut Metadata, article: &Article) {
    let title = Some(article.title.trim().to_owned()).filter(|title| !title.is_empty());
    metadata.title = metadata.title.take().or(title);
    metadata.publisher = metadata
        .publisher
        .take()
        .or_else(|| article.site_name.clone());
    let byline = article
        .byline
        .clone()
        .filter(|byline| byline.split_whitespace().count() > 1);
    metadata.author = metadata.author.take().or(byline);
    let date = article.published_time.as_deref().and_then(publication_date);
    if metadata.published.edtf.is_none() && date.is_some() {
        metadata.published = Published {
            edtf: date,
            from: DateSource::Metadata,
        };
    }
}

/// Puts plain spaces where `guard` stands for no-break ones.
pub(super) fn unguarded(metadata: Metadata, guard: &str) -> Metadata {
    let plain = |field: Option<String>| field.map(|text| text.replace(guard, " "));
    Metadata {
        publisher: plain(metadata.publisher),
        title: plain(metadata.title),
        author: plain(metadata.author),
        ..metadata
    }
}

/// The article's object among the page's JSON-LD.
fn linked_data(document: &Document) -> Option<Value> {
    let scripts = document.select("script[type='application/ld+json']");
    scripts.nodes().iter().find_map(|script| {
        let value: Value = serde_json::from_str(&script.text()).ok()?;
        find_article(&value, MOST_LEVELS).cloned()
    })
}

fn find_article(value: &Value, levels: usize) -> Option<&Value> {
    if levels == 0 {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| find_article(item, levels - 1)),
        Value::Object(object) if object.get("@type").is_some_and(is_article) => Some(value),
        Value::Object(object) => ["@graph", "mainEntity"]
            .iter()
            .find_map(|key| find_article(object.get(*key)?, levels - 1)),
        _ => None,
    }
}

/// `NewsArticle`, `ReportageNewsArticle`, `Article`, `LiveBlogPosting` …
fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(name) => name.ends_with("Article") || name.ends_with("BlogPosting"),
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

/// The text at a path of keys; of a list, the first; of names that stand alone, the name.
fn text_at(value: &Value, path: &[&str]) -> Option<String> {
    match (value, path) {
        (Value::Array(items), _) => items.iter().find_map(|item| text_at(item, path)),
        (Value::String(text), [] | ["name"]) => {
            Some(text.trim().to_owned()).filter(|text| !text.is_empty())
        }
        (Value::Object(object), [key, rest @ ..]) => text_at(object.get(*key)?, rest),
        _ => None,
    }
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    let value = document.select_single(selector).attr(name)?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}
