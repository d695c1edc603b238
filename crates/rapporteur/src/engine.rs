//! The wiring of one reading: text, then extract, with models and codebook as arguments.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rapporteur_copies::Fingerprint;
use rapporteur_core::{
    Article, ArticleId, DateSource, Diagnostic, Edtf, Metadata, Precondition, Provenance,
    Published, Reading, Statement,
};
use rapporteur_extract::{Data, Measured, Models, Reader, Resources};
use rapporteur_models::{attribution, extract, name_head, names, sentence, stance, text, world};
use rapporteur_names::{NameData, NameResources, World};
use rapporteur_stance::{PairReader, SentenceVectors};
use rapporteur_tagger::Tagger;
use rapporteur_text::{Document, TextData, TextResources};
use rayon::prelude::*;

use crate::codebook::CodebookFile;
use crate::intake::{Failure, Inputs, Item, RawItem};
use crate::view::ReadingView;

/// How many articles are read side by side before the next ones are fetched.
const BATCH_ITEMS: usize = 128;

/// How many bytes such a batch may have; one article may exceed it alone.
const BATCH_BYTES: usize = 8 * 1024 * 1024;

/// The word lists of the text stage, parsed when the first article is read.
pub(crate) static TEXT: LazyLock<TextResources> = LazyLock::new(|| {
    TextResources::parse(&TextData {
        boilerplate: text::BOILERPLATE,
        abbreviations: text::ABBREVIATIONS,
        sentence_starters: text::SENTENCE_STARTERS,
        function_words: text::FUNCTION_WORDS,
        language_codes: text::LANGUAGE_CODES,
    })
});

/// The word lists of the extract stage, parsed when the first article is read.
static RESOURCES: LazyLock<Resources> = LazyLock::new(|| {
    Resources::parse(&Data {
        acts: extract::ACTS,
        conditions: extract::CONDITIONS,
        positions: extract::POSITIONS,
        events: extract::EVENTS,
        verbs: extract::VERBS,
        adjectives: extract::ADJECTIVES,
        nouns: extract::NOUNS,
        opinions: extract::OPINIONS,
        words: extract::WORDS,
        speakers: extract::SPEAKERS,
        organisations: extract::ORGANISATIONS,
        roles: extract::ROLES,
        demonyms: extract::DEMONYMS,
        particles: extract::PARTICLES,
        calendar: extract::CALENDAR,
        times: extract::TIMES,
    })
});

/// The tagger of attributions, made ready when the first article is read.
#[expect(
    clippy::expect_used,
    reason = "the weights are embedded, and a test opens them"
)]
static TAGGER: LazyLock<Tagger> = LazyLock::new(|| {
    Tagger::parse(attribution::WEIGHTS, attribution::VOCABULARY)
        .and_then(|tagger| tagger.with_names(name_head::WEIGHTS))
        .expect("the embedded weights fit")
});

/// How alike texts are, made ready when it is first asked.
#[expect(
    clippy::expect_used,
    reason = "the weights are embedded, and a test opens them"
)]
pub(crate) static SENTENCES: LazyLock<SentenceVectors> = LazyLock::new(|| {
    SentenceVectors::parse(sentence::WEIGHTS, attribution::VOCABULARY)
        .expect("the embedded weights fit")
});

/// The reader of a statement and a proposition, made ready when the first article is read with a
/// codebook.
#[expect(
    clippy::expect_used,
    reason = "the weights are embedded, and a test opens them"
)]
static STANCE: LazyLock<PairReader> = LazyLock::new(|| {
    PairReader::parse(
        stance::WEIGHTS,
        attribution::WEIGHTS,
        attribution::VOCABULARY,
    )
    .expect("the embedded weights fit")
});

/// What the world is called, opened when the first article is read.
#[expect(
    clippy::expect_used,
    reason = "the table is embedded, and a test opens it"
)]
pub(crate) static WORLD: LazyLock<World> =
    LazyLock::new(|| World::parse(world::TABLE).expect("the embedded table is whole"));

/// How names are compared, parsed when the first article is read.
static NAMES: LazyLock<NameResources> = LazyLock::new(|| {
    NameResources::parse(&NameData {
        words: names::WORDS,
        given: names::GIVEN,
        forms: names::FORMS,
        confusions: names::CONFUSIONS,
        weights: names::WEIGHTS,
    })
});

/// Reads articles: the same article, engine, models and codebook give the same reading.
///
/// ```
/// use rapporteur::{Engine, Inputs, IntakeOptions};
///
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("report.txt");
/// std::fs::write(&file, "“We will not wait,” Ilva Maren said in Port Sorrel on Tuesday.")?;
///
/// let engine = Engine::new(None);
/// engine.extract(Inputs::new(&[file], IntakeOptions::default()), |outcome| {
///     let view = outcome.expect("a plain text").view();
///     assert_eq!(view.statements[0].speaker.name.as_deref(), Some("Ilva Maren"));
/// });
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Engine {
    reader: Reader<'static>,
    codebook: Option<CodebookFile>,
}

/// An article that has been taken in and read.
#[derive(Debug, Clone)]
pub struct ReadArticle {
    /// Its identity.
    pub id: ArticleId,
    /// What came in, its publication date completed from the text.
    pub item: Item,
    /// What was read.
    pub reading: Reading,
}

impl Engine {
    /// Prepares to read with a codebook, or without one.
    #[must_use]
    pub fn new(codebook: Option<CodebookFile>) -> Self {
        let provenance = Provenance {
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            models: BTreeMap::from([
                ("text-en".to_owned(), text::VERSION.to_owned()),
                ("extract-en".to_owned(), extract::VERSION.to_owned()),
                ("names".to_owned(), names::VERSION.to_owned()),
                ("world".to_owned(), world::VERSION.to_owned()),
                ("name-head-en".to_owned(), name_head::VERSION.to_owned()),
                ("sentence-en".to_owned(), sentence::VERSION.to_owned()),
                ("stance-en".to_owned(), stance::VERSION.to_owned()),
                ("attribution-en".to_owned(), attribution::VERSION.to_owned()),
            ]),
            codebook: codebook.as_ref().map(|file| file.hash.clone()),
        };
        let models = Models {
            tagger: Some(&TAGGER),
            world: Some(&WORLD),
            names: Some(&NAMES),
            // Without a codebook there is nothing to take a position on.
            sentences: codebook.is_some().then(|| &*SENTENCES),
            stance: codebook.is_some().then(|| &*STANCE),
        };
        let process = codebook.as_ref().map(|file| &file.codebook);
        Self {
            reader: Reader::new(&RESOURCES, models, process, provenance),
            codebook,
        }
    }

    /// Returns the codebook it reads with.
    #[must_use]
    pub fn codebook(&self) -> Option<&CodebookFile> {
        self.codebook.as_ref()
    }

    /// Reads articles one batch after the other and hands each over in the order of the input.
    ///
    /// Within a batch they are read in parallel, one article on one thread.
    pub fn extract(&self, mut inputs: Inputs, mut each: impl FnMut(Result<ReadArticle, Failure>)) {
        loop {
            let batch = fetch(&mut inputs);
            if batch.is_empty() {
                return;
            }
            let outcomes: Vec<_> = batch
                .into_par_iter()
                .map(|raw| raw.and_then(RawItem::open).map(|item| self.read(item)))
                .collect();
            outcomes.into_iter().for_each(&mut each);
        }
    }

    /// Reads one article.
    #[must_use]
    pub fn read(&self, mut item: Item) -> ReadArticle {
        let reading = self.read_article(&mut item.article, &item.diagnostics);
        ReadArticle {
            id: identity(&item.article),
            item,
            reading,
        }
    }

    /// Reads where statements stand that are given for an English text, and returns the conditions
    /// they set.
    #[must_use]
    pub fn read_given(&self, text: &str, statements: &mut [Statement]) -> Vec<Precondition> {
        let document = Document::read(text, Some("en"), &TEXT);
        self.reader.read_given(&document, statements)
    }

    /// Measures statements that are given for an English text beside each proposition: what their
    /// positions are decided by.
    #[must_use]
    pub fn measure_given(&self, text: &str, statements: &[Statement]) -> Vec<Measured> {
        let document = Document::read(text, Some("en"), &TEXT);
        self.reader.measure_given(&document, statements)
    }

    /// Reads a text with its metadata, and completes the publication date from the text where the
    /// metadata has none.
    pub(crate) fn read_article(&self, article: &mut Article, remarks: &[Diagnostic]) -> Reading {
        let metadata = &mut article.metadata;
        let document = Document::read(&article.text, metadata.language.as_deref(), &TEXT);
        if metadata.published.edtf.is_none()
            && let Some((edtf, _)) = rapporteur_extract::publication_date(&document, &RESOURCES)
        {
            metadata.published = Published {
                edtf: Some(edtf),
                from: DateSource::Text,
            };
        }
        let mut reading = self.reader.read(&document, metadata);
        reading.diagnostics.splice(0..0, remarks.iter().cloned());
        reading
    }
}

impl ReadArticle {
    /// Draws up the view that `extract --json` prints.
    #[must_use]
    pub fn view(&self) -> ReadingView {
        let place = self.item.place();
        ReadingView::new(&self.id, Some(&place), &self.item.article, &self.reading)
    }
}

/// Takes the next batch out of the inputs; empty at their end.
pub(crate) fn fetch(inputs: &mut Inputs) -> Vec<Result<RawItem, Failure>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH_ITEMS && bytes < BATCH_BYTES {
        let Some(raw) = inputs.next() else { break };
        bytes += raw.as_ref().map_or(0, |raw| raw.bytes.len());
        batch.push(raw);
    }
    batch
}

/// Takes the fingerprint of a text, by which copies are found, without the lines that are no part of
/// the report, and the day of publication that the text tells.
pub(crate) fn fingerprint(text: &str, language: Option<&str>) -> (Fingerprint, Option<Edtf>) {
    let document = Document::read(text, language, &TEXT);
    let published = rapporteur_extract::publication_date(&document, &RESOURCES);
    let fingerprint = Fingerprint::of(document.text());
    (fingerprint, published.map(|(edtf, _)| edtf))
}

/// Hashes what makes an article this article: its text, its publisher and its address.
///
/// Each part is preceded by its length, so that no two different articles hash the same bytes.
pub(crate) fn identity(article: &Article) -> ArticleId {
    let Metadata { publisher, url, .. } = &article.metadata;
    let mut hasher = blake3::Hasher::new();
    for part in [Some(&article.text), publisher.as_ref(), url.as_ref()] {
        let length = part.map_or(u64::MAX, |part| part.len() as u64);
        hasher.update(&length.to_le_bytes());
        hasher.update(part.map_or(&[], |part| part.as_bytes()));
    }
    ArticleId(hasher.finalize().to_hex().to_string())
}

/// Hashes bytes, in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Sets how many articles are read side by side in this process; the first call counts, and without
/// one it is as many as there are processors.
pub fn set_jobs(jobs: usize) {
    // An error says that reading has begun: then the pool has its size.
    let _ = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build_global();
}
