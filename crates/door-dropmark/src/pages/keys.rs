//! Keys of feeds: each reads one feed as one person, as long as that person may, and changes nothing. Whoever finds
//! theirs in the wrong hands resets it.
//!
//! The person's number in eight digits of base 62, then 128 bits that the master key signs the person, the feed and how
//! often the key was reset with. The database holds no keys, only how often they were reset.

use std::collections::BTreeMap;

use door_kit::base62;
use library::ids::UserId;
use library::secrets::MasterKey;
use library::{Actor, Error, Library};

/// What the master key signs here.
const PURPOSE: &str = "dropmark-feed";
/// Digits of the person's number.
const PERSON: usize = 8;
/// Bytes of the signature.
const SIGNATURE: usize = 16;
/// Where the resets are kept, in the person's own account.
const RESETS: &str = "dropmark_feed_resets";

/// What a key reads, by the numbers that addresses show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    /// A collection's feed.
    Collection(i64),
    /// What is new on the dashboard of a person or a team.
    Activity(i64),
}

impl Endpoint {
    fn name(self) -> String {
        match self {
            Self::Collection(serial) => format!("collection {serial}"),
            Self::Activity(serial) => format!("activity {serial}"),
        }
    }
}

type Resets = BTreeMap<String, u32>;

/// The caller's key of a feed.
pub(crate) async fn key(library: &Library, actor: &Actor, endpoint: Endpoint) -> Result<String, Error> {
    let user = library.user(actor.user).await?;
    let resets = resets(library, user.id).await?;
    Ok(spelt(library.master(), user.id, user.serial, endpoint, &resets))
}

/// Makes the caller's key of a feed worthless; there is another from now on.
pub(crate) async fn reset(library: &Library, actor: &Actor, endpoint: Endpoint) -> Result<(), Error> {
    let own = library.act_as(actor.user, None).await?;
    let mut resets = resets(library, actor.user).await?;
    *resets.entry(endpoint.name()).or_default() += 1;
    let words = serde_json::to_string(&resets).map_err(Error::internal)?;
    library.set_preference(&own, RESETS, &words).await?;
    Ok(())
}

/// The person whose key this is, if it reads this feed.
pub(crate) async fn reader(library: &Library, key: &str, endpoint: Endpoint) -> Result<Actor, Error> {
    let digits = key.get(..PERSON).and_then(base62::number).and_then(|serial| i64::try_from(serial).ok());
    let user = match library.user_by_serial(digits.ok_or(Error::Unauthenticated)?).await {
        Err(Error::NotFound(_)) => return Err(Error::Unauthenticated),
        found => found?,
    };
    let signature = key.get(PERSON..).and_then(|signature| hex::decode(signature).ok()).unwrap_or_default();
    let resets = resets(library, user.id).await?;
    if !library.master().verify(PURPOSE, &signed(user.id, endpoint, &resets), &signature) {
        return Err(Error::Unauthenticated);
    }
    Ok(library.act_as(user.id, None).await?.as_person())
}

async fn resets(library: &Library, user: UserId) -> Result<Resets, Error> {
    let own = library.act_as(user, None).await?;
    let kept = library.preference(&own, RESETS).await?;
    kept.map_or(Ok(Resets::new()), |kept| serde_json::from_str(&kept.words).map_err(Error::internal))
}

fn signed(user: UserId, endpoint: Endpoint, resets: &Resets) -> Vec<u8> {
    let name = endpoint.name();
    let count = resets.get(&name).copied().unwrap_or_default();
    format!("{user} {name} {count}").into_bytes()
}

fn spelt(master: &MasterKey, user: UserId, serial: i64, endpoint: Endpoint, resets: &Resets) -> String {
    let signature = &master.sign(PURPOSE, &signed(user, endpoint, resets))[..SIGNATURE];
    format!("{}{}", base62::digits(serial.unsigned_abs().into(), PERSON), hex::encode(signature))
}
