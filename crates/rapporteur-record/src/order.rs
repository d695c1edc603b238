//! The order of statements: numbers that sort as statements are shown.
//!
//! A statement's number in the database is made of its day, its article's identity and its place in
//! the article. So the table, each index of it and the index of words all lie in the order in which
//! statements are shown, and a page of the latest is found without sorting. And since none of the
//! three depends on what else is there, neither does the order.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::error::RecordError;
use crate::sqlite::Connection;

/// Bits for the place in the article, counted down, so that the first statement sorts latest.
const PLACE_BITS: u32 = 12;
/// Bits for the article.
const ARTICLE_BITS: u32 = 24;

const PLACES: i64 = 1 << PLACE_BITS;
const ARTICLES: i64 = 1 << ARTICLE_BITS;

/// The statements of one article on one day: a run of [`PLACES`] numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Block {
    day: i64,
    article: i64,
}

impl Block {
    fn numbers(self) -> Range<i64> {
        let first = (self.day * ARTICLES + self.article) * PLACES;
        first..first + PLACES
    }

    fn next(self) -> Self {
        let article = (self.article + 1) % ARTICLES;
        Self { article, ..self }
    }
}

/// Blocks given out in one transaction, and to which article.
#[derive(Default)]
pub(crate) struct Blocks(BTreeMap<Block, i64>);

impl Blocks {
    /// Finds the number of the statement that has `ordinal` (from 1) in an article with the identity
    /// `id`, on `day` (`YYYY-MM-DD`, or empty where it is undated).
    ///
    /// Two articles whose identities begin alike want the same block of a day, once in many
    /// thousand days; the later one then gets the next.
    pub(crate) async fn number(
        &mut self,
        connection: &mut Connection,
        article: i64,
        id: &str,
        day: &str,
        ordinal: u32,
    ) -> Result<i64, RecordError> {
        let ordinal = i64::from(ordinal);
        let mut block = Block {
            day: day_number(day),
            article: (digits(id) + ordinal / PLACES) % ARTICLES,
        };
        while !self.take(connection, block, article).await? {
            block = block.next();
        }
        Ok(block.numbers().end - 1 - ordinal % PLACES)
    }

    async fn take(
        &mut self,
        connection: &mut Connection,
        block: Block,
        article: i64,
    ) -> Result<bool, RecordError> {
        if let Some(owner) = self.0.get(&block) {
            return Ok(*owner == article);
        }
        let numbers = block.numbers();
        let owner: Option<i64> = sqlx::query_scalar(
            "SELECT article FROM statement WHERE id >= $1 AND id < $2 ORDER BY id LIMIT 1",
        )
        .bind(numbers.start)
        .bind(numbers.end)
        .fetch_optional(connection)
        .await?;
        let owner = owner.unwrap_or(article);
        self.0.insert(block, owner);
        Ok(owner == article)
    }
}

/// Returns the least number that a statement of `day` or later can have.
pub(crate) fn first_number(day: &str) -> i64 {
    let article = 0;
    let day = day_number(day);
    Block { day, article }.numbers().start
}

/// Returns the number after the last one that a statement of `day` or earlier can have.
pub(crate) fn end_number(day: &str) -> i64 {
    let article = 0;
    let day = day_number(day) + 1;
    Block { day, article }.numbers().start
}

/// Counts the days of the Gregorian calendar up to `day`, from 1; 0 where it is no day.
///
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
fn day_number(day: &str) -> i64 {
    let mut parts = day.split('-').map(|part| part.parse::<i64>().ok());
    let (Some(Some(year)), Some(Some(month)), Some(Some(day))) =
        (parts.next(), parts.next(), parts.next())
    else {
        return 0;
    };
    let (year, month) = if month <= 2 { (year + 399, month + 9) } else { (year + 400, month - 3) };
    let day_of_year = (153 * month + 2) / 5 + day;
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year
}

/// Makes a number of the first digits of an identity.
fn digits(id: &str) -> i64 {
    let digits: String = id.chars().take(6).collect();
    i64::from_str_radix(&digits, 16).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_each_other() {
        for (day, next) in [
            ("2031-12-31", "2032-01-01"),
            ("2032-02-28", "2032-02-29"),
            ("2032-02-29", "2032-03-01"),
            ("2031-02-28", "2031-03-01"),
            ("0000-01-01", "0000-01-02"),
            ("9999-12-30", "9999-12-31"),
        ] {
            assert_eq!(day_number(day) + 1, day_number(next), "{day}");
        }
        assert!(day_number("0000-01-01") > day_number(""));
        assert!(end_number("9999-12-31") > first_number("9999-12-31"));
    }
}
