//! The master secret: the operator's words, or a file that is made at the first start.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use library::secrets::MasterKey;

use crate::{Error, Result};

/// The shortest secret that an operator may set, in bytes.
const SHORTEST: usize = 16;

/// The secret that is configured, or else that of the data folder.
pub(crate) fn master_key(configured: Option<&str>, data: &Path) -> Result<MasterKey> {
    match configured {
        Some(words) if words.len() < SHORTEST => {
            Err(Error::Config(format!("secret must have at least {SHORTEST} characters")))
        }
        Some(words) => Ok(MasterKey::from_words(words.as_bytes())),
        None => from_file(data),
    }
}

/// Where the data folder's secret is.
pub(crate) fn path(data: &Path) -> PathBuf {
    data.join("secret")
}

/// Reads the data folder's secret; makes it, for its owner's eyes only, when there is none.
fn from_file(data: &Path) -> Result<MasterKey> {
    fs::create_dir_all(data).map_err(Error::file(data))?;
    let path = path(data);
    loop {
        match fs::read(&path) {
            Ok(words) if words.len() >= SHORTEST => return Ok(MasterKey::from_words(words.trim_ascii())),
            Ok(_) => return Err(Error::Config(format!("{} is damaged: restore it from a backup", path.display()))),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Error::file(&path)(error)),
        }
        write(data, hex::encode(library::secrets::random()?).as_bytes())?;
    }
}

/// Writes the data folder's secret, unless there is one: aside and linked into place, so that another process that
/// starts now sees all of it or nothing.
pub(crate) fn write(data: &Path, words: &[u8]) -> Result<()> {
    let path = path(data);
    let aside = data.join(format!("secret.{}", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&aside)
        .map_err(Error::file(&aside))?;
    file.write_all(words).and_then(|()| file.sync_all()).map_err(Error::file(&aside))?;
    let linked = fs::hard_link(&aside, &path);
    fs::remove_file(&aside).map_err(Error::file(&aside))?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(Error::file(&path)(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_same_folder_has_the_same_secret_and_nobody_else_reads_it() {
        let data = tempfile::tempdir().unwrap();
        let first = master_key(None, data.path()).unwrap().sign("a", b"b");
        assert_eq!(master_key(None, data.path()).unwrap().sign("a", b"b"), first);
        let mode = fs::metadata(data.path().join("secret")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(data.path()).unwrap().count(), 1);
    }

    #[test]
    fn short_secrets_are_refused() {
        let data = tempfile::tempdir().unwrap();
        assert!(master_key(Some("short"), data.path()).is_err());
        fs::write(data.path().join("secret"), b"x").unwrap();
        assert!(master_key(None, data.path()).is_err());
    }
}
