//! Reports are added in the browser: pasted, and as a file.

use crate::browser::with_browser;
use crate::room::Room;
use crate::support::Desk;

const PASTED: &str = "Kestoria will lift nothing before the talks resume, its foreign minister, Orlan \
    Teich, said on Monday.";
const FILED: &str = "“We shall be in Port Sorrel on Friday,” Valdria's foreign minister, Ilva Maren, \
    told reporters.";

#[test]
fn what_is_pasted_and_what_is_dropped_is_on_record() {
    with_browser(async |browser| {
        let room = Room::open(Desk::new());
        let file = room.desk.write("friday.txt", FILED);
        browser.driver.goto(room.at("/add")).await?;
        browser.reads("Adding takes an editor").await?;
        browser.driver.goto(&room.entrance).await?;
        browser.driver.goto(room.at("/add")).await?;
        browser
            .find("textarea[name=text]")
            .await?
            .send_keys(PASTED)
            .await?;
        let text = "form:has(textarea[name=text])";
        let publisher = browser
            .find(&format!("{text} input[name=publisher]"))
            .await?;
        publisher.send_keys("Harbour Wire").await?;
        let published = browser
            .find(&format!("{text} input[name=published]"))
            .await?;
        published.send_keys("2031-03-12").await?;
        browser.click(&format!("{text} button.primary")).await?;
        browser.reads("New on the record").await?;
        browser.reads("Harbour Wire").await?;

        browser.driver.goto(room.at("/add")).await?;
        let files = browser.find("input[type=file][name=files]").await?;
        files.send_keys(file.to_str().unwrap()).await?;
        browser
            .click("form:has(input[name=files]) button.primary")
            .await?;
        browser.reads("friday.txt").await?;
        browser.reads("New on the record").await?;
        browser.is_content(&room.address).await?;

        let statements = room.desk.statements(&[]);
        let contents: Vec<_> = statements
            .iter()
            .map(|one| one["text"]["content"].as_str())
            .collect();
        assert_eq!(contents.len(), 2, "{statements:#?}");
        assert_eq!(room.desk.articles().len(), 2);
        Ok(())
    });
}
