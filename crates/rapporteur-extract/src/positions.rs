//! Where a statement stands on the codebook's propositions.
//!
//! Two passes: likeness of sentence vectors and shared words propose propositions, and a small model
//! that reads statement and proposition together tells how the one stands to the other. Logistic
//! models over both, and over what the statement does, decide. Silence is better than a wrong stance:
//! what is not likely enough is left out.

mod measures;
mod part;
mod prepared;
mod stems;
mod weighed;

use std::ops::Range;

use rapporteur_core::{Act, Confidence, Position, Stance, StatementId, TextRange};
use rapporteur_stance::{PairReader, PairReading, SentenceVectors};

use crate::names::{NameMention, Names};
use crate::preconditions::Tied;
use crate::resources::{Decision, Measures};
use crate::told::Told;
use crate::words::Words;
use measures::{Cheap, Read};
use part::{Laid, Part, Role};
pub(crate) use prepared::Prepared;
use weighed::{Weighed, stances};

/// How many propositions one part of a statement is read with at most.
const MOST_READ: usize = 2;

/// A proposition less likely to be proposed is measured without reading the two together.
const LEAST_MEASURED: f64 = 0.02;

/// How many statements before one tell what it may be about.
const LOOK_BACK: usize = 2;

/// How many where the part has few words, and one of them points back.
const LOOK_FAR_BACK: usize = 4;

/// A part of more words than these says itself what it is about.
const FEW: usize = 4;

/// What positions are read with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Positions<'a> {
    pub(crate) prepared: &'a Prepared,
    pub(crate) names: &'a Names,
    pub(crate) vectors: &'a SentenceVectors,
    pub(crate) pairs: Option<&'a PairReader>,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    /// The positions of each statement.
    pub(crate) positions: Vec<Vec<Position>>,
    /// For each precondition, the propositions of what is wanted and of the condition.
    pub(crate) ties: Vec<[Option<String>; 2]>,
}

/// A part of a statement beside a proposition, with what was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The statement.
    pub statement: StatementId,
    /// `whole`, or the half of a condition: `wanted` or `condition`.
    pub part: &'static str,
    /// The id of the proposition.
    pub proposition: String,
    /// Each measure with its name.
    pub measures: Vec<(&'static str, f32)>,
}

/// A part that is looked at.
struct Looked {
    /// The statement, as an index.
    told: usize,
    /// The precondition that it is a half of, as an index.
    tied: Option<usize>,
    part: Part,
    laid: Laid,
    cheap: Vec<Cheap>,
}

/// A pair that is proposed: the part and the proposition, as indices.
struct Proposed {
    looked: usize,
    proposition: usize,
    reading: Option<PairReading>,
}

/// A stance of a part on a proposition.
struct Taken {
    proposition: usize,
    stance: Stance,
    probability: f64,
    words: Vec<TextRange>,
}

impl Positions<'_> {
    /// Finds the positions of statements, whose preconditions are known.
    pub(crate) fn find(self, words: &Words<'_>, told: &[Told<'_>], tied: &[Tied]) -> Found {
        let decision = &words.resources.decision;
        let looked = self.look(words, told, tied);
        let mut found = Found {
            positions: vec![Vec::new(); told.len()],
            ties: vec![[None, None]; tied.len()],
        };
        let mut taken: Vec<Vec<Taken>> = looked.iter().map(|_| Vec::new()).collect();
        let pairs = self.read(&looked, decision);
        let weighed = weigh(told, &looked, &pairs, decision);
        for (weighed, (stance, probability)) in weighed.iter().zip(stances(&weighed, decision)) {
            let Some(pair) = pairs.get(weighed.pair) else {
                continue;
            };
            let (Some(one), Some(list)) = (looked.get(pair.looked), taken.get_mut(pair.looked))
            else {
                continue;
            };
            if probability >= decision.tie.least {
                list.push(Taken {
                    proposition: pair.proposition,
                    stance,
                    probability,
                    words: self.words(words, one, pair),
                });
            }
        }
        for (one, mut taken) in looked.iter().zip(taken) {
            taken.sort_by(|one, other| other.probability.total_cmp(&one.probability));
            let id = |taken: &Taken| {
                let ready = self.prepared.propositions.get(taken.proposition);
                ready.map(|ready| ready.id.clone())
            };
            let half = usize::from(one.part.role == Role::Condition);
            if let Some(ties) = one.tied.and_then(|tied| found.ties.get_mut(tied))
                && let Some(tie) = ties.get_mut(half)
            {
                *tie = taken.first().and_then(id);
            }
            let Some(positions) = found.positions.get_mut(one.told) else {
                continue;
            };
            let sure = |taken: &Taken| taken.probability >= decision.about.least;
            for taken in taken.into_iter().filter(sure) {
                let Some(proposition) = id(&taken) else {
                    continue;
                };
                if positions
                    .iter()
                    .all(|known| known.proposition != proposition)
                {
                    positions.push(Position {
                        proposition,
                        stance: taken.stance,
                        confidence: Some(confidence(taken.probability)),
                        words: taken.words,
                    });
                }
            }
        }
        found
    }

    /// Measures the parts of statements beside all propositions; those far from being proposed are not
    /// read together.
    pub(crate) fn measure(
        self,
        words: &Words<'_>,
        told: &[Told<'_>],
        tied: &[Tied],
    ) -> Vec<Measured> {
        let mut list = Vec::new();
        for one in self.look(words, told, tied) {
            let Some(statement) = told.get(one.told) else {
                continue;
            };
            let prepared = self
                .pairs
                .map(|pairs| pairs.prepare_statement(&one.laid.text));
            for (ready, cheap) in self.prepared.propositions.iter().zip(&one.cheap) {
                let decision = &words.resources.decision;
                let odds = decision.propose.probability(&cheap.named());
                let read = prepared.as_ref().filter(|_| odds >= LEAST_MEASURED);
                let reading = ready
                    .wordings
                    .first()
                    .and_then(|wording| Some(self.pairs?.read(read?, wording.pair.as_ref()?)));
                let mut measures = cheap.named();
                measures.extend(stance(statement, &one.part, cheap, reading.as_ref()));
                list.push(Measured {
                    statement: statement.id,
                    part: one.part.role.name(),
                    proposition: ready.id.clone(),
                    measures,
                });
            }
        }
        list
    }

    /// Cuts statements into the parts that are looked at: the halves of its conditions where a
    /// statement sets any, else all of it.
    fn look(self, words: &Words<'_>, told: &[Told<'_>], tied: &[Tied]) -> Vec<Looked> {
        let mut list = Vec::new();
        for (number, one) in told.iter().enumerate() {
            let name = one.party.and_then(|party| self.prepared.name(party));
            let mut add = |role: Role, tied: Option<usize>, parts: &[Range<usize>]| {
                let part = Part::new(words, self.vectors, role, parts, self.named(parts));
                let cheap = measures::cheap(&part, self.prepared);
                list.push(Looked {
                    told: number,
                    tied,
                    laid: Laid::new(words, one, name, parts),
                    part,
                    cheap,
                });
            };
            let mut whole = true;
            for (at, tied) in tied
                .iter()
                .enumerate()
                .filter(|(_, tied)| tied.told == number)
            {
                add(Role::Wanted, Some(at), &tied.wanted);
                add(Role::Condition, Some(at), &tied.condition);
                whole = false;
            }
            if whole {
                add(Role::Whole, None, &one.content);
            }
        }
        self.look_back(&mut list, &words.resources.decision);
        list
    }

    /// Returns the stems that the names in some stretches stand for.
    fn named(self, parts: &[Range<usize>]) -> Vec<String> {
        let inside = |mention: &&NameMention| {
            let at = mention.words.start;
            parts.iter().any(|part| part.contains(&at))
        };
        let mentions = self.names.mentions.iter().filter(inside);
        let drafts = mentions.filter_map(|mention| self.names.draft(mention.draft));
        drafts
            .flat_map(|draft| self.prepared.stands_for(draft))
            .collect()
    }

    /// Tells each part what the statements just before it are likely to be about.
    fn look_back(self, list: &mut [Looked], decision: &Decision) {
        let likely = |one: &Looked| -> Vec<f32> {
            let odds = one.cheap.iter().map(Cheap::named);
            odds.map(|measures| decision.propose.probability(&measures) as f32)
                .collect()
        };
        let all: Vec<(usize, Vec<f32>)> = list.iter().map(|one| (one.told, likely(one))).collect();
        for one in list {
            let points_back = one.part.points && one.part.weight() <= FEW;
            for (told, likely) in all.iter().filter(|(told, _)| *told < one.told) {
                let far = one.told - told;
                for (cheap, likely) in one.cheap.iter_mut().zip(likely) {
                    if far <= LOOK_BACK {
                        cheap.before = cheap.before.max(*likely);
                    }
                    if far <= LOOK_FAR_BACK && points_back {
                        cheap.back = cheap.back.max(*likely);
                    }
                }
            }
        }
    }

    /// Proposes propositions for each part, the likeliest first, and reads the pairs together.
    fn read(self, looked: &[Looked], decision: &Decision) -> Vec<Proposed> {
        let mut list: Vec<Proposed> = Vec::new();
        for (number, one) in looked.iter().enumerate() {
            let odds = |cheap: &Cheap| decision.propose.probability(&cheap.named());
            let mut likely: Vec<(usize, f64)> = (one.cheap.iter().map(odds).enumerate())
                .filter(|(_, odds)| *odds >= decision.propose.least)
                .collect();
            likely.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
            list.extend(
                likely
                    .into_iter()
                    .take(MOST_READ)
                    .map(|(proposition, _)| Proposed {
                        looked: number,
                        proposition,
                        reading: None,
                    }),
            );
        }
        let Some(pairs) = self.pairs else { return list };
        let statements: Vec<_> = looked
            .iter()
            .map(|one| pairs.prepare_statement(&one.laid.text))
            .collect();
        let mut numbers = Vec::new();
        let mut together = Vec::new();
        for (number, one) in list.iter().enumerate() {
            let ready = self.prepared.propositions.get(one.proposition);
            let wording = ready.and_then(|ready| ready.wordings.first());
            if let (Some(statement), Some(proposition)) = (
                statements.get(one.looked),
                wording.and_then(|wording| wording.pair.as_ref()),
            ) {
                numbers.push(number);
                together.push((statement, proposition));
            }
        }
        for (number, reading) in numbers.into_iter().zip(pairs.read_all(&together)) {
            if let Some(one) = list.get_mut(number) {
                one.reading = Some(reading);
            }
        }
        list
    }

    /// Returns the words that decided: the stretch that the reader of pairs heard most in, or the clause
    /// that is most like the proposition.
    fn words(self, words: &Words<'_>, looked: &Looked, pair: &Proposed) -> Vec<TextRange> {
        let heard = (pair.reading.as_ref())
            .and_then(|reading| loudest(&reading.shares))
            .and_then(|bytes| looked.laid.place(&bytes))
            .map(|bytes| words.covering(&bytes));
        let chosen = heard.or_else(|| self.likest(looked, pair.proposition));
        let original = |part: &Range<usize>| words.document.original(words.range(part));
        match chosen {
            Some(part) if !part.is_empty() => Vec::from([original(&part)]),
            _ => looked.part.words.iter().map(original).collect(),
        }
    }

    /// Returns the clause that is most like a wording of a proposition.
    fn likest(self, looked: &Looked, proposition: usize) -> Option<Range<usize>> {
        let ready = self.prepared.propositions.get(proposition)?;
        let best = looked.part.clauses.iter().map(|clause| {
            let likeness = ready
                .wordings
                .iter()
                .map(|wording| clause.vector.likeness(&wording.vector));
            (likeness.fold(-1.0, f32::max), &clause.words)
        });
        best.max_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, words)| words.clone())
    }
}

/// Weighs each pair: how likely its part takes a position on its proposition.
fn weigh<'a>(
    told: &[Told<'a>],
    looked: &[Looked],
    pairs: &[Proposed],
    decision: &Decision,
) -> Vec<Weighed<'a>> {
    let weigh = |(number, pair): (usize, &Proposed)| {
        let one = looked.get(pair.looked)?;
        let cheap = one.cheap.get(pair.proposition)?;
        let statement = told.get(one.told)?;
        let measures = stance(statement, &one.part, cheap, pair.reading.as_ref());
        let mut about = measures.clone();
        about.push(("proposed", decision.propose.odds(&cheap.named()) as f32));
        about.push(("topic", cheap.topic));
        Some(Weighed {
            pair: number,
            told: one.told,
            party: statement.party,
            proposition: pair.proposition,
            role: one.part.role,
            about: decision.about.probability(&about),
            conditional: decision.conditional.probability(&measures) >= decision.conditional.least,
            measures,
        })
    };
    pairs.iter().enumerate().filter_map(weigh).collect()
}

/// Returns the measures by which a stance is decided.
fn stance(
    statement: &Told<'_>,
    part: &Part,
    cheap: &Cheap,
    reading: Option<&PairReading>,
) -> Measures {
    let direction = match part.role {
        Role::Whole => measures::direction(statement.act),
        Role::Wanted | Role::Condition => 1.0,
    };
    let read = reading.map(Read::of).unwrap_or_default();
    let yes = |holds: bool| f32::from(u8::from(holds));
    Vec::from([
        ("pull", cheap.pull),
        ("direction", direction),
        ("acts", direction.abs()),
        ("report", yes(statement.act == Act::Report)),
        ("accuse", yes(statement.act == Act::Accuse)),
        ("nobody", yes(statement.party.is_none())),
        ("read", read.any),
        ("read side", read.side),
        ("read conditional", read.conditional),
    ])
}

/// Returns the contiguous words whose shares add up to most, as bytes.
fn loudest(shares: &[(Range<usize>, f32)]) -> Option<Range<usize>> {
    let mut best: Option<(f32, Range<usize>)> = None;
    let mut open: Option<(f32, Range<usize>)> = None;
    for (bytes, share) in shares {
        // Kadane's algorithm for the stretch of greatest sum.
        let (sum, start) = match open.take() {
            Some((sum, range)) if sum > 0.0 => (sum + share, range.start),
            _ => (*share, bytes.start),
        };
        if best.as_ref().is_none_or(|(most, _)| sum > *most) {
            best = Some((sum, start..bytes.end));
        }
        open = Some((sum, start..bytes.end));
    }
    best.filter(|(sum, _)| *sum > 0.0).map(|(_, range)| range)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a probability in thousandths"
)]
fn confidence(probability: f64) -> Confidence {
    Confidence::from_thousandths((probability * 1000.0) as u16)
}
