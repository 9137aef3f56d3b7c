//! A small file server for this machine: the page as a good static host would serve it, with the
//! policy as a header, packed files, and cache headers by name.

use crate::bundle::{self, Mode};
use crate::dist;
use crate::files;
use crate::process::{self, Outcome, Problem};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Tried first; the next free one is taken when it is in use.
const PORT: u16 = 8080;
const PORTS_TRIED: u16 = 20;
/// Request lines and headers longer than this are not from a browser.
const HEAD_BYTES: u64 = 32 * 1024;
const IDLE: Duration = Duration::from_secs(30);

/// What to serve, and where.
pub(crate) struct Options {
    pub(crate) port: Option<u16>,
    pub(crate) base: String,
    pub(crate) packs: Option<PathBuf>,
    pub(crate) mode: Mode,
}

/// Installs, builds and serves until it is stopped.
pub(crate) fn run(options: &Options) -> Outcome {
    let start = Instant::now();
    let base = base(&options.base)?;
    // Before the build: a taken port is better known after no minutes than after ten.
    let listener = listen(options.port)?;
    let out = match options.mode {
        Mode::Release => dist::default_out(),
        Mode::Dev => files::target().join("site").join("dev"),
    };
    dist::run(&dist::Plan { out: out.clone(), packs: options.packs.clone(), mode: options.mode })?;
    let host = Arc::new(Host::new(out, base)?);
    let port = listener.local_addr().map_err(|e| Problem::new(format!("the port is unknown: {e}")))?.port();
    println!("\n  Jelajah: http://127.0.0.1:{port}{}\n", host.base);
    eprintln!("    ready after {}; stop with Ctrl+C", process::seconds(start));
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                let host = Arc::clone(&host);
                std::thread::spawn(move || host.converse(&stream));
            }
            Err(error) => eprintln!("    a connection failed: {error}"),
        }
    }
    Ok(())
}

fn listen(port: Option<u16>) -> Outcome<TcpListener> {
    let open = |port| {
        TcpListener::bind(("127.0.0.1", port))
            .map_err(|e| Problem::new(format!("port {port} cannot be used: {e}")).hint("name another one with --port"))
    };
    match port {
        Some(port) => open(port),
        None => (PORT..PORT + PORTS_TRIED).find_map(|port| open(port).ok()).map_or_else(|| open(PORT), Ok),
    }
}

/// The sub-path, with a slash on both sides.
fn base(given: &str) -> Outcome<String> {
    let inner = given.trim_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '~');
    if !inner.chars().all(plain) || inner.contains("//") || inner.split('/').any(|part| part == "..") {
        return Err(Problem::new(format!("--base {given} is not a path")));
    }
    Ok(if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") })
}

struct Host {
    folder: PathBuf,
    base: String,
    policy: String,
    /// The policy of the frame that runs portals' scripts, in place of the page's.
    frame_policy: Option<String>,
}

/// What a browser asked for.
struct Request {
    head_only: bool,
    get: bool,
    path: String,
    encodings: String,
    close: bool,
}

/// What it gets.
struct Reply {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn words(status: &'static str) -> Self {
        Self {
            status,
            headers: vec![("Content-Type", "text/plain; charset=utf-8".to_owned())],
            body: format!("{status}\n").into_bytes(),
        }
    }

    fn moved(to: &str) -> Self {
        let mut reply = Self::words("302 Found");
        reply.headers.push(("Location", to.to_owned()));
        reply
    }
}

impl Host {
    fn new(folder: PathBuf, base: String) -> Outcome<Self> {
        let page = files::read(&folder.join("index.html"))?;
        let policy = bundle::policy_header(&String::from_utf8_lossy(&page))
            .ok_or_else(|| Problem::new("index.html states no content security policy"))?;
        let frame_policy =
            std::fs::read_to_string(folder.join(bundle::FRAME)).ok().and_then(|frame| bundle::frame_header(&frame));
        Ok(Self { folder, base, policy, frame_policy })
    }

    /// Answers one connection's requests. A browser that leaves is no error.
    fn converse(&self, stream: &TcpStream) {
        let _timeout_unsupported = stream.set_read_timeout(Some(IDLE));
        let _slower_only = stream.set_nodelay(true);
        let mut reader = BufReader::new(stream);
        while let Some(request) = read_request(&mut reader) {
            let reply = self.answer(&request);
            if self.send(stream, &request, &reply).is_err() || request.close {
                break;
            }
        }
    }

    fn answer(&self, request: &Request) -> Reply {
        if !request.get {
            return Reply::words("405 Method Not Allowed");
        }
        let path = request.path.split(['?', '#']).next().unwrap_or_default();
        if path == self.base.trim_end_matches('/') && path != self.base {
            let query = request.path.strip_prefix(path).unwrap_or_default();
            return Reply::moved(&format!("{}{query}", self.base));
        }
        let Some(inner) = path.strip_prefix(&self.base) else {
            return if path == "/" { Reply::moved(&self.base) } else { Reply::words("404 Not Found") };
        };
        let inner = if inner.is_empty() { "index.html" } else { inner };
        if !is_safe(inner) {
            return Reply::words("404 Not Found");
        }
        let file = self.folder.join(inner);
        let Ok(plain) = std::fs::read(&file) else {
            return Reply::words("404 Not Found");
        };
        let mut headers = vec![
            ("Content-Type", media_type(inner).to_owned()),
            (
                "Cache-Control",
                if bundle::is_hashed(inner) { "public, max-age=31536000, immutable" } else { "no-cache" }.to_owned(),
            ),
            ("Vary", "Accept-Encoding".to_owned()),
        ];
        let (encoding, body) = packed(&file, &request.encodings).unwrap_or(("identity", plain));
        if encoding != "identity" {
            headers.push(("Content-Encoding", encoding.to_owned()));
        }
        Reply { status: "200 OK", headers, body }
    }

    fn policy_of(&self, path: &str) -> &str {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let is_frame = path.strip_prefix(&self.base) == Some(bundle::FRAME);
        self.frame_policy.as_deref().filter(|_| is_frame).unwrap_or(&self.policy)
    }

    fn send(&self, mut stream: &TcpStream, request: &Request, reply: &Reply) -> std::io::Result<()> {
        let mut head = format!(
            "HTTP/1.1 {}\r\nContent-Length: {}\r\nContent-Security-Policy: {}\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nConnection: {}\r\n",
            reply.status,
            reply.body.len(),
            self.policy_of(&request.path),
            if request.close { "close" } else { "keep-alive" },
        );
        for (name, value) in &reply.headers {
            head.push_str(name);
            head.push_str(": ");
            head.push_str(value);
            head.push_str("\r\n");
        }
        head.push_str("\r\n");
        let mut message = head.into_bytes();
        if !request.head_only {
            message.extend_from_slice(&reply.body);
        }
        stream.write_all(&message)
    }
}

/// The file's packed twin that the browser takes.
fn packed(file: &Path, encodings: &str) -> Option<(&'static str, Vec<u8>)> {
    let takes = |name: &str| {
        encodings.split(',').any(|part| {
            let mut words = part.split(';');
            words.next().is_some_and(|word| word.trim().eq_ignore_ascii_case(name))
                && !words.any(|word| matches!(word.trim(), "q=0" | "q=0.0"))
        })
    };
    [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(encoding, suffix)| {
        let mut twin = file.as_os_str().to_owned();
        twin.push(".");
        twin.push(suffix);
        takes(encoding).then(|| std::fs::read(twin).ok()).flatten().map(|data| (encoding, data))
    })
}

/// Names of our own files need no escapes, so that anything else is simply not found.
fn is_safe(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
    path.chars().all(plain) && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// One request's head; `None` when the connection is over or makes no sense.
fn read_request(reader: &mut impl BufRead) -> Option<Request> {
    let mut head = reader.take(HEAD_BYTES);
    let mut line = String::new();
    head.read_line(&mut line).ok().filter(|&n| n > 0)?;
    let mut words = line.split_whitespace();
    let method = words.next()?.to_owned();
    let mut request = Request {
        get: matches!(method.as_str(), "GET" | "HEAD"),
        head_only: method == "HEAD",
        path: words.next()?.to_owned(),
        encodings: String::new(),
        close: words.next()? != "HTTP/1.1",
    };
    loop {
        line.clear();
        head.read_line(&mut line).ok().filter(|&n| n > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            return Some(request);
        };
        match name.to_ascii_lowercase().as_str() {
            "accept-encoding" => value.trim().clone_into(&mut request.encodings),
            "connection" => request.close |= value.trim().eq_ignore_ascii_case("close"),
            // A body would be read as the next request.
            "content-length" | "transfer-encoding" => request.close = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host() -> (PathBuf, Host) {
        let folder = std::env::temp_dir().join(format!(
            "jelajah-serve-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        ));
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        files::write(&folder.join("index.html"), page).unwrap();
        files::write(&folder.join("main-0123456789abcdef_bg.wasm"), "plain").unwrap();
        files::write(&folder.join("main-0123456789abcdef_bg.wasm.br"), "brotli").unwrap();
        files::write(&folder.join("main-0123456789abcdef_bg.wasm.gz"), "gzip").unwrap();
        let host = Host::new(folder.clone(), "/city/data/".to_owned()).unwrap();
        (folder, host)
    }

    fn ask(host: &Host, text: &str) -> Reply {
        host.answer(&read_request(&mut text.as_bytes()).unwrap())
    }

    fn header<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
        reply.headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn files_are_served_under_the_base() {
        let (folder, host) = host();
        let check = |path: &str, status: &str| {
            let reply = ask(&host, &format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n"));
            assert!(reply.status.starts_with(status), "{path}: {}", reply.status);
            reply
        };
        assert_eq!(header(&check("/city/data/?lang=en", "200"), "Cache-Control"), Some("no-cache"));
        assert_eq!(header(&check("/city/data?lang=en", "302"), "Location"), Some("/city/data/?lang=en"));
        assert_eq!(header(&check("/", "302"), "Location"), Some("/city/data/"));
        check("/index.html", "404");
        check("/city/data/absent.js", "404");
        check("/city/data/../../../etc/passwd", "404");
        check("/city/data/%2e%2e/x", "404");
        check("/city/data//etc/passwd", "404");
        let wasm = check("/city/data/main-0123456789abcdef_bg.wasm", "200");
        assert_eq!(header(&wasm, "Content-Type"), Some("application/wasm"));
        assert_eq!(header(&wasm, "Cache-Control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(ask(&host, "POST /city/data/ HTTP/1.1\r\n\r\n").status, "405 Method Not Allowed");
        files::remove(&folder).unwrap();
    }

    #[test]
    fn the_best_packing_the_browser_takes_is_sent() {
        let (folder, host) = host();
        let check = |encodings: &str, body: &str| {
            let reply = ask(
                &host,
                &format!(
                    "GET /city/data/main-0123456789abcdef_bg.wasm HTTP/1.1\r\nAccept-Encoding: {encodings}\r\n\r\n"
                ),
            );
            assert_eq!(String::from_utf8_lossy(&reply.body), body, "{encodings}");
        };
        check("gzip, deflate, br, zstd", "brotli");
        check("gzip", "gzip");
        check("br;q=0, gzip;q=0.5", "gzip");
        check("", "plain");
        files::remove(&folder).unwrap();
    }

    #[test]
    fn a_base_is_a_path() {
        assert_eq!(base("/").unwrap(), "/");
        assert_eq!(base("city/data").unwrap(), "/city/data/");
        assert_eq!(base("/city/data/").unwrap(), "/city/data/");
        assert!(base("/a/../b/").is_err());
        assert!(base("/a b/").is_err());
    }
}
