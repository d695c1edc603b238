//! Every page of the room, looked at in both schemes and narrow.

use std::path::PathBuf;

use thirtyfour::prelude::*;

use crate::axe;
use crate::browser::{Browser, with_browser};
use crate::room::Room;

/// The pages, each with a name for its picture and words that must be read on it.
pub(crate) const PAGES: [(&str, &str, &str); 12] = [
    ("/", "brief", "What moved"),
    ("/timeline", "timeline", "round of talks"),
    ("/positions", "positions", "has not spoken"),
    ("/statements", "statements", "Orlan Teich"),
    ("/articles", "articles", "Harbour Wire"),
    ("/compare", "compare", "Compare"),
    ("/names", "names", "All names"),
    ("/deadlocks", "deadlocks", "Valdria"),
    ("/networks", "networks", "Kestoria"),
    ("/review", "review", "nobody has decided"),
    ("/add", "add", "Add reports"),
    ("/log", "log", "add"),
];

/// Pages of one article, one line of positions and one name, as the example has them.
const INSIDE: [(&str, &str, &str); 3] = [
    ("/articles/5", "article", "Arvanne Courier"),
    ("/positions/islands.withdraw", "position", "Kestoria"),
    ("/names/person%3Aorlan-teich", "name", "Spellings"),
];

#[test]
fn every_page_opens_without_a_complaint() {
    with_browser(async |browser| {
        let room = Room::on_the_example();
        for (path, _, words) in PAGES.into_iter().chain(INSIDE) {
            browser.driver.goto(room.at(path)).await?;
            browser.reads(words).await?;
            axe::has_no_barrier(&browser, &format!("{path}, not logged in")).await?;
        }
        browser.driver.goto(&room.entrance).await?;
        for (path, name, words) in PAGES.into_iter().chain(INSIDE) {
            for scheme in ["light", "dark"] {
                browser.likes(scheme).await?;
                browser.driver.goto(room.at(path)).await?;
                browser.reads(words).await?;
                browser.is_content(&room.address).await?;
                axe::has_no_barrier(&browser, &format!("{path}, {scheme}")).await?;
                picture(&browser, &format!("{name}-{scheme}")).await?;
            }
            fits_a_narrow_screen(&browser, path).await?;
        }
        Ok(())
    });
}

/// Holds that nothing but what scrolls by itself is wider than a telephone.
async fn fits_a_narrow_screen(browser: &Browser, path: &str) -> WebDriverResult<()> {
    browser.driver.set_window_rect(0, 0, 360, 800).await?;
    let wide =
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";
    let over: i64 = browser.driver.execute(wide, Vec::new()).await?.convert()?;
    assert!(over <= 0, "{path} is {over} pixels too wide");
    browser.driver.set_window_rect(0, 0, 1280, 1000).await
}

/// Takes the pictures in `docs/pages`, where `RAPPORTEUR_PICTURES` names that folder.
async fn picture(browser: &Browser, name: &str) -> WebDriverResult<()> {
    if let Some(folder) = std::env::var_os("RAPPORTEUR_PICTURES") {
        let file = PathBuf::from(folder).join(format!("{name}.png"));
        browser.driver.screenshot(&file).await?;
    }
    Ok(())
}
