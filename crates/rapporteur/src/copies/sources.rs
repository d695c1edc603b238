//! How many independent sources stand behind articles, or behind one line of them.
//!
//! Copies are one source with their original. Outlets that have a line from one agency are one source
//! for that line. What one publisher writes twice is one source.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::TextRange;

use super::gathered::Gathered;
use super::outlets::{self, Citations, Outlets};

/// Who stands behind what an article tells.
///
/// Two are the same that have the same key, however their names are written.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// What tells it from others.
    key: String,
    /// The name of the publisher; `None` where nobody knows it.
    pub(crate) name: Option<String>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Source {}

impl PartialOrd for Source {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Source {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

/// An article that tells something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Teller<'a> {
    /// Its number.
    pub(crate) article: i64,
    /// Its publisher.
    pub(crate) publisher: Option<&'a str>,
}

/// Which articles are copies, and which outlets there are.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// Of each copy the original, with its publisher.
    originals: BTreeMap<i64, (i64, Option<String>)>,
    pub(crate) outlets: Outlets,
}

impl Sources {
    pub(crate) fn of(gathered: &Gathered, outlets: Outlets) -> Self {
        let mut originals = BTreeMap::new();
        for group in gathered.groups() {
            let Some(original) = gathered.articles.get(group.original) else {
                continue;
            };
            for (copy, _) in &group.copies {
                if let Some(copy) = gathered.articles.get(*copy) {
                    let publisher = original.publisher.clone();
                    originals.insert(copy.number, (original.number, publisher));
                }
            }
        }
        Self { originals, outlets }
    }

    /// The original that an article is a copy of.
    pub(crate) fn original(&self, article: i64) -> Option<i64> {
        self.originals.get(&article).map(|(original, _)| *original)
    }

    /// How many articles are copies.
    pub(crate) fn copies(&self) -> u64 {
        self.originals.len() as u64
    }

    /// Finds who stands behind what an article tells: the outlet that it has the line from (`cited`,
    /// see [`Citations`]), else the publisher of the article that it is a copy of, else its own.
    /// An article of unknown publisher stands for itself.
    fn source(&self, teller: Teller<'_>, cited: Option<&str>) -> Source {
        let original = self.originals.get(&teller.article);
        let (article, publisher) = match original {
            Some((article, publisher)) => (*article, publisher.as_deref()),
            None => (teller.article, teller.publisher),
        };
        match cited.or(publisher) {
            Some(name) => {
                let name = self.outlets.named(name).unwrap_or(name);
                Source {
                    key: outlets::key(name),
                    name: Some(name.to_owned()),
                }
            }
            None => Source {
                key: format!("#{article}"),
                name: None,
            },
        }
    }

    /// Finds who stands behind each line of an article, with what it has from other outlets.
    pub(crate) fn behind(&self, teller: Teller<'_>, citations: &Citations) -> Behind {
        let parts = citations.parts.iter();
        Behind {
            own: self.source(teller, citations.whole.as_deref()),
            parts: parts
                .map(|(range, outlet)| (*range, self.source(teller, Some(outlet))))
                .collect(),
        }
    }
}

/// Who stands behind the lines of one article.
#[derive(Debug, Clone)]
pub(crate) struct Behind {
    own: Source,
    /// Stretches that it has from others.
    parts: Vec<(TextRange, Source)>,
}

impl Behind {
    /// Finds who stands behind a line, by the first of its stretches.
    pub(crate) fn line(&self, line: &[TextRange]) -> &Source {
        let Some(line) = line.first() else {
            return &self.own;
        };
        let meets = |range: &TextRange| range.start() < line.end() && line.start() < range.end();
        let part = self.parts.iter().find(|(range, _)| meets(range));
        part.map_or(&self.own, |(_, source)| source)
    }
}

/// Finds the independent sources behind a line that several articles tell, each with its own words.
///
/// Every view that counts outlets counts these.
pub(crate) fn independent<'a>(
    told: impl IntoIterator<Item = (&'a Behind, &'a [TextRange])>,
) -> BTreeSet<Source> {
    let told = told.into_iter();
    told.map(|(behind, line)| behind.line(line).clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use rapporteur_copies::CopyKind;

    use super::super::{Known, Pair};
    use super::*;

    /// Three articles of which the second is a copy of the first, by the days.
    fn sources() -> Sources {
        let known = |number: i64, publisher: &str| Known {
            number,
            publisher: (!publisher.is_empty()).then(|| publisher.to_owned()),
            title: None,
            file: None,
            published: rapporteur_core::Edtf::parse(&format!("2031-03-0{number}")),
            characters: 900,
            id: number.to_string(),
        };
        let pair = |first, second| Pair {
            first,
            second,
            kind: CopyKind::Verbatim,
            shared: 90,
            of_first: 100,
            of_second: 90,
            longest: 90,
        };
        let gathered = Gathered {
            articles: vec![
                known(1, "Harbour Wire"),
                known(2, "Narrows Monitor"),
                known(4, ""),
                known(5, "Dayfeed 24"),
            ],
            pairs: vec![pair(1, 2), pair(4, 5)],
            ..Gathered::default()
        };
        Sources::of(&gathered, Outlets::of(None, ["Harbour Wire"].into_iter()))
    }

    /// Articles with publisher and the outlet that each cites; expected are the sources.
    fn check(told: &[(i64, &str, &str)], expected: &[&str]) {
        let sources = sources();
        let line = [TextRange::new(0, 9)];
        let behind: Vec<Behind> = (told.iter())
            .map(|(article, publisher, cited)| {
                let teller = Teller {
                    article: *article,
                    publisher: (!publisher.is_empty()).then_some(*publisher),
                };
                let cited =
                    (!cited.is_empty()).then(|| (TextRange::new(5, 12), (*cited).to_owned()));
                let parts = cited.into_iter().collect();
                sources.behind(teller, &Citations { whole: None, parts })
            })
            .collect();
        let found = independent(behind.iter().map(|behind| (behind, &line[..])));
        let names: Vec<Option<&str>> = found.iter().map(|one| one.name.as_deref()).collect();
        let expected: Vec<Option<&str>> = (expected.iter())
            .map(|name| (!name.is_empty()).then_some(*name))
            .collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn copies_count_once() {
        check(
            &[(1, "Harbour Wire", ""), (2, "Narrows Monitor", "")],
            &["Harbour Wire"],
        );
        check(&[(2, "Narrows Monitor", "")], &["Harbour Wire"]);
        check(&[(5, "Dayfeed 24", ""), (4, "", "")], &[""]);
    }

    #[test]
    fn who_cites_one_agency_counts_once_for_the_line() {
        check(
            &[
                (1, "Harbour Wire", ""),
                (6, "Dayfeed 24", "harbour wire"),
                (7, "Courier", ""),
            ],
            &["Courier", "Harbour Wire"],
        );
        check(
            &[
                (6, "Dayfeed 24", ""),
                (7, "The Courier", ""),
                (8, "Courier", ""),
            ],
            &["Courier", "Dayfeed 24"],
        );
    }

    #[test]
    fn unknown_outlets_stand_for_themselves() {
        check(&[(8, "", ""), (9, "", "")], &["", ""]);
    }
}
