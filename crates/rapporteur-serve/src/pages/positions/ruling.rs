//! `/positions/ID/ruling`: what a decision about a position would change, and making it.

use askama::Template;
use axum::extract::Path;
use rapporteur::{PositionVerdict, Ruling, RulingPreview, RulingReport, Stance, wording};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::answer::{Answer, Frame, Success, here, percent};
use crate::failure::Failure;
use crate::given::{Asked, Given, filled, word};
use crate::visit::Coding;

/// A decision, as an address or a form has it.
#[derive(Debug, Clone, Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
#[schema(as = PositionDecision)]
pub(crate) struct Decision {
    /// Article and number of the statement, such as `3:s4`.
    statement: String,
    /// `accept`, `reject` or `set`.
    verdict: String,
    /// With `set`: `for`, `conditional` or `against`.
    stance: Option<String>,
    /// The page to go back to.
    back: Option<String>,
}

#[derive(Template)]
#[template(path = "ruling.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a RulingPreview,
    text: String,
    decision: Decision,
}

/// Shows what the decision would change, and changes nothing.
#[utoipa::path(
    get,
    path = "/positions/{id}/ruling",
    operation_id = "preview_position",
    params(("id" = String, Path, description = "The id of the proposition, such as `islands.withdraw`"), Decision),
    responses((status = 200, body = Success<RulingPreview>)),
    security(("key" = [])),
)]
pub(crate) async fn preview(
    Coding(visit): Coding,
    Path(proposition): Path<String>,
    Asked(decision): Asked<Decision>,
) -> Answer {
    let record = &visit.app.record;
    let view = record
        .preview_ruling(&decision.ruling(&proposition)?)
        .await?;
    let codebook = record.codebook().await?;
    let issues = codebook.iter().flat_map(|file| &file.codebook.issues);
    let mut known = issues.flat_map(|issue| &issue.propositions);
    let text = known.find(|known| known.id == proposition);
    let text = text.map_or_else(|| proposition.clone(), |known| known.text.clone());
    visit.answer("Decide about a position", &view, |frame| {
        Page {
            frame,
            view: &view,
            text,
            decision,
        }
        .render()
    })
}

/// Makes the decision.
#[utoipa::path(
    post,
    path = "/positions/{id}/ruling",
    operation_id = "decide_position",
    params(("id" = String, Path, description = "The id of the proposition, such as `islands.withdraw`")),
    request_body = Decision,
    responses((status = 200, body = Success<RulingReport>)),
    security(("key" = [])),
)]
pub(crate) async fn decide(
    Coding(visit): Coding,
    Path(proposition): Path<String>,
    Given(decision): Given<Decision>,
) -> Answer {
    let ruling = decision.ruling(&proposition)?;
    let report = visit
        .app
        .record
        .decide_position(&ruling, &visit.clerk())
        .await?;
    let back = decision.back(&proposition);
    let operation = report.operation.number;
    visit.done(&report, &back, operation)
}

impl Decision {
    fn ruling(&self, proposition: &str) -> Result<Ruling, Failure> {
        let verdict = match self.verdict.as_str() {
            "accept" => PositionVerdict::Accept,
            "reject" => PositionVerdict::Reject,
            "set" => PositionVerdict::Set,
            other => {
                return Err(Failure::unusable(format!("{other:?} is no verdict"))
                    .with_hint("a verdict is accept, reject or set"));
            }
        };
        Ok(Ruling {
            statement: self.statement.clone(),
            proposition: proposition.to_owned(),
            verdict,
            stance: word(self.stance.clone())?,
        })
    }

    /// Where to go back to.
    fn back(&self, proposition: &str) -> String {
        let back = filled(self.back.clone());
        back.unwrap_or_else(|| format!("/positions/{}", percent(proposition)))
    }
}

impl Page<'_> {
    fn back(&self) -> String {
        here(&self.decision.back(&self.view.proposition)).to_owned()
    }

    fn action(&self) -> String {
        format!("/positions/{}/ruling", percent(&self.view.proposition))
    }

    fn speaker(&self) -> &str {
        self.view.speaker.as_deref().unwrap_or("An unnamed speaker")
    }

    fn changes(&self) -> String {
        wording::counted(self.view.effect.changes.len() as u64, "position")
    }

    fn stance(&self) -> Option<&Stance> {
        self.view.after.as_ref()
    }
}
