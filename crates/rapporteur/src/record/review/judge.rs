//! Making decisions in review: at once in force, or kept apart until another coder agrees.

use serde::Serialize;

use super::{COUPLE, coders};
use crate::error::Error;
use crate::record::log::OperationView;
use crate::record::positions::Ruling;
use crate::record::users::Role;
use crate::record::{Clerk, Record};

/// A decision that was made in review.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JudgedReport {
    /// The operation, for `undo`.
    pub operation: OperationView,
    /// Whether it is one coder's judgement.
    pub apart: bool,
    /// Whether what was decided is in force.
    pub in_force: bool,
}

impl Record {
    /// Decides where a statement stands, as somebody of this role may: what one of several coders
    /// decides is a judgement, which is in force once another coder judges alike.
    ///
    /// # Errors
    ///
    /// Where there is no such statement or proposition, the statement takes no position that could be
    /// accepted or rejected, or the record cannot be read or written.
    pub async fn judge_position(
        &self,
        ruling: &Ruling,
        role: Role,
        clerk: &Clerk,
    ) -> Result<JudgedReport, Error> {
        let apart = role < Role::Editor && coders(self).await? >= COUPLE;
        let mut snapshot = self.store.snapshot().await?;
        let prepared = self.prepared(&mut snapshot, ruling).await?;
        drop(snapshot);
        let stamp = clerk.stamp(prepared.summary(ruling));
        if !apart {
            let operation = self.settle(&prepared, stamp).await?;
            return Ok(JudgedReport {
                operation,
                apart,
                in_force: true,
            });
        }
        let operation = self.store.judge_position(stamp, &prepared.decision).await?;
        let mut snapshot = self.store.snapshot().await?;
        let decided = snapshot.position_decisions().await?;
        Ok(JudgedReport {
            in_force: decided.iter().any(|one| one.operation == operation.number),
            operation: operation.into(),
            apart,
        })
    }
}
