//! Measures opening, compiling and rendering, on a file like the heaviest that shops use, or on one of yours.
//!
//! `cargo run --release -p maquette --example bench-render -- [--runs N] [--width W] [FILE.psd SLOT ART]`
//!
//! Without a file the reference file is made once, under `target/bench`. Figures are medians; the memory is the most that
//! the process held at any time (`VmHWM`).

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Parser;
use codec::{EncodeOptions, Format};
use pixels::{Limits, Picture};
use template::artwork::{Artwork, Fill};
use template::{Edits, Output, Template};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[derive(Debug, Parser)]
struct Words {
    /// A template; default the reference file
    file: Option<PathBuf>,
    /// Its slot's name
    slot: Option<String>,
    /// Artwork for it
    art: Option<PathBuf>,
    /// How often each part is timed
    #[arg(long, default_value_t = 9)]
    runs: usize,
    /// Output width
    #[arg(long, default_value_t = 2048)]
    width: u32,
    /// Only make the reference file
    #[arg(long)]
    make: bool,
}

fn main() -> Outcome<()> {
    let words = Words::parse();
    let folder = PathBuf::from("target/bench");
    let (psd, jpeg) = (folder.join("reference.psd"), folder.join("artwork.jpg"));
    if words.make {
        let (document, artwork) = maquette::samples::reference()?;
        std::fs::create_dir_all(&folder)?;
        std::fs::write(&jpeg, artwork)?;
        return Ok(std::fs::write(&psd, document)?);
    }
    let (Some(file), Some(slot), Some(art)) = (&words.file, &words.slot, &words.art) else {
        if !psd.exists() {
            // In a process of its own, so that its memory is not counted.
            let made = std::process::Command::new(std::env::current_exe()?).arg("--make").status()?;
            if !made.success() {
                return Err("the reference file could not be made".into());
            }
        }
        return measure(&words, &psd, "Design", &jpeg);
    };
    measure(&words, file, slot, art)
}

fn measure(words: &Words, file: &Path, slot: &str, art: &Path) -> Outcome<()> {
    let limits = Limits::default();
    let runs = words.runs.max(1);
    let bytes = std::fs::read(file)?;
    let artwork = std::fs::read(art)?;
    println!(
        "{}: {} MB, {} runs, {} threads",
        file.display(),
        bytes.len() / 1_000_000,
        runs,
        rayon::current_num_threads()
    );

    let open = || Template::open(bytes.clone(), &limits);
    let copying = median(runs, || drop(bytes.clone()));
    let opening = median(runs, || drop(open()));
    line("open", opening.saturating_sub(copying));
    let template = Arc::new(open()?);
    let size = template.outline().size;
    println!("  {} x {} px, {} layers", size.width, size.height, template.outline().layers.len());
    let slot = template.outline().slots.iter().find(|found| found.name == slot).ok_or("no such slot")?.uuid;
    line("compile", median(runs.min(5), || drop(template.compile(&Edits::default()))));
    println!("  memory after compiling: {} MB", peak_memory());

    let compiled = template.compile(&Edits::default())?;
    line("read artwork", median(runs, || drop(codec::decode(&artwork, &limits, None))));
    let picture = Arc::new(codec::decode(&artwork, &limits, None)?);
    let fills = [(slot, Fill { artwork: Some(Artwork::new(picture)), ..Fill::default() })];
    let output = Output { width: Some(words.width) };
    let mut times = Vec::new();
    let rendering = median(runs, || times.extend(compiled.render(&fills, output).map(|rendered| rendered.times)));
    line("render", rendering);
    line("  place", middle(times.iter().map(|times| times.place).collect()));
    line("  paint", middle(times.iter().map(|times| times.paint).collect()));
    line("  shrink", middle(times.iter().map(|times| times.shrink).collect()));
    let rendered = compiled.render(&fills, output)?.picture;
    for format in [Format::Jpeg, Format::Png, Format::WebP] {
        encode(runs, &rendered, format)?;
    }
    println!("  peak memory: {} MB", peak_memory());
    Ok(())
}

fn encode(runs: usize, picture: &Picture, format: Format) -> Outcome<()> {
    let options = EncodeOptions::new(format);
    let bytes = codec::encode(picture, &options)?.len();
    let time = median(runs, || drop(codec::encode(picture, &options)));
    line(&format!("encode {} ({} kB)", format.name(), bytes / 1000), time);
    Ok(())
}

fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    let time = |()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    middle(std::iter::repeat_n((), runs).map(time).collect())
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn line(what: &str, time: Duration) {
    println!("  {what:<24} {:>9.1} ms", time.as_secs_f64() * 1e3);
}

/// In MB; 0 where the system does not tell.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    let kilobytes: u64 = line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default();
    kilobytes / 1024
}
