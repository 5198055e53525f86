//! W3C WebDriver: a session with a browser, and the few commands that are used here.

use serde_json::{Value, json};

use super::{Failure, Outcome, http};

/// The name under which an element travels (W3C WebDriver, section 12).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A session. It ends when it is dropped, and with it the browser.
pub struct Session {
    port: u16,
    id: String,
}

/// An element of the page.
#[derive(Clone, Debug)]
pub struct Element(String);

impl Session {
    /// Asks the driver on that port for a browser.
    pub fn start(port: u16, capabilities: &Value) -> Outcome<Session> {
        let answer = http::call(
            port,
            "POST",
            "/session",
            &json!({ "capabilities": { "alwaysMatch": capabilities } }),
        )?;
        match answer["value"]["sessionId"].as_str() {
            Some(id) => Ok(Session {
                port,
                id: id.to_owned(),
            }),
            None => Err(Failure::new(format!(
                "The browser did not start: {}",
                answer["value"]["message"]
            ))),
        }
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Outcome<Value> {
        let mut answer = http::call(
            self.port,
            method,
            &format!("/session/{}{path}", self.id),
            body,
        )?;
        let value = answer["value"].take();
        match (value["error"].as_str(), value["message"].as_str()) {
            (Some(error), Some(message)) => {
                Err(Failure::new(format!("{method} {path}: {error}: {message}")))
            }
            _ => Ok(value),
        }
    }

    /// Opens an address and waits for its load event.
    pub fn goto(&self, url: &str) -> Outcome<()> {
        self.call("POST", "/url", &json!({ "url": url })).map(drop)
    }

    /// Runs the body of a function in the page; it finds `args` in `arguments`. A promise is awaited.
    pub fn execute(&self, script: &str, args: Value) -> Outcome<Value> {
        let args = if args.is_array() { args } else { json!([args]) };
        self.call(
            "POST",
            "/execute/sync",
            &json!({ "script": script, "args": args }),
        )
    }

    /// The value of an expression in the page.
    pub fn value(&self, expression: &str) -> Outcome<Value> {
        self.execute(&format!("return ({expression});"), json!([]))
    }

    /// The first element of a CSS selector.
    pub fn find(&self, selector: &str) -> Outcome<Element> {
        let found = self.call(
            "POST",
            "/element",
            &json!({ "using": "css selector", "value": selector }),
        )?;
        let id = found[ELEMENT]
            .as_str()
            .ok_or_else(|| Failure::new(format!("No element is {selector}.")))?;
        Ok(Element(id.to_owned()))
    }

    /// A real click in the middle of an element.
    pub fn click(&self, element: &Element) -> Outcome<()> {
        self.call("POST", &format!("/element/{}/click", element.0), &json!({}))
            .map(drop)
    }

    /// Types into an element; for a file input, the paths of files, one a line.
    pub fn type_into(&self, element: &Element, text: &str) -> Outcome<()> {
        self.call(
            "POST",
            &format!("/element/{}/value", element.0),
            &json!({ "text": text }),
        )
        .map(drop)
    }

    /// The text of an element as the user sees it.
    pub fn text(&self, element: &Element) -> Outcome<String> {
        let text = self.call("GET", &format!("/element/{}/text", element.0), &Value::Null)?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// A command of the Chrome DevTools Protocol.
    pub fn cdp(&self, command: &str, params: Value) -> Outcome<Value> {
        self.call(
            "POST",
            "/goog/cdp/execute",
            &json!({ "cmd": command, "params": params }),
        )
    }

    /// What the console said since it was last asked, as `LEVEL message`.
    pub fn console(&self) -> Outcome<Vec<String>> {
        let entry =
            |entry: &Value| format!("{} {}", text(&entry["level"]), text(&entry["message"]));
        Ok(self.log("browser")?.iter().map(entry).collect())
    }

    /// The addresses that the page asked for since this was last asked.
    pub fn requested(&self) -> Outcome<Vec<String>> {
        let sent = self.events("Network.requestWillBeSent")?;
        let url = |event: &Value| text(&event["request"]["url"]).to_owned();
        Ok(sent.iter().map(url).collect())
    }

    /// What the browser told of this event since it was last asked for any.
    pub fn events(&self, method: &str) -> Outcome<Vec<Value>> {
        let of = |entry: &Value| {
            let mut event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let message = event["message"].take();
            (message["method"] == method).then(|| message["params"].clone())
        };
        Ok(self.log("performance")?.iter().filter_map(of).collect())
    }

    fn log(&self, kind: &str) -> Outcome<Vec<Value>> {
        let entries = self.call("POST", "/se/log", &json!({ "type": kind }))?;
        Ok(entries.as_array().cloned().unwrap_or_default())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The browser may be gone already; there is nobody to tell.
        let _ = self.call("DELETE", "", &Value::Null);
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
