//! Chromium, headless, with a profile of its own that is gone afterwards.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::json;

use super::{Failure, Outcome, Session, from_base64};

/// Nothing here asks the network for anything of its own, and nothing remembers a former run.
const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--accept-lang=en",
];

/// Chromium cannot paint a picture that is longer than this many device pixels.
const LONGEST_PICTURE: f64 = 16_000.0;

/// A browser with one session, and the driver that holds it. Dropping it ends exactly these.
pub struct Chromium {
    /// The session.
    pub session: Session,
    // Ends after the session: fields are dropped in order.
    _driver: Driver,
    _profile: Profile,
}

/// The size of the window and how many device pixels make a CSS pixel.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// CSS pixels across.
    pub width: u32,
    /// CSS pixels down.
    pub height: u32,
    /// Device pixels per CSS pixel.
    pub scale: u32,
}

/// Which colours the reader prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Chromium {
    /// Starts driver and browser.
    pub fn start() -> Outcome<Chromium> {
        let driver = Driver::start()?;
        let profile = Profile::fresh()?;
        let mut args: Vec<String> = FLAGS.iter().map(ToString::to_string).collect();
        args.push(format!("--user-data-dir={}", profile.0.display()));
        let mut options = json!({ "args": args });
        if let Some(binary) = program(&["chromium", "chromium-browser", "google-chrome"]) {
            options["binary"] = json!(binary);
        }
        let session = Session::start(
            driver.port,
            &json!({
                "browserName": "chrome",
                "goog:chromeOptions": options,
                "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
                "timeouts": { "script": 120_000, "pageLoad": 60_000 },
            }),
        )?;
        Ok(Chromium {
            session,
            _driver: driver,
            _profile: profile,
        })
    }

    /// Sets window size and pixel density.
    pub fn set_screen(&self, screen: Screen) -> Outcome<()> {
        let Screen {
            width,
            height,
            scale,
        } = screen;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.session
            .cdp("Emulation.setDeviceMetricsOverride", metrics)
            .map(drop)
    }

    /// Sets the colours the reader prefers.
    pub fn set_colours(&self, colours: Colours) -> Outcome<()> {
        let value = if colours == Colours::Dark {
            "dark"
        } else {
            "light"
        };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.session
            .cdp("Emulation.setEmulatedMedia", features)
            .map(drop)
    }

    /// Cuts the network, as pulling the plug would.
    pub fn set_offline(&self) -> Outcome<()> {
        self.session.cdp("Network.enable", json!({}))?;
        let nothing = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
        self.session
            .cdp("Network.emulateNetworkConditions", nothing)
            .map(drop)
    }

    /// Drags files from outside over the page and drops them at a point, as a hand does.
    pub fn drop_files(&self, files: &[PathBuf], at: (f64, f64)) -> Outcome<()> {
        let files = files
            .iter()
            .map(|file| file.canonicalize())
            .collect::<Result<Vec<_>, _>>()?;
        for step in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
            self.session.cdp(
                "Input.dispatchDragEvent",
                json!({ "type": step, "x": at.0, "y": at.1, "data": data }),
            )?;
        }
        Ok(())
    }

    /// The screen made as high as the page on it, as far as a picture can be.
    pub fn stretched(&self, screen: Screen) -> Outcome<Screen> {
        let page = self.page_size()?.1.max(f64::from(screen.height));
        let height = page.min(LONGEST_PICTURE / f64::from(screen.scale));
        Ok(Screen {
            height: height as u32,
            ..screen
        })
    }

    /// Width and height of the page in CSS pixels.
    fn page_size(&self) -> Outcome<(f64, f64)> {
        let metrics = self.session.cdp("Page.getLayoutMetrics", json!({}))?;
        let size = |name: &str| metrics["cssContentSize"][name].as_f64().unwrap_or(0.0);
        Ok((size("width"), size("height")))
    }

    /// The whole page as PNG, top to bottom; in several pieces when it is longer than a picture can be.
    pub fn picture(&self, screen: Screen) -> Outcome<Vec<Vec<u8>>> {
        let (width, height) = self.page_size()?;
        let piece = LONGEST_PICTURE / f64::from(screen.scale);
        let mut pieces = Vec::new();
        let mut top = 0.0;
        while top < height {
            let clip = json!({ "x": 0, "y": top, "width": width, "height": piece.min(height - top), "scale": 1 });
            let params = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
            let shot = self.session.cdp("Page.captureScreenshot", params)?;
            pieces.push(from_base64(shot["data"].as_str().unwrap_or_default())?);
            top += piece;
        }
        Ok(pieces)
    }
}

struct Driver {
    child: Child,
    port: u16,
}

/// A driver takes a free port in two steps, and another that starts at the same moment may be quicker.
const STARTS: usize = 5;

impl Driver {
    fn start() -> Outcome<Driver> {
        let mut started = Driver::start_once();
        for attempt in 1..STARTS {
            if started.is_ok() {
                break;
            }
            thread::sleep(Duration::from_millis(300 * attempt as u64));
            started = Driver::start_once();
        }
        started
    }

    fn start_once() -> Outcome<Driver> {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Failure::new(format!("chromedriver cannot be started ({error}). Debian has it in the package chromium-driver.")))?;
        let said = child.stdout.take().map(BufReader::new);
        let mut driver = Driver { child, port: 0 };
        let mut heard = String::new();
        for line in said.into_iter().flat_map(BufRead::lines) {
            let line = line?;
            // "ChromeDriver was started successfully on port 41234."
            if let Some((_, port)) = line.rsplit_once("successfully on port ") {
                driver.port = port
                    .trim_end_matches('.')
                    .parse()
                    .map_err(|_| Failure::new("chromedriver named no port."))?;
                return Ok(driver);
            }
            heard.push_str(&line);
            heard.push('\n');
        }
        let ended = driver.child.wait()?;
        Err(Failure::new(format!(
            "chromedriver ended before it named its port ({ended}). It said: {heard}"
        )))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Profile(PathBuf);

impl Profile {
    fn fresh() -> Outcome<Profile> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "clientele-profile-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = env::temp_dir().join(name);
        fs::create_dir_all(&path)?;
        Ok(Profile(path))
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's temporary folder and is removed with it.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The first of these programs that the search path holds.
fn program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let in_folders = |name: &&str| {
        folders
            .iter()
            .map(|folder| folder.join(name))
            .find(|file| Path::is_file(file))
    };
    names.iter().find_map(in_folders)
}
