//! One article's mistakes, for people.

use super::super::articles::Case;
use super::super::key::Spans;
use super::judged::Judged;
use super::reporting::ReportingWords;
use super::roles::Attribution;
use super::score::{content_half, pairs};

/// Prints what was not found, what is not in the key, and what has the wrong source, with the words.
pub(super) fn print(case: &Case, judged: &Judged, reporting: &ReportingWords) {
    let relations = judged.gold.iter().filter(|gold| !gold.content.is_empty());
    println!(
        "{}: {} in the key, {} read, {} right",
        case.file,
        relations.count(),
        judged.read.len(),
        judged.scored.pairs.iter().flatten().count()
    );
    println!("place, \"said\" for a reporting word, source | cue | content\n");
    let gold = |number: &usize| {
        let gold = judged.gold.get(*number);
        gold.map_or_else(String::new, |gold| line(case, judged, reporting, gold))
    };
    let read = |number: &usize| {
        let Some(read) = judged.read.get(*number) else {
            return String::new();
        };
        let line = line(case, judged, reporting, &read.attribution);
        match read.confidence {
            Some(confidence) => format!("{line} ({}, {confidence:.2})", read.id),
            None => format!("{line} ({})", read.id),
        }
    };
    let mistakes = mistakes(judged);
    println!("in the key and not found:");
    for number in &mistakes.missed {
        println!("{}", gold(number));
    }
    println!("\nread and not in the key:");
    for number in &mistakes.spurious {
        println!("{}", read(number));
    }
    println!("\nfound with the wrong source, the key's line first:");
    for (expected, found) in &mistakes.wrong_source {
        println!("{}\n{}\n", gold(expected), read(found));
    }
}

fn line(
    case: &Case,
    judged: &Judged,
    reporting: &ReportingWords,
    attribution: &Attribution,
) -> String {
    let words = |spans: &Spans| match case.words(spans) {
        words if words.is_empty() => "-".to_owned(),
        words => words,
    };
    let place = (attribution.content.first())
        .or(attribution.cue.first())
        .map_or(0, |[start, _]| *start);
    let reports = reporting.report(attribution, &judged.letters);
    format!(
        "{place:>6} {:<4} {} | {} | {}",
        if reports { "said" } else { "" },
        words(&attribution.source),
        words(&attribution.cue),
        words(&attribution.content)
    )
}

/// The attributions that are not paired as relations, by number.
#[derive(Debug, PartialEq, Eq)]
struct Mistakes {
    missed: Vec<usize>,
    spurious: Vec<usize>,
    /// One of the key, and one that was read with its content.
    wrong_source: Vec<(usize, usize)>,
}

fn mistakes(judged: &Judged) -> Mistakes {
    let open_gold: Vec<usize> = (judged.gold.iter().enumerate())
        .filter(|(number, gold)| {
            !gold.content.is_empty() && !judged.scored.pairs.contains(&Some(*number))
        })
        .map(|(number, _)| number)
        .collect();
    let open_read: Vec<usize> = (judged.scored.pairs.iter().enumerate())
        .filter(|(_, pair)| pair.is_none())
        .map(|(number, _)| number)
        .collect();
    let golds: Vec<&Attribution> = (open_gold.iter())
        .filter_map(|number| judged.gold.get(*number))
        .collect();
    let reads: Vec<&Attribution> = (open_read.iter())
        .filter_map(|number| judged.read.get(*number).map(|read| &read.attribution))
        .collect();
    let owner = pairs(&judged.letters, &reads, &golds, content_half);
    let wrong_source: Vec<(usize, usize)> = (open_gold.iter().zip(&owner))
        .filter_map(|(gold, owner)| Some((*gold, *open_read.get((*owner)?)?)))
        .collect();
    let free = |numbers: Vec<usize>, taken: Vec<usize>| {
        let mut numbers = numbers;
        numbers.retain(|number| !taken.contains(number));
        numbers
    };
    Mistakes {
        missed: free(open_gold, wrong_source.iter().map(|pair| pair.0).collect()),
        spurious: free(open_read, wrong_source.iter().map(|pair| pair.1).collect()),
        wrong_source,
    }
}

#[cfg(test)]
mod tests {
    use super::super::judged::Read;
    use super::super::letters::Letters;
    use super::super::score::score;
    use super::*;

    const TEXT: &str = "Ilva Maren said it must end. Boll said it may. A clerk left.";

    fn attribution(source: [usize; 2], content: [usize; 2]) -> Attribution {
        Attribution {
            source: vec![source],
            cue: Vec::new(),
            content: vec![content],
        }
    }

    fn check(gold: Vec<Attribution>, all: Vec<Attribution>, expected: &Mistakes) {
        let letters = Letters::new(TEXT.chars().collect());
        let scored = score(&letters, &ReportingWords::parse("said"), &gold, &all);
        let read = |(number, attribution): (usize, Attribution)| Read {
            id: format!("s{number}"),
            attribution,
            confidence: None,
        };
        let judged = Judged {
            letters,
            gold,
            scored,
            read: all.into_iter().enumerate().map(read).collect(),
            paired: None,
        };
        assert_eq!(mistakes(&judged), *expected);
    }

    #[test]
    fn a_content_with_another_source_is_told_by_itself() {
        let (maren, boll) = ([0, 10], [29, 33]);
        check(
            vec![
                attribution(maren, [16, 27]),
                attribution(boll, [39, 45]),
                attribution(boll, [47, 54]),
            ],
            vec![
                attribution(boll, [16, 27]),
                attribution(boll, [39, 45]),
                attribution(maren, [55, 59]),
            ],
            &Mistakes {
                missed: vec![2],
                spurious: vec![2],
                wrong_source: vec![(0, 0)],
            },
        );
    }
}
