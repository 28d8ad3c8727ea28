//! Stills of films, by `ffmpeg`, where it is on the path. Nothing that a user gave is among its arguments: it reads a
//! file of ours, by the one protocol that opens files, and is ended when it takes too long or writes too much.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::TryStreamExt;
use library::blobs::Blob;
use library::renderer::DrawError;

use crate::Engine;

/// The largest film that is looked at, in bytes.
const FILM: u64 = 4 << 30;
/// The largest still, in bytes.
const STILL: u64 = 64 << 20;
/// How long it may take.
const TIME: Duration = Duration::from_secs(30);
/// What films come in; lists of other files, which could name any of this machine, are not among them.
const CONTAINERS: &str = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,ogg,asf";
/// How often is looked whether it has ended.
const LOOK: Duration = Duration::from_millis(50);

impl Engine {
    /// A still from near a film's beginning.
    pub(crate) async fn still(&self, film: Blob) -> Result<Option<Bytes>, DrawError> {
        if film.bytes > FILM || !self.pool.run("look for ffmpeg", || Ok(is_there())).await? {
            return Ok(None);
        }
        let mut file = tempfile::NamedTempFile::new().map_err(internal)?;
        let stream = self.blobs.open(film.hash, None).await.map_err(internal)?;
        let mut stream = stream.ok_or_else(|| internal(format!("the blob {} is gone", film.hash)))?;
        while let Some(piece) = stream.try_next().await.map_err(internal)? {
            file.write_all(&piece).map_err(internal)?;
        }
        self.pool.run("still", move || still(file.path())).await
    }
}

fn is_there() -> bool {
    let mut ask = Command::new("ffmpeg");
    ask.arg("-version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    ask.status().is_ok_and(|status| status.success())
}

fn still(film: &std::path::Path) -> Result<Option<Bytes>, DrawError> {
    let mut ffmpeg = Command::new("ffmpeg")
        .args(["-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1"])
        .args(["-protocol_whitelist", "file", "-format_whitelist", CONTAINERS, "-i"])
        .arg(film)
        .args(["-map", "0:v:0", "-an", "-sn", "-dn", "-vf", "thumbnail=50,scale='min(1280,iw)':-2", "-frames:v", "1"])
        .args(["-f", "image2pipe", "-c:v", "png", "-"])
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(internal)?;
    let output = ffmpeg.stdout.take().ok_or_else(|| internal("ffmpeg has no output"))?;
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        output.take(STILL + 1).read_to_end(&mut bytes).map(|_| bytes)
    });
    let is_done = ended(&mut ffmpeg);
    let bytes = reader.join().map_err(|_| internal("the reader of a still failed"))?.map_err(internal)?;
    let is_still = is_done && !bytes.is_empty() && bytes.len() as u64 <= STILL;
    if is_still {
        Ok(Some(bytes.into()))
    } else {
        Err(DrawError::Unreadable("no still can be had of this film".to_owned()))
    }
}

/// Waits for its end, and sees to it.
fn ended(ffmpeg: &mut Child) -> bool {
    let begin = Instant::now();
    loop {
        match ffmpeg.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if begin.elapsed() < TIME => std::thread::sleep(LOOK),
            Ok(None) | Err(_) => {
                let _ = ffmpeg.kill();
                let _ = ffmpeg.wait();
                return false;
            }
        }
    }
}

fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> DrawError {
    DrawError::Internal(cause.into())
}
