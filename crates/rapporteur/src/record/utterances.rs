//! Statements that several articles tell: one utterance, every wording of it.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Basis, Codebook, EntityType, SaidSource};
use rapporteur_record::{ArticleFilter, ArticleNumber, Snapshot, StatementRow};
use serde::Serialize;

use super::search::{StatementHit, hits};
use super::timeline::{Source, Tellers, name_index};
use super::{Record, party_name, who};
use crate::entities::Groups;
use crate::error::Error;
use crate::timeline::Days;
use crate::utterances::{CARRIED, RESOURCES, Telling, Who, Wording, utterances};

/// What one speaker said once, as several articles tell it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UtteranceView {
    /// Who speaks, by the name that the record shows.
    pub speaker: Option<String>,
    /// The speaker's id among the names of the record.
    pub entity: Option<String>,
    /// The party's id.
    pub party: Option<String>,
    /// The party's name.
    pub party_name: Option<String>,
    /// When it was said, in EDTF, where an article tells; else the first publication.
    pub day: Option<String>,
    /// Whether all articles have the same words, case and marks apart.
    pub same_words: bool,
    /// The articles' wordings, the earliest published first.
    pub wordings: Vec<StatementHit>,
}

impl Record {
    /// Finds what several of the articles tell of one speaker's words; of all articles where none is
    /// named. What an outlet describes as an attitude was not uttered, and is left out.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn utterances(&self, articles: &[i64]) -> Result<Vec<UtteranceView>, Error> {
        self.relate().await?;
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let codebook = in_force.codebook();
        let groups = who::groups(self, &mut snapshot).await?;
        let numbers: Vec<ArticleNumber> = if articles.is_empty() {
            let all = snapshot.articles(&ArticleFilter::default()).await?;
            all.into_iter().map(|row| row.number).collect()
        } else {
            articles.iter().copied().map(ArticleNumber).collect()
        };
        let rows = snapshot.statements_of(&numbers).await?;
        let undated = rows.iter().any(|row| row.day.is_none());
        let anchors = if undated {
            let index = name_index(self, &mut snapshot).await?;
            let mut sources = Vec::with_capacity(numbers.len());
            for number in &numbers {
                sources.push(Source::stored(&snapshot.article(*number).await?));
            }
            Tellers::of(sources, &index, codebook).anchors()
        } else {
            BTreeMap::new()
        };
        let told = Told::of(&groups, rows, &anchors);
        told.views(&mut snapshot, &groups, codebook).await
    }
}

/// Statements with what tells whether they are one utterance, and which are.
pub(super) struct Told {
    pub(super) rows: Vec<StatementRow>,
    /// Places among the rows.
    pub(super) utterances: Vec<Vec<usize>>,
}

impl Told {
    /// Rows come in an order that does not depend on the order of adding; `anchors` says of which days
    /// undated articles speak.
    pub(super) fn of(
        groups: &Groups,
        rows: Vec<StatementRow>,
        anchors: &BTreeMap<i64, Days>,
    ) -> Self {
        let mut ranks: BTreeMap<ArticleNumber, usize> = BTreeMap::new();
        for row in &rows {
            let next = ranks.len();
            ranks.entry(row.article).or_insert(next);
        }
        let (mut places, mut tellings) = (Vec::new(), Vec::new());
        for (place, row) in rows.iter().enumerate() {
            let rank = ranks.get(&row.article).copied().unwrap_or_default();
            if let Some(telling) = telling(groups, row, rank, anchors) {
                places.push(place);
                tellings.push(telling);
            }
        }
        let found = utterances(&RESOURCES, &tellings).into_iter();
        let utterances = found.map(|group| {
            let places = group.into_iter().filter_map(|place| places.get(place));
            places.copied().collect()
        });
        Self {
            utterances: utterances.collect(),
            rows,
        }
    }

    /// Draws the utterances, the earliest first.
    pub(super) async fn views(
        &self,
        snapshot: &mut Snapshot,
        groups: &Groups,
        codebook: Option<&Codebook>,
    ) -> Result<Vec<UtteranceView>, Error> {
        let mut views = Vec::with_capacity(self.utterances.len());
        for utterance in &self.utterances {
            let rows = utterance.iter().filter_map(|place| self.rows.get(*place));
            let rows: Vec<StatementRow> = rows.cloned().collect();
            views.push(view(snapshot, rows, groups, codebook).await?);
        }
        views.sort_by(|one, other| one.day.cmp(&other.day));
        Ok(views)
    }
}

async fn view(
    snapshot: &mut Snapshot,
    mut rows: Vec<StatementRow>,
    groups: &Groups,
    codebook: Option<&Codebook>,
) -> Result<UtteranceView, Error> {
    rows.sort_by_key(|row| (row.published.edtf.is_none(), row.published.edtf.clone()));
    let said = |row: &StatementRow| {
        let said = row.said.as_ref();
        said.filter(|said| said.from == SaidSource::Phrase)
            .map(|said| said.edtf.to_string())
    };
    let day = rows.iter().find_map(said);
    let day = day.or_else(|| rows.iter().filter_map(|row| row.day.clone()).min());
    let first = rows.first();
    let entity = first.and_then(|row| groups.get(who::speaker(groups, row)?));
    let party = rows.iter().find_map(|row| row.party.clone());
    let keys: BTreeSet<String> = rows.iter().map(|row| plain(&row.content)).collect();
    Ok(UtteranceView {
        speaker: entity
            .map(|entity| entity.name.clone())
            .or_else(|| first.and_then(|row| row.speaker.clone())),
        entity: entity.map(|entity| entity.id.clone()),
        party_name: party.as_deref().map(|party| party_name(codebook, party)),
        party,
        day,
        same_words: keys.len() == 1,
        wordings: hits(snapshot, rows, groups, codebook).await?,
    })
}

/// Makes a statement ready to be compared; `None` where nobody speaks, or nothing was uttered.
pub(super) fn telling(
    groups: &Groups,
    row: &StatementRow,
    rank: usize,
    anchors: &BTreeMap<i64, Days>,
) -> Option<Telling> {
    if row.basis != Basis::Speech {
        return None;
    }
    let said = row.said.as_ref();
    let days = said.map(|said| match said.from {
        SaidSource::Phrase => Days::of(&said.edtf),
        SaidSource::Published => Days::of(&said.edtf).since_earlier(CARRIED),
    });
    let anchor = anchors.get(&row.article.0);
    let days = days.or_else(|| anchor.map(|days| days.until_later(CARRIED)));
    Some(Telling {
        source: format!("{rank:08}"),
        statement: row.statement.0,
        who: speaker(groups, row)?,
        days,
        wording: Wording::of(&RESOURCES, &row.content),
    })
}

/// A person is one speaker in all articles; whoever else speaks for a party speaks as the party.
pub(super) fn speaker(groups: &Groups, row: &StatementRow) -> Option<Who> {
    let entity = who::speaker(groups, row).and_then(|place| groups.get(place));
    match (entity, &row.party) {
        (Some(entity), _) if entity.kind == EntityType::Person => {
            Some(Who::Named(entity.id.clone()))
        }
        (_, Some(party)) => Some(Who::Party(party.clone())),
        (Some(entity), None) => Some(Who::Named(entity.id.clone())),
        (None, None) => Some(Who::Named(row.speaker.clone()?)),
    }
}

/// Words without case, marks and spacing.
fn plain(words: &str) -> String {
    let letters = words
        .chars()
        .filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
