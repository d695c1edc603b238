//! What is asked of the timeline, and the addresses of other stretches of days.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rapporteur::{DaySpan, Edtf, PaceView, TimelineQuery};

use crate::answer::percent;

/// What is asked of the timeline.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) from: Option<Edtf>,
    pub(super) to: Option<Edtf>,
    pub(super) kind: Option<String>,
    pub(super) party: Option<String>,
    pub(super) all: bool,
}

/// Where one can look from the days that are drawn.
pub(super) struct Zoom {
    pub(super) earlier: String,
    pub(super) later: String,
    pub(super) closer: String,
    pub(super) wider: String,
    pub(super) week: String,
    pub(super) month: String,
    /// The days of the reports.
    pub(super) reported: String,
    /// All days on which anything was said or happened.
    pub(super) whole: Option<String>,
}

impl Asked {
    /// The events that are asked about.
    pub(super) fn events(&self) -> TimelineQuery {
        TimelineQuery {
            from: self.from.clone(),
            to: self.to.clone(),
            kind: self.kind.clone(),
            party: self.party.clone(),
            all: self.all,
            ..TimelineQuery::default()
        }
    }

    /// The address of the same for other days.
    pub(super) fn address(&self, first: &str, last: &str) -> String {
        self.with(vec![format!("from={first}"), format!("to={last}")])
    }

    /// The address of the same list, further on.
    pub(super) fn page(&self, offset: &u32) -> String {
        let mut parts = Vec::new();
        for (name, date) in [("from", &self.from), ("to", &self.to)] {
            if let Some(date) = date {
                parts.push(format!("{name}={}", percent(date.as_str())));
            }
        }
        parts.push(format!("offset={offset}"));
        format!("{}#events", self.with(parts))
    }

    fn with(&self, mut parts: Vec<String>) -> String {
        for (name, value) in [("kind", &self.kind), ("party", &self.party)] {
            if let Some(value) = value {
                parts.push(format!("{name}={}", percent(value)));
            }
        }
        if self.all {
            parts.push("all=on".to_owned());
        }
        match parts.as_slice() {
            [] => "/timeline".to_owned(),
            parts => format!("/timeline?{}", parts.join("&")),
        }
    }
}

impl Zoom {
    /// Works out the addresses; `None` where nothing has a day.
    pub(super) fn of(pace: &PaceView, asked: &Asked) -> Option<Self> {
        let (first, last) = dates(pace.days.as_ref()?)?;
        let wide = first.until(last).map_or(0, |span| span.get_days()) + 1;
        let half = (wide + 1) / 2;
        let to = |first: Date, last: Date| asked.address(&first.to_string(), &last.to_string());
        let moved = |days: i32| {
            let moved = |day: Date| day.saturating_add(i64::from(days).days());
            to(moved(first), moved(last))
        };
        let day = |from: Date, days: i32| from.saturating_add(i64::from(days).days());
        let latest = pace.reported.as_ref().and_then(dates);
        let latest = latest.map(|(_, latest)| latest);
        let about = latest
            .filter(|latest| (first..=last).contains(latest))
            .unwrap_or_else(|| day(first, wide / 2));
        let monday = day(about, -i32::from(about.weekday().since(Weekday::Monday)));
        let quarter = wide / 4;
        Some(Self {
            earlier: moved(-wide),
            later: moved(wide),
            closer: to(day(first, quarter), day(first, quarter + half - 1)),
            wider: to(day(first, -half), day(last, half)),
            week: to(monday, day(monday, 6)),
            month: to(about.first_of_month(), about.last_of_month()),
            reported: asked.with(Vec::new()),
            whole: pace
                .whole
                .as_ref()
                .map(|whole| asked.address(&whole.first, &whole.last)),
        })
    }
}

fn dates(days: &DaySpan) -> Option<(Date, Date)> {
    Some((days.first.parse().ok()?, days.last.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_keep_what_is_asked() {
        let asked = Asked {
            kind: Some("round-of-talks".to_owned()),
            party: Some("a&b".to_owned()),
            all: true,
            ..Asked::default()
        };
        assert_eq!(
            asked.address("2031-03-01", "2031-03-31"),
            "/timeline?from=2031-03-01&to=2031-03-31&kind=round-of-talks&party=a%26b&all=on"
        );
        assert_eq!(Asked::default().with(Vec::new()), "/timeline");
    }
}
