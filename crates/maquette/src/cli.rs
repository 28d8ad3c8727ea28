//! The command line's words.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::commands::bring::{Duplicates, Format};
use crate::config::Flags;

/// An output width; `None` is the template's own. (Spelt out as an alias, else `clap` would take the flag for optional.)
pub(crate) type Width = Option<u32>;

/// Product pictures from Photoshop templates.
#[derive(Debug, Parser)]
#[command(name = "maquette", version, about, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show a template's slots, text layers, layer tree, size, and what would be lost
    Inspect(Inspect),
    /// Put artwork into a template and write the picture
    Render(Render),
    /// Measure how far our pixels are from Photoshop's own
    Verify(Verify),
    /// Make sample templates, start a server on them, render through it, and print what to try
    Demo(Demo),
    /// Run the server
    Serve(Serve),
    /// Be a Model Context Protocol server, on standard input and output, for one agent
    Mcp(Mcp),
    /// People who may sign in
    User(UserOrder),
    /// Keys to the doors
    Key(KeyOrder),
    /// Bring the database's schema up to date
    Migrate(Flags),
    /// Look at all that a server stands on, change nothing, and say what to do
    Doctor(Flags),
    /// Write database, files and secret into one archive, beside a server that runs
    Backup(Backup),
    /// Fill an empty place from a backup
    Restore(Restore),
    /// Write all that an account owns into one archive, for any other server
    Export(Export),
    /// Bring an export, bookmarks, a folder or another service's list into an account
    Import(Import),
    /// Show what an account has twice: files, links, pictures that look alike
    Duplicates(DuplicatesOrder),
    /// Ask a server on this machine whether it is ready
    Healthcheck(Healthcheck),
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) flags: Flags,
    /// Address and port
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<String>,
    /// all, api or worker
    #[arg(long)]
    pub(crate) role: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Mcp {
    #[command(flatten)]
    pub(crate) flags: Flags,
    /// Act with this key, in any one-word spelling
    #[arg(long, env = "MAQUETTE_KEY", hide_env_values = true, conflicts_with = "user")]
    pub(crate) key: Option<String>,
    /// Act as this user, in the user's own account
    #[arg(long, value_name = "NAME")]
    pub(crate) user: Option<String>,
    /// Offer only tools that change nothing
    #[arg(long)]
    pub(crate) read_only: bool,
}

#[derive(Debug, Args)]
pub(crate) struct UserOrder {
    #[command(subcommand)]
    pub(crate) command: UserCommand,
    #[command(flatten)]
    pub(crate) flags: Flags,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Make a user; the password is read from standard input
    Create {
        /// The name to sign in with
        name: String,
        /// Where mail goes
        #[arg(long)]
        email: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show all users
    List {
        /// Print JSON, one object a line
        #[arg(long)]
        json: bool,
    },
    /// Set another password, read from standard input
    ResetPassword {
        /// Whose
        name: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct KeyOrder {
    #[command(subcommand)]
    pub(crate) command: KeyCommand,
    #[command(flatten)]
    pub(crate) flags: Flags,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Make a key, and show it in every door's spelling, once
    Create {
        /// Who acts; made if there is none of that name
        #[arg(long, value_name = "NAME", default_value = "admin")]
        user: String,
        /// In which account; made if there is none of that name; the user's own by default
        #[arg(long, value_name = "NAME")]
        account: Option<String>,
        /// What to call the key
        #[arg(long, default_value = "key")]
        name: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show all keys, without their secrets
    List {
        /// Print JSON, one object a line
        #[arg(long)]
        json: bool,
    },
    /// End a key
    Revoke {
        /// The key's id
        id: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    pub(crate) flags: Flags,
    /// Where to write the archive
    #[arg(short, long)]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    pub(crate) flags: Flags,
    /// A backup
    pub(crate) archive: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) flags: Flags,
    /// Whose things
    #[arg(long, value_name = "NAME")]
    pub(crate) account: String,
    /// Where to write the archive
    #[arg(short, long)]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) flags: Flags,
    /// Into which account
    #[arg(long, value_name = "NAME")]
    pub(crate) account: String,
    /// What it is; found out by how it begins when it is not said
    #[arg(long)]
    pub(crate) format: Option<Format>,
    /// Put everything into this collection, its folders as stacks; made if there is none of that name
    #[arg(long, value_name = "NAME")]
    pub(crate) collection: Option<String>,
    /// What of things that a collection has already
    #[arg(long, default_value = "skip")]
    pub(crate) duplicates: Duplicates,
    /// A file or a folder
    pub(crate) source: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct DuplicatesOrder {
    #[command(flatten)]
    pub(crate) flags: Flags,
    /// Whose things
    #[arg(long, value_name = "NAME")]
    pub(crate) account: String,
    /// Print JSON, one group a line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Healthcheck {
    /// The server's address
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    pub(crate) listen: std::net::SocketAddr,
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The Photoshop file
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) beside: Beside,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Files that a template needs and does not hold.
#[derive(Debug, Args)]
pub(crate) struct Beside {
    /// A file that the template names and does not hold: a linked smart object's content, a displacement map
    #[arg(long = "with", value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Render {
    /// The Photoshop file
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) beside: Beside,
    /// Artwork for a slot; without any, the file's own layers are drawn
    #[arg(long = "slot", value_name = "NAME|UUID=FILE")]
    pub(crate) slots: Vec<String>,
    /// How a slot's artwork lies, in the words of SudoMock's asset and smart object
    #[arg(long = "place", value_name = "NAME|UUID=JSON")]
    pub(crate) places: Vec<String>,
    /// New words for a text layer
    #[arg(long = "text", value_name = "NAME|UUID=WORDS")]
    pub(crate) texts: Vec<String>,
    /// A folder of fonts for new words; the system's own are never used by themselves
    #[arg(long = "fonts", value_name = "FOLDER")]
    pub(crate) fonts: Vec<PathBuf>,
    /// A layer to leave out
    #[arg(long = "hide", value_name = "NAME|UUID")]
    pub(crate) hidden: Vec<String>,
    /// Output width in pixels, or `original`
    #[arg(long, default_value = "original", value_parser = width)]
    pub(crate) width: Width,
    /// png, jpg or webp; default from the output's extension
    #[arg(long, value_parser = format)]
    pub(crate) format: Option<codec::Format>,
    /// 1 to 100, for jpg and webp
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(crate) quality: u8,
    /// Resolution to write into the file; the pixels stay. Default: the template's own
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=65535))]
    pub(crate) dpi: Option<u32>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Where to write the picture
    #[arg(short, long)]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Photoshop files
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Print JSON, one object a line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The folder to write templates and pictures to, and for the server's data
    #[arg(long, default_value = "out/demo")]
    pub(crate) out: PathBuf,
    /// Where the server listens; another port is taken when this one is not free
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    pub(crate) listen: std::net::SocketAddr,
    /// End when everything is shown, instead of running on
    #[arg(long)]
    pub(crate) once: bool,
}

/// What `clap` has to say, without its hints: the first paragraph as one sentence.
pub(crate) fn first_sentence(error: &clap::Error) -> String {
    if error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "a command is needed: serve, demo, inspect, render, verify, user, key, … (see maquette --help)"
            .to_owned();
    }
    let message = error.to_string();
    let paragraph = message.split("\n\n").next().unwrap_or_default();
    let words = paragraph.strip_prefix("error: ").unwrap_or(paragraph).split_whitespace().collect::<Vec<_>>();
    words.join(" ")
}

/// Reads `--width`: `None` is the template's own.
fn width(word: &str) -> Result<Option<u32>, String> {
    match word {
        "original" => Ok(None),
        number => match number.parse() {
            Ok(width) if (1..=300_000).contains(&width) => Ok(Some(width)),
            _ => Err("a width is a whole number from 1 to 300000, or `original`".to_owned()),
        },
    }
}

/// Reads `--format`.
fn format(word: &str) -> Result<codec::Format, String> {
    codec::Format::from_extension(word).ok_or_else(|| "pictures are written as png, jpg or webp".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_fit_together() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn a_width_is_a_number_or_original() {
        assert_eq!(width("original"), Ok(None));
        assert_eq!(width("2048"), Ok(Some(2048)));
        assert!(["0", "-1", "2k", "300001", ""].into_iter().all(|word| width(word).is_err()));
    }

    #[test]
    fn usage_errors_shrink_to_one_sentence() {
        let sentence = |words: &[&str]| first_sentence(&Cli::try_parse_from(words).unwrap_err());
        assert!(sentence(&["maquette"]).starts_with("a command is needed"));
        let missing = sentence(&["maquette", "render", "a.psd"]);
        assert!(missing.contains("--output <OUTPUT>") && !missing.contains('\n') && !missing.contains("error:"));
        assert!(sentence(&["maquette", "render", "a.psd", "-o", "b", "--format", "bmp"]).contains("png, jpg or webp"));
    }
}
