//! The way to a page of statements: which index to walk, and what to ask on the way.
//!
//! The database is not left to guess: statistics to guess by would quote what is erased later.
//! Every index lies in the order in which statements are shown, so a walk stops with the page full.

use rapporteur_core::Edtf;
use sqlx::QueryBuilder;

use crate::error::RecordError;
use crate::order;
use crate::search::{Borne, Dated, PartyChoice, Reach, StatementFilter};
use crate::sqlite::{self, Backend, Connection};
use crate::words::{self, Wanted};

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
    /// The table, or the index of a party or an outlet.
    Order,
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
        let way = if asks_for_speaker(filter) {
            Way::Speakers
        } else {
            Way::Order
        };
        let mut plan = Self {
            way,
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
        let by_index = asks_for_speaker(filter)
            || filter.publisher.is_some()
            || filter.party != PartyChoice::Any;
        if !by_index {
            return Ok(false);
        }
        let mut query = QueryBuilder::new("SELECT count(*) FROM (SELECT 1 AS one");
        self.restrict(&mut query, filter);
        query.push(" LIMIT ").push_bind(FEW).push(") AS found");
        let found: i64 = query.build_query_scalar().fetch_one(connection).await?;
        Ok(found < FEW)
    }

    /// Returns the column that holds a statement's number, and that the way lies in the order of.
    pub(crate) fn number(&self) -> &'static str {
        match self.way {
            Way::Words => sqlite::NUMBER_BY_WORDS,
            Way::Speakers | Way::Order => "s.id",
        }
    }

    /// Writes the `FROM` and `WHERE` of the search.
    pub(crate) fn restrict(&self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
        query.push(" FROM ");
        match (self.way, &self.words) {
            (Way::Words, Some(expression)) => {
                query.push(sqlite::STATEMENTS_BY_WORDS).push(" WHERE ");
                query
                    .push(sqlite::WORDS_MATCH)
                    .push_bind(expression.clone());
            }
            (Way::Speakers, _) => {
                query.push("speaker f CROSS JOIN statement s ON s.speaker = f.id WHERE 1 = 1");
            }
            (Way::Order | Way::Words, _) => {
                query.push("statement s WHERE 1 = 1");
            }
        }
        self.restrict_speaker(query, filter);
        match &filter.party {
            PartyChoice::Any => {}
            PartyChoice::Of(party) => {
                query.push(" AND s.party = ").push_bind(party.clone());
            }
            PartyChoice::Unknown => {
                query.push(" AND s.party = ''");
            }
        }
        if let Some(publisher) = &filter.publisher {
            query
                .push(" AND s.publisher_key = ")
                .push_bind(words::fold(publisher));
        }
        self.restrict_days(query, filter);
        if let (Way::Speakers | Way::Order, Some(expression)) = (self.way, &self.words) {
            query.push(" AND ").push(sqlite::STATEMENT_HOLDS_WORDS);
            query.push_bind(expression.clone()).push(")");
        }
    }

    fn restrict_speaker(&self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
        if !asks_for_speaker(filter) {
            return;
        }
        let (open, close) = match self.way {
            Way::Speakers => (" AND (", ")"),
            Way::Words | Way::Order => {
                (" AND s.speaker IN (SELECT f.id FROM speaker f WHERE ", ")")
            }
        };
        query.push(open).push("1 = 0");
        if let Some(speaker) = &filter.speaker {
            let pattern = words::containing(&words::fold(speaker));
            query
                .push(" OR f.name_key LIKE ")
                .push_bind(pattern.clone());
            query
                .push(" ESCAPE '\\' OR lower(f.codebook) LIKE ")
                .push_bind(pattern);
            query.push(" ESCAPE '\\'");
        }
        query
            .push(" OR ")
            .push(borne_by('f', "s.article", &filter.borne));
        query.push(close);
    }

    fn restrict_days(&self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
        let number = self.number();
        let undated = order::end_number("");
        if let Some((floor, since)) = self.floor.zip(first_day(filter.since.as_ref())) {
            query
                .push(" AND ")
                .push(number)
                .push(" >= ")
                .push_bind(floor);
            query.push(" AND s.last_day >= ").push_bind(since);
        }
        if let Some(until) = filter.until.as_ref().and_then(Edtf::last_day) {
            query
                .push(" AND ")
                .push(number)
                .push(" >= ")
                .push_bind(undated);
            query
                .push(" AND ")
                .push(number)
                .push(" < ")
                .push_bind(order::end_number(&until));
        }
        match filter.dated {
            Dated::Any => {}
            Dated::Dated => {
                query
                    .push(" AND ")
                    .push(number)
                    .push(" >= ")
                    .push_bind(undated);
            }
            Dated::Undated => {
                query
                    .push(" AND ")
                    .push(number)
                    .push(" < ")
                    .push_bind(undated);
            }
        }
    }
}

/// Says whether the speaker matters.
fn asks_for_speaker(filter: &StatementFilter) -> bool {
    filter.speaker.is_some() || !filter.borne.is_empty()
}

/// Writes the condition that the naming of a row of `table` is one of these, and the number of the
/// `article` is one that is meant.
///
/// Numbers are written out, since they may be more than parameters; each term stands by itself, so
/// that an index of namings can be used.
pub(crate) fn borne_by(table: char, article: &str, borne: &[Borne]) -> String {
    let anywhere = |borne: &&Borne| matches!(&borne.reach, Reach::AllBut(none) if none.is_empty());
    let (whole, parts): (Vec<_>, Vec<_>) = borne.iter().partition(anywhere);
    let mut terms = Vec::new();
    if !whole.is_empty() {
        let numbers = listed(whole.iter().map(|borne| borne.naming.0));
        terms.push(format!("{table}.naming IN ({numbers})"));
    }
    for Borne { naming, reach } in parts {
        let (articles, not) = match reach {
            Reach::Only(articles) => (articles, ""),
            Reach::AllBut(articles) => (articles, "NOT "),
        };
        let numbers = listed(articles.iter().map(|article| article.0));
        terms.push(format!(
            "({table}.naming = {naming} AND {article} {not}IN ({numbers}))"
        ));
    }
    if terms.is_empty() {
        return "1 = 0".to_owned();
    }
    format!("({})", terms.join(" OR "))
}

fn listed(numbers: impl Iterator<Item = i64>) -> String {
    let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
    numbers.join(", ")
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
