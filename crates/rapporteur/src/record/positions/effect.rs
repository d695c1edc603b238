//! What another codebook would change in what is read.

use std::collections::BTreeSet;

use rapporteur_core::{Position, Reading, Stance, Statement, TextRange};
use rapporteur_record::{ArticleNumber, Snapshot, StoredArticle};
use rayon::prelude::*;
use serde::Serialize;

use crate::engine::Engine;
use crate::error::Error;

/// What a decision would change in other statements, when they are read again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EffectView {
    /// How many articles were read again to find out: those with words of the statement.
    pub articles: u64,
    /// Whether there may be more such articles.
    pub more: bool,
    /// The statements whose positions would be others.
    pub changes: Vec<StatementEffect>,
}

/// What would become of one position of one statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StatementEffect {
    /// The number of the article.
    pub article: i64,
    /// The id of the statement in the article's reading.
    pub id: String,
    /// The name of the speaker in the article's reading.
    pub speaker: Option<String>,
    /// What was said.
    pub content: String,
    /// The id of the proposition.
    pub proposition: String,
    /// The stance now; null where there is none.
    pub before: Option<Stance>,
    /// The stance then; null where there is none.
    pub after: Option<Stance>,
}

/// How many articles are read again, at most.
const ARTICLES: u32 = 40;

/// How many words of a statement are searched for: its longest ones, which say most.
const WORDS: usize = 6;

/// How long such a word is at least, in characters.
const LETTERS: usize = 5;

/// Finds the articles whose statements share words with what was said, and says whether there may be
/// more of them.
pub(super) async fn near(
    snapshot: &mut Snapshot,
    content: &str,
) -> Result<(Vec<StoredArticle>, bool), Error> {
    let words: BTreeSet<String> = content
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= LETTERS)
        .map(str::to_lowercase)
        .collect();
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(WORDS);
    let numbers = snapshot.articles_sharing(&words, ARTICLES + 1).await?;
    let more = numbers.len() > ARTICLES as usize;
    let mut articles = Vec::new();
    for number in numbers.into_iter().take(ARTICLES as usize) {
        articles.push(snapshot.article(number).await?);
    }
    Ok((articles, more))
}

/// Reads articles with both engines and compares the positions; statements for which `decided` holds
/// are left out, since no reading changes them.
pub(super) fn effect(
    old: &Engine,
    new: &Engine,
    articles: &[StoredArticle],
    decided: impl Fn(ArticleNumber, &str, &str) -> bool + Sync,
) -> Vec<StatementEffect> {
    let changes: Vec<Vec<StatementEffect>> = articles
        .par_iter()
        .map(|stored| {
            let read = |engine: &Engine| engine.read_article(&mut stored.article.clone(), &[]);
            let (before, after) = (read(old), read(new));
            let number = stored.row.number;
            let mut changes = differences(&stored.article.text, &before, &after);
            changes.retain(|change| !decided(number, &change.content, &change.proposition));
            for change in &mut changes {
                change.article = number.0;
            }
            changes
        })
        .collect();
    let mut changes: Vec<_> = changes.into_iter().flatten().collect();
    changes.sort_by(|one, other| {
        let key = |change: &StatementEffect| (change.article, change.id.clone());
        key(one).cmp(&key(other))
    });
    changes
}

/// Compares the positions of two readings of one text, statement by statement, as they stand in it.
fn differences(text: &str, before: &Reading, after: &Reading) -> Vec<StatementEffect> {
    let none: Vec<Position> = Vec::new();
    let same_place = |one: &Statement, other: &Statement| one.content == other.content;
    let mut changes = Vec::new();
    for statement in &after.statements {
        let former = before
            .statements
            .iter()
            .find(|one| same_place(one, statement));
        let former = former.map_or(&none, |former| &former.positions);
        changes.extend(changed(text, statement, former, &statement.positions));
    }
    for statement in &before.statements {
        if !after
            .statements
            .iter()
            .any(|one| same_place(one, statement))
        {
            changes.extend(changed(text, statement, &statement.positions, &none));
        }
    }
    changes
}

fn changed(
    text: &str,
    statement: &Statement,
    before: &[Position],
    after: &[Position],
) -> Vec<StatementEffect> {
    let stance = |positions: &[Position], id: &str| {
        let mut positions = positions.iter();
        positions
            .find(|position| position.proposition == id)
            .map(|position| position.stance)
    };
    let all = before.iter().chain(after);
    let propositions: BTreeSet<&str> = all.map(|position| position.proposition.as_str()).collect();
    propositions
        .into_iter()
        .filter(|id| stance(before, id) != stance(after, id))
        .map(|id| StatementEffect {
            article: 0,
            id: statement.id.to_string(),
            speaker: statement.speaker.name.clone(),
            content: joined(text, &statement.content),
            proposition: id.to_owned(),
            before: stance(before, id),
            after: stance(after, id),
        })
        .collect()
}

/// Cuts the stretches out of the text and joins them so that the gaps show, as the record does.
pub(in crate::record) fn joined(text: &str, ranges: &[TextRange]) -> String {
    let pieces: Vec<&str> = ranges
        .iter()
        .filter_map(|range| range.slice(text))
        .collect();
    pieces.join(" … ")
}

#[cfg(test)]
mod tests {
    use rapporteur_core::{Act, Basis, Kind, Language, Provenance, Speaker, StatementId};

    use super::*;

    const TEXT: &str = "We leave. We stay.";

    /// Where a statement begins and ends, and what it stands for.
    type Told<'a> = (usize, usize, &'a [(&'a str, Stance)]);

    fn reading(stances: &[Told<'_>]) -> Reading {
        let statement = |(number, (start, end, positions)): (u32, &Told<'_>)| Statement {
            id: StatementId(number),
            within: None,
            kind: Kind::Direct,
            basis: Basis::Speech,
            act: Act::State,
            confidence: None,
            source: vec![],
            cue: vec![],
            content: vec![TextRange::new(*start, *end)],
            speaker: Speaker::default(),
            said: None,
            positions: positions
                .iter()
                .map(|(proposition, stance)| Position {
                    proposition: (*proposition).to_owned(),
                    stance: *stance,
                    confidence: None,
                    words: vec![],
                })
                .collect(),
        };
        Reading {
            language: Language::new("en"),
            read: true,
            entities: vec![],
            mentions: vec![],
            times: vec![],
            statements: (1..).zip(stances).map(statement).collect(),
            preconditions: vec![],
            events: vec![],
            provenance: Provenance::default(),
            diagnostics: vec![],
        }
    }

    fn told(changes: &[StatementEffect]) -> Vec<(&str, &str, Option<Stance>, Option<Stance>)> {
        changes
            .iter()
            .map(|change| {
                let (content, proposition) = (&change.content, &change.proposition);
                (
                    content.as_str(),
                    proposition.as_str(),
                    change.before,
                    change.after,
                )
            })
            .collect()
    }

    #[test]
    fn positions_are_compared_where_the_statements_stand() {
        let (first, second) = ((0, 9), (10, 18));
        let before = reading(&[
            (first.0, first.1, &[("leave", Stance::For)]),
            (second.0, second.1, &[("leave", Stance::For)]),
        ]);
        let after = reading(&[
            (
                second.0,
                second.1,
                &[("leave", Stance::Against), ("stay", Stance::For)],
            ),
            (first.0, first.1, &[("leave", Stance::For)]),
        ]);
        let changes = differences(TEXT, &before, &after);
        assert_eq!(
            told(&changes),
            [
                (
                    "We stay.",
                    "leave",
                    Some(Stance::For),
                    Some(Stance::Against)
                ),
                ("We stay.", "stay", None, Some(Stance::For)),
            ]
        );
        let gone = reading(&[(second.0, second.1, &[("leave", Stance::For)])]);
        let changes = differences(TEXT, &before, &gone);
        assert_eq!(
            told(&changes),
            [("We leave.", "leave", Some(Stance::For), None)]
        );
    }
}
