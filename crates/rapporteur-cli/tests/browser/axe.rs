//! What axe-core finds wrong with a page for people who do not see or point.

use std::io::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::browser::Browser;

static AXE: LazyLock<Option<String>> = LazyLock::new(|| {
    let place = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../target/axe/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(place).ok();
    if source.is_none() {
        let missing = "ACCESSIBILITY WAS NOT CHECKED: axe-core is not installed \
            (npm install --prefix target/axe axe-core)";
        assert_ne!(
            std::env::var("RAPPORTEUR_BROWSER").as_deref(),
            Ok("required"),
            "{missing}"
        );
        let _ = writeln!(std::io::stderr(), "{missing}");
    }
    source
});

/// Holds that axe-core has no serious finding on the page that is shown.
pub(crate) async fn has_no_barrier(browser: &Browser, page: &str) -> WebDriverResult<()> {
    let Some(source) = AXE.as_ref() else {
        return Ok(());
    };
    let driver = &browser.driver;
    driver.execute(source.as_str(), Vec::new()).await?;
    let run = "const done = arguments[arguments.length - 1];
        axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
            .then(found => done(found.violations), error => done([{ id: String(error), impact: 'critical', nodes: [] }]));";
    let found: Vec<Value> = driver.execute_async(run, Vec::new()).await?.convert()?;
    let serious: Vec<String> = found
        .iter()
        .filter(|one| one["impact"] == "serious" || one["impact"] == "critical")
        .map(|one| {
            let nodes = one["nodes"].as_array().into_iter().flatten().take(4);
            let places: Vec<String> = nodes
                .map(|node| format!("    {} {}", node["target"], node["failureSummary"]))
                .collect();
            format!("{}: {}\n{}", one["id"], one["help"], places.join("\n"))
        })
        .collect();
    assert!(serious.is_empty(), "{page}:\n{}", serious.join("\n"));
    Ok(())
}
