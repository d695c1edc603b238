//! `/names/ID/split`: what would change if some of a name were another, and the doing of it.

use askama::Template;
use axum::extract::Path;
use rapporteur::{DecidedNames, NamesPreview, wording};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::answer::{Answer, Frame, Success};
use crate::failure::Failure;
use crate::given::{Asked, Given, filled};
use crate::pages::names;
use crate::pages::parties::Hues;
use crate::visit::{Coding, Reading};

/// What is taken out, one spelling or number of an article a line; nothing is every name apart.
#[derive(Deserialize, ToSchema)]
#[schema(as = NameSplit)]
pub(crate) struct Out {
    /// Spellings and numbers of articles, a line each.
    #[serde(default)]
    out: String,
    /// The page to go back to.
    back: Option<String>,
}

/// What a split would do.
#[derive(Serialize, ToSchema)]
#[schema(as = SplitPreview)]
struct View {
    /// The name, as it stands in the address.
    id: String,
    /// What is taken out of it; nothing is every name apart.
    out: Vec<String>,
    preview: NamesPreview,
}

#[derive(Template)]
#[template(path = "split.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a View,
    hues: Hues,
}

/// What would change if some of a name were another.
#[utoipa::path(
    get,
    path = "/names/{id}/split",
    operation_id = "preview_split",
    params(("id" = String, Path, description = "The id of the name, such as `person:ilva-maren`"),
        ("out" = Option<Vec<String>>, Query, description = "Spellings that are taken out"),
        ("articles" = Option<String>, Query, description = "Numbers of articles whose mentions are taken out, such as `3, 14`"),
        ("every" = Option<String>, Query, description = "Anything: every spelling apart")),
    responses((status = 200, body = Success<View>)),
)]
pub(crate) async fn show(
    Reading(visit): Reading,
    Path(id): Path<String>,
    Asked(fields): Asked<Vec<(String, String)>>,
) -> Answer {
    let every = fields.iter().any(|(name, _)| name == "every");
    let out = if every { Vec::new() } else { chosen(&fields)? };
    if out.is_empty() && !every {
        return Err(Failure::unusable("nothing was chosen to be taken out")
            .with_hint("go back and tick a name or an article, or type the numbers of articles"));
    }
    let preview = visit.app.record.preview_split(&id, &out).await?;
    let view = View { id, out, preview };
    let hues = Hues::of(&visit.app.record).await?;
    visit.answer("Part a name", &view, |frame| {
        Page {
            frame,
            view: &view,
            hues,
        }
        .render()
    })
}

/// Takes some of a name out of it, or every spelling apart.
#[utoipa::path(
    post,
    path = "/names/{id}/split",
    operation_id = "split_name",
    params(("id" = String, Path, description = "The id of the name, such as `person:ilva-maren`")),
    request_body = Out,
    responses((status = 200, body = Success<DecidedNames>)),
    security(("key" = [])),
)]
pub(crate) async fn split(
    Coding(visit): Coding,
    Path(id): Path<String>,
    Given(given): Given<Out>,
) -> Answer {
    let out: Vec<String> = lines(&given.out).collect();
    let record = &visit.app.record;
    let decided = record.split_name(&id, &out, &visit.clerk()).await?;
    let first = decided.entities.first();
    let back = filled(given.back)
        .or_else(|| first.map(|entity| names::address(&entity.id)))
        .unwrap_or_else(|| "/names".to_owned());
    visit.done(&decided, &back, decided.operation.number)
}

/// What was ticked, and the articles that were typed.
fn chosen(fields: &[(String, String)]) -> Result<Vec<String>, Failure> {
    let mut out = Vec::new();
    for (name, value) in fields {
        match name.as_str() {
            "out" => out.extend(lines(value)),
            "articles" => out.extend(numbers(value)?),
            _ => {}
        }
    }
    Ok(out)
}

fn lines(text: &str) -> impl Iterator<Item = String> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).map(str::to_owned)
}

fn numbers(text: &str) -> Result<Vec<String>, Failure> {
    let words = text.split([' ', ',', ';']).filter(|word| !word.is_empty());
    let number = |word: &str| match word.parse::<i64>() {
        Ok(number) => Ok(number.to_string()),
        Err(_) => Err(Failure::unusable(format!(
            "{word:?} is no number of an article"
        ))),
    };
    words.map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn what_was_ticked_and_typed_is_taken_out() {
        let fields = [("out", "Orlan Teich"), ("articles", "3, 14"), ("out", "7")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(chosen(&fields).unwrap(), ["Orlan Teich", "3", "14", "7"]);
        assert!(chosen(&[("articles".to_owned(), "seven".to_owned())]).is_err());
    }
}
