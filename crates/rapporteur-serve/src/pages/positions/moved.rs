//! What moved: every change of a party's stance, and who contradicts himself.

use askama::Template;
use rapporteur::{MovePage, MoveQuery, MoveView, Slip, wording};

use super::asked::{self, Asking, Choices};
use crate::address::Address;
use crate::answer::{Answer, Frame};
use crate::pages::parties::Hues;
use crate::visit::Visit;

/// How many moves a page shows.
const SHOWN: u32 = 50;

#[derive(Template)]
#[template(path = "moved.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a MovePage,
    address: Address,
    page: u32,
    choices: Choices,
    hues: Hues,
}

pub(super) async fn show(visit: &Visit, asking: Asking) -> Answer {
    let address = asking.address();
    let page = asking.page.unwrap_or(1).max(1);
    let query = MoveQuery {
        limit: Some(SHOWN),
        offset: (page - 1).saturating_mul(SHOWN),
        ..asking.moves()
    };
    let view = visit.app.record.moves(&query).await?;
    let (choices, hues) = super::around(visit).await?;
    visit.answer("What moved", &view, |frame| {
        Page {
            frame,
            view: &view,
            address,
            page,
            choices,
            hues,
        }
        .render()
    })
}

impl Page<'_> {
    fn hue(&self, party: &str) -> &'static str {
        self.hues.class(party)
    }

    /// What a move is, in words.
    fn kind(&self, step: &MoveView) -> String {
        match step.repeated {
            0 => wording::label(&step.kind),
            1 => format!("{}, repeated once", wording::label(&step.kind)),
            times => format!("{}, repeated {times} times", wording::label(&step.kind)),
        }
    }

    fn slip(&self, slip: &Slip) -> &'static str {
        match slip {
            Slip::Speaker => "contradicts what the same speaker said",
            Slip::Side => "contradicts its own side within a week",
        }
    }

    fn counts(&self) -> String {
        let counts = &self.view.counts;
        let told = [
            (counts.first, "first stance"),
            (counts.softened, "softening"),
            (counts.hardened, "hardening"),
            (counts.reversed, "reversal"),
            (counts.repeated, "repetition"),
        ];
        let told = told.iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told
            .map(|(count, noun)| wording::counted(*count, noun))
            .collect();
        told.join(", ")
    }

    fn pages(&self) -> u64 {
        self.view.total.div_ceil(u64::from(SHOWN))
    }

    fn before(&self) -> Option<String> {
        (self.page > 1).then(|| self.at_page(self.page - 1))
    }

    fn after(&self) -> Option<String> {
        (u64::from(self.page) < self.pages()).then(|| self.at_page(self.page + 1))
    }

    fn at_page(&self, page: u32) -> String {
        self.address.with("page", page.to_string()).to_string()
    }

    fn tab(&self, view: &str) -> String {
        asked::tab(&self.address, view)
    }
}
