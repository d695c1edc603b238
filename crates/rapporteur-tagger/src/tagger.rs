//! The tagger: from a text to its words with their tags.

use std::ops::Range;

use crate::body::{Body, Input};
use crate::chain::Grid;
use crate::confidence::Confidence;
use crate::features;
use crate::head::Head;
use crate::kernel::Kernel;
use crate::layer::Steps;
use crate::linking::{Layout, Linked, Linking};
use crate::names::NameHead;
use crate::pieces::{Folded, Vocabulary};
use crate::span::NameSpan;
use crate::tag::Tag;
use crate::weights::{Weights, WeightsError};
use crate::words::{self, Word};

/// Tags the words of a text. Holds no state: the same text gives the same tags.
#[derive(Debug, Clone)]
pub struct Tagger {
    vocabulary: Vocabulary,
    body: Body,
    head: Head,
    linking: Linking,
    confidence: Confidence,
    names: Option<NameHead>,
}

/// The words of a text with their tags, and the attributions that they make up.
#[derive(Debug, Clone, PartialEq)]
pub struct Tagged {
    words: Vec<TaggedWord>,
    attributions: Vec<Attribution>,
    names: Vec<NameSpan>,
    probabilities: Grid<f32>,
    emissions: Grid<f32>,
    name_emissions: Grid<f32>,
}

/// A word and its tag in the best sequence of tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaggedWord {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The tag.
    pub tag: Tag,
}

/// A cue with the source and the contents that belong to it, as bytes of the text.
///
/// A stretch runs from its first word to its last, and may take in what was left out between two
/// stretches that were read.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who says it; `None` where the text does not tell. Several cues may share a source.
    pub source: Option<Range<usize>>,
    /// The words that tell that something is said.
    pub cue: Range<usize>,
    /// What is said: one or more stretches, in the order of the text.
    pub contents: Vec<Range<usize>>,
    /// The probability that all of this is right, 0 to 1.
    pub confidence: f32,
}

impl Tagger {
    /// Reads a weight file in the safetensors format and a vocabulary, one piece a line.
    ///
    /// # Errors
    ///
    /// A [`WeightsError`] that names the tensor and what is wrong with it, or tells that the
    /// vocabulary does not fit the weights.
    pub fn parse(weights: &[u8], vocabulary: &str) -> Result<Self, WeightsError> {
        Self::parse_for(Kernel::fastest(), weights, vocabulary)
    }

    /// Does what [`Tagger::parse`] does, for one kernel: to compare them.
    ///
    /// # Errors
    ///
    /// As [`Tagger::parse`].
    pub fn parse_for(
        kernel: Kernel,
        weights: &[u8],
        vocabulary: &str,
    ) -> Result<Self, WeightsError> {
        let weights = Weights::open(weights)?;
        let body = Body::read(&weights, kernel)?;
        let head = Head::read(&weights, kernel, Tag::ALL.len(), body.width())?;
        let linking = Linking::read(&weights)?;
        let confidence = Confidence::read(&weights)?;
        let vocabulary = Vocabulary::parse(vocabulary, body.known_pieces())?;
        Ok(Self {
            vocabulary,
            body,
            head,
            linking,
            confidence,
            names: None,
        })
    }

    /// Adds a head that finds names, out of a weight file of its own; what else is read stays the
    /// same to the last bit.
    ///
    /// # Errors
    ///
    /// A [`WeightsError`] that names the tensor and what is wrong with it.
    pub fn with_names(mut self, weights: &[u8]) -> Result<Self, WeightsError> {
        self.names = Some(NameHead::read(&Weights::open(weights)?, &self.body)?);
        Ok(self)
    }

    /// Reads stretches of a text, as one text in which each begins a paragraph.
    ///
    /// `stretches` are bytes of the text, in the order in which they are to be read; one that is no
    /// range of the text, or cuts a character, is empty. No word crosses their borders.
    #[must_use]
    pub fn read(&self, text: &str, stretches: &[Range<usize>]) -> Tagged {
        let words = words::split(text, stretches);
        let input = self.input(text, &words);
        let states = self.body.encode(&input, Steps::CHUNK);
        let last = states.last().map_or(&[][..], Vec::as_slice);
        let emissions = self.head.emissions(last);
        let best = self.head.chain.best(&emissions).into_iter();
        let tags: Vec<Tag> = best
            .map(|number| Tag::ALL.get(number).copied().unwrap_or(Tag::Outside))
            .collect();
        let probabilities = self.head.chain.probabilities(&emissions);
        let linked = self
            .linking
            .link(&Layout::new(text, &words, &input.features, &tags));
        let attributions = linked
            .iter()
            .map(|one| Attribution::new(&words, one, self.confidence.of(one, &probabilities)))
            .collect();
        let name_emissions = self.names.as_ref().map_or_else(Grid::default, |head| {
            head.emissions(text, &words, &input, &states)
        });
        let names = self
            .names
            .as_ref()
            .map_or_else(Vec::new, |head| head.spans(&words, &name_emissions));
        let tagged = words.into_iter().zip(tags);
        Tagged {
            words: tagged
                .map(|(word, tag)| TaggedWord {
                    range: word.range,
                    tag,
                })
                .collect(),
            attributions,
            names,
            probabilities,
            emissions,
            name_emissions,
        }
    }

    fn input(&self, text: &str, words: &[Word]) -> Input {
        let mut input = Input {
            features: features::of_words(text, words),
            ..Input::default()
        };
        let mut folded = Folded::default();
        for word in words {
            input.firsts.push(input.pieces.len());
            let written = text.get(word.range.clone()).unwrap_or_default();
            self.vocabulary.cut(written, &mut folded, &mut input.pieces);
        }
        input
    }
}

impl Attribution {
    fn new(words: &[Word], linked: &Linked, confidence: f32) -> Self {
        let bytes = |part: &Range<usize>| {
            let first = words.get(part.start).map_or(0, |word| word.range.start);
            let last = part.end.checked_sub(1).and_then(|last| words.get(last));
            first..last.map_or(first, |word| word.range.end)
        };
        Self {
            source: linked.source.as_ref().map(bytes),
            cue: bytes(&linked.cue),
            contents: linked.contents.iter().map(bytes).collect(),
            confidence,
        }
    }
}

impl Tagged {
    /// Returns the attributions in the order of their cues.
    #[must_use]
    pub fn attributions(&self) -> &[Attribution] {
        &self.attributions
    }

    /// Returns names and nominal phrases, by their first words, the longer first; nothing without
    /// [`Tagger::with_names`].
    ///
    /// A name may be in another or in a phrase; no two of a kind of head have the same words.
    #[must_use]
    pub fn names(&self) -> &[NameSpan] {
        &self.names
    }

    /// Returns the words in the order in which they were read.
    #[must_use]
    pub fn words(&self) -> &[TaggedWord] {
        &self.words
    }

    /// Returns the probability of each tag of a word, in the order of [`Tag::ALL`]; nothing where
    /// there is no such word.
    #[must_use]
    pub fn probabilities(&self, word: usize) -> &[f32] {
        self.probabilities.row(word)
    }

    /// Returns the score of each tag of a word before the chain joins them, in the order of
    /// [`Tag::ALL`]; nothing where there is no such word.
    #[must_use]
    pub fn emissions(&self, word: usize) -> &[f32] {
        self.emissions.row(word)
    }

    /// Returns the scores of the name head's tags of a word, outer names first, then inner ones, then
    /// nominal phrases; nothing where there is no such word or head.
    #[must_use]
    pub fn name_emissions(&self, word: usize) -> &[f32] {
        self.name_emissions.row(word)
    }
}
