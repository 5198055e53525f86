//! A folder -> a site on 127.0.0.1: `index.html`, `www/` and `pkg/`, nothing else, every request noted.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A running server. It ends with the process.
pub struct Site {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Serves `root` on that port of 127.0.0.1; port 0 takes a free one.
    pub fn open(root: &Path, port: u16) -> io::Result<Site> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let root = root.canonicalize()?;
        let requests = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (root, log) = (root.clone(), Arc::clone(&log));
                // A browser that hangs up early is no news.
                thread::spawn(move || answer(stream, &root, &log).ok());
            }
        });
        Ok(Site { address, requests })
    }

    /// Where it answers, with a final slash.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Every request so far, as `GET /path -> status`.
    pub fn requests(&self) -> Vec<String> {
        self.requests
            .lock()
            .map(|log| log.clone())
            .unwrap_or_default()
    }
}

fn answer(stream: TcpStream, root: &Path, log: &Mutex<Vec<String>>) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(&stream);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    skip_headers(&mut reader)?;
    let mut words = request.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Ok(()); // A connection opened in advance and never used.
    };
    let page = match method {
        "GET" | "HEAD" => servable(root, target),
        _ => None,
    };
    let status = if page.is_some() {
        "200 OK"
    } else {
        "404 Not Found"
    };
    if let Ok(mut log) = log.lock() {
        log.push(format!("{method} {target} -> {status}"));
    }
    let (mime, body) = match page {
        Some(path) => (mime(&path), fs::read(&path)?),
        None => (
            "text/plain; charset=utf-8",
            b"There is nothing here.\n".to_vec(),
        ),
    };
    let mut head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {}\r\n",
        body.len()
    );
    head.push_str(
        "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
    );
    let mut stream = &stream;
    stream.write_all(head.as_bytes())?;
    if method == "GET" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

fn skip_headers(reader: &mut impl BufRead) -> io::Result<()> {
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 && !line.trim_end().is_empty() {
        line.clear();
    }
    Ok(())
}

/// The file a request target names: only inside the site, only a file, never by way of `..` or a link
/// that leads outside.
pub fn servable(root: &Path, target: &str) -> Option<PathBuf> {
    let path = unescape(target.split(['?', '#']).next()?)?;
    let path = path.strip_prefix('/')?;
    let inside = match path {
        "" | "index.html" => "index.html",
        _ if path.starts_with("www/") || path.starts_with("pkg/") => path,
        _ => return None,
    };
    let hidden =
        |part: &str| part.is_empty() || part.starts_with('.') || part.contains(['\\', ':', '\0']);
    if inside.split('/').any(hidden) {
        return None;
    }
    let file = root.join(inside).canonicalize().ok()?;
    (file.starts_with(root) && file.is_file()).then_some(file)
}

fn unescape(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("csv") => "text/csv; charset=utf-8",
        Some("ts") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> PathBuf {
        let root = std::env::temp_dir().join(format!("clientele-site-{}", std::process::id()));
        fs::create_dir_all(root.join("www/demo")).unwrap();
        fs::create_dir_all(root.join("pkg")).unwrap();
        fs::create_dir_all(root.join("src")).unwrap();
        for file in [
            "index.html",
            "www/app.js",
            "www/demo/a b.csv",
            "www/.secret",
            "pkg/x.wasm",
            "src/lib.rs",
        ] {
            fs::write(root.join(file), file).unwrap();
        }
        root.canonicalize().unwrap()
    }

    #[test]
    fn the_site_is_the_page_and_its_two_folders() {
        let root = site();
        for (target, file) in [
            ("/", Some("index.html")),
            ("/index.html", Some("index.html")),
            ("/?demo#part", Some("index.html")),
            ("/www/app.js", Some("www/app.js")),
            ("/www/demo/a%20b.csv", Some("www/demo/a b.csv")),
            ("/pkg/x.wasm", Some("pkg/x.wasm")),
            ("/src/lib.rs", None),
            ("/www", None),
            ("/www/", None),
            ("/www/../src/lib.rs", None),
            ("/www/%2e%2e/src/lib.rs", None),
            ("/www/..%2fsrc/lib.rs", None),
            ("/www/..\\src\\lib.rs", None),
            ("/www//app.js", None),
            ("/www/.secret", None),
            ("/www/%zz", None),
            ("//etc/passwd", None),
            ("www/app.js", None),
        ] {
            assert_eq!(
                servable(&root, target),
                file.map(|file| root.join(file)),
                "{target}"
            );
        }
    }

    #[test]
    fn wasm_is_served_as_wasm_and_every_request_is_noted() {
        let site_root = site();
        let site = Site::open(&site_root, 0).unwrap();
        let mut stream = TcpStream::connect(site.address).unwrap();
        stream
            .write_all(b"GET /pkg/x.wasm HTTP/1.1\r\nHost: here\r\n\r\n")
            .unwrap();
        let answer = io::read_to_string(stream).unwrap();
        assert!(
            answer.starts_with("HTTP/1.1 200 OK\r\nContent-Type: application/wasm\r\n"),
            "{answer}"
        );
        assert!(
            answer.contains("Cache-Control: no-store\r\n")
                && answer.ends_with("\r\n\r\npkg/x.wasm"),
            "{answer}"
        );
        assert_eq!(site.requests(), ["GET /pkg/x.wasm -> 200 OK"]);
    }
}
