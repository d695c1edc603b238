//! The page of an article.

use askama::Template;
use axum::extract::Path;
use rapporteur::{CopyGroup, CopyView, CorrectionPreview, ShownArticle, wording};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::cards::{Cards, verdict};
use super::draft::{Told, UNKNOWN};
use super::marks::{self, Layer, Mark, Paragraph};
use crate::answer::{Answer, Frame, Success, percent};
use crate::failure::Failure;
use crate::given::{Asked, filled};
use crate::pages::articles::title;
use crate::pages::parties::Hues;
use crate::visit::{Reading, Visit};

/// What the form of the page begins with.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asking {
    /// The statement that is to be corrected.
    pub(super) correct: Option<String>,
    #[serde(skip)]
    pub(super) told: Option<Told>,
    #[serde(skip)]
    pub(super) preview: Option<CorrectionPreview>,
}

/// What the page shows.
#[derive(Serialize, ToSchema)]
#[schema(as = Article)]
struct Shown {
    #[serde(flatten)]
    article: ShownArticle,
    /// The original and its copies, where the article is one of them.
    copies: Option<CopyGroup>,
}

#[derive(Template)]
#[template(path = "article.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a Shown,
    cards: Cards<'a>,
    paragraphs: Vec<Paragraph<'a>>,
    told: Told,
    preview: Option<CorrectionPreview>,
}

#[derive(Template)]
#[template(path = "undo.html")]
struct Undo<'a> {
    frame: &'a Frame,
    article: i64,
    operation: i64,
}

/// One article: its text, and what was read in it.
#[utoipa::path(
    get,
    path = "/articles/{number}",
    operation_id = "article",
    params(("number" = i64, Path, description = "The number of the article"), Asking),
    responses((status = 200, body = Success<Shown>)),
)]
pub(crate) async fn show(
    Reading(visit): Reading,
    Path(number): Path<i64>,
    Asked(asking): Asked<Asking>,
) -> Answer {
    page(&visit, number, asking).await
}

pub(super) async fn page(visit: &Visit, number: i64, asking: Asking) -> Answer {
    if let (Some(preview), crate::visit::Form::Json) = (&asking.preview, visit.form) {
        return visit.answer("", preview, |_| Ok(String::new()));
    }
    let record = &visit.app.record;
    let view = Shown {
        article: record.show(number).await?,
        copies: record.copies_of(&[number]).await?.into_iter().next(),
    };
    let title = title(&view.article.line).to_owned();
    let told = told(&view.article, &asking)?;
    let (terms, hues) = (record.terms().await?, Hues::of(record).await?);
    let cards = Cards {
        article: &view.article,
        terms: &terms,
        hues: &hues,
    };
    let mut marks = cards.marks();
    marks.extend(asking.preview.as_ref().and_then(drafted));
    visit.answer(title, &view, |frame| {
        Page {
            frame,
            view: &view,
            paragraphs: marks::paragraphs(&view.article.text, &marks),
            cards,
            told,
            preview: asking.preview,
        }
        .render()
    })
}

fn told(article: &ShownArticle, asking: &Asking) -> Result<Told, Failure> {
    if let Some(told) = &asking.told {
        return Ok(told.clone());
    }
    let Some(id) = filled(asking.correct.clone()) else {
        return Ok(Told::default());
    };
    let mut statements = article.reading.statements.iter();
    let statement = statements.find(|statement| statement.id == id);
    statement.map(Told::of).ok_or_else(|| {
        let number = article.line.number;
        Failure::absent(format!("article {number} has no statement {id:?}"))
    })
}

/// What is about to be recorded, as marks in the text.
fn drafted(preview: &CorrectionPreview) -> Option<Mark> {
    let after = preview.after.as_ref()?;
    let parts = [&after.source, &after.cue, &after.content];
    Some(Mark {
        layer: Layer::Draft,
        of: "draft".to_owned(),
        class: "",
        spans: parts.into_iter().flatten().copied().collect(),
    })
}

/// What a statement can be, as the form offers it.
const KINDS: [&str; 3] = ["direct", "indirect", "mixed"];
const BASES: [(&str, &str); 2] = [
    ("speech", "somebody said it"),
    ("attitude", "described, not said"),
];
const ACTS: [&str; 12] = [
    "state", "demand", "offer", "promise", "accept", "reject", "concede", "threaten", "accuse",
    "appeal", "deny", "report",
];

/// What the text is marked with, as the legend has it: class, name, sign, and whether it is shown at
/// first.
const LAYERS: [(&str, &str, bool); 6] = [
    ("content", "what was said", true),
    ("source-words", "who", true),
    ("cue", "said", true),
    ("event", "events", true),
    ("date", "dates", false),
    ("name", "names", false),
];

impl Page<'_> {
    fn title(&self) -> &str {
        title(&self.view.article.line)
    }

    /// The address, where following it is safe.
    fn url(&self) -> Option<&str> {
        let url = self.view.article.line.url.as_deref();
        url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
    }

    fn copy(&self) -> Option<&CopyView> {
        let copies = self.view.copies.as_ref()?.copies.iter();
        let number = self.view.article.line.number;
        copies.into_iter().find(|copy| copy.copy.article == number)
    }

    /// The copies of which this article is the original.
    fn copied_by(&self) -> &[CopyView] {
        let number = self.view.article.line.number;
        let group = self.view.copies.as_ref();
        let group = group.filter(|group| group.original.article == number);
        group.map_or(&[], |group| &group.copies)
    }

    fn characters(count: &u64) -> String {
        wording::counted(*count, "character")
    }

    fn speaker_link(name: &str) -> String {
        format!("/statements?speaker={}", percent(name))
    }

    fn is_corrected(&self) -> Option<&str> {
        self.told.statement.as_deref().filter(|id| !id.is_empty())
    }

    /// Where the form is sent to.
    fn sent_to(&self) -> String {
        let number = self.view.article.line.number;
        match self.is_corrected() {
            Some(id) => format!("/articles/{number}/statements/{}", percent(id)),
            None => format!("/articles/{number}/statements"),
        }
    }

    fn form_is_open(&self) -> bool {
        self.preview.is_some() || self.is_corrected().is_some()
    }

    /// The fields that words are given in: name, label, and what is typed.
    fn passages(&self) -> [(&'static str, &'static str, &str); 3] {
        let told = &self.told;
        [
            ("content", "What was said", Self::typed(&told.content)),
            ("source", "Who, in the text", Self::typed(&told.source)),
            ("cue", "That it was said", Self::typed(&told.cue)),
        ]
    }

    fn same(one: &str, other: &str) -> bool {
        one == other
    }

    fn chosen(chosen: &Option<String>, value: &str) -> bool {
        chosen.as_deref() == Some(value)
    }

    fn typed(typed: &Option<String>) -> &str {
        typed.as_deref().unwrap_or_default()
    }

    /// An operation with a way to take it back.
    fn undo(&self, operation: &i64) -> Result<String, askama::Error> {
        Undo {
            frame: &self.frame,
            article: self.view.article.line.number,
            operation: *operation,
        }
        .render()
    }
}
