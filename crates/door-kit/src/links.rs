//! Links to stored files: signed, for a while, with everything in the path, so that nothing gets lost where query strings
//! are cut off.
//!
//! `/files/<expiry>-<signature>/<label>-<hash>.<extension>`; an expiry that ends in `d` asks browsers to save the file
//! rather than show it. The expiry is rounded up to a day, so that a file has the
//! same URL, and a place in every cache on the way, for a day. Whoever has the link may have the file until then.

use std::time::Duration;

use chrono::{DateTime, Utc};
use library::Time;
use library::blobs::BlobHash;
use library::secrets::MasterKey;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const DAY: u64 = 24 * 3600;
/// How long links hold at least, if nothing else is said.
const VALID: Duration = Duration::from_secs(7 * DAY);
/// What the master key signs here.
const PURPOSE: &str = "files";
/// Bytes of a signature that go into the link: 128 bits.
const SIGNATURE: usize = 16;
/// What stands behind the expiry of links whose files are to be saved.
const SAVED: &str = "d";
/// The longest label, in characters.
const LABEL: usize = 100;
/// What needs no escape in a path.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// Makes links, and reads them.
#[derive(Debug, Clone)]
pub struct Links {
    public_url: String,
    files_url: Option<String>,
    master: MasterKey,
    valid: Duration,
}

/// What a link that holds leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Which bytes.
    pub hash: BlobHash,
    /// The extension of the name, without its dot; may be empty.
    pub extension: String,
    /// The name to keep it under: the label, or the hash where there is none, and the extension.
    pub file_name: String,
    /// For how many more seconds the link holds.
    pub seconds_left: u64,
    /// Whether browsers are to save it, even what they could show.
    pub is_saved: bool,
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It was not made here, or was changed.
    #[error("this link is not valid")]
    Invalid,
    /// It held once.
    #[error("this link has expired")]
    Expired,
}

impl Links {
    /// Links below `public_url`, the address that clients reach this server at, with any path before its surfaces.
    pub fn new(public_url: &str, master: MasterKey) -> Self {
        Self { public_url: trimmed(public_url), files_url: None, master, valid: VALID }
    }

    /// The same, holding this long at least.
    #[must_use]
    pub fn valid_for(self, valid: Duration) -> Self {
        Self { valid, ..self }
    }

    /// The same, with files at an address of their own instead of `/files` below the public one.
    #[must_use]
    pub fn files_at(self, url: &str) -> Self {
        Self { files_url: Some(trimmed(url)), ..self }
    }

    /// The same below another address: the one a request came to.
    #[must_use]
    pub fn below(&self, public_url: &str) -> Self {
        Self { public_url: trimmed(public_url), ..self.clone() }
    }

    /// The address of a path, which begins with a slash, on this server.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// A link to stored bytes. Of the label, what is no letter, digit, `-`, `_` or `.` becomes a hyphen.
    pub fn file(&self, hash: BlobHash, extension: &str, label: &str, now: Time) -> String {
        self.link(hash, extension, label, now, "")
    }

    /// The same, for browsers to save rather than to show.
    pub fn download(&self, hash: BlobHash, extension: &str, label: &str, now: Time) -> String {
        self.link(hash, extension, label, now, SAVED)
    }

    /// The address that all files are below.
    pub fn files_base(&self) -> String {
        self.files_url.clone().unwrap_or_else(|| self.absolute("/files"))
    }

    fn link(&self, hash: BlobHash, extension: &str, label: &str, now: Time, mode: &str) -> String {
        let label = tidy(label);
        let hyphen = if label.is_empty() { "" } else { "-" };
        let dot = if extension.is_empty() { "" } else { "." };
        let name = format!("{label}{hyphen}{hash}{dot}{extension}");
        let expiry = format!("{}{mode}", (seconds(now) + self.valid.as_secs()).next_multiple_of(DAY));
        let signed = hex::encode(&self.signature(&expiry, &name)[..SIGNATURE]);
        let base = self.files_base();
        format!("{base}/{expiry}-{signed}/{}", utf8_percent_encode(&name, ESCAPED))
    }

    /// What a link's last two segments, percent-decoded, lead to.
    pub fn read(&self, signed: &str, name: &str, now: Time) -> Result<Target, LinkError> {
        let (expiry, signature) = signed.split_once('-').ok_or(LinkError::Invalid)?;
        let signature = hex::decode(signature).map_err(|_| LinkError::Invalid)?;
        if !self.master.verify(PURPOSE, &message(expiry, name), &signature) {
            return Err(LinkError::Invalid);
        }
        let (digits, is_saved) = expiry.strip_suffix(SAVED).map_or((expiry, false), |digits| (digits, true));
        let expiry: u64 = digits.parse().map_err(|_| LinkError::Invalid)?;
        let seconds_left = expiry.checked_sub(seconds(now)).filter(|left| *left > 0).ok_or(LinkError::Expired)?;
        target(name, seconds_left, is_saved).ok_or(LinkError::Invalid)
    }

    /// Which bytes a link leads to, or led to before it expired; `None` for what is no link of ours.
    pub fn hash_in(&self, url: &str) -> Option<BlobHash> {
        let path = url.split(['?', '#']).next()?;
        let (rest, name) = path.rsplit_once('/')?;
        let name = percent_encoding::percent_decode_str(name).decode_utf8().ok()?;
        let signed = rest.rsplit('/').next()?;
        let at = DateTime::<Utc>::from_timestamp(0, 0)?;
        self.read(signed, &name, at).ok().map(|target| target.hash)
    }

    fn signature(&self, expiry: &str, name: &str) -> [u8; 32] {
        self.master.sign(PURPOSE, &message(expiry, name))
    }
}

/// A path as logs may show it: without what lets anybody in.
pub fn loggable(path: &str) -> String {
    let is_signed = |segment: &str| {
        segment.split_once('-').is_some_and(|(expiry, signature)| {
            let expiry = expiry.strip_suffix(SAVED).unwrap_or(expiry);
            let digits = !expiry.is_empty() && expiry.bytes().all(|byte| byte.is_ascii_digit());
            digits && signature.len() == SIGNATURE * 2 && signature.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    };
    let shown = path.split('/').map(|segment| if is_signed(segment) { "…" } else { segment });
    shown.collect::<Vec<_>>().join("/")
}

fn message(expiry: &str, name: &str) -> Vec<u8> {
    format!("{expiry}/{name}").into_bytes()
}

/// Splits `<label>-<hash>.<extension>`.
fn target(name: &str, seconds_left: u64, is_saved: bool) -> Option<Target> {
    const HASH: usize = 64;
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let start = stem.len().checked_sub(HASH)?;
    let hash = stem.get(start..)?.parse().ok()?;
    let label = stem.get(..start)?.trim_end_matches('-');
    let kept = if label.is_empty() { stem } else { label };
    let file_name = if extension.is_empty() { kept.to_owned() } else { format!("{kept}.{extension}") };
    Some(Target { hash, extension: extension.to_owned(), file_name, seconds_left, is_saved })
}

/// A label that is safe in paths and file names.
fn tidy(label: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let label: String = label.trim().chars().take(LABEL).map(safe).collect();
    label.trim_matches(['-', '.']).to_owned()
}

fn trimmed(url: &str) -> String {
    url.trim_end_matches('/').to_owned()
}

fn seconds(now: Time) -> u64 {
    u64::try_from(now.timestamp()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn at(seconds: u64) -> Time {
        DateTime::from_timestamp(seconds as i64, 0).unwrap()
    }

    fn links() -> Links {
        Links::new("https://host/base/", MasterKey::from_words(b"words"))
    }

    fn read(links: &Links, url: &str, now: Time) -> Result<Target, LinkError> {
        let (rest, name) = url.rsplit_once('/').unwrap();
        let name = percent_encoding::percent_decode_str(name).decode_utf8().unwrap();
        links.read(rest.rsplit_once('/').unwrap().1, &name, now)
    }

    const HASH: BlobHash = BlobHash([0xab; 32]);
    const NOON: u64 = 20_000 * DAY + DAY / 2;

    #[test]
    fn a_link_repeats_for_a_day_and_holds_for_seven() {
        let url = links().file(HASH, "webp", "", at(NOON));
        assert!(url.starts_with("https://host/base/files/17") && url.ends_with("abab.webp"), "{url}");
        assert_eq!(links().file(HASH, "webp", "", at(NOON + DAY / 2)), url);
        assert_ne!(links().file(HASH, "webp", "", at(NOON + DAY)), url);
        let target = read(&links(), &url, at(NOON + 7 * DAY)).unwrap();
        assert_eq!((target.hash, target.extension.as_str(), target.seconds_left), (HASH, "webp", DAY / 2));
        assert_eq!(read(&links(), &url, at(NOON + 8 * DAY)), Err(LinkError::Expired));
        let short = links().valid_for(Duration::from_mins(1)).file(HASH, "webp", "", at(NOON));
        assert_eq!(read(&links(), &short, at(NOON + DAY)), Err(LinkError::Expired));
    }

    #[test]
    fn labels_become_file_names() {
        let named =
            |label: &str| read(&links(), &links().file(HASH, "png", label, at(NOON)), at(NOON)).unwrap().file_name;
        assert_eq!(named("Spring sale/2026: \"a\""), "Spring-sale-2026---a.png");
        assert_eq!(named("café ☕ 東京"), "café---東京.png");
        assert_eq!(named("../..").len(), 64 + 4);
        assert_eq!(named(&"a".repeat(300)).len(), 104);
        assert_eq!(read(&links(), &links().file(HASH, "", "x", at(NOON)), at(NOON)).unwrap().file_name, "x");
    }

    #[test]
    fn a_changed_link_is_not_valid() {
        let url = links().file(HASH, "webp", "label", at(NOON));
        let later = url.replace("/files/1728", "/files/1729");
        assert_ne!(later, url);
        let short = url.replacen(&url[url.len() - 120..url.len() - 100], "", 1);
        for changed in
            [later, url.replace(".webp", ".html"), url.replace("abab.", "abac."), short, url.replace("label", "l")]
        {
            assert_eq!(read(&links(), &changed, at(NOON)), Err(LinkError::Invalid), "{changed}");
        }
        let other = Links::new("https://host/base", MasterKey::from_words(b"others"));
        assert_eq!(read(&other, &url, at(NOON)), Err(LinkError::Invalid));
    }

    #[test]
    fn a_link_to_save_is_signed_as_such() {
        let url = links().download(HASH, "png", "a", at(NOON));
        assert!(read(&links(), &url, at(NOON)).unwrap().is_saved && url.ends_with("abab.png") && !url.contains('?'));
        assert!(!read(&links(), &links().file(HASH, "png", "a", at(NOON)), at(NOON)).unwrap().is_saved);
        assert_eq!(read(&links(), &url.replacen("d-", "-", 1), at(NOON)), Err(LinkError::Invalid));
        assert!(!loggable(url.strip_prefix("https://host").unwrap()).contains("d-"));
    }

    #[test]
    fn a_link_tells_its_bytes_after_it_has_expired() {
        let url = links().file(HASH, "png", "a b", at(NOON));
        assert_eq!(links().hash_in(&url), Some(HASH));
        assert_eq!(links().hash_in(&format!("{url}?x=/y#z")), Some(HASH));
        for other in ["", "https://host/a.png", &url.replace("/files/17", "/files/18")] {
            assert_eq!(links().hash_in(other), None, "{other}");
        }
    }

    #[test]
    fn files_may_have_an_address_of_their_own() {
        let url = links().files_at("https://cdn.host/").file(HASH, "png", "", at(NOON));
        assert!(url.starts_with("https://cdn.host/17"), "{url}");
        assert!(links().below("http://other").file(HASH, "png", "", at(NOON)).starts_with("http://other/files/17"));
        assert_eq!(links().absolute("/x"), "https://host/base/x");
    }

    #[test]
    fn logs_do_not_show_signatures() {
        let url = links().file(HASH, "png", "a", at(NOON));
        let path = loggable(url.strip_prefix("https://host").unwrap());
        assert!(path.starts_with("/base/files/…/a-abab"), "{path}");
        assert_eq!(loggable("/sudomock/api/v1/mockups/1-2"), "/sudomock/api/v1/mockups/1-2");
    }
}
