//! The way to a page of statements: which index to walk, and what to ask on the way.
//!
//! The database is not left to guess: statistics to guess by would quote what is erased later.
//! Every index lies in the order in which statements are shown, so a walk stops with the page full;
//! only the statements of several speakers, or those on several lines, are put in order first.

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

/// So few statements that fit a condition are looked up once, before those that hold the words are
/// walked (1 µs each, measured at a million statements); of more, each that is walked is asked
/// (3 µs), since the page is full before many are.
const SOME: i64 = 50_000;

/// So few positions are put in order (1 µs each); of more, all positions are walked in order.
const MANY: i64 = 20_000;

/// How a filter is to be answered.
pub(crate) struct Plan {
    way: Way,
    words: Option<String>,
    /// What is looked up once, instead of asking each statement.
    looked_up: Vec<Condition>,
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
    /// The positions on each line.
    Lines,
    /// All positions, or those with a stance.
    Positions,
    /// The table, or the index of a party, an outlet or an act.
    Order,
}

/// What a filter can ask for that has an index.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Condition {
    Speaker,
    Party,
    Publisher,
    Act,
    Position,
}

impl Condition {
    const ALL: [Self; 5] = [
        Self::Speaker,
        Self::Party,
        Self::Publisher,
        Self::Act,
        Self::Position,
    ];

    /// Says whether the filter asks for it.
    fn asked(self, filter: &StatementFilter) -> bool {
        match self {
            Self::Speaker => filter.speaker.is_some() || !filter.borne.is_empty(),
            Self::Party => filter.party != PartyChoice::Any,
            Self::Publisher => filter.publisher.is_some(),
            Self::Act => filter.act.is_some(),
            Self::Position => filter.propositions.is_some() || filter.stance.is_some(),
        }
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
            way: Way::Order,
            words: None,
            looked_up: Vec::new(),
            floor: floor(connection, filter).await?,
        };
        plan.way = plan.without_words(connection, filter).await?;
        if expression.is_some() {
            plan.by_words(connection, filter).await?;
        }
        plan.words = expression;
        Ok(Some(plan))
    }

    /// Chooses the way that leads past fewest statements without asking for words.
    async fn without_words(
        &self,
        connection: &mut Connection,
        filter: &StatementFilter,
    ) -> Result<Way, RecordError> {
        let asked = |condition: Condition| condition.asked(filter);
        Ok(
            match (asked(Condition::Position), asked(Condition::Speaker)) {
                (false, false) => Way::Order,
                (false, true) => Way::Speakers,
                // Each line knows the positions of a speaker.
                (true, true) => Way::Lines,
                (true, false) if filter.propositions.is_none() => Way::Positions,
                (true, false) => {
                    let lines = Self {
                        way: Way::Lines,
                        words: None,
                        looked_up: Vec::new(),
                        floor: self.floor,
                    };
                    match lines.count_to(connection, filter, MANY).await? < MANY {
                        true => Way::Lines,
                        false => Way::Positions,
                    }
                }
            },
        )
    }

    /// Walks those that hold the words, unless the way leads past few statements anyway.
    async fn by_words(
        &mut self,
        connection: &mut Connection,
        filter: &StatementFilter,
    ) -> Result<(), RecordError> {
        let asked = Condition::ALL.into_iter();
        let asked: Vec<Condition> = asked.filter(|one| one.asked(filter)).collect();
        if !asked.is_empty() && self.count_to(connection, filter, FEW).await? < FEW {
            return Ok(());
        }
        self.way = Way::Words;
        for condition in asked {
            let mut query = QueryBuilder::new("SELECT count(*) FROM (");
            condition.look_up(&mut query, filter);
            query.push(" LIMIT ").push_bind(SOME).push(") AS found");
            let found: i64 = query
                .build_query_scalar()
                .fetch_one(&mut *connection)
                .await?;
            if found < SOME {
                self.looked_up.push(condition);
            }
        }
        Ok(())
    }

    /// Counts what lies on the way, as far as `most`.
    async fn count_to(
        &self,
        connection: &mut Connection,
        filter: &StatementFilter,
        most: i64,
    ) -> Result<i64, RecordError> {
        let mut query = QueryBuilder::new("SELECT count(*) FROM (SELECT 1 AS one");
        self.restrict(&mut query, filter);
        query.push(" LIMIT ").push_bind(most).push(") AS found");
        Ok(query.build_query_scalar().fetch_one(connection).await?)
    }

    /// Writes the search for the numbers of the statements, each once, in no order.
    pub(crate) fn numbers(&self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
        let met_again = match (self.way, &filter.propositions) {
            (Way::Lines | Way::Positions, Some(propositions)) => propositions.len() > 1,
            (Way::Lines | Way::Positions, None) => true,
            (Way::Words | Way::Speakers | Way::Order, _) => false,
        };
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
            Way::Lines | Way::Positions => "p.statement",
            Way::Speakers | Way::Order => "s.id",
        }
    }
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
