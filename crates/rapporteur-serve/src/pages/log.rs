//! `/log`: what was done to the record, by whom and when, and taking it back.

use askama::Template;
use rapporteur::{Error, OperationView, Record, Role, UndoReport};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::answer::{Answer, Frame, Success};
use crate::failure::Failure;
use crate::given::{Asked, Given};
use crate::visit::{Coding, Reading, Visitor};

/// How many operations a page has.
const PAGE: u32 = 50;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Query {
    /// The number of an operation: those before it.
    before: Option<i64>,
}

/// What is taken back.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Undo {
    /// The number of the operation.
    operation: i64,
    /// The page to go back to.
    back: Option<String>,
}

/// A page of the log.
#[derive(Serialize, ToSchema)]
struct Log {
    /// The operations, the latest first.
    operations: Vec<OperationView>,
    /// What to ask for to see those before them; null where there are none.
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "log.html")]
struct Page<'a> {
    frame: Frame,
    log: &'a Log,
}

/// What was done to the record, the latest first.
#[utoipa::path(
    get,
    path = "/log",
    operation_id = "log",
    params(Query),
    responses((status = 200, body = Success<Log>)),
)]
pub(crate) async fn show(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let mut operations = visit.app.record.log(query.before, PAGE + 1).await?;
    let more = operations.len() > PAGE as usize;
    operations.truncate(PAGE as usize);
    let last = operations.last().map(|operation| operation.number);
    let log = Log {
        before: last.filter(|_| more),
        operations,
    };
    visit.answer("What was done", &log, |frame| {
        Page { frame, log: &log }.render()
    })
}

/// Takes an operation back: an editor any, a coder what a coder has done.
#[utoipa::path(
    post,
    path = "/log/undo",
    operation_id = "undo",
    request_body = Undo,
    responses((status = 200, body = Success<UndoReport>)),
    security(("key" = [])),
)]
pub(crate) async fn undo(Coding(visit): Coding, Given(given): Given<Undo>) -> Answer {
    let record = &visit.app.record;
    let operation = record.operation(given.operation).await?;
    if let Some(visitor) = visit.visitor.as_ref()
        && visitor.role < Role::Editor
        && !own(record, visitor, operation).await?
    {
        let message = "a coder takes back what the coder has decided, and an editor the rest";
        return Err(Failure::forbidden(message));
    }
    let report = record.undo(Some(given.operation), &visit.clerk()).await?;
    let back = given.back.unwrap_or_else(|| "/log".to_owned());
    visit.done(&report, &back, report.operation.number)
}

/// Says whether an operation is a decision of the visitor, or the taking back of one.
async fn own(
    record: &Record,
    visitor: &Visitor,
    mut operation: OperationView,
) -> Result<bool, Error> {
    while operation.author == visitor.name {
        match operation.undoes {
            Some(undone) => operation = record.operation(undone).await?,
            None => return Ok(is_decision(&operation)),
        }
    }
    Ok(false)
}

fn is_decision(operation: &OperationView) -> bool {
    matches!(operation.kind.as_str(), "names" | "positions" | "review")
}

impl Page<'_> {
    /// Whether the visitor may try to take it back.
    fn undoes(&self, operation: &OperationView) -> bool {
        let takes = operation.undone_by.is_none() && operation.kind != "erase";
        let visitor = self.frame.visitor.as_ref();
        takes
            && visitor.is_some_and(|visitor| match visitor.role {
                Role::Reader => false,
                Role::Coder => {
                    let decision = is_decision(operation) || operation.undoes.is_some();
                    decision && operation.author == visitor.name
                }
                Role::Editor => true,
            })
    }

    fn when(&self, operation: &OperationView) -> String {
        // Seconds tell nobody anything here.
        let minutes = operation.started.get(..16).unwrap_or(&operation.started);
        minutes.replace('T', " ")
    }
}
