//! Outlets side by side: what they tell of the same events, which words of one speaker they have, and
//! what only one of them tells.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Codebook, Stance, TextRange};
use rapporteur_record::{ArticleFilter, ArticleNumber, ArticleRow, StatementRow, StoredArticle};
use serde::Serialize;

use super::names::NameRef;
use super::positions::{PropositionRef, joined};
use super::search::{StatementHit, hits};
use super::timeline::{Outline, Source, Tellers, TimelineEvent, Whole, name_index};
use super::utterances::{Told, UtteranceView};
use super::{Record, copies, party_name, who};
use crate::error::{Error, ErrorKind};
use crate::timeline::{Agreement, Mention};

/// What stands on one side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// The article with this number.
    Article(i64),
    /// All articles of this outlet, whatever the case and accents of its name.
    Publisher(String),
    /// The latest articles of this outlet, at most so many.
    Latest(String, u32),
}

/// Articles or outlets side by side.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ComparisonView {
    /// What stands beside each other.
    pub sides: Vec<SideView>,
    /// The events that several sides tell; who answers alike is counted by sides.
    pub events: Vec<TimelineEvent>,
    /// What several sides tell of one speaker's words.
    pub utterances: Vec<UtteranceView>,
    /// Where several sides tell what a party's stance on a proposition is.
    pub positions: Vec<ComparedPosition>,
    /// What only one side tells, side by side.
    pub only: Vec<OnlyView>,
}

/// One side of a comparison.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SideView {
    /// The outlet; null where it is not known.
    pub publisher: Option<String>,
    /// The headline, where the side is one article.
    pub title: Option<String>,
    /// When the article was published, where the side is one.
    pub published: Option<String>,
    /// The file it came in, where the side is one article.
    pub file: Option<String>,
    /// The numbers of its articles.
    pub articles: Vec<i64>,
    /// How many earlier articles of the outlet are left out.
    pub left_out: u64,
}

/// What only one side tells.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OnlyView {
    /// Events that no other side tells.
    pub events: Vec<TimelineEvent>,
    /// Statements that no other side has.
    pub statements: Vec<StatementHit>,
}

/// A party's stance on a proposition, as each side tells it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ComparedPosition {
    /// The party.
    pub party: NameRef,
    /// The proposition.
    pub proposition: PropositionRef,
    /// Whether the sides tell the same.
    pub verdict: Agreement,
    /// What each side tells, in the order of the sides; empty where it is silent.
    pub sides: Vec<Vec<ToldStance>>,
}

/// A stance, with the statement that takes it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ToldStance {
    /// The stance.
    pub stance: Stance,
    /// The number of the article.
    pub article: i64,
    /// The id of the statement in its reading.
    pub statement: String,
    /// The words of the statement.
    pub content: String,
}

/// One side with its articles, before it is drawn.
struct Side {
    view: SideView,
    stored: Vec<StoredArticle>,
}

impl Record {
    /// Puts articles or outlets side by side.
    ///
    /// # Errors
    ///
    /// Where fewer than two sides are named, one is not on the record or on two sides, or the record
    /// cannot be read.
    pub async fn compare(&self, compared: &[Compared]) -> Result<ComparisonView, Error> {
        self.relate().await?;
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let codebook = in_force.codebook();
        let groups = who::groups(self, &mut snapshot).await?;
        let index = name_index(self, &mut snapshot).await?;
        let copies = copies::sources(self, &mut snapshot, &in_force).await?;
        let mut sides = Vec::with_capacity(compared.len());
        for side in compared {
            sides.push(Side::of(&mut snapshot, side).await?);
        }
        let side_of = side_of(&sides)?;
        let stored = sides.iter().flat_map(|side| &side.stored);
        let tellers = Tellers::of(stored.map(Source::stored), &index, codebook);
        let voice = |mention: &Mention, _: &[TextRange]| {
            let side = side_of.get(&mention.article);
            side.map(usize::to_string).unwrap_or_default()
        };
        let events = tellers.events(&index, codebook, &copies, &voice);
        let numbers: Vec<ArticleNumber> = side_of.keys().copied().map(ArticleNumber).collect();
        let rows = snapshot.statements_of(&numbers).await?;
        let told = Told::of(&groups, rows, &tellers.anchors());
        let several = |articles: BTreeSet<i64>| {
            let sides: BTreeSet<_> = articles
                .iter()
                .map(|article| side_of.get(article))
                .collect();
            sides.len() > 1
        };
        let (mut shared, mut shared_rows) = (Vec::new(), BTreeSet::new());
        for utterance in told.views(&mut snapshot, &groups, codebook).await? {
            let articles = utterance.wordings.iter().map(|wording| wording.article);
            if several(articles.collect()) {
                let wordings = utterance.wordings.iter();
                shared_rows.extend(wordings.map(|wording| (wording.article, wording.id.clone())));
                shared.push(utterance);
            }
        }
        let mut only: Vec<OnlyView> = sides.iter().map(|_| OnlyView::default()).collect();
        let mut common = Vec::new();
        for event in events {
            let articles: BTreeSet<i64> = event
                .tellings
                .iter()
                .map(|telling| telling.article)
                .collect();
            let first = articles
                .first()
                .and_then(|article| side_of.get(article))
                .copied();
            if several(articles) {
                common.push(event);
            } else if let Some(only) = first.and_then(|side| only.get_mut(side)) {
                only.events.push(event);
            }
        }
        let mut alone: Vec<Vec<StatementRow>> = sides.iter().map(|_| Vec::new()).collect();
        for row in told.rows {
            let shared = shared_rows.contains(&(row.article.0, row.statement.to_string()));
            let side = side_of.get(&row.article.0);
            if let Some(rows) = side
                .and_then(|side| alone.get_mut(*side))
                .filter(|_| !shared)
            {
                rows.push(row);
            }
        }
        for (only, rows) in only.iter_mut().zip(alone) {
            only.statements = hits(&mut snapshot, rows, &groups, codebook).await?;
            only.statements
                .sort_by_key(|hit| (hit.article, hit.spans.content.clone()));
        }
        Ok(ComparisonView {
            events: common,
            utterances: shared,
            positions: positions(&sides, codebook),
            only,
            sides: sides.into_iter().map(|side| side.view).collect(),
        })
    }

    /// Puts the articles side by side that tell an event, by its number on the timeline; of all events
    /// only this one is kept, and all that was said on it stays out.
    ///
    /// # Errors
    ///
    /// Where no event has this number, one article tells it alone, or the record cannot be read.
    pub async fn compare_event(&self, number: u64) -> Result<ComparisonView, Error> {
        self.relate().await?;
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let whole = Whole::of(self, &mut snapshot, &in_force, false).await?;
        let mut outlines = whole.outlines.iter();
        let Some(outline) = outlines.find(|event| event.number == number) else {
            let message = format!("there is no event {number} on the timeline");
            return Err(Error::new(ErrorKind::NotFound, message)
                .with_hint("`rapporteur timeline` lists the events with their numbers"));
        };
        let articles = outline.told.iter().map(|(article, _)| article.0);
        let articles: BTreeSet<i64> = articles.collect();
        if articles.len() < 2 {
            let message = format!("only one article tells event {number}");
            return Err(Error::new(ErrorKind::Input, message)
                .with_hint("`rapporteur timeline` names the articles behind each event"));
        }
        let shown = [outline];
        let events = whole.drawn(self, &mut snapshot, &in_force, &shown);
        let events = events.await?;
        drop(snapshot);
        let sides: Vec<Compared> = articles.iter().copied().map(Compared::Article).collect();
        let mut view = self.compare(&sides).await?;
        // Fewer articles might put their mentions together otherwise than the whole record does.
        view.events = events;
        view.only.clear();
        Ok(view)
    }
}

impl Record {
    /// Lists the latest events that the outlets differ on, the latest first.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn disputed(&self, limit: usize) -> Result<Vec<TimelineEvent>, Error> {
        self.relate().await?;
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let whole = Whole::of(self, &mut snapshot, &in_force, false).await?;
        let differing = whole.outlines.iter().rev().filter(|event| event.differs);
        let latest: Vec<&Outline> = differing.take(limit).collect();
        whole.drawn(self, &mut snapshot, &in_force, &latest).await
    }

    /// Lists the outlets of the record, by name.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn publishers(&self) -> Result<Vec<String>, Error> {
        Ok(self.store.snapshot().await?.overview().await?.publishers)
    }
}

impl Side {
    async fn of(
        snapshot: &mut rapporteur_record::Snapshot,
        compared: &Compared,
    ) -> Result<Self, Error> {
        let of_outlet = |publisher: &String| ArticleFilter {
            publisher: Some(publisher.clone()),
            ..ArticleFilter::default()
        };
        let mut left_out = 0;
        let rows: Vec<ArticleNumber> = match compared {
            Compared::Article(number) => vec![ArticleNumber(*number)],
            Compared::Publisher(publisher) => {
                let rows = snapshot.articles(&of_outlet(publisher)).await?;
                rows.into_iter().map(|row| row.number).collect()
            }
            Compared::Latest(publisher, most) => {
                let all = snapshot.article_count(&of_outlet(publisher)).await?;
                let rows = snapshot.latest_articles(publisher, *most).await?;
                left_out = all.saturating_sub(rows.len() as u64);
                rows
            }
        };
        let mut stored = Vec::with_capacity(rows.len());
        for number in rows {
            stored.push(snapshot.article(number).await?);
        }
        let Some(first) = stored.first() else {
            let (Compared::Publisher(publisher) | Compared::Latest(publisher, _)) = compared else {
                return Err(Error::new(
                    ErrorKind::NotFound,
                    "there is no such article".to_owned(),
                ));
            };
            return Err(Error::new(
                ErrorKind::NotFound,
                format!("no article of {publisher:?} is on the record"),
            )
            .with_hint("name an outlet as `rapporteur articles` does, an article by its number, or two files"));
        };
        let one = |of: fn(&ArticleRow) -> Option<String>| {
            matches!(compared, Compared::Article(_))
                .then(|| of(&first.row))
                .flatten()
        };
        Ok(Self {
            view: SideView {
                publisher: first.row.publisher.clone(),
                title: one(|row| row.title.clone()),
                published: one(|row| row.published.edtf.as_ref().map(ToString::to_string)),
                file: one(|row| row.file.clone()),
                articles: stored.iter().map(|stored| stored.row.number.0).collect(),
                left_out,
            },
            stored,
        })
    }
}

/// On which side each article stands.
fn side_of(sides: &[Side]) -> Result<BTreeMap<i64, usize>, Error> {
    let mut side_of = BTreeMap::new();
    for (place, side) in sides.iter().enumerate() {
        for article in &side.view.articles {
            if side_of.insert(*article, place).is_some() {
                let message = format!("article {article} stands on both sides");
                return Err(Error::new(ErrorKind::Input, message)
                    .with_hint("name two articles, or two outlets, that have nothing in common"));
            }
        }
    }
    if sides.len() < 2 {
        let message = "there is nothing to compare with".to_owned();
        return Err(Error::new(ErrorKind::Input, message).with_hint("name two articles or outlets"));
    }
    Ok(side_of)
}

/// What several sides tell of a party's stance; a vaguer or later one of the same side counts beside
/// the earlier.
fn positions(sides: &[Side], codebook: Option<&Codebook>) -> Vec<ComparedPosition> {
    let mut lines: BTreeMap<(String, String), Vec<Vec<ToldStance>>> = BTreeMap::new();
    for (place, side) in sides.iter().enumerate() {
        for stored in &side.stored {
            for statement in &stored.reading.statements {
                let Some(party) = &statement.speaker.party else {
                    continue;
                };
                for position in &statement.positions {
                    let key = (party.clone(), position.proposition.clone());
                    let line = lines
                        .entry(key)
                        .or_insert_with(|| vec![Vec::new(); sides.len()]);
                    if let Some(told) = line.get_mut(place) {
                        told.push(ToldStance {
                            stance: position.stance,
                            article: stored.row.number.0,
                            statement: statement.id.to_string(),
                            content: joined(&stored.article.text, &statement.content),
                        });
                    }
                }
            }
        }
    }
    let several = lines
        .into_iter()
        .filter(|(_, sides)| sides.iter().filter(|told| !told.is_empty()).count() > 1);
    let compared = several.map(|((party, proposition), sides)| {
        let stances = |told: &Vec<ToldStance>| -> BTreeSet<Stance> {
            told.iter().map(|told| told.stance).collect()
        };
        let mut told = sides.iter().filter(|told| !told.is_empty()).map(stances);
        let first = told.next().unwrap_or_default();
        ComparedPosition {
            verdict: if told.all(|other| !other.is_disjoint(&first)) {
                Agreement::Agree
            } else {
                Agreement::Differ
            },
            party: NameRef {
                name: party_name(codebook, &party),
                id: party,
            },
            proposition: PropositionRef::of(codebook, &proposition),
            sides,
        }
    });
    compared.collect()
}
