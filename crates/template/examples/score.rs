//! Scores many files at once: one line a file, for a table.

use pixels::Limits;

fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        match template::verify(bytes, &Limits::default()) {
            Ok(report) => {
                if let Some(c) = &report.composite {
                    println!(
                        "C\t{path}\t{:.4}\t{:.5}\t{:.5}\t{:.1}\t{:.3}\t{:.1}\t{:?}\t{}",
                        c.colour.mean,
                        c.colour.within2,
                        c.colour.within8,
                        c.colour.max,
                        c.alpha.0,
                        c.alpha.1,
                        report.time,
                        report.losses.iter().map(|l| l.feature.clone()).collect::<Vec<_>>().join(";")
                    );
                } else {
                    println!("N\t{path}");
                }
                for s in &report.smart_objects {
                    println!(
                        "S\t{path}\t{}\t{:.3}\t{:.4}\t{:.4}\t{:?}",
                        s.name, s.colour.mean, s.colour.within2, s.colour.within8, s.interior_mean
                    );
                }
            }
            Err(error) => println!("E\t{path}\t{error}"),
        }
    }
}
