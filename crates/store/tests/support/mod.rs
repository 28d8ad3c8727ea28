//! A throw-away PostgreSQL: a cluster in a folder of its own that only a socket in that folder reaches, a database for
//! each test cloned from one that is migrated, and nothing left when the tests end, however they end.

use std::io::Read;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::sync::Mutex;

/// Starts the server, and ends it and removes its folder when standard input closes: when the tests' process is gone.
const KEEPER: &str = r#"
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off \
    -c synchronous_commit=off -c max_connections=300 -c shared_buffers=32MB >"$2/log" 2>&1 &
server=$!
echo started
cat >/dev/null
kill -INT $server
wait $server
rm -rf "$2"
"#;

struct Cluster {
    folder: PathBuf,
    _keeper: Child,
}

impl Cluster {
    fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user=postgres", self.folder.display())
    }
}

/// The folder with PostgreSQL's programs.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    folders.sort();
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    folders.into_iter().find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

/// The server refuses to run as root: a user and group for it, when we are.
fn unprivileged(folder: &Path) -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;
    if std::fs::metadata(folder).unwrap().uid() != 0 {
        return None;
    }
    let users = std::fs::read_to_string("/etc/passwd").unwrap();
    ["postgres:", "nobody:"].into_iter().find_map(|name| {
        let mut fields = users.lines().find(|line| line.starts_with(name))?.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    })
}

fn command(program: &Path, user: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    if let Some((user, group)) = user {
        command.uid(user).gid(group);
    }
    command
}

fn start() -> Option<Cluster> {
    let Some(programs) = programs() else {
        assert!(std::env::var_os("MAQUETTE_TEST_ALL").is_none(), "PostgreSQL's initdb is missing");
        println!("skipped: PostgreSQL's initdb not found");
        return None;
    };
    // Short, for a socket's path has at most 107 bytes.
    let folder = tempfile::Builder::new().prefix("pg").tempdir_in("/tmp").unwrap().keep();
    let user = unprivileged(&folder);
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    if let Some((user, group)) = user {
        chown(&folder, Some(user), Some(group)).unwrap();
    }
    let made = command(&programs.join("initdb"), user)
        .current_dir(&folder)
        .args(["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "-D"])
        .arg(folder.join("data"))
        .output()
        .unwrap();
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    let mut keeper = command(Path::new("/bin/sh"), user)
        .current_dir("/")
        .args(["-c", KEEPER, "keeper"])
        .args([&programs, &folder])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    keeper.stdout.take().unwrap().read_exact(&mut [0; 7]).unwrap();
    Some(Cluster { folder, _keeper: keeper })
}

async fn connect(cluster: &Cluster) -> PgConnection {
    for _ in 0..200 {
        if let Ok(connection) = PgConnection::connect(&cluster.url("postgres")).await {
            return connection;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("PostgreSQL does not start: {}", std::fs::read_to_string(cluster.folder.join("log")).unwrap_or_default());
}

/// The URL of a new, migrated database; `None` when there is no PostgreSQL on this machine.
pub(crate) async fn database() -> Option<String> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    static TEMPLATE: Mutex<bool> = Mutex::const_new(false);
    static NUMBER: AtomicU32 = AtomicU32::new(0);

    let cluster = CLUSTER.get_or_init(start).as_ref()?;
    let mut made = TEMPLATE.lock().await;
    let mut connection = connect(cluster).await;
    if !*made {
        sqlx::raw_sql("CREATE DATABASE migrated").execute(&mut connection).await.unwrap();
        store::migrate(&cluster.url("migrated")).await.unwrap();
        *made = true;
    }
    let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let clone = format!("CREATE DATABASE {name} TEMPLATE migrated");
    sqlx::raw_sql(AssertSqlSafe(clone)).execute(&mut connection).await.unwrap();
    Some(cluster.url(&name))
}
