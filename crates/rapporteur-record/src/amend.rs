//! Putting one decision on a statement in the place of what a reading says.

use rapporteur_core::{
    Act, Article, Basis, Entity, EntityId, Form, Kind, Mention, Reading, Said, SaidSource, Speaker,
    Statement, StatementId, TextRange,
};

use crate::amendment::{Amendment, SpokenBy, StatementField, Stretch};
use crate::words;

/// Changes the reading, and returns the statement that was added, corrected or struck out; `None`
/// where the reading has no such statement, or the text not the words of one to be added.
///
/// `added` is the number for one that is added. Where the decision was made on another text, its words
/// are looked for.
pub(crate) fn one(
    article: &Article,
    reading: &mut Reading,
    amendment: &Amendment,
    added: StatementId,
    same_text: bool,
) -> Option<StatementId> {
    let mut amending = Amending {
        article,
        reading,
        same_text,
    };
    match amendment {
        Amendment::Add(fields) => amending.add(added, fields),
        Amendment::Correct(id, fields) => amending.correct(*id, fields),
        Amendment::Strike(id) => amending.strike(*id),
    }
}

struct Amending<'a> {
    article: &'a Article,
    reading: &'a mut Reading,
    same_text: bool,
}

impl Amending<'_> {
    fn add(&mut self, id: StatementId, fields: &[StatementField]) -> Option<StatementId> {
        let published = self.article.metadata.published.edtf.clone();
        let mut statement = Statement {
            id,
            within: None,
            kind: Kind::Indirect,
            basis: Basis::Speech,
            act: Act::State,
            confidence: None,
            source: Vec::new(),
            cue: Vec::new(),
            content: Vec::new(),
            speaker: Speaker::default(),
            said: published.map(|edtf| Said {
                edtf,
                from: SaidSource::Published,
            }),
            positions: Vec::new(),
        };
        self.fill(&mut statement, fields);
        let start = statement.content.first()?.start();
        statement.within = self.around(&statement);
        let starts_later = |other: &Statement| {
            let content = other.content.first();
            content.is_some_and(|content| content.start() > start)
        };
        let statements = &mut self.reading.statements;
        let place = statements.iter().position(starts_later);
        statements.insert(place.unwrap_or(statements.len()), statement);
        Some(id)
    }

    fn correct(&mut self, id: StatementId, fields: &[StatementField]) -> Option<StatementId> {
        let place = self.place(id)?;
        let mut statement = self.reading.statements.get(place)?.clone();
        let party = statement.speaker.party.clone();
        self.fill(&mut statement, fields);
        // What the reader was sure of is no longer what is said.
        statement.confidence = None;
        if statement.speaker.party != party {
            for precondition in &mut self.reading.preconditions {
                if precondition.statement == Some(id) {
                    precondition.holder.clone_from(&statement.speaker.party);
                }
            }
        }
        if let Some(read) = self.reading.statements.get_mut(place) {
            *read = statement;
        }
        Some(id)
    }

    /// Takes a statement out, with the conditions that it sets. What stands in it, stands in what
    /// that stood in.
    fn strike(&mut self, id: StatementId) -> Option<StatementId> {
        let place = self.place(id)?;
        let struck = self.reading.statements.remove(place);
        for statement in &mut self.reading.statements {
            if statement.within == Some(id) {
                statement.within = struck.within;
            }
        }
        let of_it = |statement: Option<StatementId>| statement == Some(id);
        self.reading
            .preconditions
            .retain(|precondition| !of_it(precondition.statement));
        for event in &mut self.reading.events {
            event.statement = event.statement.filter(|_| !of_it(event.statement));
        }
        Some(id)
    }

    fn place(&self, id: StatementId) -> Option<usize> {
        let mut statements = self.reading.statements.iter();
        statements.position(|statement| statement.id == id)
    }

    fn fill(&mut self, statement: &mut Statement, fields: &[StatementField]) {
        for field in fields {
            match field {
                StatementField::Source(stretches) => self.mark(&mut statement.source, stretches),
                StatementField::Cue(stretches) => self.mark(&mut statement.cue, stretches),
                StatementField::Content(stretches) => self.mark(&mut statement.content, stretches),
                StatementField::Kind(kind) => statement.kind = *kind,
                StatementField::Basis(basis) => statement.basis = *basis,
                StatementField::Act(act) => statement.act = *act,
                StatementField::Said(said) => {
                    statement.said = said.clone().map(|edtf| Said {
                        edtf,
                        from: SaidSource::Phrase,
                    });
                }
                StatementField::Speaker(None) => statement.speaker = Speaker::default(),
                StatementField::Speaker(Some(spoken)) => {
                    statement.speaker = self.speaker(spoken, &statement.source);
                }
                StatementField::Party(party) => statement.speaker.party.clone_from(party),
            }
        }
    }

    /// Sets borders, unless some of the words are not in the text.
    fn mark(&self, ranges: &mut Vec<TextRange>, stretches: &[Stretch]) {
        let found: Option<Vec<_>> = stretches.iter().map(|one| self.found(one)).collect();
        if let Some(found) = found {
            *ranges = found;
        }
    }

    /// Finds the stretch, in another text the one with the same words that is nearest.
    fn found(&self, stretch: &Stretch) -> Option<TextRange> {
        let text = &self.article.text;
        let Stretch { range, words } = stretch;
        if self.same_text {
            return range.slice(text).map(|_| *range);
        }
        let all = text.match_indices(words).map(|(start, _)| start);
        let start = all.min_by_key(|start| start.abs_diff(range.start()))?;
        Some(TextRange::new(start, start + words.len()))
    }

    /// Finds the innermost statement whose content holds all of this one.
    fn around(&self, statement: &Statement) -> Option<StatementId> {
        let parts = [&statement.source, &statement.cue, &statement.content];
        let all = parts.into_iter().flatten().copied();
        let all = all.reduce(TextRange::cover)?;
        let holds = |other: &&Statement| {
            let mut content = other.content.iter();
            content.any(|range| range.contains(all) && *range != all)
        };
        let length =
            |other: &&Statement| other.content.iter().map(|range| range.len()).sum::<usize>();
        let others = self.reading.statements.iter().filter(holds);
        others.min_by_key(length).map(|other| other.id)
    }

    /// Finds who speaks among the entities, and enters whoever is none.
    fn speaker(&mut self, spoken: &SpokenBy, source: &[TextRange]) -> Speaker {
        let entities = &self.reading.entities;
        let by_id = |entity: &&Entity| {
            let id = spoken.codebook.as_ref();
            id.is_some() && entity.codebook.as_ref() == id
        };
        let key = words::fold(&spoken.name);
        let by_name = |entity: &&Entity| words::fold(&entity.name) == key;
        let known = entities.iter().find(by_id);
        let entity = match known.or_else(|| entities.iter().find(by_name)) {
            Some(entity) => entity.clone(),
            None => self.enter(spoken, source),
        };
        Speaker {
            entity: Some(entity.id),
            name: Some(entity.name),
            party: spoken.party.clone(),
        }
    }

    /// Enters somebody whom the reading does not name, with the words that do.
    fn enter(&mut self, spoken: &SpokenBy, source: &[TextRange]) -> Entity {
        let ids = self.reading.entities.iter().map(|entity| entity.id.0);
        let entity = Entity {
            id: EntityId(ids.max().unwrap_or_default() + 1),
            name: spoken.name.clone(),
            kind: spoken.kind,
            party: spoken.party.clone(),
            codebook: spoken.codebook.clone(),
        };
        if let Some((range, form)) = self.named(&spoken.name, source) {
            let mention = Mention {
                entity: Some(entity.id),
                candidates: Vec::new(),
                range,
                name: None,
                form,
                tie: None,
            };
            let mentions = &mut self.reading.mentions;
            let later = |other: &Mention| other.range.start() > range.start();
            let place = mentions.iter().position(later);
            mentions.insert(place.unwrap_or(mentions.len()), mention);
        }
        self.reading.entities.push(entity.clone());
        entity
    }

    /// Finds words for somebody: the name in the source, or anywhere; else the source, as an office.
    fn named(&self, name: &str, source: &[TextRange]) -> Option<(TextRange, Form)> {
        let text = &self.article.text;
        let within = |range: &TextRange| {
            let found = TextRange::of(range.slice(text)?, name)?;
            let start = range.start() + found.start();
            Some(TextRange::new(start, start + name.len()))
        };
        let told = source.iter().find_map(within);
        let told = told.or_else(|| TextRange::of(text, name));
        match told {
            Some(range) => Some((range, Form::Name)),
            None => source.first().map(|range| (*range, Form::Role)),
        }
    }
}
