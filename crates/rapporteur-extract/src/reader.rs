//! From a document to its reading.

use std::ops::Range;

use rapporteur_core::{
    Codebook, Entity, EntityId, Mention, Metadata, PartyRole, Precondition, Provenance, Reading,
    Statement, TextRange,
};
use rapporteur_names::{NameResources, World};
use rapporteur_stance::{PairReader, SentenceVectors};
use rapporteur_tagger::{Tagged, Tagger};
use rapporteur_text::{CleanRange, Document};

use crate::attributions::{self, Context};
use crate::events;
use crate::names::{Index, Known, NameMention, Names};
use crate::positions::{Measured, Positions, Prepared};
use crate::preconditions;
use crate::resources::Resources;
use crate::statements;
use crate::times::Times;
use crate::told;
use crate::words::Words;

/// Reads documents of one process: the word lists and the codebook's names, made ready once.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    resources: &'a Resources,
    models: Models<'a>,
    index: Option<Index>,
    /// The parties that negotiate.
    sides: Vec<String>,
    propositions: Option<Prepared>,
    provenance: Provenance,
}

/// What a reader may read with besides word lists; each may be missing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Models<'a> {
    /// Finds attributions and names; without it, rules alone read, and give no confidence.
    pub tagger: Option<&'a Tagger>,
    /// What the world is called; without it, only the codebook's places and parties are known.
    pub world: Option<&'a World>,
    /// How names are compared; without it, only listed spellings are tied.
    pub names: Option<&'a NameResources>,
    /// How alike texts are; without it, no position is found.
    pub sentences: Option<&'a SentenceVectors>,
    /// Reads a statement and a proposition together; without it, likeness and acts alone decide.
    pub stance: Option<&'a PairReader>,
}

impl<'a> Reader<'a> {
    /// Makes a reader; `provenance` is put on every reading as it stands.
    #[must_use]
    pub fn new(
        resources: &'a Resources,
        models: Models<'a>,
        codebook: Option<&Codebook>,
        provenance: Provenance,
    ) -> Self {
        let Models { world, names, .. } = models;
        Self {
            resources,
            models,
            index: codebook
                .filter(|codebook| names_anybody(codebook))
                .map(|codebook| Index::new(codebook, resources, world, names)),
            sides: codebook.map(sides).unwrap_or_default(),
            propositions: codebook.zip(models.sentences).map(|(codebook, sentences)| {
                Prepared::new(codebook, resources, sentences, models.stance)
            }),
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
        let tagged = self.models.tagger.map(|tagger| tag(tagger, document));
        let spans = tagged.as_ref().map_or(&[][..], Tagged::names);
        let known = self.known();
        let mut names = Names::read(&words, known, spans, published);
        let times = Times::read(&words, published);
        let context = Context {
            words: &words,
            names: &names,
            times: &times,
        };
        let found = attributions::read(context, tagged.as_ref());
        let resolved = statements::resolve(&words, &mut names, known, found);
        let original = |range: CleanRange| document.original(range);
        let (entities, mentions, ids) = entities(&names, original);
        reading.statements = statements::finish(&words, &names, &times, &resolved, published, &ids);
        let told = events::Known {
            words: &words,
            names: &names,
            lookup: known,
            times: &times,
            resolved: &resolved,
            published,
            sides: &self.sides,
        };
        reading.events = events::read(told, &ids);
        reading.preconditions = self.stand(&words, &names, &mut reading.statements);
        reading.entities = entities;
        reading.mentions = mentions;
        reading.times = times.expressions(original);
        reading
    }

    /// Reads the positions and preconditions of statements that are given, as [`read`](Self::read) does with those
    /// it finds itself; a document that is not readable has none.
    ///
    /// What is looked at of a statement: its spans, its act and its speaker's party.
    #[must_use]
    pub fn read_given(
        &self,
        document: &Document,
        statements: &mut [Statement],
    ) -> Vec<Precondition> {
        if !document.readable() {
            return Vec::new();
        }
        let words = Words::new(document, self.resources);
        let names = Names::read(&words, self.known(), &[], None);
        self.stand(&words, &names, statements)
    }

    /// Reads where statements stand.
    fn stand(
        &self,
        words: &Words<'_>,
        names: &Names,
        statements: &mut [Statement],
    ) -> Vec<Precondition> {
        let told = told::tell(words, statements);
        let tied = preconditions::find(words, &told, self.index.is_some());
        let mut preconditions = preconditions::finish(words, &told, &tied);
        let Some(positions) = self.positions(names) else {
            return preconditions;
        };
        let found = positions.find(words, &told, &tied);
        for (precondition, [wanted, condition]) in preconditions.iter_mut().zip(found.ties) {
            precondition.wanted.proposition = wanted;
            precondition.condition.proposition = condition;
        }
        for (statement, positions) in statements.iter_mut().zip(found.positions) {
            statement.positions = positions;
        }
        preconditions
    }

    fn known(&self) -> Known<'_> {
        Known {
            index: self.index.as_ref(),
            world: self.models.world,
            spelling: self.models.names,
        }
    }

    fn positions<'b>(&'b self, names: &'b Names) -> Option<Positions<'b>> {
        Some(Positions {
            names,
            prepared: self.propositions.as_ref()?,
            vectors: self.models.sentences?,
            pairs: self.models.stance,
        })
    }

    /// Measures statements that are given beside each proposition: what their positions are decided
    /// by, and what the decision is learnt from.
    #[must_use]
    pub fn measure_given(&self, document: &Document, statements: &[Statement]) -> Vec<Measured> {
        let words = Words::new(document, self.resources);
        let told = told::tell(&words, statements);
        let tied = preconditions::find(&words, &told, self.index.is_some());
        let names = Names::read(&words, self.known(), &[], None);
        let positions = self.positions(&names);
        positions.map_or_else(Vec::new, |positions| {
            positions.measure(&words, &told, &tied)
        })
    }
}

/// Runs the tagger over a document, block by block.
fn tag(tagger: &Tagger, document: &Document) -> Tagged {
    let blocks: Vec<Range<usize>> = document
        .blocks()
        .iter()
        .map(|block| block.range.start..block.range.end)
        .collect();
    tagger.read(document.text(), &blocks)
}

/// Says whether a codebook tells who takes part; one of issues alone leaves that to the world.
fn names_anybody(codebook: &Codebook) -> bool {
    let Codebook {
        parties,
        people,
        places,
        organisations,
        ..
    } = codebook;
    !(parties.is_empty() && people.is_empty() && places.is_empty() && organisations.is_empty())
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
    let mut numbering = Numbering {
        names,
        ids: vec![None; names.drafts.len()],
        entities: Vec::new(),
    };
    let mut tied: Vec<&NameMention> = names.mentions.iter().collect();
    tied.sort_by_key(|mention| (mention.range.start, mention.range.end, mention.draft));
    let mut mentions: Vec<Mention> = Vec::new();
    for mention in tied {
        let Some(id) = numbering.id(mention.draft) else {
            continue;
        };
        let mention = Mention {
            entity: Some(id),
            candidates: Vec::new(),
            range: original(mention.range),
            name: mention.name.map(&original),
            form: mention.form,
            tie: mention.tie.clone(),
        };
        if mentions.last() != Some(&mention) {
            mentions.push(mention);
        }
    }
    for open in &names.open {
        let candidates: Vec<EntityId> = (open.candidates.iter())
            .filter_map(|draft| numbering.id(*draft))
            .collect();
        if !candidates.is_empty() {
            mentions.push(Mention {
                entity: None,
                candidates,
                range: original(open.range),
                name: None,
                form: open.form,
                tie: None,
            });
        }
    }
    mentions.sort_by_key(|mention| (mention.range.start(), mention.range.end()));
    (numbering.entities, mentions, numbering.ids)
}

/// The entities that have a number so far.
struct Numbering<'a> {
    names: &'a Names,
    ids: Vec<Option<EntityId>>,
    entities: Vec<Entity>,
}

impl Numbering<'_> {
    /// Returns the number of an entity, or the next one; `None` where it is not put on record.
    fn id(&mut self, draft: usize) -> Option<EntityId> {
        let kept = self.names.draft(draft).filter(|draft| draft.kept)?;
        let slot = self.ids.get_mut(draft)?;
        if slot.is_none() {
            let number = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
            let id = EntityId(number.saturating_add(1));
            self.entities.push(Entity {
                id,
                name: kept.name.clone(),
                kind: kept.kind,
                party: kept.party.clone(),
                codebook: kept.codebook.clone(),
            });
            *slot = Some(id);
        }
        *slot
    }
}
