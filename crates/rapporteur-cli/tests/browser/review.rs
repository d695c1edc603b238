//! Positions are decided about by keyboard alone.

use crate::browser::with_browser;
use crate::room::Room;

#[test]
fn a_coder_accepts_undoes_and_rejects_by_keys() {
    with_browser(async |browser| {
        let room = Room::on_the_example();
        browser.driver.goto(&room.entrance).await?;
        browser
            .driver
            .goto(room.at("/review?only=position"))
            .await?;
        browser.reads("1 of").await?;
        browser.press("j").await?;
        browser.reads("2 of").await?;
        browser.press("k").await?;
        browser.reads("1 of").await?;
        browser.press("a").await?;
        browser.reads("Done, as operation 2").await?;
        browser.press("u").await?;
        browser.reads("Done, as operation 3").await?;
        browser.press("r").await?;
        browser.reads("Done, as operation 4").await?;
        let log = room.desk.log();
        let kinds: Vec<_> = log.iter().map(|one| one["kind"].as_str()).collect();
        assert_eq!(
            kinds,
            [
                Some("positions"),
                Some("undo"),
                Some("positions"),
                Some("add")
            ]
        );
        assert_eq!(log[1]["undoes"], 2);
        browser.is_content(&room.address).await
    });
}
