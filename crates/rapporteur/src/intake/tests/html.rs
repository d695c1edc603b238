//! Pages: main text, metadata, and pages made to hurt.

use super::{Format, known, open, problem};

/// The main text of [`page`].
pub(super) const TEXT: &str = "\
Talks on the Salt Islands go on tomorrow, Brennia's envoy said on Tuesday after six hours at the old customs house of Port Sorrel, in which nobody had slammed a door.
Valdria's delegation had come for a date, its head told reporters on the quay, and had been given a lecture on history instead, with maps, a pointer and two coffee breaks.
Kestoria's minister said that there was cod enough for two nations, and that his government would go on talking next week, next month, and in any harbour that one liked.";

/// A page with a head and the three paragraphs of [`TEXT`].
pub(super) fn page(head: &str) -> String {
    let paragraphs: Vec<String> = TEXT.lines().map(|line| format!("<p>{line}</p>")).collect();
    format!(
        "<!doctype html><html><head>{head}</head><body><nav><a href='/'>Home</a></nav>\
         <article>{}</article><footer>About us</footer></body></html>",
        paragraphs.join("\n")
    )
}

fn check(head: &str, metadata: &str) {
    let item = open(Format::Html, page(head)).unwrap();
    assert_eq!(item.article.text, TEXT);
    assert_eq!(known(&item.article.metadata), metadata);
}

#[test]
fn linked_data_is_found_in_a_graph() {
    check(
        r#"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
            {"@type": "WebSite", "name": "Not this"},
            {"@type": "NewsArticle", "headline": "Cod enough", "datePublished": "2031-03-12T21:00:00+01:00",
             "author": [{"@type": "Person", "name": "Tia Roan"}, {"name": "Another"}],
             "publisher": {"@type": "Organization", "name": "Harbour Wire"}}]}</script>"#,
        "title: Cod enough\npublisher: Harbour Wire\nauthor: Tia Roan\npublished: 2031-03-12",
    );
}

#[test]
fn linked_data_may_be_a_list_with_names_that_stand_alone() {
    check(
        r#"<script type="application/ld+json">not JSON at all</script>
           <script type="application/ld+json">[{"@type": ["Thing", "ReportageNewsArticle"],
             "headline": " Cod enough ", "author": "Tia Roan", "publisher": "Harbour Wire",
             "datePublished": "12/03/2031"}]</script>"#,
        "title: Cod enough\npublisher: Harbour Wire\nauthor: Tia Roan",
    );
}

#[test]
fn open_graph_and_meta_tags_fill_the_gaps() {
    check(
        r#"<title>Cod enough - Harbour Wire</title>
           <meta property="og:title" content="Cod enough"><meta property="og:site_name" content="Harbour Wire">
           <meta property="og:url" content="https://harbourwire.example/cod">
           <meta property="article:published_time" content="2031-03-12T08:00:00Z">
           <meta name="author" content="Tia Roan">"#,
        "title: Cod enough\npublisher: Harbour Wire\nauthor: Tia Roan\n\
         url: https://harbourwire.example/cod\npublished: 2031-03-12",
    );
}

#[test]
fn linked_data_counts_more_than_open_graph() {
    check(
        r#"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Linked"}</script>
           <meta property="og:title" content="Graphed"><meta name="date" content="2031-03-12">"#,
        "title: Linked\npublished: 2031-03-12",
    );
}

#[test]
fn the_canonical_address_counts_and_only_web_addresses_do() {
    check(
        r#"<meta property="og:title" content="Cod"><link rel="canonical" href="https://harbourwire.example/cod">
           <meta property="og:url" content="https://harbourwire.example/other">"#,
        "title: Cod\nurl: https://harbourwire.example/cod",
    );
    check(
        r#"<meta property="og:title" content="Cod"><link rel="canonical" href="javascript:alert(1)">"#,
        "title: Cod",
    );
}

#[test]
fn the_language_is_the_one_the_page_declares() {
    let declared = page("<title>Cod</title>").replace("<html>", "<html lang='en-GB'>");
    let item = open(Format::Html, declared).unwrap();
    assert_eq!(item.article.metadata.language.as_deref(), Some("en-GB"));
}

#[test]
fn a_page_without_an_article_is_refused() {
    let bare = "<html><head><title>Cod</title></head><body><img src=cod.png></body></html>";
    for page in [bare, "", "\n"] {
        assert_eq!(problem(Format::Html, page), "has no text in it");
    }
}

#[test]
fn bombs_are_refused() {
    let check = |page: String, expected: &str| assert_eq!(problem(Format::Html, page), expected);
    check(
        "<div>".repeat(100_000),
        "is nested more than 512 elements deep",
    );
    check(
        "<svg>".repeat(100_000),
        "is nested more than 512 elements deep",
    );
    check(
        page("").replace("Talks", &"&amp;".repeat(600_000)),
        "has more character references in one stretch of text than can be worked through",
    );
    check("x".repeat(5 * 1024 * 1024), "is larger than 4 MiB");
}
