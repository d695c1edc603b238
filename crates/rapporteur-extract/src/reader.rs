//! From a document to its reading.

use rapporteur_core::{
    Codebook, Entity, EntityId, Mention, Metadata, PartyRole, Provenance, Reading, TextRange,
};
use rapporteur_tagger::Tagger;
use rapporteur_text::{CleanRange, Document};

use crate::attributions::{self, Context};
use crate::events;
use crate::names::{Index, Names};
use crate::resources::Resources;
use crate::statements;
use crate::times::Times;
use crate::words::Words;

/// Reads documents of one process: the word lists and the codebook's names, made ready once.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    resources: &'a Resources,
    tagger: Option<&'a Tagger>,
    index: Option<Index>,
    /// The parties that negotiate.
    sides: Vec<String>,
    provenance: Provenance,
}

impl<'a> Reader<'a> {
    /// Makes a reader; `provenance` is put on every reading as it stands.
    ///
    /// Without a tagger, attributions are read by rules alone, and have no confidence.
    #[must_use]
    pub fn new(
        resources: &'a Resources,
        tagger: Option<&'a Tagger>,
        codebook: Option<&Codebook>,
        provenance: Provenance,
    ) -> Self {
        Self {
            resources,
            tagger,
            index: codebook.map(|codebook| Index::new(codebook, resources)),
            sides: codebook.map(sides).unwrap_or_default(),
            provenance,
        }
    }

    /// Reads one document; a document that is not readable gives an empty reading.
    #[must_use]
    pub fn read(&self, document: &Document, metadata: &Metadata) -> Reading {
        let mut reading = Reading {
            language: document.language().clone(),
            read: document.readable(),
            entities: Vec::new(),
            mentions: Vec::new(),
            times: Vec::new(),
            statements: Vec::new(),
            preconditions: Vec::new(),
            events: Vec::new(),
            provenance: self.provenance.clone(),
            diagnostics: document.diagnostics().to_vec(),
        };
        if !reading.read {
            return reading;
        }
        let published = metadata.published.edtf.as_ref();
        let words = Words::new(document, self.resources);
        let mut names = Names::read(&words, self.index.as_ref(), published);
        let times = Times::read(&words, published);
        let context = Context {
            words: &words,
            names: &names,
            times: &times,
        };
        let found = attributions::read(context, self.tagger);
        let resolved = statements::resolve(&words, &mut names, self.index.as_ref(), found);
        let original = |range: CleanRange| document.original(range);
        let (entities, mentions, ids) = entities(&names, original);
        reading.statements = statements::finish(&words, &names, &times, &resolved, published, &ids);
        let known = events::Known {
            words: &words,
            names: &names,
            index: self.index.as_ref(),
            times: &times,
            resolved: &resolved,
            published,
            sides: &self.sides,
        };
        reading.events = events::read(known, &ids);
        reading.entities = entities;
        reading.mentions = mentions;
        reading.times = times.expressions(original);
        reading
    }
}

fn sides(codebook: &Codebook) -> Vec<String> {
    let sides = codebook
        .parties
        .iter()
        .filter(|party| party.role == PartyRole::Side);
    sides.map(|party| party.id.clone()).collect()
}

/// Numbers the entities in the order of their first mention.
fn entities(
    names: &Names,
    original: impl Fn(CleanRange) -> TextRange,
) -> (Vec<Entity>, Vec<Mention>, Vec<Option<EntityId>>) {
    let mut order: Vec<usize> = (0..names.mentions.len()).collect();
    order.sort_by_key(|number| {
        names
            .mentions
            .get(*number)
            .map(|mention| (mention.range.start, mention.range.end, mention.draft))
    });
    let mut ids: Vec<Option<EntityId>> = vec![None; names.drafts.len()];
    let mut entities: Vec<Entity> = Vec::new();
    let mut mentions: Vec<Mention> = Vec::new();
    for mention in order
        .iter()
        .filter_map(|number| names.mentions.get(*number))
    {
        let Some(draft) = names.draft(mention.draft).filter(|draft| draft.kept) else {
            continue;
        };
        let Some(slot) = ids.get_mut(mention.draft) else {
            continue;
        };
        let id = *slot.get_or_insert_with(|| {
            let number = u32::try_from(entities.len()).unwrap_or(u32::MAX);
            let id = EntityId(number.saturating_add(1));
            entities.push(Entity {
                id,
                name: draft.name.clone(),
                kind: draft.kind,
                party: draft.party.clone(),
                codebook: draft.codebook.clone(),
            });
            id
        });
        let mention = Mention {
            entity: id,
            range: original(mention.range),
            form: mention.form,
        };
        if mentions.last() != Some(&mention) {
            mentions.push(mention);
        }
    }
    mentions.sort_by_key(|mention| (mention.range.start(), mention.range.end()));
    (entities, mentions, ids)
}
