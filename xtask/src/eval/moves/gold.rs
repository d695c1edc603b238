//! A record of the example with the statements, positions and preconditions of its key.

use std::collections::BTreeMap;
use std::path::Path;

use rapporteur::{Engine, ReadArticle};
use rapporteur_core::{
    Act, Basis, Clause, Entity, EntityId, EntityType, Form, Kind, Mention, Position, Precondition,
    PreconditionId, Reading, Said, SaidSource, Speaker, Stance, Statement, StatementId, TextRange,
};
use rapporteur_record::{
    Added, ArticleNumber, CodebookVersion, LongKind, NewArticle, Original, Record, RecordError,
    Stamp, StatementPlace,
};
use serde::Deserialize;

use crate::Failure;
use crate::eval::{articles, key};

/// `NN.statements.json`, as far as positions and preconditions need it.
#[derive(Debug, Deserialize)]
struct KeyStatements {
    statements: Vec<KeyStatement>,
    #[serde(default)]
    preconditions: Vec<KeyPrecondition>,
}

#[derive(Debug, Deserialize)]
struct KeyPrecondition {
    holder: Option<String>,
    statement: Option<String>,
    wanted: key::Spans,
    condition: key::Spans,
    proposition: Option<String>,
    condition_proposition: Option<String>,
}

#[derive(Debug, Deserialize)]
struct KeyStatement {
    id: String,
    kind: Kind,
    basis: Basis,
    act: Act,
    source: key::Spans,
    cue: key::Spans,
    content: key::Spans,
    speaker: KeySpeaker,
    said: Option<KeySaid>,
    #[serde(default)]
    positions: Vec<KeyPosition>,
    words: KeyWords,
}

#[derive(Debug, Deserialize)]
struct KeySpeaker {
    name: Option<String>,
    codebook: Option<String>,
    party: Option<String>,
}

#[derive(Debug, Deserialize)]
struct KeySaid {
    edtf: rapporteur::Edtf,
}

#[derive(Debug, Deserialize)]
struct KeyPosition {
    proposition: String,
    stance: Stance,
}

#[derive(Debug, Deserialize)]
struct KeyWords {
    content: String,
}

/// `copies.json`.
#[derive(Debug, Deserialize)]
struct Copies {
    groups: Vec<CopyGroup>,
}

#[derive(Debug, Deserialize)]
struct CopyGroup {
    articles: Vec<String>,
    original: String,
}

/// `same.json`.
#[derive(Debug, Deserialize)]
struct Same {
    utterances: Vec<Utterance>,
}

#[derive(Debug, Deserialize)]
struct Utterance {
    statements: Vec<Telling>,
}

#[derive(Debug, Deserialize)]
struct Telling {
    article: String,
    words: String,
}

/// The key's statements by the file of their article, with the number that it has on the record.
type OnRecord = BTreeMap<String, (ArticleNumber, Vec<KeyStatement>)>;

/// Makes the record, with the copies and the utterances told twice that the key knows.
pub(in crate::eval) async fn record(place: &articles::Example, file: &Path) -> Result<(), Failure> {
    let failed = |error: RecordError| Failure::Task(error.to_string());
    let (inputs, codebook) = place.inputs()?;
    let version = CodebookVersion {
        hash: codebook.hash.clone(),
        name: None,
        source: codebook.source.clone(),
        base: None,
    };
    let mut read = Vec::new();
    Engine::new(Some(codebook)).extract(inputs, |article| read.push(article));
    let record = Record::create_or_open(file).await.map_err(failed)?;
    let stamp = Stamp {
        author: "eval".to_owned(),
        at: "2031-05-01T00:00:00Z".to_owned(),
        summary: "add".to_owned(),
    };
    let kind = LongKind::Add;
    let begun = record.begin(kind, stamp, Some(version)).await;
    let mut writing = begun.map_err(failed)?;
    let mut known = OnRecord::new();
    for article in read {
        let article = article.map_err(|problem| Failure::Task(problem.to_string()))?;
        let name = Path::new(&article.item.file).file_name();
        let name = name.and_then(|name| name.to_str()).unwrap_or_default();
        let number: String = name.chars().take_while(char::is_ascii_digit).collect();
        let path = place.key.join(format!("{number}.statements.json"));
        let gold: KeyStatements = key::read(&path)?;
        let name = name.to_owned();
        let new = new_article(article, &gold);
        let added = writing.add(&[new]).await.map_err(failed)?;
        if let Some(Added::New(number)) = added.first() {
            known.insert(name, (*number, gold.statements));
        }
    }
    let finished = writing.finish("2031-05-01T00:00:01Z", "add").await;
    finished.map_err(failed)?;
    let marks = marks(place, &known)?;
    record.mark_repeated(&marks).await.map_err(failed)?;
    record.close().await;
    Ok(())
}

fn new_article(article: ReadArticle, gold: &KeyStatements) -> NewArticle {
    let ReadArticle { id, item, reading } = article;
    let offsets = Offsets::of(&item.article.text);
    let published = item.article.metadata.published.edtf.clone();
    let (mut entities, mut mentions, mut statements) = (Vec::new(), Vec::new(), Vec::new());
    for (number, known) in (1..).zip(&gold.statements) {
        let KeySpeaker {
            name,
            codebook,
            party,
        } = &known.speaker;
        let is_party = codebook == party;
        entities.extend(name.as_ref().map(|name| Entity {
            id: EntityId(number),
            name: name.clone(),
            kind: if is_party {
                EntityType::Party
            } else {
                EntityType::Person
            },
            party: party.clone(),
            codebook: codebook.clone(),
        }));
        let source = offsets.ranges(&known.source).first().copied();
        mentions.extend(name.as_ref().zip(source).map(|(_, range)| Mention {
            entity: Some(EntityId(number)),
            candidates: Vec::new(),
            tie: None,
            name: None,
            range,
            form: Form::Name,
        }));
        let said = known
            .said
            .as_ref()
            .map(|said| (&said.edtf, SaidSource::Phrase));
        let said = said.or(published.as_ref().map(|edtf| (edtf, SaidSource::Published)));
        let positions = known.positions.iter().map(|position| Position {
            proposition: position.proposition.clone(),
            stance: position.stance,
            confidence: None,
            words: offsets.ranges(&known.content),
        });
        statements.push(Statement {
            id: StatementId(number),
            within: None,
            kind: known.kind,
            basis: known.basis,
            act: known.act,
            confidence: None,
            source: offsets.ranges(&known.source),
            cue: offsets.ranges(&known.cue),
            content: offsets.ranges(&known.content),
            speaker: Speaker {
                entity: name.as_ref().map(|_| EntityId(number)),
                name: name.clone(),
                party: party.clone(),
            },
            said: said.map(|(edtf, from)| Said {
                edtf: edtf.clone(),
                from,
            }),
            positions: positions.collect(),
        });
    }
    let reading = Reading {
        entities,
        mentions,
        times: Vec::new(),
        statements,
        preconditions: preconditions(gold, &offsets),
        events: Vec::new(),
        ..reading
    };
    NewArticle {
        text_hash: id.0.clone(),
        original: Original {
            hash: id.0.clone(),
            format: "text".to_owned(),
            bytes: item.article.text.clone().into_bytes(),
        },
        id,
        file: Some(item.file),
        article: item.article,
        reading,
        digest: None,
    }
}

fn preconditions(gold: &KeyStatements, offsets: &Offsets) -> Vec<Precondition> {
    let numbered = (1..).zip(&gold.preconditions);
    let precondition = |(number, known): (u32, &KeyPrecondition)| {
        let mut statements = (1..).zip(&gold.statements);
        let set_by = statements.find(|(_, one)| Some(&one.id) == known.statement.as_ref());
        Precondition {
            id: PreconditionId(number),
            statement: set_by.map(|(statement, _)| StatementId(statement)),
            holder: known.holder.clone(),
            wanted: Clause {
                span: offsets.ranges(&known.wanted),
                proposition: known.proposition.clone(),
            },
            condition: Clause {
                span: offsets.ranges(&known.condition),
                proposition: known.condition_proposition.clone(),
            },
        }
    };
    numbered.map(precondition).collect()
}

/// The bytes at which the characters of a text begin.
struct Offsets(Vec<usize>);

impl Offsets {
    fn of(text: &str) -> Self {
        let starts = text.char_indices().map(|(byte, _)| byte);
        Self(starts.chain([text.len()]).collect())
    }

    fn ranges(&self, spans: &[[usize; 2]]) -> Vec<TextRange> {
        let at = |place: usize| self.0.get(place).or(self.0.last()).copied().unwrap_or(0);
        spans
            .iter()
            .map(|[start, end]| TextRange::new(at(*start), at(*end)))
            .collect()
    }
}

/// What repeats what, by the key: statements of a copy those of its original by the same speaker with
/// a position in common, and an utterance told twice its first telling.
fn marks(
    place: &articles::Example,
    known: &OnRecord,
) -> Result<Vec<(StatementPlace, Option<StatementPlace>)>, Failure> {
    let mut marks = Vec::new();
    let copies: Copies = key::read(&place.key.join("copies.json"))?;
    for group in &copies.groups {
        let original = known.get(&group.original);
        for name in group
            .articles
            .iter()
            .filter(|name| **name != group.original)
        {
            let Some(((of, originals), (copy, statements))) = original.zip(known.get(name)) else {
                continue;
            };
            for (number, statement) in (1..).zip(statements) {
                let first = (1..).zip(originals).find(|(_, one)| alike(one, statement));
                let first = first.map(|(first, _)| (*of, StatementId(first)));
                marks.push(((*copy, StatementId(number)), first));
            }
        }
    }
    let same: Same = key::read(&place.key.join("same.json"))?;
    for utterance in &same.utterances {
        let mut places = utterance.statements.iter().filter_map(|telling| {
            let (article, statements) = known.get(&telling.article)?;
            let mut statements = (1..).zip(statements);
            let (number, _) = statements.find(|(_, one)| one.words.content == telling.words)?;
            Some((*article, StatementId(number)))
        });
        let first = places.next();
        marks.extend(places.map(|place| (place, first)));
    }
    Ok(marks)
}

fn alike(one: &KeyStatement, other: &KeyStatement) -> bool {
    let common = |position: &KeyPosition| {
        let mut positions = other.positions.iter();
        positions.any(|known| {
            known.proposition == position.proposition && known.stance == position.stance
        })
    };
    one.speaker.codebook == other.speaker.codebook
        && one.speaker.party == other.speaker.party
        && one.positions.iter().any(common)
}
