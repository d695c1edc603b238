//! Arbitrary text through the reader: every range of a reading lies in its text, in bytes and in code
//! points.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rapporteur::{CodebookFile, Engine, Format, Item, Metadata, ReadArticle, ReadingView};
use rapporteur_core::{Article, TextRange};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let codebook = CodebookFile::parse(include_str!("../../example/codebook.toml"));
    Engine::new(Some(codebook.expect("the example's codebook is sound")))
});

fuzz_target!(|bytes: &[u8]| {
    let read = ENGINE.read(Item {
        file: "fuzz.txt".to_owned(),
        line: None,
        format: Format::Text,
        original: Vec::new(),
        article: Article {
            text: String::from_utf8_lossy(bytes).into_owned(),
            metadata: Metadata {
                language: Some("en".to_owned()),
                ..Metadata::default()
            },
        },
        diagnostics: Vec::new(),
    });
    check_bytes(&read);
    let view = read.view();
    check_code_points(&view, read.item.article.text.chars().count());
    serde_json::to_string(&view).expect("a view is JSON");
});

fn check_bytes(read: &ReadArticle) {
    let reading = &read.reading;
    let statements = reading.statements.iter().flat_map(|statement| {
        [&statement.source, &statement.cue, &statement.content]
            .into_iter()
            .flatten()
    });
    let positions = (reading.statements.iter())
        .flat_map(|statement| &statement.positions)
        .flat_map(|position| &position.words);
    let preconditions = (reading.preconditions.iter()).flat_map(|precondition| {
        precondition
            .wanted
            .span
            .iter()
            .chain(&precondition.condition.span)
    });
    let ranges = (reading.mentions.iter().map(|mention| &mention.range))
        .chain(reading.times.iter().map(|time| &time.range))
        .chain(reading.events.iter().flat_map(|event| &event.span))
        .chain(statements)
        .chain(positions)
        .chain(preconditions);
    for range in ranges {
        let range: TextRange = *range;
        assert!(range.slice(&read.item.article.text).is_some(), "{range:?}");
    }
}

fn check_code_points(view: &ReadingView, characters: usize) {
    let mentions = view
        .mentions
        .iter()
        .map(|mention| [mention.start, mention.end]);
    let times = view.times.iter().map(|time| [time.start, time.end]);
    let statements = view.statements.iter().flat_map(|statement| {
        [&statement.source, &statement.cue, &statement.content]
            .into_iter()
            .flatten()
            .copied()
    });
    for [start, end] in mentions.chain(times).chain(statements) {
        assert!(
            start <= end && end <= characters,
            "{start}..{end} of {characters}"
        );
    }
    for statement in &view.statements {
        let outer = statement.within.as_ref();
        let known =
            outer.is_none_or(|outer| view.statements.iter().any(|other| other.id == *outer));
        assert!(
            known,
            "{} lies within a statement that is not there",
            statement.id
        );
    }
}
