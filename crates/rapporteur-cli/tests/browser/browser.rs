//! Chromium, driven by chromedriver, and what it complains of.

use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::Method;
use serde_json::{Value, json};
use thirtyfour::ChromeCapabilities;
use thirtyfour::common::command::{Command as Asked, ExtensionCommand};
use thirtyfour::prelude::*;

/// How long a page may take to do what is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser of its own.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    service: Child,
    /// Kept open, since chromedriver ends where nobody hears it.
    _told: BufReader<ChildStdout>,
}

/// Does something with a browser, if there is one.
pub(crate) fn with_browser<F>(test: impl FnOnce(Arc<Browser>) -> F)
where
    F: Future<Output = WebDriverResult<()>>,
{
    let Some((chromium, chromedriver)) = installed() else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let browser = Arc::new(Browser::start(&chromium, &chromedriver).await);
        let outcome = test(Arc::clone(&browser)).await;
        browser.driver.clone().quit().await.unwrap();
        outcome.unwrap();
    });
}

/// Finds Chromium and its driver. Says loudly where they are missing.
fn installed() -> Option<(PathBuf, PathBuf)> {
    let chromium = ["chromium", "chromium-browser", "google-chrome"];
    let found = chromium.into_iter().find_map(on_the_path);
    let both = found.zip(on_the_path("chromedriver"));
    if both.is_none() {
        let missing = "THE BROWSER TESTS DID NOT RUN: no chromium with chromedriver is installed \
            (Debian: apt install chromium chromium-driver)";
        assert_ne!(
            std::env::var("RAPPORTEUR_BROWSER").as_deref(),
            Ok("required"),
            "{missing}"
        );
        // Written past the harness, which keeps what a passing test prints to itself.
        let _ = writeln!(std::io::stderr(), "{missing}");
    }
    both
}

fn on_the_path(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&folders).map(|folder| folder.join(program));
    places.find(|place| place.is_file())
}

impl Browser {
    async fn start(chromium: &Path, chromedriver: &Path) -> Self {
        let mut service = Command::new(chromedriver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut told = BufReader::new(service.stdout.take().unwrap());
        let port = port(&mut told);
        let mut wanted = ChromeCapabilities::new();
        wanted.set_binary(chromium.to_str().unwrap()).unwrap();
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--window-size=1280,1000",
        ] {
            wanted.add_arg(argument).unwrap();
        }
        let logs = json!({ "browser": "ALL", "performance": "ALL" });
        wanted.set("goog:loggingPrefs".to_owned(), logs).unwrap();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted)
            .await
            .unwrap();
        Self {
            driver,
            service,
            _told: told,
        }
    }

    /// Waits for an element.
    pub(crate) async fn find(&self, css: &str) -> WebDriverResult<WebElement> {
        let query = self.driver.query(By::Css(css));
        query
            .wait(PATIENCE, Duration::from_millis(50))
            .first()
            .await
    }

    /// Waits for an element, and clicks it.
    pub(crate) async fn click(&self, css: &str) -> WebDriverResult<()> {
        let element = self.find(css).await?;
        // Pages scroll smoothly: what is still on its way cannot be clicked.
        let centre = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        let there = vec![element.to_json()?];
        self.driver.execute(centre, there).await?;
        element.click().await
    }

    /// Waits until the text of the page holds some words.
    pub(crate) async fn reads(&self, words: &str) -> WebDriverResult<()> {
        let begun = Instant::now();
        loop {
            // The page may go while it is looked at.
            let text = match self.driver.find(By::Tag("body")).await {
                Ok(body) => body.text().await.unwrap_or_default(),
                Err(_) => String::new(),
            };
            if text.contains(words) {
                return Ok(());
            }
            assert!(begun.elapsed() < PATIENCE, "no {words:?} in {text}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Presses keys where the page has them.
    pub(crate) async fn press(&self, keys: &str) -> WebDriverResult<()> {
        let body = self.driver.find(By::Tag("body")).await?;
        body.send_keys(keys).await
    }

    /// Shows pages as somebody sees them who likes them light or dark.
    pub(crate) async fn likes(&self, scheme: &str) -> WebDriverResult<()> {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        let media =
            json!({ "cmd": "Emulation.setEmulatedMedia", "params": { "features": features } });
        self.driver
            .cmd(Asked::ExtensionCommand(Box::new(Own(
                "/goog/cdp/execute",
                media,
            ))))
            .await?;
        Ok(())
    }

    /// What the browser wrote into a log since the last look.
    async fn log(&self, kind: &'static str) -> WebDriverResult<Vec<Value>> {
        let answer = self
            .driver
            .cmd(Asked::ExtensionCommand(Box::new(Own(
                "/se/log",
                json!({ "type": kind }),
            ))))
            .await?;
        answer.value()
    }

    /// Holds that nothing was complained of, and nothing asked for elsewhere, since the last look.
    pub(crate) async fn is_content(&self, address: &str) -> WebDriverResult<()> {
        let complaints = self.log("browser").await?;
        let serious: Vec<_> = complaints
            .iter()
            .filter(|one| one["level"] == "SEVERE" || one["level"] == "WARNING")
            .collect();
        assert!(serious.is_empty(), "{serious:#?}");
        for entry in self.log("performance").await? {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("{}"))?;
            let event = &event["message"];
            if event["method"] != "Network.requestWillBeSent" {
                continue;
            }
            let asked = event["params"]["request"]["url"]
                .as_str()
                .unwrap_or_default();
            let own = [address, "data:", "about:", "blob:"];
            let own = own.iter().any(|start| asked.starts_with(start));
            assert!(own, "the page asked for {asked}");
        }
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.service.kill();
        let _ = self.service.wait();
    }
}

/// Hears on which port chromedriver listens.
fn port(told: &mut impl BufRead) -> u16 {
    let mut lines = told.lines().map(Result::unwrap);
    let port = lines.find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    port.expect("chromedriver does not start")
}

/// A command of chromedriver's own, with what it takes.
#[derive(Debug)]
struct Own(&'static str, Value);

impl ExtensionCommand for Own {
    fn parameters_json(&self) -> Option<Value> {
        Some(self.1.clone())
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        self.0.into()
    }
}
