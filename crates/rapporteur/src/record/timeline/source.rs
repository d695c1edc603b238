//! Articles that tell events: with what is kept of them, or as they are read.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Article, Edtf, EntityType, Participant, Reading};
use rapporteur_record::{ArticleNumber, DigestRow, Snapshot, StoredArticle, Unpacker, name_key};
use rayon::prelude::*;

use super::names::Names;
use crate::engine::ReadArticle;
use crate::entities::Group;
use crate::error::Error;
use crate::record::add::aside;
use crate::timeline::{Days, Digest, Mention, Part, Sides, Told, is_mutual};

/// Stands for an article that is not on the record.
pub(super) const AT_HAND: ArticleNumber = ArticleNumber(0);

/// An article with what its reading tells of events.
pub(in crate::record) struct Source {
    pub(super) number: ArticleNumber,
    /// Its identity, which does not depend on the order of adding.
    id: String,
    pub(super) publisher: Option<String>,
    published: Option<Edtf>,
    pub(super) digest: Digest,
}

impl Source {
    pub(in crate::record) fn stored(stored: &StoredArticle) -> Self {
        Self {
            number: stored.row.number,
            id: stored.row.id.to_string(),
            publisher: stored.row.publisher.clone(),
            published: stored.row.published.edtf.clone(),
            digest: Digest::of(&stored.article.text, &stored.reading),
        }
    }

    pub(super) fn at_hand(read: &ReadArticle) -> Self {
        let article = &read.item.article;
        Self {
            number: AT_HAND,
            id: read.id.to_string(),
            publisher: article.metadata.publisher.clone(),
            published: article.metadata.published.edtf.clone(),
            digest: Digest::of(&article.text, &read.reading),
        }
    }

    fn kept(row: &DigestRow, digest: Digest) -> Self {
        Self {
            number: row.article,
            id: row.id.to_string(),
            publisher: row.publisher.clone(),
            published: row.published.clone(),
            digest,
        }
    }

    /// Makes an event that it tells ready to be held against those of others.
    pub(super) fn mention(&self, told: &Told, names: &Names<'_>) -> Mention {
        let event = &told.event;
        let mutual = is_mutual(event);
        let mut parts = Vec::new();
        let mut people: BTreeMap<Part, BTreeSet<String>> = BTreeMap::new();
        let bearers = told.bearers.iter().map(Option::as_ref);
        for (participant, bearer) in event.participants.iter().zip(bearers) {
            let bearer = bearer.and_then(|bearer| names.bearer(self.number, bearer));
            let party = party(participant, bearer);
            if let Some(person) = bearer.filter(|group| group.kind == EntityType::Person) {
                let mediates = party
                    .as_ref()
                    .is_some_and(|id| names.mediators.contains(id));
                let part = Part::of(participant.role, mutual && mediates);
                people.entry(part).or_default().insert(person.name.clone());
            }
            parts.extend(party.map(|party| (participant.role, party)));
        }
        Mention {
            article: self.number.0,
            source: self.id.clone(),
            publisher: self.publisher.clone(),
            published: self.published.as_ref().map(Days::of),
            words: name_key(&self.digest.text(&event.span)),
            sides: Sides::of(mutual, &names.mediators, parts.into_iter()),
            people,
            place: event.place.as_ref().map(|place| names.place(&place.name)),
            event: event.clone(),
        }
    }
}

/// Works out what the record keeps of a reading.
pub(in crate::record) fn digest_of(
    article: &Article,
    reading: &Reading,
) -> Option<rapporteur_record::Digest> {
    Digest::of(&article.text, reading).kept()
}

/// The party of somebody who takes part: that of the reading, else that of the record's entity.
fn party(participant: &Participant, bearer: Option<&Group>) -> Option<String> {
    let own = participant.party.clone();
    own.or_else(|| bearer?.party.clone())
}

/// Opens articles with what is kept of them. What is not kept, or was kept by other rules, is worked
/// out anew, and added to `anew` so that it can be.
pub(super) async fn opened(
    snapshot: &mut Snapshot,
    rows: Vec<DigestRow>,
    anew: &mut Vec<(DigestRow, rapporteur_record::Digest)>,
) -> Result<Vec<Source>, Error> {
    let restored = aside(move || restored(rows)).await?;
    let mut sources = Vec::with_capacity(restored.len());
    for (row, digest) in restored {
        match digest {
            Some(digest) => sources.push(Source::kept(&row, digest)),
            None => {
                let source = Source::stored(&snapshot.article(row.article).await?);
                anew.extend(source.digest.kept().map(|kept| (row, kept)));
                sources.push(source);
            }
        }
    }
    Ok(sources)
}

fn restored(rows: Vec<DigestRow>) -> Vec<(DigestRow, Option<Digest>)> {
    let rows = rows.into_par_iter();
    rows.map_init(Unpacker::new, |unpacker, row| {
        let content = unpacker.as_mut().ok().and_then(|unpacker| {
            // What is damaged is worked out anew.
            unpacker.content(&row).ok().flatten()
        });
        let digest = content.and_then(|content| Digest::restored(&content));
        (row, digest)
    })
    .collect()
}
