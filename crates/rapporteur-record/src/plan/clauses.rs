//! What a search asks for, as SQL.

use std::collections::BTreeSet;

use rapporteur_core::Edtf;
use sqlx::QueryBuilder;

use super::{Plan, Way, asks_for_speaker, first_day};
use crate::search::{Borne, Dated, PartyChoice, Reach, StatementFilter};
use crate::sqlite::{self, Backend};
use crate::{order, pack, position, words};

impl Plan {
    /// Writes the `FROM` and `WHERE` of the search.
    pub(super) fn restrict(&self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
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
            (Way::Positions, _) => {
                query.push("line l CROSS JOIN position p ON p.line = l.id");
                query
                    .push(self.statement_behind(filter))
                    .push(" WHERE 1 = 1");
            }
            (Way::Stances, _) => {
                query.push("position p");
                query
                    .push(self.statement_behind(filter))
                    .push(" WHERE 1 = 1");
            }
            (Way::Order | Way::Words, _) => {
                query.push("statement s WHERE 1 = 1");
            }
        }
        self.restrict_speaker(query, filter);
        self.restrict_party(query, filter);
        self.restrict_positions(query, filter);
        if let Some(publisher) = &filter.publisher {
            query
                .push(" AND s.publisher_key = ")
                .push_bind(words::fold(publisher));
        }
        if let Some(act) = filter.act {
            // Every act has a label.
            let label = pack::label("the act of a statement", &act).unwrap_or_default();
            query.push(" AND s.act = ").push_bind(label);
        }
        self.restrict_days(query, filter);
        if let (false, Some(expression)) = (self.way == Way::Words, &self.words) {
            query.push(" AND ").push(sqlite::STATEMENT_HOLDS_WORDS);
            query.push_bind(expression.clone()).push(")");
        }
    }

    /// Joins the statements of positions, where anything is asked that only they tell.
    fn statement_behind(&self, filter: &StatementFilter) -> &'static str {
        let of_party = self.way == Way::Stances && filter.party != PartyChoice::Any;
        let asked =
            of_party || filter.publisher.is_some() || filter.act.is_some() || self.words.is_some();
        if asked {
            " CROSS JOIN statement s ON s.id = p.statement"
        } else {
            ""
        }
    }

    fn restrict_speaker(&self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
        if !asks_for_speaker(filter) {
            return;
        }
        let (open, article, close) = match self.way {
            Way::Speakers => (" AND (", "s.article", ")"),
            Way::Words | Way::Order => (
                " AND s.speaker IN (SELECT f.id FROM speaker f WHERE ",
                "s.article",
                ")",
            ),
            Way::Positions | Way::Stances => (
                " AND p.speaker IN (SELECT f.id FROM speaker f WHERE ",
                "p.article",
                ")",
            ),
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
            .push(borne_by('f', article, &filter.borne));
        query.push(close);
    }

    fn restrict_party(&self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
        let column = match self.way {
            Way::Positions => " AND l.party = ",
            _ => " AND s.party = ",
        };
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

    fn restrict_positions(&self, query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
        if filter.propositions.is_none() && filter.stance.is_none() {
            return;
        }
        let walked = self.way.by_positions();
        if !walked {
            query.push(
                " AND EXISTS (SELECT 1 FROM position p CROSS JOIN line l ON l.id = p.line \
                 WHERE p.statement = s.id",
            );
        }
        restrict_taken(query, filter);
        if !walked {
            query.push(")");
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
            let last_day = match self.way.by_positions() {
                true => " AND p.last_day >= ",
                false => " AND s.last_day >= ",
            };
            query.push(last_day).push_bind(since);
        }
    }
}

/// Writes the conditions on a position `p` and its line `l`.
pub(crate) fn restrict_taken(query: &mut QueryBuilder<Backend>, filter: &StatementFilter) {
    if let Some(propositions) = &filter.propositions {
        one_of(query, " AND l.proposition IN (", propositions);
    }
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
