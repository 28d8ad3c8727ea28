//! Random secrets, their hashes, and what is derived from the server's one master key.

use std::fmt;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
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

    /// Encrypts what must be recovered (XChaCha20-Poly1305), for one `purpose` and one `owner`, the row that holds it:
    /// moved to another row, it does not open.
    pub fn seal(&self, purpose: &str, owner: &[u8], secret: &[u8]) -> Result<Sealed> {
        // 24 random bytes never come twice.
        let nonce = random()?.split_at(NONCE).0.to_vec();
        let sealed = self.cipher(purpose).encrypt(&nonce_of(&nonce)?, Payload { msg: secret, aad: owner });
        let sealed = sealed.map_err(|_| Error::internal("a secret could not be sealed"))?;
        Ok(Sealed([nonce, sealed].concat()))
    }

    /// What was sealed for this purpose and owner, by this key; `None` when it was not.
    pub fn open(&self, purpose: &str, owner: &[u8], sealed: &Sealed) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.0.split_at_checked(NONCE)?;
        self.cipher(purpose).decrypt(&nonce_of(nonce).ok()?, Payload { msg: sealed, aad: owner }).ok()
    }

    fn cipher(&self, purpose: &str) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&derive(&self.0, purpose).into())
    }
}

/// The length of a nonce, which stands before what it was used for.
const NONCE: usize = 24;

fn nonce_of(bytes: &[u8]) -> Result<XNonce> {
    XNonce::try_from(bytes).map_err(|_| Error::internal("a nonce has another length"))
}

/// A secret as it is stored: encrypted with the master key.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

/// HMAC-SHA256 (RFC 2104).
pub fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
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
    fn what_is_sealed_opens_for_its_purpose_and_owner_only() {
        let key = MasterKey::from_words(b"words");
        let sealed = key.seal("webhooks", b"row", b"secret").unwrap();
        assert_eq!(key.open("webhooks", b"row", &sealed).as_deref(), Some(&b"secret"[..]));
        assert_ne!(key.seal("webhooks", b"row", b"secret").unwrap(), sealed);
        assert!(!sealed.0.windows(6).any(|part| part == b"secret") && !format!("{sealed:?}").contains("115"));
        assert_eq!(key.open("mail", b"row", &sealed), None);
        assert_eq!(key.open("webhooks", b"wor", &sealed), None);
        assert_eq!(MasterKey::from_words(b"other").open("webhooks", b"row", &sealed), None);
        for end in 0..sealed.0.len() {
            assert_eq!(key.open("webhooks", b"row", &Sealed(sealed.0[..end].to_vec())), None, "{end}");
        }
    }

    #[test]
    fn derived_secrets_differ_by_label() {
        let seed = random().unwrap();
        assert_ne!(derive(&seed, "a"), derive(&seed, "b"));
        assert_eq!(derive(&seed, "a"), derive(&seed, "a"));
    }
}
