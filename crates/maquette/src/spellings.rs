//! A key in the spelling of every door.

use library::Library;
use library::keys::{Key, Seed};
use library::users::User;
use serde::Serialize;

/// The labels under which a key's spellings are stored.
pub(crate) const LABELS: [&str; 5] = [door_sudomock::LABEL, DYNAMIC_MOCKUPS, SCENARIO, DROPMARK, door_studio::LABEL];

const DYNAMIC_MOCKUPS: &str = door_dynamic_mockups::LABEL;
const SCENARIO: &str = door_scenario::LABEL;
const DROPMARK: &str = door_dropmark::LABEL;

/// What is shown once, when a key is made.
#[derive(Debug, Serialize)]
pub(crate) struct Spellings {
    pub(crate) id: String,
    pub(crate) user: String,
    pub(crate) account: String,
    /// `x-api-key`
    pub(crate) sudomock: String,
    /// `x-api-key`
    pub(crate) dynamic_mockups: String,
    /// HTTP Basic
    pub(crate) scenario: Scenario,
    /// `X-API-Key`, and HTTP Basic with the user's number and a token
    pub(crate) dropmark: Dropmark,
    /// `Authorization: Bearer`, at `/api`
    pub(crate) studio: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Scenario {
    pub(crate) key: String,
    pub(crate) secret: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Dropmark {
    pub(crate) app_key: String,
    pub(crate) user_id: i64,
    pub(crate) token: String,
}

/// A key's label and secret, by what it looks like. Dropmark's spelling is not among them: it is two headers, not a word.
pub(crate) fn read(words: &str) -> Option<(&'static str, [u8; 32])> {
    let (label, digits) = if let Some(digits) = words.strip_prefix("sm_") {
        (door_sudomock::LABEL, digits)
    } else if let Some(digits) = words.strip_prefix("mq_") {
        (door_studio::LABEL, digits)
    } else if let Some(pair) = words.strip_prefix("api_") {
        (SCENARIO, pair.split_once(':')?.1)
    } else {
        (DYNAMIC_MOCKUPS, words.split_once(':')?.1)
    };
    let mut secret = [0; 32];
    hex::decode_to_slice(digits, &mut secret).ok()?;
    Some((label, secret))
}

impl Spellings {
    /// All spellings of a key that was just made.
    pub(crate) fn of(library: &Library, key: &Key, seed: &Seed, user: &User, account: &str) -> Self {
        let (api_key, secret) = door_scenario::spell(key.id, seed);
        let token = door_dropmark::token(library.master(), user.id, key.id);
        Self {
            id: key.id.to_string(),
            user: user.name.clone(),
            account: account.to_owned(),
            sudomock: door_sudomock::spell(seed),
            dynamic_mockups: door_dynamic_mockups::spell(key.id, seed),
            scenario: Scenario { key: api_key, secret },
            dropmark: Dropmark { app_key: door_dropmark::spell(seed), user_id: user.serial, token },
            studio: door_studio::spell(seed),
        }
    }
}

/// Spells keys for the studio's API, which knows no other door.
#[derive(Debug)]
pub(crate) struct Speller;

impl door_studio::Spell for Speller {
    fn labels(&self) -> &'static [&'static str] {
        &LABELS
    }

    fn spell(&self, library: &Library, key: &Key, seed: &Seed, user: &User, account: &str) -> serde_json::Value {
        serde_json::to_value(Spellings::of(library, key, seed, user, account)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_told_apart() {
        let seed = Seed::new().unwrap();
        let hex_of = |label: &str| hex::encode(seed.spelling(label));
        let pair = |start: &str, label: &str| format!("{start}:{}", hex_of(label));
        for (words, label) in [
            (door_sudomock::spell(&seed), door_sudomock::LABEL),
            (door_studio::spell(&seed), door_studio::LABEL),
            (pair("4b1c0d8a-0000-4000-8000-000000000000", DYNAMIC_MOCKUPS), DYNAMIC_MOCKUPS),
            (pair("api_0000000000000000000000", SCENARIO), SCENARIO),
        ] {
            assert_eq!(read(&words), Some((label, seed.spelling(label))), "{words}");
        }
        for no_key in ["", "sm_", "sm_00", "mq_zz", "api_a", ":", "a:b"] {
            assert_eq!(read(no_key), None, "{no_key}");
        }
    }
}
