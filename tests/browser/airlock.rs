//! A page that has been taken over -> nothing gets out. Judged by what arrives, not by what a call returns.

use std::io::Read;
use std::net::{Ipv4Addr, TcpListener, UdpSocket};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::harness::Outcome;
use crate::{page, small_story};

/// Every way out that a content security policy closes, as a script that tries it with the address `url`.
const WAYS_OUT: &[(&str, &str)] = &[
    (
        "fetch",
        "return fetch(url).then(() => 'answered', () => 'refused')",
    ),
    (
        "XMLHttpRequest",
        "const x = new XMLHttpRequest(); x.open('GET', url); x.send()",
    ),
    ("sendBeacon", "navigator.sendBeacon(url, 'x')"),
    ("WebSocket", "new WebSocket(url.replace('http', 'ws'))"),
    ("EventSource", "new EventSource(url)"),
    ("image", "new Image().src = url"),
    (
        "video",
        "const v = document.createElement('video'); v.src = url; document.body.append(v); v.load()",
    ),
    (
        "style sheet",
        "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = url; document.head.append(l)",
    ),
    (
        "prefetch",
        "const l = document.createElement('link'); l.rel = 'prefetch'; l.href = url; document.head.append(l)",
    ),
    (
        "font",
        "new FontFace('x', `url(${url})`).load().catch(() => 0)",
    ),
    (
        "frame",
        "const f = document.createElement('iframe'); f.src = url; document.body.append(f)",
    ),
    (
        "object",
        "const o = document.createElement('object'); o.data = url; document.body.append(o)",
    ),
    (
        "form",
        "const f = document.createElement('form'); f.action = url; document.body.append(f); f.submit()",
    ),
    (
        "import",
        "return import(url).then(() => 'answered', () => 'refused')",
    ),
];

/// Navigations, for which Chromium may open a connection before it asks the policy, which then refuses:
/// nothing is sent, but a host would know that somebody knocked.
const KNOCKING: &[&str] = &["frame", "object", "form"];

/// The listener waits a second for the bytes of a connection before it notes a bare one: longer than that.
const KNOCK: Duration = Duration::from_secs(3);

/// Listens on a TCP and a UDP port of this computer and keeps what arrives.
struct Listener {
    url: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    fn open() -> Outcome<Listener> {
        let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = tcp.local_addr()?;
        let udp = UdpSocket::bind(address)?;
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (by_tcp, by_udp) = (Arc::clone(&heard), Arc::clone(&heard));
        thread::spawn(move || {
            for mut stream in tcp.incoming().flatten() {
                let mut bytes = [0; 512];
                let _ = stream.set_read_timeout(Some(Duration::from_secs(1)));
                let length = stream.read(&mut bytes).unwrap_or(0);
                note(&by_tcp, &bytes[..length]);
            }
        });
        thread::spawn(move || {
            let mut bytes = [0; 512];
            while let Ok(length) = udp.recv(&mut bytes) {
                note(&by_udp, &bytes[..length]);
            }
        });
        Ok(Listener {
            url: format!("http://{address}/"),
            heard,
        })
    }

    /// What arrived since this was last asked: the first line of each, empty for a bare connection.
    fn take(&self) -> Vec<String> {
        self.heard
            .lock()
            .map(|mut heard| std::mem::take(&mut *heard))
            .unwrap_or_default()
    }
}

fn note(heard: &Mutex<Vec<String>>, bytes: &[u8]) {
    if let Ok(mut heard) = heard.lock() {
        heard.push(
            String::from_utf8_lossy(bytes)
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned(),
        );
    }
}

#[test]
fn no_way_out_of_the_page_is_open_once_a_file_was_read() -> Outcome<()> {
    let page = page()?;
    page.read(&[small_story("orders.csv")?])?;
    let at_home = page.at_rest();
    // A stranger for each way, so that what arrives late is told of the way it came by.
    let mut strangers = Vec::new();
    for (way, script) in WAYS_OUT {
        let abroad = Listener::open()?;
        for url in [&abroad.url, &page.site.url()] {
            let attempt = format!(
                "const url = arguments[0] + '{way}'; try {{ {script} }} catch (error) {{ return String(error) }}"
            );
            let answer = page.chromium.session.execute(&attempt, json!([url]))?;
            assert_ne!(answer, "answered", "{way} to {url}");
        }
        strangers.push((way, abroad));
    }
    thread::sleep(KNOCK);
    for (way, abroad) in strangers {
        let mut heard = abroad.take();
        if KNOCKING.contains(way) {
            heard.retain(|line| !line.is_empty());
        }
        assert_eq!(heard, [""; 0], "{way} reached a stranger");
    }
    assert_eq!(page.at_rest(), at_home, "asked of the page's own site");
    Ok(())
}

#[test]
fn the_stranger_would_have_heard() -> Outcome<()> {
    let abroad = Listener::open()?;
    let address = abroad
        .url
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    std::io::Write::write_all(
        &mut std::net::TcpStream::connect(&address)?,
        b"GET /x HTTP/1.1\r\n\r\n",
    )?;
    UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?.send_to(b"stun", &address)?;
    thread::sleep(Duration::from_millis(300));
    let mut heard = abroad.take();
    heard.sort();
    assert_eq!(heard, ["GET /x HTTP/1.1", "stun"]);
    Ok(())
}
