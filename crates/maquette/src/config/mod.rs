//! Configuration: command-line flags, then environment, then a TOML file, then defaults. What there is to set is one
//! table, [`settings::SETTINGS`], from which `docs/configuration.md` is made.

mod layers;
mod presets;
pub(crate) mod settings;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use serde::Deserialize;

pub(crate) use layers::{Flags, load};
pub(crate) use presets::Preset;

use crate::{Error, Result};

/// Everything that can be set, with its defaults.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    pub(crate) listen: SocketAddr,
    pub(crate) public_url: Option<String>,
    pub(crate) data: PathBuf,
    pub(crate) database: Option<String>,
    pub(crate) blobs: Option<String>,
    pub(crate) role: Role,
    pub(crate) secret: Option<String>,
    pub(crate) sign_up: SignUp,
    pub(crate) log: Log,
    pub(crate) proxy: Proxy,
    pub(crate) fetch: Fetch,
    pub(crate) limits: Limits,
    pub(crate) retention: Retention,
    pub(crate) timeouts: Timeouts,
    pub(crate) render: Render,
    pub(crate) hosts: Hosts,
}

/// What a node does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// Answers requests and works on jobs.
    #[default]
    All,
    /// Only answers requests.
    Api,
    /// Only works on jobs; answers health checks.
    Worker,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SignUp {
    Open,
    #[default]
    Closed,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Log {
    pub(crate) format: LogFormat,
    pub(crate) level: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    #[default]
    Text,
    Json,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Proxy {
    pub(crate) trusted: Vec<IpNet>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Fetch {
    pub(crate) allow: Vec<IpNet>,
    pub(crate) previews: Switch,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Switch {
    #[default]
    On,
    Off,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Limits {
    pub(crate) psd_bytes: u64,
    pub(crate) artwork_bytes: u64,
    pub(crate) asset_bytes: u64,
    pub(crate) font_bytes: u64,
    pub(crate) body_bytes: u64,
    pub(crate) pixels: u64,
    pub(crate) account_bytes: Option<u64>,
    pub(crate) account_mockups: Option<u64>,
    pub(crate) preset: Preset,
    pub(crate) requests_a_minute: Option<u32>,
    pub(crate) unknown_requests_a_minute: Option<u32>,
    pub(crate) renders_at_once: Option<u32>,
    pub(crate) uploads_at_once: Option<u32>,
    pub(crate) connections: usize,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_field_names, reason = "units belong into names")]
pub(crate) struct Retention {
    pub(crate) renders_days: Option<u32>,
    pub(crate) artwork_days: u32,
    pub(crate) jobs_days: u32,
    pub(crate) deliveries_days: u32,
    pub(crate) links_days: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_field_names, reason = "units belong into names")]
pub(crate) struct Timeouts {
    pub(crate) header_seconds: u64,
    pub(crate) body_seconds: u64,
    pub(crate) write_seconds: u64,
    pub(crate) wait_seconds: u64,
    pub(crate) psd_fetch_seconds: u64,
    pub(crate) artwork_fetch_seconds: u64,
    pub(crate) shutdown_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Render {
    pub(crate) at_once: Option<usize>,
    pub(crate) jobs_at_once: usize,
    pub(crate) cache_bytes: u64,
    pub(crate) fonts: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Hosts {
    pub(crate) sudomock: Option<String>,
    pub(crate) dynamic_mockups: Option<String>,
    pub(crate) scenario: Option<String>,
    pub(crate) dropmark: Option<String>,
    pub(crate) mcp: Option<String>,
    pub(crate) dynamic_mockups_mcp: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            data: PathBuf::from("data"),
            database: None,
            blobs: None,
            role: Role::default(),
            secret: None,
            sign_up: SignUp::default(),
            log: Log::default(),
            proxy: Proxy::default(),
            fetch: Fetch::default(),
            limits: Limits::default(),
            retention: Retention::default(),
            timeouts: Timeouts::default(),
            render: Render::default(),
            hosts: Hosts::default(),
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::default(), level: "info".to_owned() }
    }
}

impl Default for Limits {
    fn default() -> Self {
        let library = library::Settings::default();
        Self {
            psd_bytes: library.psd_bytes,
            artwork_bytes: library.artwork_bytes,
            asset_bytes: library.asset_bytes,
            font_bytes: library.font_bytes,
            body_bytes: 150_000_000,
            pixels: 900_000_000,
            account_bytes: None,
            account_mockups: None,
            preset: Preset::default(),
            requests_a_minute: None,
            unknown_requests_a_minute: None,
            renders_at_once: None,
            uploads_at_once: None,
            connections: 4096,
        }
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self { renders_days: None, artwork_days: 30, jobs_days: 30, deliveries_days: 30, links_days: 7 }
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            header_seconds: 60,
            body_seconds: 30,
            write_seconds: 60,
            wait_seconds: 110,
            psd_fetch_seconds: 120,
            artwork_fetch_seconds: 30,
            shutdown_seconds: 30,
        }
    }
}

impl Default for Render {
    fn default() -> Self {
        Self { at_once: None, jobs_at_once: 32, cache_bytes: 2_000_000_000, fonts: None }
    }
}

impl Config {
    /// What the library is to heed.
    pub(crate) fn library(&self) -> library::Settings {
        const DAY: u64 = 24 * 3600;
        let days = |days: u32| Duration::from_secs(u64::from(days) * DAY);
        let limits = &self.limits;
        library::Settings {
            psd_bytes: limits.psd_bytes,
            artwork_bytes: limits.artwork_bytes,
            asset_bytes: limits.asset_bytes,
            font_bytes: limits.font_bytes,
            account_bytes: limits.account_bytes,
            account_mockups: limits.account_mockups,
            psd_fetch_time: Duration::from_secs(self.timeouts.psd_fetch_seconds),
            artwork_fetch_time: Duration::from_secs(self.timeouts.artwork_fetch_seconds),
            wait: Duration::from_secs(self.timeouts.wait_seconds),
            keep_renders: self.retention.renders_days.map(days),
            keep_artwork: Some(days(self.retention.artwork_days)),
            keep_jobs: Some(days(self.retention.jobs_days)),
            keep_deliveries: Some(days(self.retention.deliveries_days)),
            sign_up: self.sign_up == SignUp::Open,
            previews: self.fetch.previews == Switch::On,
            ..library::Settings::default()
        }
    }

    /// The database's address.
    pub(crate) fn database(&self) -> String {
        self.database.clone().unwrap_or_else(|| self.data.join("maquette.db").display().to_string())
    }

    /// Where stored files are.
    pub(crate) fn open_blobs(&self) -> Result<Arc<dyn library::blobs::Blobs>> {
        // Whoever dials by TLS needs it, and another part of the process may have installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        blobs::open(&self.blobs(), &self.data.join("staging")).map_err(Error::storage)
    }

    /// The blobs' address.
    pub(crate) fn blobs(&self) -> String {
        self.blobs.clone().unwrap_or_else(|| self.data.join("blobs").display().to_string())
    }
}
