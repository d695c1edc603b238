//! An article that attacks whoever looks at it does nothing.

use crate::browser::with_browser;
use crate::pages::PAGES;
use crate::room::Room;
use crate::support::Desk;

/// In the title, in the text, as a publisher: scripts, handlers, and what breaks out of attributes.
const HOSTILE: &str = r#"{"title":"<script>window.harmed=1</script>\"><img src=x onerror=window.harmed=1>","publisher":"</title><script>window.harmed=1</script>","url":"javascript:window.harmed=1","published":"2031-03-12","text":"<script>window.harmed=1</script> Kestoria's foreign minister, Orlan Teich, said on Monday: “<img src=x onerror=window.harmed=1> ' onmouseover='window.harmed=1' </script><svg onload=window.harmed=1>”. </textarea></pre><iframe srcdoc='<script>parent.harmed=1</script>'></iframe>"}"#;

#[test]
fn a_hostile_article_does_nothing() {
    with_browser(async |browser| {
        let desk = Desk::new();
        let file = desk.write("hostile.jsonl", HOSTILE);
        desk.done(&["add", file.to_str().unwrap()]);
        let room = Room::open(desk);
        browser.driver.goto(&room.entrance).await?;
        let own = ["/articles/1"];
        for path in PAGES.iter().map(|(path, ..)| *path).chain(own) {
            browser.driver.goto(room.at(path)).await?;
            browser.find("main h1").await?;
            let harmed = "return window.harmed === undefined && !document.querySelector('main script, main iframe, [onerror], [onload], [onmouseover], a[href^=\"javascript:\"]');";
            let safe: bool = browser
                .driver
                .execute(harmed, Vec::new())
                .await?
                .convert()?;
            assert!(safe, "{path}");
            browser.is_content(&room.address).await?;
        }
        Ok(())
    });
}
