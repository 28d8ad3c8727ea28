//! One layer over another: defaults, the file, the environment, the flags.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::{Table, Value};

use super::Config;
use super::settings::{Kind, SETTINGS, Setting};
use crate::{Error, Result};

/// What the command line may say.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Flags {
    /// A TOML file of settings; docs/configuration.md lists them
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,
    /// The folder for database, files and secret
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) data: Option<PathBuf>,
    /// A SQLite file, or the address of a PostgreSQL database
    #[arg(long, value_name = "URL", global = true)]
    pub(crate) database: Option<String>,
    /// A folder, or the address of an S3 bucket
    #[arg(long, value_name = "URL", global = true)]
    pub(crate) blobs: Option<String>,
}

/// The configuration of this process. `more` are flags of one command only: path and value.
pub(crate) fn load(flags: &Flags, more: &[(&str, Option<String>)]) -> Result<Config> {
    let mut table = match &flags.config {
        Some(file) => read(file)?,
        None => Table::new(),
    };
    for setting in &SETTINGS {
        if let Some(text) = variable(setting)? {
            put(&mut table, setting.path, value(setting, &text)?)?;
        }
    }
    let data = flags.data.as_ref().map(|data| data.display().to_string());
    let own = [("data", data), ("database", flags.database.clone()), ("blobs", flags.blobs.clone())];
    for (path, text) in own.iter().chain(more) {
        if let Some(text) = text {
            put(&mut table, path, Value::String(text.clone()))?;
        }
    }
    Config::deserialize(table).map_err(|error| Error::Config(one_line(&error)))
}

fn read(file: &Path) -> Result<Table> {
    let text = fs::read_to_string(file).map_err(Error::file(file))?;
    let table: Table =
        text.parse().map_err(|error| Error::Config(format!("{}: {}", file.display(), one_line(&error))))?;
    // The file is read once alone: what is wrong in it should be blamed on it.
    let alone = Config::deserialize(table.clone());
    alone.map_err(|error| Error::Config(format!("{}: {}", file.display(), one_line(&error))))?;
    Ok(table)
}

/// A setting's variable, or what is in the file that its `_FILE` variable names.
fn variable(setting: &Setting) -> Result<Option<String>> {
    let name = setting.variable();
    if let Ok(text) = std::env::var(&name) {
        return Ok(Some(text).filter(|text| !text.is_empty()));
    }
    let Some(file) = std::env::var_os(format!("{name}_FILE")) else { return Ok(None) };
    let file = PathBuf::from(file);
    let text = fs::read_to_string(&file).map_err(Error::file(&file))?;
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}

fn value(setting: &Setting, text: &str) -> Result<Value> {
    Ok(match setting.kind {
        Kind::Text => Value::String(text.to_owned()),
        Kind::List => {
            let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
            Value::Array(words.map(|word| Value::String(word.to_owned())).collect())
        }
        Kind::Number => {
            let number = text.trim().replace('_', "").parse::<i64>();
            Value::Integer(number.map_err(|_| Error::Config(format!("{} must be a whole number", setting.variable())))?)
        }
    })
}

fn put(table: &mut Table, path: &str, value: Value) -> Result<()> {
    match path.split_once('.') {
        None => {
            table.insert(path.to_owned(), value);
            Ok(())
        }
        Some((section, rest)) => {
            let section = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
            let section = section.as_table_mut();
            put(section.ok_or_else(|| Error::Config(format!("{path} must be in a section")))?, rest, value)
        }
    }
}

fn one_line(error: &toml::de::Error) -> String {
    error.message().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Config> {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        load(&Flags { config: Some(file.path().to_owned()), ..Flags::default() }, &[])
    }

    #[test]
    fn a_file_sets_and_the_rest_is_default() {
        let config = parsed("listen = '0.0.0.0:1'\n[limits]\npsd_bytes = 5\n[fetch]\nallow = ['127.0.0.0/8']").unwrap();
        assert_eq!((config.listen.port(), config.limits.psd_bytes, config.fetch.allow.len()), (1, 5, 1));
        assert_eq!(config.limits.artwork_bytes, Config::default().limits.artwork_bytes);
    }

    #[test]
    fn unknown_keys_are_errors_that_name_file_and_key() {
        for text in ["lisen = 'x'", "[limits]\npsd_bites = 5", "[limit]\n", "listen = 5"] {
            let error = parsed(text).unwrap_err().to_string();
            assert!(error.contains('/') && !error.contains('\n'), "{error}");
        }
        assert!(parsed("[limits]\npsd_bites = 5").unwrap_err().to_string().contains("psd_bites"));
    }

    #[test]
    fn flags_win() {
        let flags = Flags { data: Some("/d".into()), ..Flags::default() };
        let config = load(&flags, &[("listen", Some("127.0.0.1:9".to_owned())), ("role", None)]).unwrap();
        assert_eq!((config.data, config.listen.port()), ("/d".into(), 9));
    }

    #[test]
    fn every_setting_can_be_set() {
        for setting in &SETTINGS {
            let text = match (setting.path, setting.kind) {
                (_, Kind::Number) => "7",
                (_, Kind::List) => "10.0.0.0/8, ::1/128",
                ("listen", _) => "127.0.0.1:1",
                ("role", _) => "worker",
                ("sign_up", _) => "open",
                ("fetch.previews", _) => "off",
                ("log.format", _) => "json",
                ("limits.preset", _) => "sudomock-free",
                _ => "words",
            };
            let mut table = Table::new();
            put(&mut table, setting.path, value(setting, text).unwrap()).unwrap();
            Config::deserialize(table).unwrap_or_else(|error| panic!("{}: {error}", setting.path));
        }
    }
}
