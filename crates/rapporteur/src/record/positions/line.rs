//! The lines of parties on a proposition: how each stood over time, and the statements behind one.

use rapporteur_core::Stance;
use rapporteur_record::{Snapshot, VoiceFilter};
use serde::Serialize;

use super::chosen::{PropositionRef, parties, party_of, proposition_of};
use super::voices::{VoiceView, Voices};
use super::{Line, line};
use crate::error::Error;
use crate::positions::Entry;
use crate::record::names::NameRef;
use crate::record::{Record, party_name, who};

/// Which lines are wanted, and which of the statements behind one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineQuery {
    /// The id of the proposition.
    pub proposition: String,
    /// Only the party with this id or name, with the statements behind its line.
    pub party: Option<String>,
    /// At most so many statements; `None` is all.
    pub limit: Option<u32>,
    /// Passes over so many.
    pub offset: u32,
}

/// How parties stood on a proposition over time.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LinesView {
    /// The proposition.
    pub proposition: PropositionRef,
    /// The parties that have spoken, in the order of the codebook.
    pub lines: Vec<LineView>,
    /// The parties that have not.
    pub open: Vec<NameRef>,
    /// The statements behind the line, where one party is asked for.
    pub statements: Option<TakenPage>,
}

/// How a party stood on a proposition over time.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LineView {
    /// The party.
    pub party: NameRef,
    /// What it said, undated things first, then day by day; of several stances on one day, the one that
    /// it held before comes first.
    pub entries: Vec<EntryView>,
}

/// A stance that a party took on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EntryView {
    /// The day, `YYYY-MM-DD`, or the first of those that its date may mean; null where nobody knows it.
    pub day: Option<String>,
    /// The last of those days; the same for a plain day.
    pub last_day: Option<String>,
    /// The stance.
    pub stance: Stance,
    /// How many statements take it; those that repeat another are not counted.
    pub statements: u64,
}

/// Statements that take positions.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TakenPage {
    /// How many there are in all.
    pub total: u64,
    /// The latest of them first.
    pub statements: Vec<TakenView>,
}

/// A statement with the stance that it takes.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TakenView {
    /// The stance.
    pub stance: Stance,
    /// Whether it repeats another statement, and does not count.
    pub repeats: bool,
    /// The statement.
    #[serde(flatten)]
    pub statement: VoiceView,
}

/// Behind every day that a statement can have.
const LAST_DAY: &str = "9999-12-31";

impl Record {
    /// Tells how parties stood on a proposition over time.
    ///
    /// # Errors
    ///
    /// Where no such proposition or party is known, or the record cannot be read.
    pub async fn position_lines(&self, query: &LineQuery) -> Result<LinesView, Error> {
        let codebook = self.codebook().await?.map(|file| file.codebook);
        let codebook = codebook.as_ref();
        let mut snapshot = self.store.snapshot().await?;
        let proposition = proposition_of(&mut snapshot, codebook, &query.proposition).await?;
        let rows = snapshot.lines_on(&proposition.id).await?;
        let lines: Vec<Line> = rows.into_iter().filter_map(line).collect();
        let spoken: Vec<&Line> = lines.iter().collect();
        let mut shown = parties(codebook, &spoken);
        let mut statements = None;
        if let Some(typed) = &query.party {
            let party = party_of(codebook, &lines, typed)?;
            if let Some(line) = lines.iter().find(|line| line.party == party) {
                statements = Some(self.taken(&mut snapshot, line, query).await?);
            }
            shown = vec![NameRef {
                name: party_name(codebook, &party),
                id: party,
            }];
        }
        let mut drawn = Vec::new();
        let mut open = Vec::new();
        for party in shown {
            match lines.iter().find(|line| line.party == party.id) {
                Some(line) => drawn.push(LineView {
                    party,
                    entries: line.entries.iter().map(EntryView::of).collect(),
                }),
                None => open.push(party),
            }
        }
        Ok(LinesView {
            proposition,
            lines: drawn,
            open,
            statements,
        })
    }

    /// Lists the days on which anybody took a position, the earliest first.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn position_days(&self) -> Result<Vec<String>, Error> {
        Ok(self.store.snapshot().await?.position_days().await?)
    }

    async fn taken(
        &self,
        snapshot: &mut Snapshot,
        line: &Line,
        query: &LineQuery,
    ) -> Result<TakenPage, Error> {
        let groups = who::groups(self, snapshot).await?;
        let filter = VoiceFilter {
            line: line.number,
            from: None,
            to: Some(LAST_DAY.to_owned()),
            stance: None,
            limit: query.limit,
            offset: query.offset,
        };
        let mut voices = Voices::new(&groups);
        let mut statements = Vec::new();
        for row in snapshot.voices(&filter).await? {
            let (stance, repeats) = (row.stance, row.repeats);
            statements.push(TakenView {
                stance,
                repeats,
                statement: voices.view(snapshot, row).await?,
            });
        }
        Ok(TakenPage {
            total: snapshot.voice_count(&filter).await?,
            statements,
        })
    }
}

impl EntryView {
    fn of(entry: &Entry) -> Self {
        Self {
            day: entry.day.clone(),
            last_day: entry.last_day.clone(),
            stance: entry.stance,
            statements: entry.positions,
        }
    }
}
