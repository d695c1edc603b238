//! The codebook and the record: what no proposition fits, and a codebook drafted from its articles.

use rapporteur_record::ArticleFilter;
use serde::Serialize;

use super::{Record, party_name, who};
use crate::codebook::{
    Bearers, CodebookDraft, CodebookFile, MOST_COMPARED, Source, StatementGroup, Unplaced, drafted,
    grouped,
};
use crate::engine::{Engine, SENTENCES};
use crate::error::{Error, ErrorKind};

/// How many articles a codebook is drafted from.
const MOST_ARTICLES: usize = 2_000;

/// Groups of statements worth a proposition that the codebook does not have.
#[derive(Debug, Clone, Serialize)]
pub struct PropositionSuggestions {
    /// How many statements take no position.
    pub without_position: u64,
    /// One of how many was compared; 1 where all were.
    pub every: u64,
    /// How many were compared.
    pub compared: usize,
    /// How many of these are about a proposition all the same.
    pub about_propositions: usize,
    /// The names of the parties of the codebook that the groups speak of, by id.
    pub party_names: std::collections::BTreeMap<String, String>,
    /// The groups, the largest first.
    pub groups: Vec<StatementGroup>,
}

impl Record {
    /// Puts together statements that no proposition of the codebook in force fits.
    ///
    /// At most 3,000 statements are compared: of more, every so many-th in the order of days.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn suggest_propositions(&self) -> Result<PropositionSuggestions, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let codebook = in_force.0.clone();
        let codebook = codebook.unwrap_or_else(CodebookFile::peace_talks).codebook;
        let names = who::groups(self, &mut snapshot).await?;
        let most = u32::try_from(MOST_COMPARED).unwrap_or(u32::MAX);
        let found = snapshot.unplaced(most).await?;
        let statements: Vec<Unplaced> = found
            .statements
            .into_iter()
            .map(|row| {
                let speaker = who::speaker(&names, &row).and_then(|place| names.get(place));
                Unplaced {
                    article: row.article.0.to_string(),
                    statement: row.statement.to_string(),
                    speaker: speaker.map(|one| one.name.clone()).or(row.speaker),
                    party: row.party,
                    publisher: row.publisher,
                    day: row.day,
                    content: row.content,
                }
            })
            .collect();
        let parties = codebook.parties.iter();
        let mut bearers = Bearers::of(parties.flat_map(|party| {
            party
                .aliases
                .iter()
                .chain([&party.name])
                .map(String::as_str)
        }));
        let people = codebook.people.iter();
        bearers.add_people(
            people.flat_map(|one| one.aliases.iter().chain([&one.name]).map(String::as_str)),
        );
        let grouped = grouped(&statements, Some(&codebook), bearers, &SENTENCES);
        let parties = grouped.groups.iter().flat_map(|group| &group.parties);
        let parties = parties.filter_map(|share| share.party.clone());
        Ok(PropositionSuggestions {
            without_position: found.total,
            every: found.every,
            compared: statements.len(),
            about_propositions: grouped.about,
            party_names: parties
                .map(|id| (id.clone(), party_name(Some(&codebook), &id)))
                .collect(),
            groups: grouped.groups,
        })
    }

    /// Drafts a codebook from the articles of the record alone, whatever codebook they were read
    /// with; from at most 2,000, of more every so many-th.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read, and where it has no articles.
    pub async fn draft_codebook(&self) -> Result<CodebookDraft, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let rows = snapshot.articles(&ArticleFilter::default()).await?;
        if rows.is_empty() {
            let message = "there are no articles on the record to draft a codebook from";
            return Err(Error::new(ErrorKind::NotFound, message)
                .with_hint("name files or folders: `rapporteur codebook init REPORTS`"));
        }
        let engine = Engine::new(Some(CodebookFile::peace_talks()));
        let every = rows.len().div_ceil(MOST_ARTICLES).max(1);
        let mut sources = Vec::new();
        for row in rows.iter().step_by(every) {
            let mut article = snapshot.article(row.number).await?.article;
            let reading = engine.read_article(&mut article, &[]);
            sources.push(Source {
                place: row.number.0.to_string(),
                article,
                reading,
            });
        }
        Ok(drafted(sources))
    }
}
