//! From attributions to statements: whose words, on which day, doing what.

mod act;
mod said;

use std::ops::Range;

use rapporteur_core::{
    Act, Basis, Edtf, EntityId, Kind, Speaker, Statement, StatementId, TextRange,
};
use rapporteur_text::TokenKind;

use crate::attributions::{Attribution, Parts};
use crate::names::{Known, Names};
use crate::references::{self, Whose};
use crate::times::Times;
use crate::words::Words;
pub(crate) use act::{Unit, Units};

/// A statement before its entities have numbers.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub(crate) attribution: Attribution,
    /// The speaker, as an index into [`Names::drafts`].
    pub(crate) draft: Option<usize>,
    pub(crate) party: Option<String>,
    pub(crate) act: Act,
    pub(crate) basis: Basis,
    /// The words that decided the act, where the cue did not.
    pub(crate) decided: Range<usize>,
    within: Option<usize>,
}

/// Ties each attribution to its speaker; names that speak are added to `names`.
pub(crate) fn resolve(
    words: &Words<'_>,
    names: &mut Names,
    known: Known<'_>,
    attributions: Vec<Attribution>,
) -> Vec<Resolved> {
    // An inner attribution may begin where its outer one does; the outer one comes first.
    let mut keyed: Vec<(usize, bool, usize, Attribution)> = enclosing(&attributions)
        .into_iter()
        .zip(attributions)
        .map(|(outer, one)| (extent(&one).start, outer.is_some(), one.cue.start, one))
        .collect();
    keyed.sort_by_key(|(start, inner, cue, _)| (*start, *inner, *cue));
    let attributions: Vec<Attribution> = keyed.into_iter().map(|(.., one)| one).collect();
    let speakers = references::resolve(words, names, known, &attributions);
    let within = enclosing(&attributions);
    attributions
        .into_iter()
        .zip(speakers)
        .zip(within)
        .map(|((attribution, Whose { draft, party }), within)| {
            let (act, basis, decided) = act::decide(act::Scene {
                words,
                names,
                source: attribution.source.as_ref(),
                cue: &attribution.cue,
                content: &attribution.content,
                draft,
                party: party.as_deref(),
            });
            Resolved {
                attribution,
                draft,
                party,
                act,
                basis,
                decided,
                within,
            }
        })
        .collect()
}

/// Makes the statements of a reading.
pub(crate) fn finish(
    words: &Words<'_>,
    names: &Names,
    times: &Times,
    resolved: &[Resolved],
    published: Option<&Edtf>,
    ids: &[Option<EntityId>],
) -> Vec<Statement> {
    let original =
        |range: &Range<usize>| -> TextRange { words.document.original(words.range(range)) };
    let dates = said::dates(words, times, resolved, published);
    resolved
        .iter()
        .zip(dates)
        .enumerate()
        .map(|(number, (one, said))| {
            let attribution = &one.attribution;
            let draft = one.draft.and_then(|draft| names.draft(draft));
            Statement {
                id: id_of(number),
                within: one.within.map(id_of),
                kind: kind(words, &attribution.content),
                basis: one.basis,
                act: one.act,
                confidence: attribution.confidence,
                source: attribution
                    .source
                    .iter()
                    .map(|source| original(&source.words))
                    .collect(),
                cue: Some(&attribution.cue)
                    .filter(|cue| !cue.is_empty())
                    .map(original)
                    .into_iter()
                    .collect(),
                content: attribution.content.iter().map(original).collect(),
                speaker: Speaker {
                    entity: one
                        .draft
                        .and_then(|draft| ids.get(draft).copied().flatten()),
                    name: draft.map(|draft| draft.name.clone()),
                    party: one.party.clone(),
                },
                said,
                positions: Vec::new(),
            }
        })
        .collect()
}

fn id_of(number: usize) -> StatementId {
    StatementId(u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1))
}

/// Returns the words from the first to the last of an attribution.
fn extent(one: &Attribution) -> Range<usize> {
    let parts = one
        .content
        .iter()
        .chain(std::iter::once(&one.cue))
        .chain(one.source.iter().map(|source| &source.words));
    let start = parts.clone().map(|part| part.start).min().unwrap_or(0);
    let end = parts.map(|part| part.end).max().unwrap_or(start);
    start..end
}

/// Returns for each attribution the smallest one in whose content it stands.
fn enclosing(attributions: &[Attribution]) -> Vec<Option<usize>> {
    let parts = Parts::new(attributions.iter());
    attributions
        .iter()
        .enumerate()
        .map(|(number, inner)| {
            let begins = inner.source.as_ref().map_or(inner.cue.start, |source| {
                source.words.start.min(inner.cue.start)
            });
            parts
                .around(begins)
                .filter(|(part, other)| {
                    *other != number && inner.cue.end <= part.end && *part != inner.cue
                })
                .filter(|(_, other)| {
                    let outer = attributions.get(*other).map(|outer| &outer.source);
                    inner.source.is_none() || outer != Some(&inner.source)
                })
                .map(|(part, other)| (part.len(), other))
                .min()
                .map(|(_, other)| other)
        })
        .collect()
}

/// Direct where all words are in quotation marks, mixed where some are.
fn kind(words: &Words<'_>, content: &[Range<usize>]) -> Kind {
    let mut quoted = false;
    let mut plain = false;
    for at in content.iter().flat_map(Clone::clone) {
        let Some(word) = words.get(at) else { continue };
        if !matches!(word.kind, TokenKind::Word | TokenKind::Number) {
            continue;
        }
        if word.quotation.is_some() {
            quoted = true;
        } else {
            plain = true;
        }
    }
    match (quoted, plain) {
        (true, false) => Kind::Direct,
        (true, true) => Kind::Mixed,
        (false, _) => Kind::Indirect,
    }
}
