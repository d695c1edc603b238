//! Searching statements.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rapporteur_core::{Act, Basis, Codebook, Edtf, Kind, TextRange};
use rapporteur_record::{
    ArticleNumber, Dated, PartyChoice, Snapshot, StatementFilter, StatementRow,
};
use serde::Serialize;

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
    /// At most so many; `None` is all.
    pub limit: Option<u32>,
    /// Passes over so many.
    pub offset: u32,
}

/// Statements that were found.
#[derive(Debug, Clone, Serialize)]
pub struct StatementPage {
    /// How many there are in all.
    pub total: u64,
    /// The latest of them first.
    pub statements: Vec<StatementHit>,
}

/// One statement on the record, with what it rests on.
#[derive(Debug, Clone, Serialize)]
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
    /// Where the record cannot be read.
    pub async fn statements(&self, query: &StatementQuery) -> Result<StatementPage, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let codebook = in_force.codebook();
        let groups = who::groups(self, &mut snapshot).await?;
        let filter = query.filter(codebook, &groups);
        page(&mut snapshot, &filter, &groups, codebook).await
    }
}

/// Finds a page of statements.
pub(super) async fn page(
    snapshot: &mut Snapshot,
    filter: &StatementFilter,
    groups: &Groups,
    codebook: Option<&Codebook>,
) -> Result<StatementPage, Error> {
    let rows = snapshot.statements(filter).await?;
    Ok(StatementPage {
        total: snapshot.statement_count(filter).await?,
        statements: hits(snapshot, rows, groups, codebook).await?,
    })
}

impl StatementQuery {
    pub(super) fn filter(&self, codebook: Option<&Codebook>, groups: &Groups) -> StatementFilter {
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
            limit: self.limit,
            offset: self.offset,
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
