//! Passwords: Argon2id (RFC 9106) with the crate's recommended costs, off the async threads and a few at once.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};

use crate::{Error, Library, Result};

/// The shortest password, in characters.
const SHORTEST: usize = 8;
/// The longest, in bytes: hashing should not be a way to keep the server busy.
const LONGEST: usize = 1024;

/// Refuses passwords that are too short or far too long.
pub(crate) fn check(password: &str) -> Result<()> {
    if password.chars().count() < SHORTEST || password.len() > LONGEST {
        return Err(Error::invalid(
            "password",
            format!("must have at least {SHORTEST} characters and at most {LONGEST} bytes"),
        ));
    }
    Ok(())
}

impl Library {
    /// The hash to store.
    pub(crate) async fn hash_password(&self, password: String) -> Result<String> {
        check(&password)?;
        self.beside(move || {
            let hash = Argon2::default().hash_password(password.as_bytes());
            hash.map(|hash| hash.to_string()).map_err(|error| Error::internal(error.to_string()))
        })
        .await?
    }

    /// Whether this is the password of that hash. Without a hash it takes as long, and is not: nobody learns from the
    /// time which names there are.
    pub(crate) async fn verify_password(&self, password: String, hash: Option<String>) -> Result<bool> {
        if password.len() > LONGEST {
            return Ok(false);
        }
        self.beside(move || match hash {
            None => {
                let _ = Argon2::default().hash_password(password.as_bytes());
                false
            }
            Some(hash) => PasswordHash::new(&hash)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()),
        })
        .await
    }

    async fn beside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _permit = self.password_permits.acquire().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)
    }
}
