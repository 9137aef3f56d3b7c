//! Politeness: when which request may be made. A pure scheduler that is told the time.
//!
//! At most four requests at a time per host and some more over all; a host that answers 429 or 5xx is left
//! alone for as long as it says, or for longer each time; no host has an endless queue.

use std::collections::VecDeque;

use crate::base::date::{Civil, month_of};

/// Requests at a time to one host.
const PER_HOST: usize = 4;
/// Requests at a time over all hosts.
const OVER_ALL: usize = 24;
/// Requests that wait for one host.
const QUEUE: usize = 500;
/// How often a request is made before it is given up.
const ATTEMPTS: u8 = 4;
/// The first pause, and the longest that a host may ask for before its requests are given up (milliseconds).
const FIRST_PAUSE: u64 = 1_000;
const LONGEST_PAUSE: u64 = 120_000;

/// What becomes of a request that has come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is done, whatever its status.
    Done,
    /// It is made again later; [`Polite::ready`] will name it.
    Again,
    /// The host does not want it; its status is the answer.
    GivenUp,
}

/// The scheduler. Requests have numbers, which the caller gives.
///
/// Lists, not maps: there are a handful of hosts and at most [`OVER_ALL`] requests under way, and a map of its
/// own type costs some kilobytes of download.
#[derive(Clone, Debug, Default)]
pub struct Polite {
    hosts: Vec<Host>,
    /// Requests under way: number, place of the host, how often it was made.
    under_way: Vec<(u64, usize, u8)>,
}

#[derive(Clone, Debug, Default)]
struct Host {
    name: String,
    /// Requests that wait, with how often they have been made.
    waiting: VecDeque<(u64, u8)>,
    under_way: usize,
    /// Nothing before this time.
    not_before: u64,
    /// Refusals in a row.
    refusals: u32,
}

impl Polite {
    /// Takes a request for a host; `false` where too many wait already.
    pub fn add(&mut self, host: &str, request: u64) -> bool {
        let at = self.hosts.iter().position(|known| known.name == host).unwrap_or(self.hosts.len());
        if at == self.hosts.len() {
            self.hosts.push(Host { name: host.to_owned(), ..Host::default() });
        }
        let Some(entry) = self.hosts.get_mut(at).filter(|entry| entry.waiting.len() < QUEUE) else { return false };
        entry.waiting.push_back((request, 0));
        true
    }

    /// Forgets a request that nobody wants any more, whether it waits or is under way.
    pub fn cancel(&mut self, request: u64) {
        for host in &mut self.hosts {
            host.waiting.retain(|(other, _)| *other != request);
        }
        self.leave(request);
    }

    /// The requests to make now, oldest first per host, one host after the other so that none starves.
    pub fn ready(&mut self, now_ms: u64) -> Vec<u64> {
        let mut ready = Vec::new();
        loop {
            let before = ready.len();
            for (at, host) in self.hosts.iter_mut().enumerate() {
                // A host that refused is tried with one request first.
                let room = if host.refusals > 0 { 1 } else { PER_HOST };
                if host.not_before > now_ms || host.under_way >= room || self.under_way.len() >= OVER_ALL {
                    continue;
                }
                if let Some((request, attempts)) = host.waiting.pop_front() {
                    host.under_way += 1;
                    self.under_way.push((request, at, attempts + 1));
                    ready.push(request);
                }
            }
            if ready.len() == before {
                return ready;
            }
        }
    }

    /// Takes note of what came of a request: its status (`None` where there was no readable answer) and what
    /// the host's `Retry-After` says.
    pub fn came(&mut self, request: u64, status: Option<u16>, retry_after: Option<&str>, now_ms: u64) -> Verdict {
        let Some((at, attempts)) = self.leave(request) else { return Verdict::Done };
        let Some(host) = self.hosts.get_mut(at) else { return Verdict::Done };
        let busy = matches!(status, Some(429 | 502 | 503 | 504));
        if !busy {
            host.refusals = 0;
            return Verdict::Done;
        }
        let own = FIRST_PAUSE.saturating_mul(1 << host.refusals.min(6)).min(LONGEST_PAUSE / 2);
        let asked = retry_after.and_then(|text| pause(text, now_ms));
        host.refusals += 1;
        // Its own wish counts, but never less than a moment.
        let wait = asked.map_or(own, |asked| asked.max(FIRST_PAUSE / 2));
        host.not_before = host.not_before.max(now_ms.saturating_add(wait.min(LONGEST_PAUSE)));
        if attempts >= ATTEMPTS || wait > LONGEST_PAUSE {
            return Verdict::GivenUp;
        }
        host.waiting.push_front((request, attempts));
        Verdict::Again
    }

    /// When [`Polite::ready`] should be asked again though nothing comes back; `None` where nothing waits for
    /// a pause to end.
    pub fn wake_at(&self, now_ms: u64) -> Option<u64> {
        self.hosts
            .iter()
            .filter(|host| !host.waiting.is_empty() && host.not_before > now_ms)
            .map(|host| host.not_before)
            .min()
    }

    /// How long a host is still left alone, in milliseconds.
    pub fn pause_of(&self, host: &str, now_ms: u64) -> u64 {
        let known = self.hosts.iter().find(|known| known.name == host);
        known.map_or(0, |host| host.not_before.saturating_sub(now_ms))
    }

    /// How many requests wait or are under way.
    pub fn open(&self) -> usize {
        self.under_way.len() + self.hosts.iter().map(|host| host.waiting.len()).sum::<usize>()
    }

    /// Takes a request from those under way; gives the place of its host and how often it was made.
    fn leave(&mut self, request: u64) -> Option<(usize, u8)> {
        let place = self.under_way.iter().position(|(other, ..)| *other == request)?;
        let (_, at, attempts) = self.under_way.swap_remove(place);
        if let Some(host) = self.hosts.get_mut(at) {
            host.under_way = host.under_way.saturating_sub(1);
        }
        Some((at, attempts))
    }
}

/// The pause that a `Retry-After` asks for, in milliseconds: seconds, or a date of HTTP
/// (`Wed, 21 Oct 2015 07:28:00 GMT`), RFC 9110 section 10.2.3.
pub fn pause(text: &str, now_ms: u64) -> Option<u64> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<u64>().ok().map(|seconds| seconds.saturating_mul(1_000));
    }
    let (_, rest) = text.split_once(", ")?;
    let mut parts = rest.split(' ');
    let (day, month, year, clock) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let month = month_of(month.to_ascii_lowercase().as_bytes())?;
    let days = Civil { year: year.parse().ok()?, month, day: day.parse().ok()? }.days()?;
    let mut clock = clock.split(':').map(|part| part.parse::<u64>().ok().filter(|part| *part < 61));
    let (hours, minutes, seconds) = (clock.next()??, clock.next()??, clock.next()??);
    let at = u64::try_from(days).ok()? * 86_400 + hours * 3_600 + minutes * 60 + seconds;
    Some((at * 1_000).saturating_sub(now_ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_at_a_time_per_host_and_nobody_starves() {
        let mut polite = Polite::default();
        for request in 0..10 {
            assert!(polite.add("a.id", request));
            assert!(polite.add("b.id", 100 + request));
        }
        assert_eq!(polite.ready(0), [0, 100, 1, 101, 2, 102, 3, 103]);
        assert!(polite.ready(0).is_empty());
        assert_eq!(polite.came(0, Some(200), None, 5), Verdict::Done);
        assert_eq!(polite.ready(5), [4]);
        polite.cancel(1);
        polite.cancel(5);
        assert_eq!(polite.ready(5), [6]);
        assert_eq!(polite.open(), 17);
        let mut full = Polite::default();
        assert!((0..QUEUE as u64).all(|request| full.add("a.id", request)));
        assert!(!full.add("a.id", 9_999));
        let mut many = Polite::default();
        for host in 0..50 {
            many.add(&format!("{host}.id"), host);
        }
        assert_eq!(many.ready(0).len(), OVER_ALL);
    }

    #[test]
    fn a_busy_host_is_left_alone() {
        let mut polite = Polite::default();
        polite.add("a.id", 1);
        polite.add("a.id", 2);
        assert_eq!(polite.ready(0), [1, 2]);
        assert_eq!(polite.came(1, Some(429), Some("7"), 1_000), Verdict::Again);
        assert_eq!(polite.came(2, Some(200), None, 1_001), Verdict::Done);
        assert!(polite.ready(7_999).is_empty());
        assert_eq!((polite.wake_at(7_999), polite.wake_at(8_000)), (Some(8_000), None));
        assert_eq!(polite.ready(8_000), [1]);
        // Without a wish of its own, the pauses grow; in the end the request is given up.
        let mut now = 8_000;
        let mut pauses = Vec::new();
        loop {
            match polite.came(1, Some(503), None, now) {
                Verdict::Again => {}
                verdict => {
                    assert_eq!(verdict, Verdict::GivenUp);
                    break;
                }
            }
            let wake = polite.wake_at(now).unwrap();
            pauses.push(wake - now);
            now = wake;
            assert_eq!(polite.ready(now), [1]);
        }
        assert_eq!(pauses, [1_000, 2_000]);
        // An hour is too long to wait for.
        polite.add("a.id", 3);
        now += 600_000;
        assert_eq!(polite.ready(now), [3]);
        assert_eq!(polite.came(3, Some(429), Some("3600"), now), Verdict::GivenUp);
        // A missing page or a failed connection is no refusal.
        polite.add("b.id", 4);
        polite.ready(now);
        assert_eq!(polite.came(4, Some(404), None, now), Verdict::Done);
        assert_eq!(polite.came(99, Some(429), None, now), Verdict::Done);
    }

    #[test]
    fn a_retry_after_is_seconds_or_a_date() {
        let now = 1_445_412_480_000 - 5_000;
        for (text, expected) in [
            ("120", Some(120_000)),
            (" 0 ", Some(0)),
            ("Wed, 21 Oct 2015 07:28:00 GMT", Some(5_000)),
            ("Wed, 21 Oct 2014 07:28:00 GMT", Some(0)),
            ("nanti", None),
            ("-5", None),
            ("Wed, 99 Xyz 2015 07:28:00 GMT", None),
        ] {
            assert_eq!(pause(text, now), expected, "{text}");
        }
        assert_eq!(pause("99999999999999999999999", 0), None);
    }
}
