//! Servers of others, started once for all tests and stopped with the process, however it ends.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Starts the program that follows; when whoever holds our standard input is gone, stops it and clears up.
const LEASH: &str = r#""$@" & server=$!; cat > /dev/null; kill "$server"; wait "$server"; rm -rf -- "$SCRATCH""#;

pub(crate) struct Server {
    pub(crate) port: u16,
    /// A folder for it alone, which goes when it goes.
    pub(crate) scratch: PathBuf,
    /// Holds the other end of the leash.
    _child: Child,
}

impl Server {
    /// Runs `program` with what `arguments` makes of a free port and the scratch folder; back when it takes connections.
    pub(crate) fn start<const N: usize>(program: &Path, arguments: impl FnOnce(&str, &str) -> [String; N]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let scratch = tempfile::tempdir().unwrap().keep();
        let mut command = Command::new("sh");
        command.args(["-c", LEASH, "sh"]).arg(program).args(arguments(&port.to_string(), scratch.to_str().unwrap()));
        command.env("SCRATCH", &scratch).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let server = Self { port, scratch, _child: command.spawn().unwrap() };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(start.elapsed() < Duration::from_mins(1), "{} does not answer", program.display());
            std::thread::sleep(Duration::from_millis(50));
        }
        server
    }
}

/// Where `program` is: in `bin` of the folder that the variable `root` names, or on the path. Where it is not, this says
/// so, or fails if nothing may be skipped.
pub(crate) fn find(program: &str, root: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let named = std::env::var_os(root).map(|root| PathBuf::from(root).join("bin"));
    let places = named.into_iter().chain(std::env::split_paths(&path)).map(|folder| folder.join(program));
    let found = places.into_iter().find(|program| program.is_file());
    if found.is_none() {
        assert!(std::env::var_os("MAQUETTE_TEST_ALL").is_none_or(|all| all != "1"), "{program} is missing");
        println!("skipped: {program} not found");
    }
    found
}
