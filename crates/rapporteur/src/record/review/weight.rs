//! How much it would change if somebody decided, and why: the order of the queue.

use rapporteur_core::Stance;
use rapporteur_record::CandidateRow;

use crate::wording::{counted, label};

/// What counts for something to be high in the queue.
pub(super) struct Weight {
    /// The higher, the earlier.
    pub(super) score: f64,
    /// Why, in words.
    pub(super) why: Vec<String>,
}

/// How much more it changes where nothing later is said on the line.
const LATEST: f64 = 3.0;

/// Where the position alone makes a move.
const MOVES: f64 = 2.0;

/// Where it is read beside another stance of the same day, or its speaker is on both sides.
const DISPUTED: f64 = 1.5;

/// For each further outlet that tells it, up to so many.
const OUTLET: f64 = 0.5;
const OUTLETS: u64 = 4;

/// Names that are mentioned more often than this weigh the same.
const MENTIONS: u64 = 20;

/// No reader is so sure that nobody need look.
const LEAST: f64 = 0.02;

/// Weighs a position: how much hangs on it, by how unsure the reader is.
pub(super) fn of_position(row: &CandidateRow) -> Weight {
    let stance = row.voice.stance;
    let mut change = 1.0 + OUTLET * row.outlets.saturating_sub(1).min(OUTLETS) as f64;
    let mut why = Vec::new();
    let doubt = match row.voice.confidence {
        Some(confidence) => {
            let sure = confidence.probability();
            why.push(format!("the reader is {:.0} % sure", sure * 100.0));
            1.0 - sure
        }
        None => {
            why.push("the reader does not say how sure it is".to_owned());
            0.5
        }
    };
    if row.latest {
        change += LATEST;
        why.push("it is the latest word on this".to_owned());
    }
    if let Some(before) = row.before.filter(|before| *before != stance && row.alone) {
        change += MOVES;
        why.push(format!(
            "it alone makes a move, from {} to {}",
            label(&before),
            label(&stance)
        ));
    }
    if let Some(beside) = row.beside {
        change += DISPUTED;
        why.push(format!("{} is read on the same day", label(&beside)));
    }
    if row.torn {
        change += DISPUTED;
        let other = if stance == Stance::For {
            "against"
        } else {
            "for"
        };
        why.push(format!("the speaker is on record {other} it as well"));
    }
    if row.outlets > 1 {
        why.push(format!("{} tell it", counted(row.outlets, "outlet")));
    }
    Weight {
        score: doubt.max(LEAST) * change,
        why,
    }
}

/// Weighs two names that may be one, by how alike they are and how often the rarer one is mentioned.
pub(super) fn of_names(likeness: f64, rarer: u64) -> f64 {
    likeness * (0.5 + rarer.min(MENTIONS) as f64 / MENTIONS as f64)
}

#[cfg(test)]
mod tests {
    use rapporteur_core::{Act, Basis, Confidence, Kind, Published, StatementId};
    use rapporteur_record::{ArticleNumber, LineNumber, Rank, StatementRow, VoiceRow};

    use super::*;

    fn row(thousandths: u16) -> CandidateRow {
        let statement = StatementRow {
            rank: Rank::default(),
            article: ArticleNumber(1),
            statement: StatementId(1),
            within: None,
            kind: Kind::Direct,
            basis: Basis::Speech,
            act: Act::State,
            speaker: None,
            codebook: None,
            naming: None,
            party: None,
            said: None,
            day: None,
            source: String::new(),
            cue: String::new(),
            content: "we stay".to_owned(),
            source_ranges: Vec::new(),
            cue_ranges: Vec::new(),
            content_ranges: Vec::new(),
            publisher: None,
            published: Published::default(),
            title: None,
            url: None,
        };
        CandidateRow {
            voice: VoiceRow {
                statement,
                stance: Stance::Against,
                confidence: Some(Confidence::from_thousandths(thousandths)),
                decided: false,
                repeats: false,
                words: Vec::new(),
            },
            line: LineNumber(1),
            proposition: "islands.withdraw".to_owned(),
            outlets: 1,
            latest: false,
            alone: false,
            before: None,
            beside: None,
            torn: false,
        }
    }

    #[test]
    fn doubt_and_what_hangs_on_it_count() {
        let sure = of_position(&row(950));
        let unsure = of_position(&row(500));
        assert!(unsure.score > sure.score);
        assert_eq!(unsure.why, ["the reader is 50 % sure"]);
        let mut much = row(950);
        much.latest = true;
        much.alone = true;
        much.before = Some(Stance::For);
        much.outlets = 3;
        let much = of_position(&much);
        assert!(much.score > sure.score);
        assert_eq!(
            much.why[1..],
            [
                "it is the latest word on this",
                "it alone makes a move, from for to against",
                "3 outlets tell it"
            ]
        );
    }

    #[test]
    fn names_that_are_mentioned_often_come_first() {
        assert!(of_names(0.9, 40) > of_names(0.9, 2));
        assert!(of_names(0.9, 2) > of_names(0.6, 2));
    }
}
