//! Our page in a browser: dropped files in, the report out, through the page's test door
//! `globalThis.clientele` (`state`, `report`, `reportJson`, `send`).

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Chromium, Failure, Outcome, Screen, Site};

/// How often the page is asked how far it is.
const PULSE: Duration = Duration::from_millis(50);

/// How long the page may read and analyse before a test gives up.
const PATIENCE: Duration = Duration::from_secs(90);

/// How long the page may take to start. It loads in far less than a second.
const PATIENCE_AT_START: Duration = Duration::from_secs(20);

/// How long nothing may happen after loading before the page counts as at rest.
const REST: Duration = Duration::from_millis(500);

/// The page as the browser shows it.
pub struct Page {
    /// The browser.
    pub chromium: Chromium,
    /// The site it came from.
    pub site: Site,
    screen: Screen,
}

impl Page {
    /// Serves `root`, opens its page in a window of a desk, and waits until it can take files.
    pub fn open(root: &Path) -> Outcome<Page> {
        Page::open_on(
            root,
            Screen {
                width: 1280,
                height: 800,
                scale: 1,
            },
        )
    }

    /// The same on another screen.
    pub fn open_on(root: &Path, screen: Screen) -> Outcome<Page> {
        let page = Page {
            site: Site::open(root, 0)?,
            chromium: Chromium::start()?,
            screen,
        };
        page.chromium.set_screen(screen)?;
        page.chromium.session.goto(&page.site.url())?;
        page.wait_until(PATIENCE_AT_START, "the page to start", |state| {
            state["phase"] == "start"
        })?;
        Ok(page)
    }

    /// The value of an expression in the page.
    pub fn value(&self, expression: &str) -> Outcome<Value> {
        self.chromium.session.value(expression)
    }

    /// Drops files in the middle of the window.
    pub fn drop_files(&self, files: &[PathBuf]) -> Outcome<()> {
        let at = (
            f64::from(self.screen.width) / 2.0,
            f64::from(self.screen.height) / 2.0,
        );
        self.chromium.drop_files(files, at)
    }

    /// Drops files and waits until the report of this drop is there.
    pub fn read(&self, files: &[PathBuf]) -> Outcome<()> {
        let before = self.revision()?;
        self.drop_files(files)?;
        self.wait_until(PATIENCE, "the report of the dropped files", |state| {
            state["phase"] == "ready" && state["revision"].as_u64() != Some(before)
        })
    }

    /// Clicks the button that shows a sample, and waits for its report.
    pub fn demo(&self) -> Outcome<()> {
        let before = self.revision()?;
        let session = &self.chromium.session;
        session.click(&session.find("[data-action=demo]")?)?;
        self.wait_until(PATIENCE, "the report of the sample", |state| {
            state["phase"] == "ready" && state["revision"].as_u64() != Some(before)
        })
    }

    /// Sends a command of the protocol to the core.
    pub fn send(&self, command: &Value) -> Outcome<()> {
        self.chromium
            .session
            .execute("globalThis.clientele.send(arguments[0]);", json!([command]))
            .map(drop)
    }

    /// Sends a command and waits until the report that follows it is there.
    pub fn send_and_wait(&self, command: &Value) -> Outcome<()> {
        let before = self.revision()?;
        self.send(command)?;
        self.after(before)
    }

    /// Waits for the report that follows the one of this revision.
    pub fn after(&self, before: u64) -> Outcome<()> {
        self.wait_until(PATIENCE, "the report after a command", |state| {
            state["phase"] == "ready" && state["revision"].as_u64() != Some(before)
        })
    }

    /// The revision of what is shown; 0 before the first report.
    pub fn revision(&self) -> Outcome<u64> {
        Ok(self.state()?["revision"].as_u64().unwrap_or(0))
    }

    /// `{ phase, revision }` as the page tells it, or null before it has started.
    pub fn state(&self) -> Outcome<Value> {
        self.value("globalThis.clientele ? globalThis.clientele.state() : null")
    }

    /// Waits for a phase: `start`, `reading`, `ready` or `failed`.
    pub fn wait_for(&self, phase: &str) -> Outcome<()> {
        self.wait_until(PATIENCE, &format!("the phase {phase}"), |state| {
            state["phase"] == phase
        })
    }

    #[allow(
        clippy::disallowed_methods,
        reason = "waiting for a browser is a matter of time; nothing of the core sees it"
    )]
    fn wait_until(
        &self,
        patience: Duration,
        what: &str,
        reached: impl Fn(&Value) -> bool,
    ) -> Outcome<()> {
        let begun = Instant::now();
        loop {
            let state = self.state()?;
            if reached(&state) {
                return Ok(());
            }
            if begun.elapsed() > patience {
                let console = self.chromium.session.console()?.join("\n  ");
                let said = format!(
                    "Waited {} s in vain for {what}; the page is in {state}.",
                    patience.as_secs()
                );
                return Err(Failure::new(format!("{said} Its console:\n  {console}")));
            }
            thread::sleep(PULSE);
        }
    }

    /// The last report.
    pub fn report(&self) -> Outcome<Value> {
        self.value("globalThis.clientele.report()")
    }

    /// The last report as the core wrote it.
    pub fn report_json(&self) -> Outcome<String> {
        let text = self.value("globalThis.clientele.reportJson()")?;
        text.as_str()
            .map(str::to_owned)
            .ok_or_else(|| Failure::new("The page has no report."))
    }

    /// What the page's console said since it was last asked that is an error.
    pub fn errors(&self) -> Outcome<Vec<String>> {
        let severe = |entry: &String| entry.starts_with("SEVERE");
        Ok(self
            .chromium
            .session
            .console()?
            .into_iter()
            .filter(severe)
            .collect())
    }

    /// Waits until the site was not asked for anything for a while; everything it was asked for.
    pub fn at_rest(&self) -> Vec<String> {
        loop {
            let before = self.site.requests();
            thread::sleep(REST);
            let after = self.site.requests();
            if after.len() == before.len() {
                return after;
            }
        }
    }

    /// Waits until everything that was asked to be painted is painted.
    pub fn painted(&self) -> Outcome<()> {
        let frames = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))));";
        self.chromium.session.execute(frames, json!([])).map(drop)
    }
}
