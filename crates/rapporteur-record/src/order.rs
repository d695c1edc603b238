//! The order of statements: numbers that sort as statements are shown.
//!
//! A statement's number in the database is made of its day, its article's identity and its place in
//! the article. So the table, each index of it and the index of words all lie in the order in which
//! statements are shown, and a page of the latest is found without sorting. And since none of the
//! three depends on what else is there, neither does the order.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use sqlx::Row as _;

use crate::bulk::Bulk;
use crate::error::RecordError;
use crate::sqlite::{Connection, Row};

/// Bits for the place in the article, counted down, so that the first statement sorts latest.
const PLACE_BITS: u32 = 12;
/// Bits for the article.
const ARTICLE_BITS: u32 = 24;

const PLACES: i64 = 1 << PLACE_BITS;
const ARTICLES: i64 = 1 << ARTICLE_BITS;

/// How many numbers a day has.
pub(crate) const A_DAY: i64 = PLACES * ARTICLES;

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

/// Where a statement stands, and thereby in the order of all statements.
pub(crate) struct Place<'a> {
    /// The number of its article.
    pub(crate) article: i64,
    /// The identity of its article.
    pub(crate) id: &'a str,
    /// Its day, `YYYY-MM-DD`; empty where it is undated.
    pub(crate) day: &'a str,
    /// Its place in the reading, from 1.
    pub(crate) place: i64,
}

impl Place<'_> {
    fn block(&self) -> Block {
        Block {
            day: day_number(self.day),
            article: (digits(self.id) + self.place / PLACES) % ARTICLES,
        }
    }
}

/// Finds the number of each of the statements, which are all about to be written.
///
/// Two articles whose identities begin alike want the same block of a day, once in many thousand
/// days; the later one then gets the next.
pub(crate) async fn numbers(
    connection: &mut Connection,
    places: &[Place<'_>],
) -> Result<Vec<i64>, RecordError> {
    let wanted: BTreeSet<_> = places
        .iter()
        .map(|place| (place.article, place.block()))
        .collect();
    let mut unsettled: Vec<_> = wanted.iter().map(|want| (*want, want.1)).collect();
    let mut owners = BTreeMap::new();
    let mut settled = BTreeMap::new();
    while !unsettled.is_empty() {
        let blocks: BTreeSet<_> = unsettled.iter().map(|(_, block)| *block).collect();
        let unseen: Vec<_> = blocks
            .into_iter()
            .filter(|block| !owners.contains_key(block))
            .collect();
        owners.extend(taken(connection, &unseen).await?);
        unsettled.retain_mut(|(want, block)| {
            let owner = owners.entry(*block).or_insert(want.0);
            if *owner == want.0 {
                settled.insert(*want, *block);
                return false;
            }
            *block = block.next();
            true
        });
    }
    let number = |place: &Place<'_>| {
        let block = settled.get(&(place.article, place.block()));
        let numbers = block.copied().unwrap_or_else(|| place.block()).numbers();
        numbers.end - 1 - place.place % PLACES
    };
    Ok(places.iter().map(number).collect())
}

/// Finds those of the blocks that hold statements, and the articles of these.
async fn taken(
    connection: &mut Connection,
    blocks: &[Block],
) -> Result<Vec<(Block, i64)>, RecordError> {
    let bulk = Bulk {
        head: "WITH wanted (day, place, first, past) AS (",
        columns: 4,
        tail: ") SELECT w.day, w.place, s.article FROM wanted w CROSS JOIN statement s \
               ON s.id = (SELECT min(id) FROM statement WHERE id >= w.first AND id < w.past)",
    };
    let rows = bulk.run(connection, blocks, |columns, block| {
        let numbers = block.numbers();
        columns.push_bind(block.day).push_bind(block.article);
        columns.push_bind(numbers.start).push_bind(numbers.end);
    });
    let owner = |row: &Row| {
        let day = row.try_get("day")?;
        let article = row.try_get("place")?;
        Ok((Block { day, article }, row.try_get("article")?))
    };
    rows.await?.iter().map(owner).collect()
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
    let (year, month) = if month <= 2 {
        (year + 399, month + 9)
    } else {
        (year + 400, month - 3)
    };
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
