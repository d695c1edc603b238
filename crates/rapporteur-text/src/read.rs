//! The way from an article's text to a [`Document`].

use rapporteur_core::{Language, TextRange};

use crate::cells::{self, Cell};
use crate::characters::character_at;
use crate::document::{Block, BlockKind, CleanRange, Document, Quotation};
use crate::paragraphs::Paragraph;
use crate::quotes::{self, Family, Pair};
use crate::resources::TextResources;
use crate::source_map::SourceMap;
use crate::{boilerplate, date_line, language, lines, paragraphs, sentences, tokens};

impl Document {
    /// Reads a text: any text gives a document.
    ///
    /// `declared_language` is what the source says of the language, as a BCP 47 tag; the text itself
    /// is believed first.
    #[must_use]
    pub fn read(
        original: &str,
        declared_language: Option<&str>,
        resources: &TextResources,
    ) -> Self {
        let mut document = Self {
            text: String::with_capacity(original.len()),
            source_map: SourceMap::default(),
            language: Language::undetermined(),
            readable: false,
            blocks: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            quotations: Vec::new(),
            date_line: None,
            removed: Vec::new(),
            diagnostics: Vec::new(),
        };
        document.clean(original, resources);
        document.cut(resources);
        document.language = language::tell(
            &document.text,
            &document.tokens,
            declared_language,
            resources,
        );
        document.readable = language::is_read(&document.language);
        if !document.readable {
            let empty = document.text.is_empty();
            let diagnostic = language::not_read(&document.language, empty);
            document.diagnostics.push(diagnostic);
        }
        document
    }

    /// Fills the text with its blocks and quotations, the source map and what was removed.
    fn clean(&mut self, original: &str, resources: &TextResources) {
        let mut lines = lines::lines(original);
        self.date_line = date_line::take(original, &mut lines, &mut self.removed);
        let lines = boilerplate::strip(original, lines, resources, &mut self.removed);
        let paragraphs = paragraphs::gather(original, &lines, &mut self.removed);
        let mut previous_end = 0;
        let mut running = None;
        for paragraph in &paragraphs {
            let mut cells = cells::decode(original, &paragraph.lines, resources, &mut self.removed);
            let pairs = quotes::resolve(&mut cells);
            cells::tidy(&mut cells);
            let Some(first) = cells.iter().find(|cell| !cell.is_dropped()) else {
                continue;
            };
            if !self.blocks.is_empty() {
                let gap = TextRange::new(previous_end, first.start);
                self.source_map.push_replaced(self.text.len(), gap);
                self.text.push('\n');
            }
            previous_end = cells.last().map_or(previous_end, |cell| cell.end);
            self.close_running(running, &cells, &pairs);
            running = self.add_block(paragraph, &cells, &pairs);
        }
        self.name_headings();
        self.removed.sort_by_key(|removed| removed.range);
    }

    /// Writes one block; returns the family of the quotation that it leaves open, if it does.
    fn add_block(
        &mut self,
        paragraph: &Paragraph,
        cells: &[Cell],
        pairs: &[Pair],
    ) -> Option<Family> {
        let start = self.text.len();
        let mut places = Vec::with_capacity(cells.len());
        for cell in cells {
            let place = self.text.len();
            places.push(place);
            if cell.is_dropped() {
                continue;
            }
            if cell.replaced {
                self.source_map.push_replaced(place, cell.range());
            } else {
                self.source_map.push_identical(place, cell.range());
            }
            self.text.push(cell.character);
        }
        let end = self.text.len();
        self.blocks.push(Block {
            range: CleanRange { start, end },
            kind: match (paragraph.item, paragraph.heading) {
                (true, _) => BlockKind::Item,
                (_, true) => BlockKind::Heading,
                _ => BlockKind::Paragraph,
            },
            sentences: 0..0,
        });
        for pair in pairs {
            let place = |cell: usize| places.get(cell).copied().unwrap_or(end);
            let quotation = self.quotation(place(pair.open), place(pair.end), pair.closed);
            self.quotations.push(quotation);
        }
        let last = pairs.last()?;
        (!last.closed && last.end == cells.len()).then_some(last.family)
    }

    fn quotation(&self, open: usize, end: usize, closed: bool) -> Quotation {
        let after_mark = |at: usize| at + character_at(&self.text, at).map_or(0, char::len_utf8);
        let inner_start = after_mark(open).min(end);
        let stretch = self.text.get(inner_start..end).unwrap_or_default();
        let inner_end = inner_start + stretch.trim_end().len();
        Quotation {
            range: CleanRange {
                start: open,
                end: if closed { after_mark(end) } else { inner_end },
            },
            inner: CleanRange {
                start: inner_start,
                end: inner_end,
            },
            closed,
        }
    }

    /// Counts the quotation that the former block left open as closed where this block takes it up
    /// with an opening mark: so the press writes a quotation of several paragraphs.
    fn close_running(&mut self, running: Option<Family>, cells: &[Cell], pairs: &[Pair]) {
        let opens_at_start = pairs.first().is_some_and(|pair| {
            Some(pair.family) == running
                && cells
                    .get(..pair.open)
                    .is_some_and(|before| before.iter().all(Cell::is_dropped))
        });
        let finished = self
            .blocks
            .last()
            .is_some_and(|block| cells::ends_sentence(self.slice(block.range)));
        if opens_at_start
            && finished
            && let Some(quotation) = self.quotations.last_mut()
        {
            quotation.closed = true;
        }
    }

    /// Finds the blocks that title what follows them.
    fn name_headings(&mut self) {
        let last = self.blocks.len().saturating_sub(1);
        for (at, block) in self.blocks.iter_mut().enumerate() {
            let text = self
                .text
                .get(block.range.start..block.range.end)
                .unwrap_or_default();
            let titles = is_capitals(text) || at < last && is_title(text);
            if block.kind == BlockKind::Paragraph && titles {
                block.kind = BlockKind::Heading;
            }
        }
    }

    /// Fills tokens and sentences.
    fn cut(&mut self, resources: &TextResources) {
        self.tokens.reserve(self.text.len() / 5);
        for (at, block) in self.blocks.iter_mut().enumerate() {
            let first_token = self.tokens.len();
            let first_sentence = self.sentences.len();
            tokens::scan(&self.text, block.range, resources, &mut self.tokens);
            sentences::cut(
                &self.text,
                at,
                first_token,
                &self.tokens,
                resources,
                &mut self.sentences,
            );
            block.sentences = first_sentence..self.sentences.len();
        }
    }
}

/// The longest heading, in bytes and words.
const LONGEST_HEADING: (usize, usize) = (140, 16);

fn is_title(text: &str) -> bool {
    let (bytes, words) = LONGEST_HEADING;
    text.len() <= bytes
        && text.split(' ').count() <= words
        && !cells::ends_sentence(text)
        && !text.ends_with([',', ';', '-', '–', '—'])
        && !text.ends_with(",”")
}

fn is_capitals(text: &str) -> bool {
    let (bytes, _) = LONGEST_HEADING;
    text.len() <= bytes
        && text.contains(' ')
        && text
            .chars()
            .filter(|character| character.is_uppercase())
            .count()
            > 3
        && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests;
