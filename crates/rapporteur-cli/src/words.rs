//! How values are said to people.

use serde::Serialize;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A date for people: `12 Mar 2031`; anything but a plain day as EDTF has it.
pub(crate) fn day(edtf: Option<&str>) -> String {
    let Some(edtf) = edtf else {
        return "undated".to_owned();
    };
    plain_day(edtf).unwrap_or_else(|| edtf.to_owned())
}

fn plain_day(edtf: &str) -> Option<String> {
    let mut parts = edtf.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month: usize = month.parse().ok()?;
    let day: u8 = day.parse().ok()?;
    let name = MONTHS.get(month.checked_sub(1)?)?;
    parts
        .next()
        .is_none()
        .then(|| format!("{day} {name} {year}"))
}

/// The name of a value as JSON has it.
pub(crate) fn label(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(label)) => label,
        _ => String::new(),
    }
}

/// An outlet's name, or that it is not known.
pub(crate) fn outlet(publisher: Option<&str>) -> &str {
    publisher.unwrap_or("unknown outlet")
}

/// A count with its noun: `1 article`, `2 articles`.
pub(crate) fn counted(count: u64, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}
