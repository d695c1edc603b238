//! What a search asks for, as SQL.

use std::collections::BTreeSet;

use rapporteur_core::{Act, Edtf};
use sqlx::QueryBuilder;

use super::{Condition, Plan, Way, first_day};
use crate::search::{Borne, Dated, PartyChoice, Reach, StatementFilter};
use crate::sqlite::{self, Backend};
use crate::{order, pack, position, words};

impl Plan {
    /// Writes the `FROM` and `WHERE` of the search.
    pub(super) fn restrict(&self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
        query.push(" FROM ").push(match self.way {
            Way::Words => sqlite::WORDS,
            Way::Speakers => "speaker f CROSS JOIN statement s ON s.speaker = f.id",
            Way::Lines => "line l CROSS JOIN position p ON p.line = l.id",
            Way::Positions => "position p",
            Way::Order => "statement s",
        });
        if !matches!(self.way, Way::Speakers | Way::Order) && self.needs_statements(filter) {
            query.push(" CROSS JOIN statement s ON s.id = ");
            query.push(self.number());
        }
        query.push(" WHERE ");
        match (self.way, &self.words) {
            (Way::Words, Some(expression)) => {
                query
                    .push(sqlite::WORDS_MATCH)
                    .push_bind(expression.clone());
            }
            _ => {
                query.push("1 = 1");
            }
        }
        for condition in Condition::ALL {
            if !condition.asked(filter) {
                continue;
            }
            if self.looked_up.contains(&condition) {
                // Lest each of them be looked for in the index of words.
                query.push(" AND +").push(self.number()).push(" IN (");
                condition.look_up(query, filter);
                query.push(")");
            } else {
                self.ask(query, condition, filter);
            }
        }
        self.restrict_days(query, filter);
        if let (false, Some(expression)) = (self.way == Way::Words, &self.words) {
            query.push(" AND ").push(sqlite::HOLDS_WORDS);
            query.push(self.number()).push(" AND ");
            query.push(sqlite::WORDS_MATCH);
            query.push_bind(expression.clone()).push(")");
        }
    }

    /// Says whether anything is asked on the way that only the statements themselves tell.
    fn needs_statements(&self, filter: &StatementFilter) -> bool {
        let of_position = match self.way {
            Way::Lines | Way::Positions => &[Condition::Speaker, Condition::Party][..],
            _ => &[],
        };
        let since = of_position.is_empty() && filter.since.is_some();
        let mut conditions = Condition::ALL.into_iter();
        since
            || conditions.any(|condition| {
                condition != Condition::Position
                    && condition.asked(filter)
                    && !self.looked_up.contains(&condition)
                    && !of_position.contains(&condition)
            })
    }

    /// Asks each statement, or each position, on the way.
    fn ask(
        &self,
        query: &mut QueryBuilder<Backend>,
        condition: Condition,
        filter: &StatementFilter,
    ) {
        match (condition, self.way) {
            (Condition::Speaker, Way::Speakers) => {
                query.push(" AND ");
                speaks(query, "s.article", filter);
            }
            (Condition::Speaker, way) => {
                let (column, article) = match way {
                    Way::Lines | Way::Positions => ("p.speaker", "p.article"),
                    _ => ("s.speaker", "s.article"),
                };
                query.push(" AND ").push(column);
                query.push(" IN (SELECT f.id FROM speaker f WHERE ");
                speaks(query, article, filter);
                query.push(")");
            }
            (Condition::Party, Way::Lines) => of_party(query, " AND l.party = ", filter),
            // The lines of a party are asked for with those on propositions.
            (Condition::Party, Way::Positions) => {}
            (Condition::Party, _) => of_party(query, " AND s.party = ", filter),
            (Condition::Publisher, _) => by_publisher(query, " AND s.publisher_key = ", filter),
            (Condition::Act, _) => doing(query, " AND s.act = ", filter.act),
            (Condition::Position, Way::Lines) => restrict_taken(query, filter),
            (Condition::Position, Way::Positions) => {
                with_stance(query, filter);
                if filter.propositions.is_some() || filter.party != PartyChoice::Any {
                    // Lest the positions of each line be put in order.
                    query.push(" AND +p.line IN (SELECT l.id FROM line l WHERE 1 = 1");
                    on_propositions(query, filter);
                    of_party(query, " AND l.party = ", filter);
                    query.push(")");
                }
            }
            (Condition::Position, _) => {
                query.push(
                    " AND EXISTS (SELECT 1 FROM position p CROSS JOIN line l ON l.id = p.line \
                     WHERE p.statement = ",
                );
                query.push(self.number());
                restrict_taken(query, filter);
                query.push(")");
            }
        }
    }

    fn restrict_days(&self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
        let number = self.number();
        let undated = order::end_number("");
        let mut bound = |sign: &str, value: i64| {
            query.push(" AND ").push(number).push(sign).push_bind(value);
        };
        if let Some(after) = filter.after {
            bound(" < ", after.0);
        }
        if let Some(until) = filter.until.as_ref().and_then(Edtf::last_day) {
            bound(" >= ", undated);
            bound(" < ", order::end_number(&until));
        }
        match filter.dated {
            Dated::Any => {}
            Dated::Dated => bound(" >= ", undated),
            Dated::Undated => bound(" < ", undated),
        }
        if let Some((floor, since)) = self.floor.zip(first_day(filter.since.as_ref())) {
            bound(" >= ", floor);
            let last_day = match self.way {
                Way::Lines | Way::Positions => " AND p.last_day >= ",
                _ => " AND s.last_day >= ",
            };
            query.push(last_day).push_bind(since);
        }
    }
}

impl Condition {
    /// Writes the search for the numbers of the statements that fit it, along its own index.
    pub(super) fn look_up(self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
        match self {
            Self::Speaker => {
                query.push(
                    "SELECT s.id FROM speaker f CROSS JOIN statement s ON s.speaker = f.id WHERE ",
                );
                speaks(query, "s.article", filter);
            }
            Self::Party => {
                query.push("SELECT s.id FROM statement s WHERE ");
                of_party(query, "s.party = ", filter);
            }
            Self::Publisher => {
                query.push("SELECT s.id FROM statement s WHERE ");
                by_publisher(query, "s.publisher_key = ", filter);
            }
            Self::Act => {
                query.push("SELECT s.id FROM statement s WHERE ");
                doing(query, "s.act = ", filter.act);
            }
            Self::Position if filter.propositions.is_some() => {
                query.push(
                    "SELECT p.statement FROM line l CROSS JOIN position p ON p.line = l.id \
                     WHERE 1 = 1",
                );
                restrict_taken(query, filter);
            }
            Self::Position => {
                query.push("SELECT p.statement FROM position p WHERE 1 = 1");
                with_stance(query, filter);
            }
        }
    }
}

/// Writes the condition that a speaker `f` is one that is meant.
fn speaks(query: &mut QueryBuilder<Backend>, article: &str, filter: &StatementFilter) {
    query.push("(1 = 0");
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
        .push(borne_by('f', article, &filter.borne));
    query.push(")");
}

fn of_party(query: &mut QueryBuilder<Backend>, column: &str, filter: &StatementFilter) {
    match &filter.party {
        PartyChoice::Any => {}
        PartyChoice::Of(party) => {
            query.push(column).push_bind(party.clone());
        }
        PartyChoice::Unknown => {
            query.push(column).push("''");
        }
    }
}

fn by_publisher(query: &mut QueryBuilder<Backend>, column: &str, filter: &StatementFilter) {
    if let Some(publisher) = &filter.publisher {
        query.push(column).push_bind(words::fold(publisher));
    }
}

fn doing(query: &mut QueryBuilder<Backend>, column: &str, act: Option<Act>) {
    if let Some(act) = act {
        // Every act has a label.
        let label = pack::label("the act of a statement", &act).unwrap_or_default();
        query.push(column).push_bind(label);
    }
}

/// Writes the conditions on a position `p` and its line `l`.
pub(crate) fn restrict_taken(query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
    on_propositions(query, filter);
    with_stance(query, filter);
}

fn on_propositions(query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
    if let Some(propositions) = &filter.propositions {
        one_of(query, " AND l.proposition IN (", propositions);
    }
}

fn with_stance(query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
    if let Some(stance) = filter.stance {
        query
            .push(" AND p.stance = ")
            .push_bind(position::code(stance));
    }
}

fn one_of(query: &mut QueryBuilder<Backend>, column: &str, values: &BTreeSet<String>) {
    query.push(column);
    let mut listed = query.separated(", ");
    for value in values {
        listed.push_bind(value.clone());
    }
    query.push(")");
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
