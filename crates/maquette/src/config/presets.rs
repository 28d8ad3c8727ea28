//! Limits as the services have them whose clients come here.

use serde::Deserialize;

use super::Limits;

/// Whose limits hold where none are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Preset {
    /// Nobody's: no limits.
    #[default]
    None,
    SudomockFree,
    SudomockStarter,
    SudomockPro,
    SudomockScale,
}

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Rates {
    /// Requests of an account in a minute.
    pub(crate) requests: Option<u32>,
    /// Requests of an address in a minute, of callers without a valid key.
    pub(crate) unknown: Option<u32>,
    /// Renders that an account waits for at once.
    pub(crate) renders: Option<u32>,
    /// Uploads that an account waits for at once.
    pub(crate) uploads: Option<u32>,
}

impl Preset {
    fn rates(self) -> Rates {
        let sudomock = |renders, uploads| Rates {
            requests: Some(1000),
            unknown: Some(30),
            renders: Some(renders),
            uploads: Some(uploads),
        };
        match self {
            Self::None => Rates::default(),
            Self::SudomockFree => sudomock(1, 1),
            Self::SudomockStarter => sudomock(3, 2),
            Self::SudomockPro => sudomock(10, 5),
            Self::SudomockScale => sudomock(25, 10),
        }
    }
}

impl Limits {
    /// What is set, and the preset's where nothing is.
    pub(crate) fn rates(&self) -> Rates {
        let preset = self.preset.rates();
        let requests = self.requests_a_minute.or(preset.requests);
        let unknown = self.unknown_requests_a_minute;
        Rates {
            requests,
            unknown: unknown.or(self.requests_a_minute).or(preset.unknown),
            renders: self.renders_at_once.or(preset.renders),
            uploads: self.uploads_at_once.or(preset.uploads),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_wins_over_the_preset() {
        assert_eq!(Limits::default().rates(), Rates::default());
        let preset = Limits { preset: Preset::SudomockPro, ..Limits::default() };
        let pro = Rates { requests: Some(1000), unknown: Some(30), renders: Some(10), uploads: Some(5) };
        assert_eq!(preset.rates(), pro);
        let set = Limits { requests_a_minute: Some(7), uploads_at_once: Some(1), ..preset };
        let own = Rates { requests: Some(7), unknown: Some(7), uploads: Some(1), ..pro };
        assert_eq!(set.rates(), own);
    }
}
