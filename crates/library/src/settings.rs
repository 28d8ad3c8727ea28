//! What the operator sets and the library heeds.

use std::time::Duration;

/// Limits, retention and the like. Every limit has a name that errors show, `limits.psd_bytes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Largest Photoshop file, in bytes (`limits.psd_bytes`).
    pub psd_bytes: u64,
    /// Largest artwork, in bytes (`limits.artwork_bytes`).
    pub artwork_bytes: u64,
    /// Largest other file, in bytes (`limits.asset_bytes`).
    pub asset_bytes: u64,
    /// Largest font file, in bytes (`limits.font_bytes`).
    pub font_bytes: u64,
    /// Bytes that an account may store in all (`limits.account_bytes`); `None` for any number.
    pub account_bytes: Option<u64>,
    /// Mockups that an account may keep (`limits.account_mockups`); `None` for any number.
    pub account_mockups: Option<u64>,
    /// How long fetching a template may take.
    pub psd_fetch_time: Duration,
    /// How long fetching an artwork may take.
    pub artwork_fetch_time: Duration,
    /// How long a caller waits for a picture before being given the job instead.
    pub wait: Duration,
    /// How long pictures are kept (`retention.renders_days`); `None` for ever.
    pub keep_renders: Option<Duration>,
    /// How long given artwork is kept (`retention.artwork_days`); `None` for ever.
    pub keep_artwork: Option<Duration>,
    /// How long ended jobs are listed (`retention.jobs_days`); `None` for ever.
    pub keep_jobs: Option<Duration>,
    /// How long webhook deliveries are listed (`retention.deliveries_days`); `None` for ever.
    pub keep_deliveries: Option<Duration>,
    /// How long a session lasts without being used.
    pub session: Duration,
    /// Whether people may make users of their own.
    pub sign_up: bool,
    /// Whether pictures are made of links, by fetching their pages, and of films (`fetch.previews`).
    pub previews: bool,
    /// How long a worker may be silent before its job is given to another.
    pub lease: Duration,
    /// How often a job is tried.
    pub attempts: u32,
}

impl Default for Settings {
    fn default() -> Self {
        const DAY: Duration = Duration::from_hours(24);
        Self {
            psd_bytes: 500_000_000,
            artwork_bytes: 100_000_000,
            asset_bytes: 2_000_000_000,
            font_bytes: 30_000_000,
            account_bytes: None,
            account_mockups: None,
            psd_fetch_time: Duration::from_mins(2),
            artwork_fetch_time: Duration::from_secs(30),
            wait: Duration::from_secs(110),
            keep_renders: None,
            keep_artwork: Some(DAY * 30),
            keep_jobs: Some(DAY * 30),
            keep_deliveries: Some(DAY * 30),
            session: DAY * 30,
            sign_up: false,
            previews: false,
            lease: Duration::from_secs(30),
            attempts: 3,
        }
    }
}
