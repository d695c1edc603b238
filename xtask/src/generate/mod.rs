//! Any number of synthetic press reports on the invented negotiation, for benches and load tests.
//!
//! The same seed gives the same articles on every machine, and no two of them share 0.3 of their
//! four-word runs. Each one has direct, indirect and mixed quotations, words "according to" someone,
//! pronouns that speak, dates and places; what it says is nonsense with a straight face.
//!
//! ```
//! use xtask::generate::Articles;
//!
//! let mut articles = Articles::new(1, 600);
//! let first = articles.next().expect("there is always another one");
//! assert_eq!(Articles::new(1, 600).next(), Some(first));
//! ```

mod fill;
mod grammar;
mod output;
mod random;
mod telling;
mod world;

use jiff::{Span, civil::Date};
use serde::Serialize;

pub use output::{Output, write};
pub(crate) use random::Random;
use telling::Telling;
use world::World;

/// The first day of publication, and how many days follow it.
const FIRST_DAY: Date = jiff::civil::date(2030, 10, 1);
const DAYS: usize = 540;

/// Returns the codebook that covers the people, parties and places of the articles, as TOML.
#[must_use]
pub const fn codebook() -> &'static str {
    world::CODEBOOK
}

/// One synthetic press report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    /// The headline.
    pub title: String,
    /// The outlet.
    pub publisher: String,
    /// An address that no other article of the same seed has.
    pub url: String,
    /// The day of publication, `YYYY-MM-DD`.
    pub published: String,
    /// The article, paragraphs parted by blank lines.
    pub text: String,
}

/// An endless row of articles.
#[derive(Debug)]
pub struct Articles {
    world: World,
    seed: u64,
    words: usize,
    number: u64,
}

impl Articles {
    /// Starts a row of articles of about so many words: single ones are up to a quarter shorter or
    /// longer, none is much under 200 words, which everything that each must have takes.
    #[must_use]
    pub fn new(seed: u64, words: usize) -> Self {
        Self {
            world: World::new(),
            seed,
            words,
            number: 0,
        }
    }

    fn article(&self, number: u64) -> Article {
        let mut random = Random::of_article(self.seed, number);
        let published = FIRST_DAY.saturating_add(Span::new().days(random.below(DAYS) as i64));
        let publisher = random.pick(&self.world.outlets).map_or("", String::as_str);
        let words = random.between(self.words * 3 / 4, self.words * 5 / 4);
        let quotation_marks = random.below(10);
        let mut telling = Telling::new(&self.world, random, published, publisher);
        let title = title(&mut telling);
        body(&mut telling, &title, words);
        let mark = |text: String| match quotation_marks {
            0 | 1 => text.replace(['“', '”'], "\""),
            2 => text.replace('“', "«").replace('”', "»"),
            _ => text,
        };
        Article {
            url: url(publisher, published, number, &title),
            title: mark(title),
            publisher: publisher.to_owned(),
            published: published.to_string(),
            text: mark(telling.take()),
        }
    }
}

impl Iterator for Articles {
    type Item = Article;

    fn next(&mut self) -> Option<Article> {
        let article = self.article(self.number);
        self.number = self.number.wrapping_add(1);
        Some(article)
    }
}

fn title(telling: &mut Telling<'_>) -> String {
    telling.capital();
    telling.write("title");
    telling.take()
}

/// Writes the paragraphs until the words are enough.
fn body(telling: &mut Telling<'_>, title: &str, words: usize) {
    let mut left = words;
    if telling.random().percent(25) {
        telling.write_plain(title);
        telling.write_plain("\n\n");
    }
    let start = telling.len();
    if telling.random().percent(40) {
        telling.write("dateline");
        telling.write_plain(" ");
    }
    telling.write("lead");
    left = left.saturating_sub(telling.words_since(start));
    let mut needed: Vec<usize> = (0..NEEDED).collect();
    telling.random().shuffle(&mut needed);
    while left > HALF_PARAGRAPH || !needed.is_empty() {
        telling.write_plain("\n\n");
        let start = telling.len();
        match needed.pop() {
            Some(line) => telling.write_line("needed", line),
            None => telling.write("paragraph"),
        }
        left = left.saturating_sub(telling.words_since(start));
    }
    if telling.random().percent(30) {
        telling.write_plain("\n\n");
        telling.write("furniture");
    }
    telling.write_plain("\n");
}

/// Words of half a paragraph: with fewer to go, another one would lead further off.
const HALF_PARAGRAPH: usize = 34;

/// How many alternatives the symbol `needed` has.
const NEEDED: usize = 5;

fn url(publisher: &str, published: Date, number: u64, title: &str) -> String {
    let day = published.strftime("%Y/%m/%d");
    let words: Vec<String> = (title.split(' ').take(6))
        .map(|word| {
            word.chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
        .map(|word| word.to_ascii_lowercase())
        .collect();
    let outlet: String = publisher
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    format!(
        "https://{}.example/{day}/{number}-{}",
        outlet.to_ascii_lowercase(),
        words.join("-")
    )
}

#[cfg(test)]
mod tests;
