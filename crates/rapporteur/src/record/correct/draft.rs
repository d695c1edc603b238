//! What somebody says of a statement, and what of it is to be stored.

use rapporteur_core::{Act, Basis, Codebook, Edtf, Kind, Statement, StatementId, TextRange};
use rapporteur_record::{StatementField, StoredArticle, Stretch};

use super::{Passage, speaker};
use crate::error::{Error, ErrorKind};

/// What is known of a statement; what is not given stays, or is worked out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatementDraft {
    /// The words that name the speaker.
    pub source: Option<Passage>,
    /// The words that say that something was said.
    pub cue: Option<Passage>,
    /// What was said; one that is added needs it.
    pub content: Option<Passage>,
    /// The id of an entity of the reading, such as `e3`, or a name; `Some(None)` where the text does
    /// not say. Of one that is added it is whomever the source is tied to.
    pub speaker: Option<Option<String>>,
    /// The id or a name of the party; else it is the speaker's.
    pub party: Option<Option<String>>,
    /// How the words are reported; of one that is added the quotation marks tell.
    pub kind: Option<Kind>,
    /// Whether an utterance is reported; of one that is added it is.
    pub basis: Option<Basis>,
    /// What the words do; one that is added states.
    pub act: Option<Act>,
    /// When it was said; one that is added on the day of publication, as far as known.
    pub said: Option<Option<Edtf>>,
}

/// The words of a statement.
struct Borders {
    source: Option<Vec<TextRange>>,
    cue: Option<Vec<TextRange>>,
    content: Option<Vec<TextRange>>,
}

impl StatementDraft {
    /// Works out what is stored of a statement that is added.
    pub(super) fn added(
        &self,
        stored: &StoredArticle,
        codebook: Option<&Codebook>,
    ) -> Result<Vec<StatementField>, Error> {
        let text = &stored.article.text;
        let borders = self.borders(text)?;
        let content = borders.content.unwrap_or_default();
        says_something(&content)?;
        says_something_else(stored, None, &content)?;
        let source = borders.source.unwrap_or_default();
        let spoken = match &self.speaker {
            Some(Some(typed)) => Some(speaker::named(typed, &stored.reading, codebook)?),
            Some(None) => None,
            None => speaker::within(&source, &stored.reading),
        };
        let kind = self.kind.unwrap_or_else(|| kind(text, &content));
        let mut fields = vec![
            StatementField::Source(stretches(text, &source)),
            StatementField::Cue(stretches(text, &borders.cue.unwrap_or_default())),
            StatementField::Content(stretches(text, &content)),
            StatementField::Speaker(spoken),
        ];
        if let Some(party) = &self.party {
            fields.push(StatementField::Party(party_of(party.as_deref(), codebook)?));
        }
        fields.push(StatementField::Kind(kind));
        fields.extend(self.basis.map(StatementField::Basis));
        fields.extend(self.act.map(StatementField::Act));
        fields.extend(self.said.clone().map(StatementField::Said));
        Ok(fields)
    }

    /// Works out in what a statement is other than it is read.
    pub(super) fn changed(
        &self,
        stored: &StoredArticle,
        id: StatementId,
        codebook: Option<&Codebook>,
    ) -> Result<Vec<StatementField>, Error> {
        let text = &stored.article.text;
        let mut statements = stored.reading.statements.iter();
        let read = statements.find(|statement| statement.id == id);
        let read = read.ok_or_else(|| Error::new(ErrorKind::NotFound, "no such statement"))?;
        let borders = self.borders(text)?;
        if let Some(content) = &borders.content {
            says_something(content)?;
            says_something_else(stored, Some(id), content)?;
        }
        let other = |given: Option<Vec<TextRange>>, read: &Vec<TextRange>| {
            let other = given.filter(|given| given != read);
            other.map(|ranges| stretches(text, &ranges))
        };
        let mut fields = Vec::new();
        fields.extend(other(borders.source, &read.source).map(StatementField::Source));
        fields.extend(other(borders.cue, &read.cue).map(StatementField::Cue));
        fields.extend(other(borders.content, &read.content).map(StatementField::Content));
        fields.extend(self.speaker_and_party(stored, read, codebook)?);
        let differs = |kind: &Kind| *kind != read.kind;
        fields.extend(self.kind.filter(differs).map(StatementField::Kind));
        let differs = |basis: &Basis| *basis != read.basis;
        fields.extend(self.basis.filter(differs).map(StatementField::Basis));
        let differs = |act: &Act| *act != read.act;
        fields.extend(self.act.filter(differs).map(StatementField::Act));
        let day = read.said.as_ref().map(|said| &said.edtf);
        let differs = |said: &Option<Edtf>| said.as_ref() != day;
        fields.extend(self.said.clone().filter(differs).map(StatementField::Said));
        if fields.is_empty() {
            let message = format!("statement {id} is read as that already: nothing is changed");
            return Err(Error::new(ErrorKind::Input, message));
        }
        Ok(fields)
    }

    fn borders(&self, text: &str) -> Result<Borders, Error> {
        let ranges = |passage: &Option<Passage>| {
            let ranges = passage.as_ref().map(|passage| passage.ranges(text));
            ranges.transpose()
        };
        Ok(Borders {
            source: ranges(&self.source)?,
            cue: ranges(&self.cue)?,
            content: ranges(&self.content)?,
        })
    }

    /// The party goes with the speaker, unless it is given.
    fn speaker_and_party(
        &self,
        stored: &StoredArticle,
        read: &Statement,
        codebook: Option<&Codebook>,
    ) -> Result<Vec<StatementField>, Error> {
        let mut fields = Vec::new();
        let mut party = read.speaker.party.clone();
        match &self.speaker {
            Some(Some(typed)) => {
                let spoken = speaker::named(typed, &stored.reading, codebook)?;
                if read.speaker.name.as_ref() != Some(&spoken.name) {
                    party.clone_from(&spoken.party);
                    fields.push(StatementField::Speaker(Some(spoken)));
                }
            }
            Some(None) if read.speaker.name.is_some() => {
                party = None;
                fields.push(StatementField::Speaker(None));
            }
            Some(None) | None => {}
        }
        if let Some(given) = &self.party {
            let given = party_of(given.as_deref(), codebook)?;
            if given != party {
                fields.push(StatementField::Party(given));
            }
        }
        Ok(fields)
    }
}

fn party_of(typed: Option<&str>, codebook: Option<&Codebook>) -> Result<Option<String>, Error> {
    typed
        .map(|typed| speaker::party(typed, codebook))
        .transpose()
}

fn stretches(text: &str, ranges: &[TextRange]) -> Vec<Stretch> {
    let stretch = |range: &TextRange| {
        let words = range.slice(text)?.to_owned();
        Some(Stretch {
            range: *range,
            words,
        })
    };
    ranges.iter().filter_map(stretch).collect()
}

fn says_something(content: &[TextRange]) -> Result<(), Error> {
    if content.is_empty() {
        let message = "a statement says something, and no content is given";
        return Err(Error::new(ErrorKind::Input, message)
            .with_hint("quote the words that were said, or give their places, such as 120-154"));
    }
    Ok(())
}

/// Refuses what another statement says in the same place: a decision would not know which is meant.
fn says_something_else(
    stored: &StoredArticle,
    this: Option<StatementId>,
    content: &[TextRange],
) -> Result<(), Error> {
    let mut others = stored.reading.statements.iter();
    let same = others.find(|other| Some(other.id) != this && other.content == content);
    same.map_or(Ok(()), |same| {
        let message = format!("statement {} has this very content already", same.id);
        Err(Error::new(ErrorKind::Refused, message)
            .with_hint(format!("correct statement {} instead", same.id)))
    })
}

const MARKS: &str = "\"“”„«»‹›‘’";

/// Tells by the quotation marks in and around words how they are reported.
pub(super) fn kind(text: &str, content: &[TextRange]) -> Kind {
    let quotes = |character: Option<char>| character.is_some_and(|one| MARKS.contains(one));
    let outer = |range: &TextRange| {
        let words = range.slice(text).unwrap_or_default();
        let before = text
            .get(..range.start())
            .and_then(|text| text.chars().last());
        let after = text.get(range.end()..).and_then(|text| text.chars().next());
        let opened = quotes(words.chars().next()) || quotes(before);
        let closed = quotes(words.chars().last()) || quotes(after);
        opened && closed
    };
    let inner = |range: &TextRange| {
        let words = range.slice(text).unwrap_or_default();
        words.contains(['"', '“', '”', '„', '«', '»'])
    };
    if content.iter().all(outer) {
        Kind::Direct
    } else if content.iter().any(|range| outer(range) || inner(range)) {
        Kind::Mixed
    } else {
        Kind::Indirect
    }
}
