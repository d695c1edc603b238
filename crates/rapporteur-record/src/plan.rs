//! The way to a page of statements: which index to walk, and what to ask on the way.
//!
//! The database is not left to guess: statistics to guess by would quote what is erased later.
//! Every index lies in the order in which statements are shown, so a walk stops with the page full;
//! only the statements of several speakers, or on several propositions, are put in order first.

mod clauses;

use rapporteur_core::Edtf;
use sqlx::QueryBuilder;

use crate::article::bound;
use crate::error::RecordError;
use crate::order;
use crate::search::{PartyChoice, StatementFilter};
use crate::sqlite::{self, Backend, Connection};
use crate::words::{self, Wanted};

pub(crate) use clauses::{borne_by, restrict_taken};

/// So few statements of one speaker, party or outlet are asked one by one whether they hold the
/// words (50 µs each, measured at 100,000 statements); of more, all that hold the words are walked.
const FEW: i64 = 200;

/// How a filter is to be answered.
pub(crate) struct Plan {
    way: Way,
    words: Option<String>,
    /// The least number of a statement that may have been made since the filter's first day.
    floor: Option<i64>,
}

/// Which index to walk. SQLite keeps the order of a `CROSS JOIN`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The statements that hold the words.
    Words,
    /// The statements of each speaker.
    Speakers,
    /// The positions on each proposition, or of a party.
    Positions,
    /// The positions with a stance.
    Stances,
    /// The table, or the index of a party, an outlet or an act.
    Order,
}

impl Way {
    fn of(filter: &StatementFilter) -> Self {
        let of_party = matches!(filter.party, PartyChoice::Of(_));
        match filter.stance {
            _ if filter.propositions.is_some() => Self::Positions,
            _ if asks_for_speaker(filter) => Self::Speakers,
            Some(_) if of_party => Self::Positions,
            Some(_) => Self::Stances,
            None => Self::Order,
        }
    }

    /// Says whether positions are walked: a statement that takes several is met several times.
    fn by_positions(self) -> bool {
        matches!(self, Self::Positions | Self::Stances)
    }
}

impl Plan {
    /// Chooses the way; `None` where nothing can be found.
    pub(crate) async fn of(
        connection: &mut Connection,
        filter: &StatementFilter,
    ) -> Result<Option<Self>, RecordError> {
        let expression = match words::wanted(filter.words.as_deref()) {
            Wanted::Nothing => return Ok(None),
            Wanted::Anything => None,
            Wanted::All(expression) => Some(expression),
        };
        let mut plan = Self {
            way: Way::of(filter),
            words: None,
            floor: floor(connection, filter).await?,
        };
        if expression.is_some() && !plan.leads_to_few(connection, filter).await? {
            plan.way = Way::Words;
        }
        plan.words = expression;
        Ok(Some(plan))
    }

    /// Says whether the way leads past few statements even without asking for words.
    async fn leads_to_few(
        &self,
        connection: &mut Connection,
        filter: &StatementFilter,
    ) -> Result<bool, RecordError> {
        let by_index = self.way != Way::Order
            || filter.publisher.is_some()
            || filter.party != PartyChoice::Any
            || filter.act.is_some();
        if !by_index {
            return Ok(false);
        }
        let mut query = QueryBuilder::new("SELECT count(*) FROM (SELECT 1 AS one");
        self.restrict(&mut query, filter);
        query.push(" LIMIT ").push_bind(FEW).push(") AS found");
        let found: i64 = query.build_query_scalar().fetch_one(connection).await?;
        Ok(found < FEW)
    }

    /// Writes the search for the numbers of the statements, each once, in no order.
    pub(crate) fn numbers(&self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
        let met_again = self.way.by_positions()
            && (filter.propositions.as_ref()).is_none_or(|several| several.len() > 1);
        let distinct = if met_again { "DISTINCT " } else { "" };
        query.push("SELECT ").push(distinct).push(self.number());
        query.push(" AS id");
        self.restrict(query, filter);
    }

    /// Writes the search for the numbers of a page, the latest first.
    pub(crate) fn page(
        &self,
        query: &mut QueryBuilder<Backend>,
        filter: &StatementFilter,
        limit: Option<u32>,
    ) {
        self.numbers(query, filter);
        query.push(" ORDER BY ").push(self.number()).push(" DESC");
        query.push(" LIMIT ").push_bind(bound(limit));
        query.push(" OFFSET ").push_bind(i64::from(filter.offset));
    }

    /// Returns the column that holds a statement's number, and that the way lies in the order of.
    fn number(&self) -> &'static str {
        match self.way {
            Way::Words => sqlite::NUMBER_BY_WORDS,
            Way::Positions | Way::Stances => "p.statement",
            Way::Speakers | Way::Order => "s.id",
        }
    }
}

/// Says whether the speaker matters.
fn asks_for_speaker(filter: &StatementFilter) -> bool {
    filter.speaker.is_some() || !filter.borne.is_empty()
}

fn first_day(since: Option<&Edtf>) -> Option<String> {
    since.and_then(Edtf::first_day)
}

/// Finds where to stop walking back: at the first day asked for, or at the earliest statement whose
/// date is a span that reaches into it.
async fn floor(
    connection: &mut Connection,
    filter: &StatementFilter,
) -> Result<Option<i64>, RecordError> {
    let Some(since) = first_day(filter.since.as_ref()) else {
        return Ok(None);
    };
    let first = order::first_number(&since);
    // `id + 0`, lest the least one be looked for along the whole table.
    let spanning: Option<i64> = sqlx::query_scalar(
        "SELECT min(id + 0) FROM statement WHERE last_day > day AND last_day >= $1",
    )
    .bind(since)
    .fetch_one(connection)
    .await?;
    Ok(Some(spanning.map_or(first, |spanning| spanning.min(first))))
}
