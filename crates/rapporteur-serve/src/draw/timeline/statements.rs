//! Statements in the lanes of their parties: one by one, or how many in each stretch of days.

use rapporteur::{DaySpan, StatementHit, wording};

use super::lanes::Lane;
use super::{Chart, LEFT, RIGHT, date, days, named};
use crate::answer::percent;
use crate::draw::mark::{self, Deed};
use crate::draw::scale::Scale;
use crate::draw::svg::Svg;

/// Marks stand in columns of this width, and as far apart in height.
const COLUMN: f64 = 14.0;
/// So many stand above each other; what is more is a number.
const HIGHEST: usize = 12;
/// Above and below the marks of a lane.
const MARGIN: f64 = 6.0;
/// How high the highest column of a lane is.
const TALLEST: f64 = 56.0;
/// So much of a statement is told where its mark is pointed at, in characters.
const QUOTED: usize = 180;

/// The statements as they are laid out.
pub(super) enum Spots<'a> {
    /// Each by itself, lane by lane.
    Single(Vec<Stack<'a>>, &'a Chart<'a>),
    /// So many in each stretch.
    Counted(Vec<Vec<Count>>, u64),
}

/// The statements of a lane.
#[derive(Default)]
pub(super) struct Stack<'a> {
    spots: Vec<Spot<'a>>,
    over: Vec<Over>,
    rows: usize,
}

struct Spot<'a> {
    hit: &'a StatementHit,
    x: f64,
    row: usize,
}

/// What has no room any more.
struct Over {
    column: usize,
    x: f64,
    statements: u64,
    span: DaySpan,
}

pub(super) struct Count {
    x: f64,
    wide: f64,
    statements: u64,
    span: DaySpan,
}

impl<'a> Spots<'a> {
    pub(super) fn new(chart: &'a Chart<'a>, scale: &Scale) -> Self {
        let Some(statements) = chart.statements else {
            let lanes = chart.pace.parties.iter();
            let lanes: Vec<Vec<Count>> = lanes
                .map(|lane| counts(&chart.pace.stretches, &lane.statements, scale))
                .collect();
            let counts = lanes.iter().flatten().map(|count| count.statements);
            let most = counts.max().unwrap_or(1);
            return Self::Counted(lanes, most);
        };
        let known = |hit: &StatementHit| {
            let mut parties = chart.pace.parties.iter();
            parties.position(|lane| {
                let id = lane.party.as_ref().map(|party| &party.id);
                id.is_some() && id == hit.party.as_ref()
            })
        };
        let others = chart.pace.parties.iter();
        let others = others.clone().position(|lane| lane.party.is_none());
        let lanes = 0..chart.pace.parties.len();
        let stacks = lanes.map(|lane| {
            let of_lane = statements.iter().rev();
            let of_lane = of_lane.filter(|hit| known(hit).or(others) == Some(lane));
            Stack::new(of_lane, scale)
        });
        Self::Single(stacks.collect(), chart)
    }

    /// How high a lane has to be.
    pub(super) fn height(&self, lane: usize) -> f64 {
        let inside = match self {
            Self::Single(stacks, _) => {
                let rows = stacks.get(lane).map_or(0, |stack| stack.rows);
                rows as f64 * COLUMN
            }
            Self::Counted(..) => TALLEST + 14.0,
        };
        inside + 2.0 * MARGIN
    }

    pub(super) fn draw(&self, svg: &mut Svg, lanes: &[Lane]) {
        match self {
            Self::Single(stacks, chart) => {
                for (lane, stack) in lanes.iter().zip(stacks) {
                    stack.draw(svg, lane, chart);
                }
            }
            Self::Counted(counts, most) => {
                for (lane, counts) in lanes.iter().zip(counts) {
                    counts.iter().for_each(|count| count.draw(svg, lane, *most));
                }
            }
        }
    }
}

impl<'a> Stack<'a> {
    /// Sets marks into columns: each into that column of its day in which the fewest stand.
    fn new(hits: impl Iterator<Item = &'a StatementHit>, scale: &Scale) -> Self {
        let columns = ((RIGHT - LEFT) / COLUMN).floor().max(1.0);
        let last = columns as usize - 1;
        let mut filled = vec![0_usize; columns as usize];
        let mut stack = Self::default();
        for hit in hits {
            let Some((first, until)) = day(hit).and_then(days) else {
                continue;
            };
            let first = first.clamp(scale.first, scale.last);
            // A mark keeps off the borders of its day, if that is wide enough.
            let aside = ((scale.day() - COLUMN) / 2.0).clamp(0.0, 5.0);
            let column = |x: f64| ((x - LEFT) / COLUMN - 0.5).ceil().max(0.0) as usize;
            let begin = column(scale.start(first) + aside);
            let inside = begin..column(scale.end(first) - aside).min(last + 1);
            let middle = ((scale.middle(first) - LEFT) / COLUMN).max(0.0) as usize;
            let middle = middle.min(last);
            let column = inside
                .min_by_key(|column| filled.get(*column).copied())
                .unwrap_or(middle);
            let Some(row) = filled.get_mut(column) else {
                continue;
            };
            let x = LEFT + (column as f64 + 0.5) * COLUMN;
            if *row < HIGHEST {
                stack.spots.push(Spot { hit, x, row: *row });
                *row += 1;
                stack.rows = stack.rows.max(*row);
            } else {
                let until = until.min(scale.last).max(first);
                stack.pass_over(column, x, &first.to_string(), &until.to_string());
                stack.rows = HIGHEST + 1;
            }
        }
        stack
    }

    fn pass_over(&mut self, column: usize, x: f64, first: &str, last: &str) {
        if let Some(over) = self.over.iter_mut().find(|over| over.column == column) {
            over.statements += 1;
            let span = &mut over.span;
            span.last = span.last.as_str().max(last).to_owned();
            return;
        }
        let (first, last) = (first.to_owned(), last.to_owned());
        self.over.push(Over {
            column,
            x,
            statements: 1,
            span: DaySpan { first, last },
        });
    }

    fn draw(&self, svg: &mut Svg, lane: &Lane, chart: &Chart<'_>) {
        let class = format!("said party-fill {}", lane.hue);
        let ground = lane.bottom - MARGIN - COLUMN / 2.0;
        for spot in &self.spots {
            let y = ground - spot.row as f64 * COLUMN;
            let hit = spot.hit;
            let link = format!("/articles/{}#{}", hit.article, hit.id);
            svg.tag("a").with("href", &link).open();
            let moves = chart.moves.get(&(hit.article, hit.id.clone()));
            let moves = moves.map(wording::label);
            svg.tag("title").holding(&told(hit, moves.as_deref()));
            let cell = svg.tag("rect").with("class", "hit");
            let cell = cell.at("x", spot.x - COLUMN / 2.0);
            let cell = cell.at("y", y - COLUMN / 2.0);
            cell.at("width", COLUMN).at("height", COLUMN).empty();
            if moves.is_some() {
                mark::moved(svg, spot.x, y);
            }
            mark::deed(svg, Deed::of(hit.act), spot.x, y, &class);
            svg.close();
        }
        for over in &self.over {
            let link = statements_of(lane, &over.span);
            svg.tag("a").with("href", &link).open();
            let more = wording::counted(over.statements, "more statement");
            let days = named(&over.span);
            svg.tag("title")
                .holding(&format!("{}: {more}, {days}", lane.name));
            let number = svg.tag("text").with("class", "count").at("x", over.x);
            let y = ground - HIGHEST as f64 * COLUMN + 4.0;
            let number = number.at("y", y).with("text-anchor", "middle");
            number.holding(&format!("+{}", short(over.statements)));
            svg.close();
        }
    }
}

impl Count {
    fn draw(&self, svg: &mut Svg, lane: &Lane, most: u64) {
        let high = (self.statements as f64 / most.max(1) as f64 * TALLEST).max(3.0);
        let ground = lane.bottom - MARGIN;
        let link = statements_of(lane, &self.span);
        svg.tag("a").with("href", &link).open();
        let statements = wording::counted(self.statements, "statement");
        let told = format!("{}: {statements}, {}", lane.name, named(&self.span));
        svg.tag("title").holding(&told);
        let hit = svg.tag("rect").with("class", "hit");
        let hit = hit.at("x", self.x).at("y", lane.top);
        hit.at("width", self.wide)
            .at("height", lane.bottom - lane.top)
            .empty();
        let class = format!("party-fill {}", lane.hue);
        let bar = svg.tag("rect").with("class", &class);
        let bar = bar.at("x", self.x + 1.0).at("y", ground - high);
        bar.at("width", (self.wide - 2.0).max(1.0))
            .at("height", high)
            .empty();
        let number = svg.tag("text").with("class", "count");
        let number = number.at("x", self.x + self.wide / 2.0);
        let number = number.at("y", ground - high - 3.0);
        number
            .with("text-anchor", "middle")
            .holding(&short(self.statements));
        svg.close();
    }
}

fn counts(stretches: &[DaySpan], statements: &[u64], scale: &Scale) -> Vec<Count> {
    let counted = stretches.iter().zip(statements);
    counted
        .filter(|(_, statements)| **statements > 0)
        .filter_map(|(span, statements)| {
            let (first, last) = (date(&span.first)?, date(&span.last)?);
            let x = scale.start(first);
            Some(Count {
                x,
                wide: scale.end(last) - x,
                statements: *statements,
                span: span.clone(),
            })
        })
        .collect()
}

/// The statements behind a number; those of parties that the codebook does not know are among those
/// of everybody.
fn statements_of(lane: &Lane, span: &DaySpan) -> String {
    let days = format!("since={}&until={}", span.first, span.last);
    match &lane.party {
        Some(party) => format!("/statements?party={}&{days}", percent(party)),
        None => format!("/statements?{days}"),
    }
}

/// The day that a statement is drawn on: when it was said, else published.
fn day(hit: &StatementHit) -> Option<&str> {
    let said = hit.said.as_ref().map(|said| said.edtf.as_str());
    said.or(hit.published.edtf.as_deref())
}

/// What is told where the mark is pointed at.
fn told(hit: &StatementHit, moves: Option<&str>) -> String {
    let speaker = hit.speaker.as_deref().unwrap_or("an unnamed speaker");
    let party = hit.party_name.as_deref();
    let party = party.filter(|party| *party != speaker);
    let party = party.map_or_else(String::new, |party| format!(" ({party})"));
    let act = wording::label(&hit.act);
    let moves = moves.map_or_else(String::new, |moves| format!(", {moves}"));
    let mut words: String = hit.text.content.chars().take(QUOTED).collect();
    if words.len() < hit.text.content.len() {
        words.push('…');
    }
    let outlet = wording::outlet(hit.publisher.as_deref());
    let day = wording::day(day(hit));
    format!("{day}, {speaker}{party}, {act}{moves}: “{words}” ({outlet})")
}

/// A number that has room in a column: `980`, `12k`, `1.2m`.
pub(super) fn short(count: u64) -> String {
    match count {
        0..=9_999 => count.to_string(),
        10_000..=999_999 => format!("{}k", count / 1_000),
        _ => format!("{}.{}m", count / 1_000_000, count / 100_000 % 10),
    }
}
