//! A document's tokens with what the word lists say about each: what every later rule looks at.

use std::ops::Range;

use rapporteur_text::{BlockKind, CleanRange, Document, Token, TokenKind};

use crate::resources::{Classes, Entry, Resources, VerbForm};

/// The tokens of one document, looked up.
pub(crate) struct Words<'a> {
    pub(crate) document: &'a Document,
    pub(crate) resources: &'a Resources,
    list: Vec<Word<'a>>,
    /// The words of each sentence.
    sentences: Vec<Range<usize>>,
}

/// One token, with the possessive ending that follows it.
pub(crate) struct Word<'a> {
    /// The token as it stands.
    pub(crate) full: CleanRange,
    /// The token without a possessive ending.
    pub(crate) range: CleanRange,
    /// The word without a possessive ending, in lower case, its apostrophes straight.
    pub(crate) lower: String,
    pub(crate) kind: TokenKind,
    entry: Option<&'a Entry>,
    pub(crate) classes: Classes,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
    /// Whether it has more than one letter and all are capitals.
    pub(crate) capitals: bool,
    pub(crate) possessive: bool,
    /// The quotation it stands in, marks included, as an index into the document's quotations.
    pub(crate) quotation: Option<usize>,
    /// Its sentence, as an index into the document's sentences.
    pub(crate) sentence: usize,
}

impl<'a> Words<'a> {
    pub(crate) fn new(document: &'a Document, resources: &'a Resources) -> Self {
        let mut list: Vec<Word<'a>> = Vec::with_capacity(document.tokens().len());
        let mut sentences = Vec::with_capacity(document.sentences().len());
        let mut quotation = 0;
        for (number, sentence) in document.sentences().iter().enumerate() {
            let first = list.len();
            for token in document
                .tokens()
                .get(sentence.tokens.clone())
                .unwrap_or_default()
            {
                if list.len() > first
                    && let Some(word) = list.last_mut()
                    && word.takes_possessive(document.slice(token.range), *token)
                {
                    word.full.end = token.range.end;
                    word.possessive = true;
                    continue;
                }
                while document
                    .quotations()
                    .get(quotation)
                    .is_some_and(|quoted| quoted.range.end <= token.range.start)
                {
                    quotation += 1;
                }
                let quoted = document
                    .quotations()
                    .get(quotation)
                    .is_some_and(|quoted| quoted.range.start <= token.range.start);
                list.push(Word::new(
                    document,
                    resources,
                    *token,
                    number,
                    quoted.then_some(quotation),
                ));
            }
            sentences.push(first..list.len());
        }
        Self {
            document,
            resources,
            list,
            sentences,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<&Word<'a>> {
        self.list.get(index)
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, &Word<'a>)> {
        self.list.iter().enumerate()
    }

    /// Says whether the word at `index` is `word` in lower case.
    pub(crate) fn is(&self, index: usize, word: &str) -> bool {
        self.get(index).is_some_and(|found| found.lower == word)
    }

    /// Says whether the word at `index` is one of `words`.
    pub(crate) fn is_one_of(&self, index: usize, words: &[&str]) -> bool {
        self.get(index)
            .is_some_and(|found| words.contains(&found.lower.as_str()))
    }

    /// Says whether the word at `index` has one of `classes`.
    pub(crate) fn has(&self, index: usize, classes: Classes) -> bool {
        self.get(index)
            .is_some_and(|word| word.classes.any(classes))
    }

    pub(crate) fn capital(&self, index: usize) -> bool {
        self.get(index).is_some_and(|word| word.capital)
    }

    pub(crate) fn is_word(&self, index: usize) -> bool {
        self.get(index)
            .is_some_and(|word| matches!(word.kind, TokenKind::Word | TokenKind::Number))
    }

    /// Says whether the word at `index` is a comma.
    pub(crate) fn comma(&self, index: usize) -> bool {
        self.is(index, ",")
    }

    /// Says whether the word at `index` is a dash between clauses.
    pub(crate) fn dash(&self, index: usize) -> bool {
        self.is_one_of(index, &["–", "—", "--", "-"])
    }

    pub(crate) fn quotation(&self, index: usize) -> Option<usize> {
        self.get(index)?.quotation
    }

    /// Says whether the word at `index` is the first of its sentence.
    pub(crate) fn starts_sentence(&self, index: usize) -> bool {
        self.sentence_words(index).start == index
    }

    /// Returns the words of the sentence that `index` stands in.
    pub(crate) fn sentence_words(&self, index: usize) -> Range<usize> {
        self.get(index)
            .and_then(|word| self.sentences.get(word.sentence))
            .map_or(index..index, Clone::clone)
    }

    /// Returns the words of each sentence, in the order of the text.
    pub(crate) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// Returns the block that `index` stands in, as an index into the document's blocks.
    pub(crate) fn block(&self, index: usize) -> Option<usize> {
        let sentence = self.document.sentences().get(self.get(index)?.sentence)?;
        Some(sentence.block)
    }

    /// Says whether the word at `index` is the first of its block.
    pub(crate) fn starts_block(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.block(before));
        before.is_none() || before != self.block(index)
    }

    /// Says whether the word at `index` stands in a heading.
    pub(crate) fn in_heading(&self, index: usize) -> bool {
        self.block(index)
            .and_then(|block| self.document.blocks().get(block))
            .is_some_and(|block| block.kind == BlockKind::Heading)
    }

    /// Returns the words of a quotation, marks included.
    pub(crate) fn quotation_words(&self, quotation: usize) -> Range<usize> {
        let Some(quoted) = self.document.quotations().get(quotation) else {
            return 0..0;
        };
        let at = |offset: usize| self.list.partition_point(|word| word.full.start < offset);
        at(quoted.range.start)..at(quoted.range.end)
    }

    /// Returns the words that a stretch of the cleaned text touches.
    pub(crate) fn covering(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self
            .list
            .partition_point(|word| word.full.end <= bytes.start);
        let end = self
            .list
            .partition_point(|word| word.full.start < bytes.end);
        start..end.max(start)
    }

    /// Returns the stretch of text from the first to the last of `words`, possessive endings
    /// included.
    pub(crate) fn range(&self, words: &Range<usize>) -> CleanRange {
        let start = self.get(words.start).map_or(0, |word| word.full.start);
        let end = words
            .end
            .checked_sub(1)
            .and_then(|last| self.get(last))
            .map_or(start, |word| word.full.end);
        CleanRange {
            start,
            end: end.max(start),
        }
    }

    /// Returns the words as a name: without the last one's possessive ending.
    pub(crate) fn name(&self, words: &Range<usize>) -> String {
        let full = self.range(words);
        let last = words.end.checked_sub(1).and_then(|last| self.get(last));
        let end = last.map_or(full.end, |word| word.range.end);
        let start = full.start;
        self.document.slice(CleanRange { start, end }).to_owned()
    }
}

impl<'a> Word<'a> {
    fn new(
        document: &'a Document,
        resources: &'a Resources,
        token: Token,
        sentence: usize,
        quotation: Option<usize>,
    ) -> Self {
        let text = document.slice(token.range);
        let mut lower = text.to_lowercase();
        if lower.contains('’') {
            lower = lower.replace('’', "'");
        }
        let entry = resources
            .entry(&lower)
            .or_else(|| resources.entry(lower.strip_suffix('.')?));
        let capital = text.chars().next().is_some_and(char::is_uppercase);
        let mut classes = entry.map_or(Classes::default(), |entry| entry.classes);
        let known = entry.is_some();
        if !known && !capital && lower.len() > 4 && lower.ends_with("ly") {
            classes.add(Classes::ADVERB);
        }
        Self {
            full: token.range,
            range: token.range,
            kind: token.kind,
            entry,
            classes,
            capital,
            capitals: text.chars().filter(|c| c.is_alphabetic()).count() > 1
                && text.chars().all(|c| !c.is_lowercase()),
            possessive: false,
            quotation,
            sentence,
            lower,
        }
    }

    /// Says whether the token after this word is its possessive ending: "Maren's", "ministers'",
    /// but not "it's".
    fn takes_possessive(&self, text: &str, token: Token) -> bool {
        if self.kind != TokenKind::Word || self.full.end != token.range.start || self.possessive {
            return false;
        }
        match text {
            "'s" | "’s" | "'S" | "’S" => {
                !self.classes.any(Classes::PRONOUN)
                    && !self.classes.any(Classes::RELATIVE)
                    && !matches!(
                        self.lower.as_str(),
                        "that" | "there" | "what" | "let" | "here" | "where" | "how"
                    )
            }
            "'" | "’" => self.lower.ends_with('s') && self.quotation.is_none(),
            _ => false,
        }
    }

    pub(crate) fn entry(&self) -> Option<&'a Entry> {
        self.entry
    }

    /// Returns the reporting verbs that the word is a form of, the longest first.
    pub(crate) fn verbs(&self) -> &'a [(VerbForm, usize)] {
        self.entry.map_or(&[], |entry| entry.verbs.as_slice())
    }

    /// Says whether the word is such a form of a reporting verb.
    pub(crate) fn is_verb(&self, forms: &[VerbForm]) -> bool {
        self.verbs().iter().any(|(form, _)| forms.contains(form))
    }
}
