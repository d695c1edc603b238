//! How a network looks: as part of a page by its classes, or alone with colours of its own.

use super::{SIZE, Sign};
use crate::draw::svg::{Svg, Tag, number};

/// Where a drawing is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// On a page, in its colours, with links.
    Page,
    /// In a file of its own, on white.
    Alone,
}

/// A part of a drawing.
pub(super) enum Part {
    Tie(Sign),
    /// A node, with the class of its colour.
    Node(&'static str),
    Label,
}

/// The colours of the classes `party-0` to `party-7` on white, as the style sheet has them.
const HUES: [&str; 8] = [
    "#1f5fa8", "#a6461b", "#3d7a2a", "#7a3f98", "#00747a", "#8a5a00", "#a32c63", "#55606e",
];
const TEXT: &str = "#1c1d1f";
const DIM: &str = "#57595f";
const FOR: &str = "#1c6437";
const AGAINST: &str = "#9a261e";
const WHITE: &str = "#ffffff";
const FONTS: &str = "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif";

impl Look {
    pub(super) fn has_links(self) -> bool {
        self == Self::Page
    }

    /// Opens the drawing.
    pub(super) fn frame(self, svg: &mut Svg, (wide, high): (f64, f64)) {
        let frame = svg.tag("svg");
        let frame = match self {
            Self::Page => frame.with("class", "chart network"),
            Self::Alone => frame
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("font-family", FONTS),
        };
        let frame = frame.at("font-size", SIZE).at("width", wide);
        let frame = frame.at("height", high).with("role", "group");
        let size = format!("0 0 {} {}", number(wide), number(high));
        frame.with("viewBox", &size).open();
        if self == Self::Alone {
            let ground = svg.tag("rect").with("width", "100%");
            ground.with("height", "100%").with("fill", WHITE).empty();
        }
    }

    /// Gives a part its colour.
    pub(super) fn paint(self, tag: Tag<'_>, part: Part) -> Tag<'_> {
        let tag = match part {
            // Against shows without colour, too.
            Part::Tie(Sign::Against) => tag.with("stroke-dasharray", "7 4"),
            _ => tag,
        };
        match (self, part) {
            (Self::Page, Part::Tie(Sign::With)) => tag.with("class", "tie for"),
            (Self::Page, Part::Tie(Sign::Against)) => tag.with("class", "tie against"),
            (Self::Page, Part::Tie(Sign::Plain)) => tag.with("class", "tie"),
            (Self::Page, Part::Node(hue)) => tag.with("class", &format!("node party-fill {hue}")),
            (Self::Page, Part::Label) => tag.with("class", "called"),
            (Self::Alone, Part::Tie(sign)) => {
                let colour = match sign {
                    Sign::With => FOR,
                    Sign::Against => AGAINST,
                    Sign::Plain => DIM,
                };
                let tag = tag.with("fill", "none").with("stroke", colour);
                tag.with("stroke-opacity", "0.6")
            }
            (Self::Alone, Part::Node(hue)) => {
                let place = hue
                    .strip_prefix("party-")
                    .and_then(|place| place.parse().ok());
                let colour = place.and_then(|place: usize| HUES.get(place).copied());
                let tag = tag.with("fill", colour.unwrap_or(DIM));
                tag.with("stroke", WHITE).with("stroke-width", "1.5")
            }
            (Self::Alone, Part::Label) => {
                let tag = tag.with("fill", TEXT).with("paint-order", "stroke");
                let tag = tag.with("stroke", WHITE).with("stroke-width", "4");
                tag.with("stroke-linejoin", "round")
            }
        }
    }
}
