//! Ids as the dialect spells them: what it is, an underscore, and the id's 128 bits in 22 digits of base 62.

use door_kit::base62;
use uuid::Uuid;

pub(crate) const ASSET: &str = "asset_";
pub(crate) const MODEL: &str = "model_";
pub(crate) const COLLECTION: &str = "collection_";
pub(crate) const PROJECT: &str = "proj_";
pub(crate) const USER: &str = "user_";
pub(crate) const PRESET: &str = "preset_";
pub(crate) const JOB: &str = "job_";
pub(crate) const UPLOAD: &str = "upload_";
pub(crate) const KEY: &str = "api_";
/// The user that a key is, beside the person whose it is.
pub(crate) const KEY_USER: &str = "apiu_";
pub(crate) const TEAM: &str = "team_";
pub(crate) const ENDPOINT: &str = "we_";
pub(crate) const EVENT: &str = "evt_";

const LENGTH: usize = 22;

/// An id's spelling.
pub(crate) fn spell(prefix: &str, id: Uuid) -> String {
    format!("{prefix}{}", base62::digits(id.as_u128(), LENGTH))
}

/// The id of a spelling; `None` for what none of ours is spelled like.
pub(crate) fn read<T: From<Uuid>>(prefix: &str, given: &str) -> Option<T> {
    let digits = given.strip_prefix(prefix)?;
    if digits.len() != LENGTH {
        return None;
    }
    Some(Uuid::from_u128(base62::number(digits)?).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_as_they_are_spelled() {
        for id in [Uuid::nil(), Uuid::max(), Uuid::from_u128(61), Uuid::now_v7()] {
            assert_eq!(read::<Uuid>(ASSET, &spell(ASSET, id)), Some(id));
            assert_eq!(read::<Uuid>(MODEL, &spell(ASSET, id)), None);
        }
        assert_eq!(spell(USER, Uuid::nil()), "user_0000000000000000000000");
        let too_large = format!("asset_{}", "z".repeat(LENGTH));
        for none in ["", "asset_", "asset_1", "asset_00000000000000000000-0", "asset_é0000000000000000000", &too_large]
        {
            assert_eq!(read::<Uuid>(ASSET, none), None, "{none}");
        }
    }
}
