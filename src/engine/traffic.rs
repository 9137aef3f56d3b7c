//! The traffic with the outside: when a request goes out, by which way, and when it is given up.
//!
//! Between the jobs, which want answers, and the driver, which fetches: a host is asked politely, what the
//! person agreed to goes by another way, a host that is busy is asked again later, and an answer that only
//! drips is given up. All of it is told the time.

use super::protocol::{Event, Phase, Ways};
use super::{Effect, Input, host};
use crate::base::note::{Problem, ProblemCode};
use crate::portal::ladder::{Go, Routes, jsonp_url};
use crate::portal::polite::{Polite, Verdict};

/// An answer that brings fewer bytes than [`DRIP_BYTES`] in this time (milliseconds) is given up. The slowest
/// line that people use data on brings ten times as much.
const DRIP_MS: f64 = 60_000.0;
const DRIP_BYTES: u64 = 4_096;

/// What is to be done with what came in.
#[derive(Debug)]
pub(super) enum Heard {
    /// The job hears it.
    Pass,
    /// Nobody hears it: the request is made again, or was given up.
    Drop,
    /// The job hears this instead, and no more.
    Fail(Problem),
}

/// The traffic, as the engine sees it; it comes with the engine's later part.
pub(super) trait Traffic {
    /// Takes the ways that the person agreed to, in place of all earlier ones.
    fn take_routes(&mut self, ways: &Ways);
    /// Takes what jobs want done; gives what is to be done now, and which jobs' requests will not be made.
    fn pass(&mut self, effects: Vec<Effect>, now_ms: f64) -> (Vec<Effect>, Vec<(u32, Problem)>);
    /// Takes note of what came in for a job.
    fn hear(&mut self, id: u32, input: &Input<'_>, now_ms: f64) -> Heard;
    /// When [`Traffic::pass`] is to be called again though nothing happens.
    fn wake_at(&self, now_ms: f64) -> Option<f64>;
}

/// A request that waits, or whose answer is on its way.
struct Call {
    /// The job that it is for.
    id: u32,
    /// The effect that makes it.
    effect: Effect,
    host: String,
    is_under_way: bool,
    status: Option<u16>,
    /// Since when `received` is counted.
    since_ms: f64,
    received: u64,
}

/// Keeps to the rules of [`Polite`] and the person's [`Routes`].
pub(super) struct Manners {
    /// Milliseconds from 1970-01-01 to the engine's time zero, for the dates that hosts name.
    epoch_ms: f64,
    polite: Polite,
    routes: Routes,
    /// A handful: one per job.
    calls: Vec<Call>,
    /// What is to be done of our own accord.
    own: Vec<Effect>,
    callbacks: u32,
}

impl Manners {
    pub(super) fn new(epoch_ms: f64) -> Self {
        Self {
            epoch_ms,
            polite: Polite::default(),
            routes: Routes::default(),
            calls: Vec::new(),
            own: Vec::new(),
            callbacks: 0,
        }
    }

    fn clock(&self, now_ms: f64) -> u64 {
        (self.epoch_ms + now_ms) as u64
    }

    /// The request as it goes by the way agreed to.
    fn routed(&mut self, effect: Effect) -> Result<Effect, Problem> {
        let (id, url, max_bytes, post) = match effect {
            Effect::Fetch { id, url, max_bytes, post } => (id, url, max_bytes, post),
            // The rest of a file comes by the way by which its beginning came.
            Effect::Continue { id, url, from, max_bytes } => {
                return match self.routes.of(&url, false) {
                    Go::Straight => Ok(Effect::Continue { id, url, from, max_bytes }),
                    Go::Instead(url) => Ok(Effect::Continue { id, url, from, max_bytes }),
                    Go::Frame(_) => Err(no_way(ProblemCode::FrameSilent, &url)),
                    Go::Nowhere(code) => Err(no_way(code, &url)),
                };
            }
            other => return Ok(other),
        };
        Ok(match self.routes.of(&url, post.is_some()) {
            Go::Straight => Effect::Fetch { id, url, max_bytes, post },
            Go::Instead(url) => Effect::Fetch { id, url, max_bytes, post },
            Go::Frame(origin) => {
                // Never the same name twice: a late answer must not pass for another one's.
                self.callbacks = self.callbacks.wrapping_add(1);
                let callback = format!("jelajah{}", self.callbacks);
                match jsonp_url(&origin, &url, &callback) {
                    Some(url) => Effect::FetchByFrame { id, origin, url, callback, max_bytes },
                    None => return Err(no_way(ProblemCode::FrameSilent, &url)),
                }
            }
            Go::Nowhere(code) => return Err(no_way(code, &url)),
        })
    }

    /// Queues a request; the problem where it will not be made.
    fn queue(&mut self, id: u32, effect: Effect, clock: u64) -> Result<(), Problem> {
        self.forget(id);
        let effect = self.routed(effect)?;
        let (Effect::Fetch { url, .. } | Effect::Continue { url, .. } | Effect::FetchByFrame { url, .. }) = &effect
        else {
            return Ok(());
        };
        let host = host(url).to_owned();
        if !self.polite.add(&host, u64::from(id)) {
            return Err(Problem::new(ProblemCode::HttpStatus).arg(host).arg("429").detail("too many requests wait"));
        }
        // A host that was busy a moment ago is left alone by the next job as well.
        self.own.extend(waiting(id, self.polite.pause_of(&host, clock)));
        let call = Call { id, effect, host, is_under_way: false, status: None, since_ms: 0.0, received: 0 };
        self.calls.push(call);
        Ok(())
    }

    fn forget(&mut self, id: u32) {
        if let Some(at) = self.place(id) {
            self.calls.swap_remove(at);
            self.polite.cancel(u64::from(id));
        }
    }

    fn place(&self, id: u32) -> Option<usize> {
        self.calls.iter().position(|call| call.id == id)
    }
}

/// Tells that a job waits for a host that is left alone.
fn waiting(id: u32, pause_ms: u64) -> Option<Effect> {
    let of = Some(pause_ms.div_ceil(1_000));
    (pause_ms > 0).then_some(Effect::Post(Event::Progress { id, phase: Phase::Waiting, done: 0, of, rows: 0 }))
}

fn no_way(code: ProblemCode, url: &str) -> Problem {
    Problem::new(code).arg(host(url)).detail(url)
}

impl Traffic for Manners {
    fn take_routes(&mut self, ways: &Ways) {
        self.routes = Routes::new(ways.routes());
    }

    fn pass(&mut self, effects: Vec<Effect>, now_ms: f64) -> (Vec<Effect>, Vec<(u32, Problem)>) {
        let mut out = Vec::new();
        let mut failed = Vec::new();
        for effect in effects {
            match effect {
                Effect::Fetch { id, .. } | Effect::Continue { id, .. } => {
                    if let Err(problem) = self.queue(id, effect, self.clock(now_ms)) {
                        failed.push((id, problem));
                    }
                }
                Effect::Abort { id } => {
                    self.forget(id);
                    out.push(effect);
                }
                _ => out.push(effect),
            }
        }
        out.append(&mut self.own);
        for id in self.polite.ready(self.clock(now_ms)) {
            if let Some(call) = self.calls.iter_mut().find(|call| u64::from(call.id) == id) {
                (call.is_under_way, call.status, call.since_ms, call.received) = (true, None, now_ms, 0);
                out.push(call.effect.clone());
            }
        }
        (out, failed)
    }

    fn hear(&mut self, id: u32, input: &Input<'_>, now_ms: f64) -> Heard {
        let clock = self.clock(now_ms);
        let Some((at, call)) = self.place(id).and_then(|at| Some((at, self.calls.get_mut(at)?))) else {
            return Heard::Pass;
        };
        if !call.is_under_way {
            return Heard::Drop;
        }
        match input {
            Input::Head { status, retry_after, .. } => {
                call.status = Some(*status);
                if !matches!(status, 429 | 502..=504) {
                    return Heard::Pass;
                }
                if self.polite.came(u64::from(id), Some(*status), retry_after.as_deref(), clock) != Verdict::Again {
                    return Heard::Pass;
                }
                call.is_under_way = false;
                self.own.push(Effect::Abort { id });
                self.own.extend(waiting(id, self.polite.pause_of(&call.host, clock)));
                Heard::Drop
            }
            // Of a job's own pauses and of versions the traffic knows nothing.
            Input::Version(_) | Input::Waited => Heard::Pass,
            Input::Chunk(bytes) => {
                call.received += bytes.len() as u64;
                if now_ms - call.since_ms < DRIP_MS {
                    return Heard::Pass;
                }
                if call.received >= DRIP_BYTES {
                    (call.since_ms, call.received) = (now_ms, 0);
                    return Heard::Pass;
                }
                let seconds = (DRIP_MS / 1_000.0).to_string();
                let problem = Problem::new(ProblemCode::Timeout).arg(call.host.clone()).arg(seconds);
                self.forget(id);
                self.own.push(Effect::Abort { id });
                Heard::Fail(problem)
            }
            Input::End | Input::Failed(_) => {
                let status = call.status;
                self.polite.came(u64::from(id), status, None, clock);
                self.calls.swap_remove(at);
                Heard::Pass
            }
        }
    }

    fn wake_at(&self, now_ms: f64) -> Option<f64> {
        self.polite.wake_at(self.clock(now_ms)).map(|at| at as f64 - self.epoch_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::ladder::{By, Route};

    fn fetch(id: u32, url: &str) -> Effect {
        Effect::Fetch { id, url: url.to_owned(), max_bytes: 1 << 20, post: None }
    }

    fn asked(effects: &[Effect]) -> Vec<u32> {
        effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Fetch { id, .. } | Effect::FetchByFrame { id, .. } => Some(*id),
                _ => None,
            })
            .collect()
    }

    fn head(status: u16, retry_after: Option<&str>) -> Input<'static> {
        Input::Head { status, length: None, content_type: None, retry_after: retry_after.map(ToOwned::to_owned) }
    }

    #[test]
    fn a_host_is_asked_four_times_at_once() {
        let mut traffic = Manners::new(0.0);
        let (out, failed) = traffic.pass((1..=6).map(|id| fetch(id, "https://a.id/x")).collect(), 0.0);
        assert_eq!((asked(&out), failed.len()), (vec![1, 2, 3, 4], 0));
        assert!(matches!(traffic.hear(2, &head(200, None), 1.0), Heard::Pass));
        assert!(matches!(traffic.hear(2, &Input::End, 2.0), Heard::Pass));
        assert_eq!(asked(&traffic.pass(Vec::new(), 2.0).0), [5]);
        // A job that is called off makes room, whether it waits or is under way.
        let (out, _) = traffic.pass(vec![Effect::Abort { id: 6 }, Effect::Abort { id: 1 }], 3.0);
        assert_eq!(out, [Effect::Abort { id: 6 }, Effect::Abort { id: 1 }]);
        assert_eq!(traffic.polite.open(), 3);
    }

    #[test]
    fn a_busy_host_is_asked_again_when_it_says() {
        let mut traffic = Manners::new(1_000_000.0);
        traffic.pass(vec![fetch(1, "https://a.id/x")], 0.0);
        assert!(matches!(traffic.hear(1, &head(429, Some("7")), 100.0), Heard::Drop));
        // What the first answer still brings is nobody's.
        assert!(matches!(traffic.hear(1, &Input::Chunk(b"busy"), 101.0), Heard::Drop));
        let (out, _) = traffic.pass(Vec::new(), 101.0);
        let waiting = Event::Progress { id: 1, phase: Phase::Waiting, done: 0, of: Some(7), rows: 0 };
        assert_eq!(out, [Effect::Abort { id: 1 }, Effect::Post(waiting)]);
        assert_eq!(traffic.wake_at(101.0), Some(7_100.0));
        assert!(asked(&traffic.pass(Vec::new(), 7_099.0).0).is_empty());
        assert_eq!(asked(&traffic.pass(Vec::new(), 7_100.0).0), [1]);
        assert!(matches!(traffic.hear(1, &head(200, None), 7_200.0), Heard::Pass));
        assert!(matches!(traffic.hear(1, &Input::Chunk(b"good"), 7_201.0), Heard::Pass));
        // A host that stays busy has its say in the end.
        traffic.pass(vec![fetch(2, "https://b.id/x")], 0.0);
        let mut now = 0.0;
        let mut again = 0;
        while matches!(traffic.hear(2, &head(503, None), now), Heard::Drop) {
            again += 1;
            now = traffic.wake_at(now).unwrap();
            assert_eq!(asked(&traffic.pass(Vec::new(), now).0), [2]);
        }
        assert_eq!((again, now), (3, 7_000.0));
    }

    #[test]
    fn what_only_drips_is_given_up() {
        let check = |bytes: usize, every_ms: f64, expected_ms: Option<f64>| {
            let mut traffic = Manners::new(0.0);
            traffic.pass(vec![fetch(1, "https://a.id/x")], 0.0);
            traffic.hear(1, &head(200, None), 0.0);
            let chunk = vec![b'x'; bytes];
            let mut given_up = None;
            let mut now = 0.0;
            while now < 600_000.0 && given_up.is_none() {
                now += every_ms;
                if let Heard::Fail(problem) = traffic.hear(1, &Input::Chunk(&chunk), now) {
                    assert_eq!(
                        (problem.code, problem.args),
                        (ProblemCode::Timeout, vec!["a.id".to_owned(), "60".to_owned()])
                    );
                    given_up = Some(now);
                }
            }
            assert_eq!(given_up, expected_ms, "{bytes} bytes every {every_ms} ms");
            assert_eq!(traffic.calls.is_empty(), expected_ms.is_some());
        };
        check(1, 1_000.0, Some(60_000.0));
        check(60, 1_000.0, Some(60_000.0));
        check(500, 1_000.0, None);
        check(1 << 16, 50_000.0, None);
    }

    #[test]
    fn requests_go_by_the_way_agreed_to() {
        let mut traffic = Manners::new(0.0);
        let ways = vec![
            Route { origin: "https://a.id".to_owned(), by: By::Frame },
            Route { origin: "https://b.id".to_owned(), by: By::Proxy("https://p.id/?u={url}".to_owned()) },
        ];
        traffic.take_routes(&ways.into());
        let (out, failed) = traffic.pass(
            vec![
                fetch(1, "https://a.id/api/3/action/status_show"),
                fetch(2, "https://a.id/api/3/action/package_search?q=x"),
                fetch(3, "https://a.id/api/other"),
                fetch(4, "https://b.id/a.csv"),
                fetch(5, "https://c.id/a.csv"),
            ],
            0.0,
        );
        let frame = |id: u32, url: &str, callback: &str| Effect::FetchByFrame {
            id,
            origin: "https://a.id".to_owned(),
            url: url.to_owned(),
            callback: callback.to_owned(),
            max_bytes: 1 << 20,
        };
        let mut out = out;
        out.sort_by_key(|effect| asked(std::slice::from_ref(effect)));
        assert_eq!(
            out,
            [
                frame(1, "https://a.id/api/3/action/status_show?callback=jelajah1", "jelajah1"),
                frame(2, "https://a.id/api/3/action/package_search?q=x&callback=jelajah2", "jelajah2"),
                fetch(4, "https://p.id/?u=https%3A%2F%2Fb.id%2Fa.csv"),
                fetch(5, "https://c.id/a.csv"),
            ]
        );
        assert_eq!(
            failed.iter().map(|(id, problem)| (*id, problem.code)).collect::<Vec<_>>(),
            [(3, ProblemCode::FrameSilent)]
        );
        // The person took it back.
        traffic.take_routes(&Vec::new().into());
        assert_eq!(
            traffic.pass(vec![fetch(6, "https://a.id/api/3/action/status_show")], 0.0).0,
            [fetch(6, "https://a.id/api/3/action/status_show")]
        );
    }
}
