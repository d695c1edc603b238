//! Two names are made one by hand, and told apart again.

use crate::browser::with_browser;
use crate::room::Room;

#[test]
fn a_merge_is_made_and_undone() {
    with_browser(async |browser| {
        let room = Room::on_the_example();
        browser.driver.goto(&room.entrance).await?;
        browser
            .driver
            .goto(room.at("/names/person%3Ajarek-lum"))
            .await?;
        browser.reads("Jarek Lum").await?;
        let other = browser.find("input[name=with]").await?;
        other.send_keys("person:anders").await?;
        browser.click("form[action$='/merge'] button").await?;
        browser.reads("Nothing has changed yet").await?;
        browser.click(".choices button.primary").await?;
        browser.reads("Done, as operation 2").await?;
        browser.driver.goto(room.at("/names?search=Lum")).await?;
        browser.reads("Anders").await?;
        browser.driver.goto(room.at("/log")).await?;
        browser.reads("names").await?;
        browser.click("form[action='/log/undo'] button").await?;
        browser.reads("Done, as operation 3").await?;
        let log = room.desk.log();
        assert_eq!(log[0]["undoes"], 2);
        assert_eq!(log[0]["author"], "the tester");
        browser.is_content(&room.address).await
    });
}
