//! Which source and which contents belong to a cue: log-linear choices among the nearest parts.
//!
//! Each cue chooses a source or none, so that several cues may share one; each content chooses a
//! cue or none. The weights are fitted on gold articles by `training/attribution/linking.py`, which
//! computes the same features.

mod layout;

use std::ops::Range;

use crate::tag::Role;
use crate::weights::{Matrix, Size, Weights, WeightsError};

use layout::Part;

pub(crate) use layout::Layout;

/// How many templates there are, and how many values each may have.
const TEMPLATES: usize = 16;
const VALUES: usize = 128;

/// A feature of a choice: its template and its value.
type Feature = (usize, usize);

/// A cue with the words that belong to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Linked {
    pub(crate) source: Option<Range<usize>>,
    pub(crate) cue: Range<usize>,
    pub(crate) contents: Vec<Range<usize>>,
    /// How probable the choice of the source is.
    pub(crate) source_probability: f64,
    /// How probable the least probable choice of a content is.
    pub(crate) content_probability: f64,
}

/// The weights of both choices: the templates of sources, then those of contents.
#[derive(Debug, Clone)]
pub(crate) struct Linking(Matrix<f32>);

impl Linking {
    pub(crate) fn read(weights: &Weights<'_>) -> Result<Self, WeightsError> {
        let rows = Size::Exactly(2 * TEMPLATES);
        let table = weights.matrix("linking", rows, Size::Exactly(VALUES))?;
        Ok(Self(table))
    }

    /// Links the parts of an article; a cue without a content is left out.
    pub(crate) fn link(&self, layout: &Layout<'_>) -> Vec<Linked> {
        let cues = layout.of_role(Role::Cue);
        let mut links: Vec<Linked> = cues
            .iter()
            .map(|cue| self.with_source(layout, cue))
            .collect();
        for content in layout.of_role(Role::Content) {
            let near = layout.candidates(content, Role::Cue);
            let options = near
                .iter()
                .map(|one| layout.pair(&one.part, content, one.side.other(), one.rank))
                .chain([layout.none(content, near.len())]);
            let (best, probability) = self.choose(TEMPLATES, options);
            if let Some(cue) = near.get(best)
                && let Ok(number) =
                    links.binary_search_by_key(&cue.part.start, |link| link.cue.start)
                && let Some(link) = links.get_mut(number)
            {
                link.contents.push(content.start..content.end);
                link.content_probability = link.content_probability.min(probability);
            }
        }
        links.retain(|link| !link.contents.is_empty());
        links
    }

    fn with_source(&self, layout: &Layout<'_>, cue: &Part) -> Linked {
        let near = layout.candidates(cue, Role::Source);
        let options = near
            .iter()
            .map(|one| layout.pair(cue, &one.part, one.side, one.rank))
            .chain([layout.none(cue, near.len())]);
        let (best, probability) = self.choose(0, options);
        Linked {
            source: near.get(best).map(|one| one.part.start..one.part.end),
            cue: cue.start..cue.end,
            contents: Vec::new(),
            source_probability: probability,
            content_probability: 1.0,
        }
    }

    /// Returns the place of the best option, the first of equals, and its probability.
    fn choose(&self, first: usize, options: impl Iterator<Item = Vec<Feature>>) -> (usize, f64) {
        let scores: Vec<f32> = options
            .map(|features| {
                features.iter().fold(0.0, |sum, (template, value)| {
                    sum + self.0.row(first + template).get(*value).unwrap_or(&0.0)
                })
            })
            .collect();
        let mut best = (0, f32::NEG_INFINITY);
        for (place, score) in scores.iter().enumerate() {
            if *score > best.1 {
                best = (place, *score);
            }
        }
        let sum: f64 = scores
            .iter()
            .map(|score| libm::exp(f64::from(*score) - f64::from(best.1)))
            .sum();
        (best.0, 1.0 / sum.max(1.0))
    }
}
