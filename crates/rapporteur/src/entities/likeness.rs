//! How alike two parts are.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::EntityType;

use super::part::Part;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Same,
    Suggested,
    Different,
}

#[derive(Debug, Clone)]
pub(super) struct Likeness {
    pub(super) verdict: Verdict,
    pub(super) score: f64,
    pub(super) reasons: Vec<String>,
}

pub(super) struct Judge<'a> {
    parts: &'a [Part],
    tokens: BTreeMap<String, Vec<usize>>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(parts: &'a [Part]) -> Self {
        let mut tokens: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, p) in parts.iter().enumerate() {
            for t in p.key.split(' ') {
                tokens
                    .entry(t.chars().take(2).collect())
                    .or_default()
                    .push(i);
            }
        }
        Self { parts, tokens }
    }
    pub(super) fn candidates(&self, place: usize) -> Vec<usize> {
        let Some(p) = self.parts.get(place) else {
            return Vec::new();
        };
        let found: BTreeSet<usize> = p
            .key
            .split(' ')
            .filter_map(|t| self.tokens.get(&t.chars().take(2).collect::<String>()))
            .flatten()
            .copied()
            .filter(|o| *o != place)
            .collect();
        found.into_iter().collect()
    }
    pub(super) fn judge(&self, one: usize, other: usize) -> Likeness {
        let none = Likeness {
            verdict: Verdict::Different,
            score: 0.0,
            reasons: vec![],
        };
        let Some((a, b)) = self.parts.get(one).zip(self.parts.get(other)) else {
            return none;
        };
        if a.kind != b.kind {
            return none;
        }
        let score = strsim::jaro_winkler(&a.key, &b.key);
        let last = |p: &Part| p.key.rsplit(' ').next().unwrap_or_default().to_owned();
        let single = a.kind == EntityType::Person && (!a.key.contains(' ') || !b.key.contains(' '));
        let verdict = if a.key == b.key {
            Verdict::Same
        } else if single && last(a) == last(b) {
            Verdict::Suggested
        } else if score > 0.97 && !single {
            Verdict::Same
        } else if score > 0.9 {
            Verdict::Suggested
        } else {
            Verdict::Different
        };
        Likeness {
            verdict,
            score,
            reasons: vec!["alike".into()],
        }
    }
}
