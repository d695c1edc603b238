//! Publication dates as metadata writes them.

use jiff::civil::Date;
use rapporteur_core::Edtf;

/// Ways of writing a day that leave no doubt which number is the month.
const FORMATS: [&str; 6] = [
    "%Y/%m/%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%Y%m%d",
];

/// Reads a publication date: EDTF, an ISO 8601 or RFC 2822 time (its day in its own time zone), or a
/// day with its month in English words.
///
/// `12/03/2031` is no date here: nobody can tell its month.
///
/// ```
/// use rapporteur::publication_date;
///
/// let date = publication_date("2031-03-12T23:30:00+02:00").expect("an ISO 8601 time");
/// assert_eq!(date.as_str(), "2031-03-12");
/// assert_eq!(publication_date("12/03/2031"), None);
/// ```
#[must_use]
pub fn publication_date(text: &str) -> Option<Edtf> {
    let text = text.trim();
    if let Some(edtf) = Edtf::parse(text) {
        return Some(edtf);
    }
    let day = text.get(..10).filter(|_| {
        text.get(10..11)
            .is_some_and(|next| matches!(next, "T" | "t" | " "))
    });
    if let Some(edtf) = day.and_then(Edtf::parse) {
        return Some(edtf);
    }
    let date = jiff::fmt::rfc2822::parse(text)
        .map(|zoned| zoned.date())
        .ok()
        .or_else(|| {
            FORMATS
                .iter()
                .find_map(|format| Date::strptime(format, text).ok())
        })?;
    Edtf::day(date.year(), date.month(), date.day())
}
