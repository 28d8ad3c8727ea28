//! Random secrets, their hashes, and what is derived from the server's one master key.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::{Error, Result};

/// 32 random bytes from the operating system.
pub fn random() -> Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Error::internal(error.to_string()))?;
    Ok(bytes)
}

/// The SHA-256 under which a secret with full entropy is stored and looked up.
pub fn digest(secret: &[u8]) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// A secret for `label`, derived from `seed`: none tells another, nor the seed (HMAC-SHA256, RFC 2104).
pub fn derive(seed: &[u8; 32], label: &str) -> [u8; 32] {
    hmac(seed, label.as_bytes())
}

/// The server's master key: signs file links and encrypts what must be recovered.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// From the operator's words, of any length.
    pub fn from_words(words: &[u8]) -> Self {
        Self(digest(words))
    }

    /// HMAC-SHA256 of `message`, for one `purpose` only.
    pub fn sign(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        hmac(&derive(&self.0, purpose), message)
    }

    /// Whether `signature` (or its first bytes, 16 at least) signs `message`; in constant time.
    pub fn verify(&self, purpose: &str, message: &[u8], signature: &[u8]) -> bool {
        let good = self.sign(purpose, message);
        (16..=32).contains(&signature.len()) && bool::from(good[..signature.len()].ct_eq(signature))
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

fn hmac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { unreachable!("HMAC takes keys of any length") };
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_hold_for_one_purpose_and_message() {
        let key = MasterKey::from_words(b"words");
        let signature = key.sign("files", b"a");
        assert!(key.verify("files", b"a", &signature) && key.verify("files", b"a", &signature[..16]));
        assert!(!key.verify("files", b"b", &signature) && !key.verify("mail", b"a", &signature));
        assert!(!key.verify("files", b"a", &signature[..15]));
        assert!(!MasterKey::from_words(b"other").verify("files", b"a", &signature));
        assert!(!format!("{key:?}").contains("words"));
    }

    #[test]
    fn derived_secrets_differ_by_label() {
        let seed = random().unwrap();
        assert_ne!(derive(&seed, "a"), derive(&seed, "b"));
        assert_eq!(derive(&seed, "a"), derive(&seed, "a"));
    }
}
