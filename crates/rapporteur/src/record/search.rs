//! Searching statements.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use std::sync::Arc;

use rapporteur_core::{Act, Basis, Codebook, Edtf, Kind, Stance, TextRange};
use rapporteur_record::{
    ArticleNumber, Dated, PartyChoice, Snapshot, StatementFilter, StatementRow,
};
use serde::Serialize;

use super::cache::InForce;
use super::facets::{FacetsView, facets};
use super::positions::propositions_on;
use super::{Record, party_name, who};
use crate::entities::Groups;
use crate::error::Error;
use crate::view::{CodePoints, PublishedView, SaidView};

/// Which statements are wanted; what is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatementQuery {
    /// All of these words stand in the statement; a word that ends in `*` finds all that begin so.
    pub words: Option<String>,
    /// A part of the speaker's name, the speaker's id in the codebook, or an id of `names`: every
    /// spelling of whoever has such a name counts.
    pub speaker: Option<String>,
    /// The id or a name of the party.
    pub party: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Said, or else published, on this day or later.
    pub since: Option<Edtf>,
    /// Said, or else published, on this day or earlier.
    pub until: Option<Edtf>,
    /// Only those of which nobody knows when they were made.
    pub undated: bool,
    /// Taking a position on the issue with this id or name, or on the proposition with this id.
    pub issue: Option<String>,
    /// Taking this stance: on the issue, where one is given, else on whatever proposition.
    pub stance: Option<Stance>,
    /// Doing this with words.
    pub act: Option<Act>,
    /// At most so many; `None` is all.
    pub limit: Option<u32>,
    /// Passes over so many.
    pub offset: u32,
}

/// Statements that were found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StatementPage {
    /// How many there are in all.
    pub total: u64,
    /// Whether there are more, which were not counted.
    pub at_least: bool,
    /// The latest of them first.
    pub statements: Vec<StatementHit>,
}

/// Statements that were found, and what they have in common.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FacetedPage {
    /// The statements.
    #[serde(flatten)]
    pub page: StatementPage,
    /// How many have which speaker, party and so on.
    pub facets: FacetsView,
}

/// One statement on the record, with what it rests on.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StatementHit {
    /// The number of the article.
    pub article: i64,
    /// The id of the statement in the article's reading.
    pub id: String,
    /// The statement that it stands in.
    pub within: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// When the article was published.
    pub published: PublishedView,
    /// Who speaks, by the name that the record shows; null where the text does not say.
    pub speaker: Option<String>,
    /// The speaker's name in the article's own reading.
    pub read_as: Option<String>,
    /// The speaker's id among the names of the record; null where nobody is named.
    pub entity: Option<String>,
    /// The speaker's id in the codebook.
    pub codebook: Option<String>,
    /// The party's id.
    pub party: Option<String>,
    /// The party's name.
    pub party_name: Option<String>,
    /// How the words are reported.
    pub kind: Kind,
    /// Whether an utterance is reported.
    pub basis: Basis,
    /// What the words do.
    pub act: Act,
    /// When it was said.
    pub said: Option<SaidView>,
    /// The words, as the article has them.
    pub text: Words,
    /// Where they stand in it, in code points.
    pub spans: Spans,
}

/// The words of a statement.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Words {
    /// Those that name the speaker.
    pub source: String,
    /// Those that say that something was said.
    pub cue: String,
    /// What was said.
    pub content: String,
}

/// Where the words of a statement stand, each `[start, end]`.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Spans {
    /// Those that name the speaker.
    pub source: Vec<[usize; 2]>,
    /// Those that say that something was said.
    pub cue: Vec<[usize; 2]>,
    /// What was said.
    pub content: Vec<[usize; 2]>,
}

impl Record {
    /// Finds statements.
    ///
    /// # Errors
    ///
    /// Where no such issue is known, or the record cannot be read.
    pub async fn statements(&self, query: &StatementQuery) -> Result<StatementPage, Error> {
        Searching::begin(self, query).await?.page().await
    }

    /// Finds statements, and counts by what more they could be told apart: among the latest of them,
    /// `among` at most. Of more, it is not counted how many there are.
    ///
    /// # Errors
    ///
    /// As [`Record::statements`].
    pub async fn statements_with_facets(
        &self,
        query: &StatementQuery,
        among: u32,
    ) -> Result<FacetedPage, Error> {
        let mut searching = Searching::begin(self, query).await?;
        let facets = searching.facets(among).await?;
        let rows = searching.rows().await?;
        Ok(FacetedPage {
            page: StatementPage {
                total: facets.looked_at,
                at_least: facets.more,
                statements: searching.hits(rows).await?,
            },
            facets,
        })
    }
}

/// A search that is under way.
pub(super) struct Searching {
    pub(super) snapshot: Snapshot,
    pub(super) groups: Arc<Groups>,
    pub(super) in_force: Arc<InForce>,
    pub(super) filter: StatementFilter,
}

impl Searching {
    pub(super) async fn begin(record: &Record, query: &StatementQuery) -> Result<Self, Error> {
        let mut snapshot = record.store.snapshot().await?;
        let in_force = record.in_force(&mut snapshot).await?;
        let groups = who::groups(record, &mut snapshot).await?;
        let mut filter = query.filter(in_force.codebook(), &groups);
        if let Some(issue) = &query.issue {
            let meant = propositions_on(&mut snapshot, in_force.codebook(), issue).await?;
            filter.propositions = Some(meant);
        }
        Ok(Self {
            snapshot,
            groups,
            in_force,
            filter,
        })
    }

    async fn page(&mut self) -> Result<StatementPage, Error> {
        let rows = self.rows().await?;
        Ok(StatementPage {
            total: self.snapshot.statement_count(&self.filter).await?,
            at_least: false,
            statements: self.hits(rows).await?,
        })
    }

    async fn facets(&mut self, among: u32) -> Result<FacetsView, Error> {
        let Self {
            snapshot,
            groups,
            in_force,
            filter,
        } = self;
        facets(snapshot, filter, groups, in_force.codebook(), among).await
    }

    /// Finds what is asked for.
    pub(super) async fn rows(&mut self) -> Result<Vec<StatementRow>, Error> {
        Ok(self.snapshot.statements(&self.filter).await?)
    }

    /// Draws statements that were found.
    pub(super) async fn hits(
        &mut self,
        rows: Vec<StatementRow>,
    ) -> Result<Vec<StatementHit>, Error> {
        let codebook = self.in_force.codebook();
        hits(&mut self.snapshot, rows, &self.groups, codebook).await
    }
}

impl StatementQuery {
    fn filter(&self, codebook: Option<&Codebook>, groups: &Groups) -> StatementFilter {
        let speaker = self.speaker.as_deref();
        StatementFilter {
            words: self.words.clone(),
            speaker: self.speaker.clone(),
            borne: speaker.map_or_else(Vec::new, |typed| groups.borne_by(typed)),
            party: self.party.as_ref().map_or(PartyChoice::Any, |party| {
                PartyChoice::Of(party_id(codebook, party))
            }),
            publisher: self.publisher.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            dated: if self.undated {
                Dated::Undated
            } else {
                Dated::Any
            },
            stance: self.stance,
            act: self.act,
            limit: self.limit,
            offset: self.offset,
            ..StatementFilter::default()
        }
    }
}

/// Turns rows of the record into hits, counting code points once an article.
pub(super) async fn hits(
    snapshot: &mut Snapshot,
    rows: Vec<StatementRow>,
    groups: &Groups,
    codebook: Option<&Codebook>,
) -> Result<Vec<StatementHit>, Error> {
    let mut texts: BTreeMap<ArticleNumber, String> = BTreeMap::new();
    let mut hits = Vec::with_capacity(rows.len());
    for row in rows {
        let text = match texts.entry(row.article) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(snapshot.text(row.article).await?),
        };
        let hit = StatementHit::new(row, text, groups, codebook);
        hits.push(hit);
    }
    Ok(hits)
}

impl StatementHit {
    fn new(row: StatementRow, text: &str, groups: &Groups, codebook: Option<&Codebook>) -> Self {
        let entity = who::speaker(groups, &row).and_then(|place| groups.get(place));
        let points = CodePoints::of(text);
        let spans = |ranges: &[TextRange]| points.ranges(ranges);
        Self {
            article: row.article.0,
            id: row.statement.to_string(),
            within: row.within.map(|id| id.to_string()),
            publisher: row.publisher,
            title: row.title,
            url: row.url,
            published: PublishedView::new(&row.published),
            speaker: entity
                .map(|entity| entity.name.clone())
                .or_else(|| row.speaker.clone()),
            read_as: row.speaker,
            entity: entity.map(|entity| entity.id.clone()),
            codebook: row.codebook,
            party_name: row
                .party
                .as_deref()
                .map(|party| party_name(codebook, party)),
            party: row.party,
            kind: row.kind,
            basis: row.basis,
            act: row.act,
            said: row.said.as_ref().map(SaidView::new),
            spans: Spans {
                source: spans(&row.source_ranges),
                cue: spans(&row.cue_ranges),
                content: spans(&row.content_ranges),
            },
            text: Words {
                source: row.source,
                cue: row.cue,
                content: row.content,
            },
        }
    }
}

/// The id of a party that the user named by id, name or alias.
pub(super) fn party_id(codebook: Option<&Codebook>, named: &str) -> String {
    let same = |name: &String| name.to_lowercase() == named.to_lowercase();
    codebook
        .into_iter()
        .flat_map(|codebook| &codebook.parties)
        .find(|party| same(&party.id) || same(&party.name) || party.aliases.iter().any(same))
        .map_or_else(|| named.to_owned(), |party| party.id.clone())
}
