//! Every setting: its place in the file (and, by it, its variable), its type, and what it is for.

/// A setting's type: how a variable's text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    /// Separated by commas in a variable.
    List,
}

/// A setting.
#[derive(Debug)]
pub(crate) struct Setting {
    /// `limits.psd_bytes`
    pub(crate) path: &'static str,
    pub(crate) kind: Kind,
    /// As the page for operators shows it.
    #[cfg(test)]
    pub(crate) default: &'static str,
    #[cfg(test)]
    pub(crate) about: &'static str,
}

impl Setting {
    /// Its variable: `MAQUETTE_LIMITS_PSD_BYTES`.
    pub(crate) fn variable(&self) -> String {
        format!("MAQUETTE_{}", self.path.replace('.', "_").to_uppercase())
    }
}

#[cfg_attr(not(test), expect(unused_variables, reason = "default and words are for the page, which a test makes"))]
const fn setting(kind: Kind, path: &'static str, default: &'static str, about: &'static str) -> Setting {
    Setting {
        path,
        kind,
        #[cfg(test)]
        default,
        #[cfg(test)]
        about,
    }
}

/// All of them.
pub(crate) const SETTINGS: [Setting; 49] = [
    setting(Kind::Text, "listen", "127.0.0.1:8080", "address and port to listen on"),
    setting(
        Kind::Text,
        "public_url",
        "`http://` and the address listened on",
        "how people reach this server; links start with it",
    ),
    setting(
        Kind::Text,
        "data",
        "data",
        "folder for the database, the files and the secret, where they are not elsewhere",
    ),
    setting(
        Kind::Text,
        "database",
        "`maquette.db` in the data folder",
        "a SQLite file, or `postgres://user:password@host/name`",
    ),
    setting(
        Kind::Text,
        "blobs",
        "`blobs` in the data folder",
        "a folder, or `s3://bucket/prefix?endpoint=https://host&region=name`",
    ),
    setting(Kind::Text, "role", "all", "`all`, `api` (answers requests) or `worker` (works on jobs)"),
    setting(
        Kind::Text,
        "secret",
        "a file in the data folder, made at the first start",
        "what signs links; all nodes need the same; part of every backup",
    ),
    setting(Kind::Text, "sign_up", "closed", "`open` lets anybody make a user"),
    setting(Kind::Text, "log.format", "text", "`text` or `json`, to standard error"),
    setting(
        Kind::Text,
        "log.level",
        "info",
        "`error`, `warn`, `info`, `debug` or `trace`, also by module: `info,store=debug`",
    ),
    setting(
        Kind::List,
        "proxy.trusted",
        "none",
        "networks whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed",
    ),
    setting(
        Kind::List,
        "fetch.allow",
        "none",
        "private networks that given URLs may point to; all others that are not public are refused",
    ),
    setting(
        Kind::Text,
        "fetch.previews",
        "on",
        "`off` makes no pictures of links, for which their pages are fetched, nor of films, which takes `ffmpeg` on the path",
    ),
    setting(Kind::Number, "limits.psd_bytes", "500000000", "largest Photoshop file"),
    setting(Kind::Number, "limits.artwork_bytes", "100000000", "largest artwork"),
    setting(Kind::Number, "limits.asset_bytes", "2000000000", "largest other file"),
    setting(Kind::Number, "limits.font_bytes", "30000000", "largest font file"),
    setting(Kind::Number, "limits.body_bytes", "150000000", "largest JSON request, artwork in base64 included"),
    setting(Kind::Number, "limits.pixels", "900000000", "most pixels in a template, an artwork or a picture"),
    setting(Kind::Number, "limits.account_bytes", "none", "most bytes that an account stores"),
    setting(Kind::Number, "limits.account_mockups", "none", "most mockups that an account keeps"),
    setting(
        Kind::Text,
        "limits.preset",
        "none",
        "a service's own numbers for the limits below that are not set: `sudomock-free`, `sudomock-starter`, \
         `sudomock-pro` or `sudomock-scale`",
    ),
    setting(Kind::Number, "limits.requests_a_minute", "none", "most requests of an account in a minute, at each node"),
    setting(
        Kind::Number,
        "limits.unknown_requests_a_minute",
        "as `limits.requests_a_minute`",
        "most requests in a minute from an address, of callers without a valid key",
    ),
    setting(
        Kind::Number,
        "limits.renders_at_once",
        "none",
        "most renders that an account waits for at once, at each node",
    ),
    setting(
        Kind::Number,
        "limits.uploads_at_once",
        "none",
        "most uploads that an account waits for at once, at each node",
    ),
    setting(Kind::Number, "limits.connections", "4096", "most open connections"),
    setting(Kind::Number, "retention.renders_days", "for ever", "days that pictures are kept"),
    setting(Kind::Number, "retention.artwork_days", "30", "days that artwork sent with an order is kept"),
    setting(Kind::Number, "retention.jobs_days", "30", "days that ended jobs are listed"),
    setting(Kind::Number, "retention.deliveries_days", "30", "days that deliveries of webhooks are listed"),
    setting(Kind::Number, "retention.links_days", "7", "days that a link to a file works, at least"),
    setting(
        Kind::Number,
        "timeouts.header_seconds",
        "60",
        "for a request's head to arrive, and for the next one on an open connection",
    ),
    setting(Kind::Number, "timeouts.body_seconds", "30", "for the next piece of a request's body to arrive"),
    setting(
        Kind::Number,
        "timeouts.write_seconds",
        "60",
        "for the next piece of an answer to be taken; then the connection is closed",
    ),
    setting(
        Kind::Number,
        "timeouts.wait_seconds",
        "110",
        "that a request waits for its picture before it is given the job instead",
    ),
    setting(Kind::Number, "timeouts.psd_fetch_seconds", "120", "for fetching a Photoshop file"),
    setting(Kind::Number, "timeouts.artwork_fetch_seconds", "30", "for fetching an artwork"),
    setting(Kind::Number, "timeouts.shutdown_seconds", "30", "for requests to end after a signal to stop"),
    setting(Kind::Number, "render.at_once", "the number of processors", "pictures drawn at once"),
    setting(Kind::Number, "render.jobs_at_once", "32", "jobs begun at once: most of them fetch or wait"),
    setting(Kind::Number, "render.cache_bytes", "2000000000", "memory for templates that are ready to draw"),
    setting(Kind::Text, "render.fonts", "none", "a folder of fonts for edited text"),
    setting(Kind::Text, "hosts.sudomock", "none", "a host name at whose root the SudoMock door answers"),
    setting(Kind::Text, "hosts.dynamic_mockups", "none", "a host name at whose root the Dynamic Mockups door answers"),
    setting(Kind::Text, "hosts.scenario", "none", "a host name at whose root the Scenario door answers"),
    setting(Kind::Text, "hosts.dropmark", "none", "a host name at whose root the Dropmark door answers"),
    setting(
        Kind::Text,
        "hosts.mcp",
        "none",
        "a host name at whose root Maquette's own tools for agents (Model Context Protocol) answer",
    ),
    setting(
        Kind::Text,
        "hosts.dynamic_mockups_mcp",
        "none",
        "a host name at whose root Dynamic Mockups' tools for agents answer",
    ),
];

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// The page for operators.
    fn page() -> String {
        let mut page = String::from(
            "# Configuration\n\n\
             Flags win over environment variables, these over the file given by `--config`, and that over defaults. A key\n\
             that is not in this table is an error. A variable whose name ends in `_FILE` names a file that holds the\n\
             value, for secrets. Lists are separated by commas in a variable, and are arrays in the file. This page is made\n\
             from the server's own table.\n\n\
             | in the file | variable | default | what it is |\n|---|---|---|---|\n",
        );
        for setting in &SETTINGS {
            let Setting { path, default, about, .. } = setting;
            let _ = writeln!(page, "| `{path}` | `{}` | {default} | {about} |", setting.variable());
        }
        page
    }

    #[test]
    fn the_page_tells_what_there_is() {
        testkit::documents::hold("docs/configuration.md", &page());
    }
}
