//! The development documents of GUM (Zeldes 2017), out of CoNLL-U.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Document, Span, kind};
use crate::Failure;

/// A token of a sentence: its code points, and its fields.
struct Token<'a> {
    start: usize,
    end: usize,
    fields: Vec<&'a str>,
}

/// Reads the documents, their paragraphs a line each.
///
/// # Errors
///
/// A [`Failure`] where a file cannot be read.
pub(super) fn read(folder: &Path) -> Result<Vec<Document>, Failure> {
    let open =
        |path: &Path| std::fs::read_to_string(path).map_err(|error| Failure::io(path, error));
    let splits = open(&folder.join("splits.md"))?;
    let mut documents = Vec::new();
    for name in development(&splits) {
        let path = folder.join("dep").join(format!("{name}.conllu"));
        if path.is_file() {
            let (text, gold) = parse(&open(&path)?);
            let name = name.to_owned();
            documents.push(Document { name, text, gold });
        }
    }
    Ok(documents)
}

/// The names of the documents under the heading `dev`.
fn development(splits: &str) -> impl Iterator<Item = &str> {
    let lines = splits.lines().skip_while(|line| *line != "## dev").skip(1);
    let lines = lines.take_while(|line| !line.starts_with("## "));
    lines.filter_map(|line| line.trim_start().strip_prefix("* "))
}

/// Rebuilds the text of a document, and finds the spans headed by a proper noun.
fn parse(lines: &str) -> (String, BTreeSet<Span>) {
    let (mut text, mut length) = (String::new(), 0);
    let mut gold = BTreeSet::new();
    let mut sentence: Vec<Token<'_>> = Vec::new();
    let mut gap = "";
    let mut joined: Option<(usize, bool)> = None;
    for line in lines.lines().chain([""]) {
        if line.starts_with("# newpar") {
            gap = if length == 0 { "" } else { "\n" };
        } else if line.is_empty() {
            gold.extend(named(&sentence));
            sentence.clear();
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [number, form, .., other] = fields.as_slice() else {
            continue;
        };
        let glued = other.split('|').any(|item| item == "SpaceAfter=No");
        if let Some((_, last)) = number.split_once('-') {
            joined = last.parse().ok().map(|last| (last, glued));
            continue;
        }
        let Ok(number) = number.parse::<usize>() else {
            continue;
        };
        text.push_str(gap);
        let start = length + gap.len();
        length = start + form.chars().count();
        text.push_str(form);
        let glued = match joined {
            Some((last, _)) if number < last => true,
            Some((_, glued)) => {
                joined = None;
                glued
            }
            None => glued,
        };
        gap = if glued { "" } else { " " };
        sentence.push(Token {
            start,
            end: length,
            fields,
        });
    }
    (text, gold)
}

/// The spans of a sentence whose head, the token that depends on one outside, is a proper noun.
fn named(sentence: &[Token<'_>]) -> Vec<Span> {
    let field = |token: &Token<'_>, number: usize| -> String {
        token
            .fields
            .get(number)
            .copied()
            .unwrap_or_default()
            .to_owned()
    };
    let mut open: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, token) in sentence.iter().enumerate() {
        let other = token.fields.last().copied().unwrap_or_default();
        let marks = other
            .split('|')
            .find_map(|item| item.strip_prefix("Entity="));
        for mark in marks
            .unwrap_or_default()
            .split_inclusive(')')
            .flat_map(openings)
        {
            let mut parts = mark.trim_matches(['(', ')']).split('-');
            let id = parts.next().unwrap_or_default();
            if mark.starts_with('(') {
                let kind = parts.next().unwrap_or_default();
                open.entry(id).or_default().push((at, kind));
            }
            if mark.ends_with(')')
                && let Some((first, kind)) = open.get_mut(id).and_then(Vec::pop)
            {
                found.push((first, at, kind));
            }
        }
    }
    let spans = found.into_iter().filter_map(|(first, last, name)| {
        let tokens = sentence.get(first..=last)?;
        let inside: BTreeSet<String> = tokens.iter().map(|token| field(token, 0)).collect();
        let head = tokens
            .iter()
            .find(|token| !inside.contains(&field(token, 6)))?;
        let is_name = field(head, 3) == "PROPN";
        let (start, end) = (tokens.first()?.start, tokens.last()?.end);
        is_name.then_some((start, end, kind(name)?))
    });
    spans.collect()
}

/// Cuts marks that open: `(1-person(2-place)` has two.
fn openings(marks: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(marks.match_indices('(').map(|(at, _)| at))
        .chain([marks.len()])
        .collect();
    let pairs: Vec<(usize, usize)> = starts
        .iter()
        .copied()
        .zip(starts.iter().skip(1).copied())
        .collect();
    pairs
        .into_iter()
        .filter_map(move |(start, end)| marks.get(start..end))
        .filter(|mark| !mark.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_nest_and_paragraphs_are_lines() {
        let lines = "# newpar\n\
            1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\tEntity=(1-organization-x\n\
            2\tOffice\toffice\tPROPN\t_\t_\t0\troot\t_\t_\n\
            3\tof\tof\tADP\t_\t_\t4\tcase\t_\t_\n\
            4\tSorrel\tSorrel\tPROPN\t_\t_\t2\tnmod\t_\tEntity=(2-place-x)1)|SpaceAfter=No\n\
            5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n\
            # newpar\n\
            1-2\tOfficials'\t_\t_\t_\t_\t_\t_\t_\t_\n\
            1\tOfficials\tofficial\tNOUN\t_\t_\t3\tnmod\t_\tEntity=(3-person-x\n\
            2\t'\t's\tPART\t_\t_\t1\tcase\t_\tEntity=3)\n\
            3\tletter\tletter\tNOUN\t_\t_\t0\troot\t_\t_\n\n\
            1\tIt\tit\tPRON\t_\t_\t2\tnsubj\t_\t_\n\
            2\tcame\tcome\tVERB\t_\t_\t0\troot\t_\t_\n";
        let (text, gold) = parse(lines);
        assert_eq!(text, "The Office of Sorrel.\nOfficials' letter It came");
        assert_eq!(gold, BTreeSet::from([(0, 20, 1), (14, 20, 2)]));
    }
}
