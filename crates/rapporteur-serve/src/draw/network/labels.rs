//! Where the names of nodes stand: beside them, and on nothing else if that can be.

use super::{LINE, SIZE, text};

/// A name of so many pixels is broken.
const ROOM: f64 = 150.0;
const LINES: usize = 3;

/// What lies under a name: so much worse is another name or a node than the same area left free, and
/// so much worse the length of a tie.
const COVERED: f64 = 4.0;
const CROSSED: f64 = 6.0;

pub(super) type Place = (f64, f64);

/// A name in its place.
pub(super) struct Label {
    pub(super) x: f64,
    /// The line that the first row of letters stands on.
    pub(super) y: f64,
    pub(super) anchor: &'static str,
    pub(super) lines: Vec<String>,
}

/// A node that needs a name.
pub(super) struct Disc<'a> {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) name: &'a str,
}

/// What is taken up.
#[derive(Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn of(disc: &Disc<'_>) -> Self {
        Self {
            left: disc.x - disc.size,
            top: disc.y - disc.size,
            right: disc.x + disc.size,
            bottom: disc.y + disc.size,
        }
    }

    /// How much of it lies on another.
    fn on(&self, other: &Self) -> f64 {
        let wide = self.right.min(other.right) - self.left.max(other.left);
        let high = self.bottom.min(other.bottom) - self.top.max(other.top);
        wide.max(0.0) * high.max(0.0)
    }

    /// How much of a line lies in it.
    fn crossed(&self, (from, to): &(Place, Place)) -> f64 {
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let (mut first, mut last) = (0.0_f64, 1.0_f64);
        for (step, least, most) in [
            (x, self.left - from.0, self.right - from.0),
            (y, self.top - from.1, self.bottom - from.1),
        ] {
            if step.abs() < 1e-9 {
                if least > 0.0 || most < 0.0 {
                    return 0.0;
                }
                continue;
            }
            let (enters, leaves) = (least / step, most / step);
            first = first.max(enters.min(leaves));
            last = last.min(enters.max(leaves));
        }
        (last - first).max(0.0) * x.hypot(y)
    }

    /// How far it reaches out of the drawing.
    fn outside(&self, wide: f64, high: f64) -> f64 {
        let aside = (-self.left).max(0.0) + (self.right - wide).max(0.0);
        aside + (-self.top).max(0.0) + (self.bottom - high).max(0.0)
    }
}

/// Places the names of nodes: largest nodes first, each where it lies on least.
pub(super) fn around(
    discs: &[Disc<'_>],
    ties: &[(Place, Place)],
    (wide, high): (f64, f64),
) -> Vec<Label> {
    let nodes: Vec<Area> = discs.iter().map(Area::of).collect();
    let mut order: Vec<usize> = (0..discs.len()).collect();
    let size = |place: &usize| discs.get(*place).map_or(0.0, |disc| disc.size);
    order.sort_by(|one, other| size(other).total_cmp(&size(one)));
    let mut placed: Vec<(usize, Label, Area)> = Vec::new();
    for place in order {
        let Some(disc) = discs.get(place) else {
            continue;
        };
        let cost = |area: &Area| {
            let names = placed.iter().map(|(_, _, other)| area.on(other));
            let nodes = nodes.iter().map(|node| area.on(node));
            let covered = COVERED * names.chain(nodes).sum::<f64>();
            let crossed = ties.iter().map(|tie| area.crossed(tie)).sum::<f64>();
            covered + CROSSED * crossed + 1000.0 * area.outside(wide, high)
        };
        let best = sides(disc)
            .into_iter()
            .min_by(|(_, one), (_, other)| cost(one).total_cmp(&cost(other)));
        placed.extend(best.map(|(label, area)| (place, label, area)));
    }
    placed.sort_by_key(|(place, ..)| *place);
    placed.into_iter().map(|(_, label, _)| label).collect()
}

/// The places beside a node, the better ones first.
fn sides(disc: &Disc<'_>) -> Vec<(Label, Area)> {
    let lines = text::wrapped(disc.name, ROOM, SIZE, LINES);
    let wide = lines.iter().map(|line| text::width(line, SIZE));
    let wide = wide.fold(0.0, f64::max);
    let high = lines.len() as f64 * LINE;
    let gap = disc.size + 5.0;
    let slant = gap * 0.75;
    let spots = [
        ("middle", disc.x, disc.y + gap),
        ("middle", disc.x, disc.y - gap - high),
        ("start", disc.x + gap, disc.y - high / 2.0),
        ("end", disc.x - gap, disc.y - high / 2.0),
        ("start", disc.x + slant, disc.y + slant),
        ("end", disc.x - slant, disc.y + slant),
        ("start", disc.x + slant, disc.y - slant - high),
        ("end", disc.x - slant, disc.y - slant - high),
    ];
    let spots = spots.into_iter().map(|(anchor, x, top)| {
        let left = match anchor {
            "start" => x,
            "end" => x - wide,
            _ => x - wide / 2.0,
        };
        let area = Area {
            left,
            top,
            right: left + wide,
            bottom: top + high,
        };
        let label = Label {
            x,
            y: top + SIZE,
            anchor,
            lines: lines.clone(),
        };
        (label, area)
    });
    spots.collect()
}
