//! Positions as a list of events, as Discourse Network Analyzer writes one.

use rapporteur_core::Stance;
use serde::Serialize;

use super::{NetworkActors, taken};
use crate::error::Error;
use crate::network::{NetworkOptions, kept};
use crate::record::{Record, who};

/// One position: a statement, as Discourse Network Analyzer calls it.
#[derive(Debug, Clone, Serialize)]
pub struct NetworkEvent {
    /// Its number, counted from 1 in the order of days.
    pub id: u64,
    /// The day, `YYYY-MM-DD`; null where nobody knows.
    pub date: Option<String>,
    /// The number of the article.
    pub document: i64,
    /// The headline of the article.
    pub title: Option<String>,
    /// The byline of the article.
    pub author: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// What was said.
    pub text: String,
    /// Who speaks; null where the text does not say.
    pub person: Option<String>,
    /// The id of the party spoken for.
    pub organisation: Option<String>,
    /// The id of the proposition.
    pub concept: String,
    /// On which side.
    pub stance: Stance,
    /// Where it stands: number of the article and id of the statement, such as `3:s4`.
    pub statement: String,
}

impl NetworkEvent {
    /// Says yes or no as a qualifier of two values does: a conditional yes is a yes.
    #[must_use]
    pub fn agreement(&self) -> bool {
        self.stance != Stance::Against
    }
}

impl Record {
    /// Hands over the positions that count in a network, one by one, the earliest first; `each`
    /// answers whether to go on.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn network_events(
        &self,
        actors: NetworkActors,
        options: &NetworkOptions,
        mut each: impl FnMut(NetworkEvent) -> bool,
    ) -> Result<(), Error> {
        let mut snapshot = self.store.snapshot().await?;
        let groups = who::groups(self, &mut snapshot).await?;
        let taken = taken(&mut snapshot, actors, &groups).await?;
        let kept = kept(&taken.stated, options);
        let rows = kept.into_iter().filter_map(|place| taken.rows.get(place));
        for (id, row) in (1..).zip(rows) {
            let place = (row.article, row.statement);
            let Some(quoted) = snapshot.quoted(place).await? else {
                continue;
            };
            let entity = who::speaker(&groups, &quoted.statement);
            let entity = entity.and_then(|place| groups.get(place));
            let event = NetworkEvent {
                id,
                date: row.day.clone(),
                document: row.article.0,
                title: quoted.statement.title,
                author: quoted.author,
                publisher: quoted.statement.publisher,
                text: quoted.statement.content,
                person: entity
                    .map(|entity| entity.name.clone())
                    .or_else(|| row.speaker.clone()),
                organisation: row.party.clone(),
                concept: row.proposition.clone(),
                stance: row.stance,
                statement: format!("{}:{}", row.article, row.statement),
            };
            if !each(event) {
                return Ok(());
            }
        }
        Ok(())
    }
}
