//! `/statements`: what was said, searched and narrowed down, and taken along.

mod asked;
pub(crate) mod export;
mod facets;

use askama::Template;
use rapporteur::{FacetedPage, StatementHit, Stretch, marked, wording};

use self::facets::{FacetGroup, Taken};
use super::parties::Hues;
use crate::address::Address;
use crate::answer::{Answer, Frame, Success};
use crate::given::Asked;
use crate::visit::Reading;

pub(crate) use asked::Search;

/// How many statements a page shows.
const SHOWN: u32 = 50;

/// Statements are counted so far, and by what they can be told apart: more would take too long where
/// the record is large.
const AMONG: u32 = 2_000;

#[derive(Template)]
#[template(path = "statements.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a FacetedPage,
    address: Address,
    page: u32,
    hues: Hues,
}

/// What was said, the latest first, and how the search could be narrowed down.
#[utoipa::path(
    get,
    path = "/statements",
    operation_id = "statements",
    params(Search),
    responses((status = 200, body = Success<FacetedPage>)),
)]
pub(crate) async fn show(Reading(visit): Reading, Asked(search): Asked<Search>) -> Answer {
    let address = search.address();
    let page = search.page();
    let mut query = search.query()?;
    query.limit = Some(SHOWN);
    query.offset = page.saturating_sub(1).saturating_mul(SHOWN);
    let record = &visit.app.record;
    let view = record.statements_with_facets(&query, AMONG).await?;
    let hues = Hues::of(record).await?;
    visit.answer("Statements", &view, |frame| {
        Page {
            frame,
            view: &view,
            address,
            page,
            hues,
        }
        .render()
    })
}

impl Page<'_> {
    fn words(&self) -> &str {
        self.address.chosen("words").unwrap_or_default()
    }

    /// A day as a field for dates has it, which knows whole days only.
    fn day(&self, name: &str) -> String {
        let date = self.address.chosen(name);
        let date = date.and_then(rapporteur::publication_date);
        let day = date.and_then(|date| match name {
            "until" => date.last_day(),
            _ => date.first_day(),
        });
        day.unwrap_or_default()
    }

    /// Whether anything narrows the search.
    fn narrowed(&self) -> bool {
        !self.address.besides(&[]).is_empty()
    }

    fn taken(&self) -> Vec<Taken> {
        facets::taken(&self.address, &self.view.facets)
    }

    fn groups(&self) -> Vec<FacetGroup> {
        facets::groups(&self.address, &self.view.facets, &self.hues)
    }

    /// What the counts of facets rest on.
    fn basis(&self) -> Option<String> {
        let facets = &self.view.facets;
        facets.more.then(|| {
            format!(
                "Counted among the latest {} that fit.",
                wording::grouped(facets.looked_at)
            )
        })
    }

    /// How many there are, and which of them are shown.
    fn extent(&self) -> String {
        let page = &self.view.page;
        let total = wording::grouped(page.total);
        let total = match (page.at_least, page.total) {
            (true, _) => format!("more than {total} statements"),
            (false, 1) => "1 statement".to_owned(),
            (false, _) => format!("{total} statements"),
        };
        let shown = page.statements.len() as u64;
        let first = self.first();
        if shown == 0 || (!page.at_least && shown == page.total) {
            return total;
        }
        let last = wording::grouped(first + shown - 1);
        format!("{}–{last} of {total}", wording::grouped(first))
    }

    /// The place of the first statement on the page, from 1.
    fn first(&self) -> u64 {
        u64::from(self.page.saturating_sub(1)) * u64::from(SHOWN) + 1
    }

    fn before(&self) -> Option<String> {
        let before = self.page.checked_sub(1).filter(|page| *page > 0)?;
        Some(self.at_page(before))
    }

    fn after(&self) -> Option<String> {
        let page = &self.view.page;
        let shown = page.statements.len() as u64;
        let more = page.at_least || self.first() + shown <= page.total;
        (more && shown == u64::from(SHOWN)).then(|| self.at_page(self.page + 1))
    }

    fn at_page(&self, page: u32) -> String {
        match page {
            1 => self.address.to_string(),
            page => self.address.with("page", page.to_string()).to_string(),
        }
    }

    fn export(&self, format: &'static str) -> String {
        let export = self.address.at("/statements/export");
        export.with("format", format).to_string()
    }

    fn when(&self, hit: &StatementHit) -> String {
        let said = hit.said.as_ref().map(|said| said.edtf.as_str());
        wording::day(said.or(hit.published.edtf.as_deref()))
    }

    /// Whether the day is that of publication, since the text tells no other.
    fn assumed(&self, hit: &StatementHit) -> bool {
        let said = hit.said.as_ref();
        said.is_some_and(|said| wording::label(&said.from) == "published")
    }

    fn hue(&self, hit: &StatementHit) -> &'static str {
        self.hues.class(hit.party.as_deref().unwrap_or_default())
    }

    /// The party, where it is somebody else than the speaker.
    fn party<'v>(&self, hit: &'v StatementHit) -> Option<&'v str> {
        let party = hit.party_name.as_deref();
        party.filter(|party| Some(*party) != hit.speaker.as_deref())
    }

    fn marked<'v>(&self, hit: &'v StatementHit) -> Vec<Stretch<'v>> {
        marked(&hit.text.content, self.words())
    }
}
