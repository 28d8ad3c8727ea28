//! Line breaking: as many words in a line as go in (Photoshop's single-line composer, without hyphens).

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::shape::Shaped;

/// A line of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Bytes of the paragraph's text, the spaces at the end included.
    pub(super) range: Range<usize>,
    /// Nothing follows in the paragraph, or a forced break does.
    pub(super) is_last: bool,
    /// A word had to be cut.
    pub(super) cuts_word: bool,
}

/// Lengths are compared with this tolerance, so that text that fills its box exactly is not broken by rounding.
const TOLERANCE: f64 = 1e-6;

/// The lines of a paragraph; `width` says how wide the line with this number may be.
pub(super) fn break_lines(shaped: &Shaped, width: impl Fn(usize) -> f64) -> Vec<Line> {
    let opportunities: BTreeMap<usize, BreakOpportunity> = linebreaks(&shaped.text).collect();
    let clusters = clusters(shaped);
    let mut breaker = Breaker { lines: Vec::new(), start: 0, end: shaped.text.len() };
    // The last place to break at in this line, and how far the line goes up to here.
    let mut candidate: Option<usize> = None;
    let mut advance = 0.0;
    let mut index = 0;
    while index < clusters.len() {
        let Cluster { start, width: own, is_space } = clusters[index];
        if start > breaker.start {
            match opportunities.get(&start) {
                Some(BreakOpportunity::Mandatory) => {
                    breaker.push(start, true, false);
                    (candidate, advance) = (None, 0.0);
                }
                Some(BreakOpportunity::Allowed) => candidate = Some(start),
                None => {}
            }
        }
        let is_full = advance + own > width(breaker.lines.len()) + TOLERANCE;
        if is_full && !is_space && start > breaker.start {
            breaker.push(candidate.unwrap_or(start), false, candidate.is_none());
            index = clusters.partition_point(|cluster| cluster.start < breaker.start);
            (candidate, advance) = (None, 0.0);
            continue;
        }
        advance += own;
        index += 1;
    }
    breaker.finish()
}

struct Breaker {
    lines: Vec<Line>,
    start: usize,
    end: usize,
}

impl Breaker {
    fn push(&mut self, end: usize, is_last: bool, cuts_word: bool) {
        self.lines.push(Line { range: self.start..end, is_last, cuts_word });
        self.start = end;
    }

    fn finish(mut self) -> Vec<Line> {
        if self.start < self.end || self.lines.is_empty() {
            self.push(self.end, true, false);
        }
        self.lines
    }
}

/// Glyphs that can't be parted.
#[derive(Debug, Clone, Copy)]
struct Cluster {
    start: usize,
    width: f64,
    is_space: bool,
}

/// In logical order.
fn clusters(shaped: &Shaped) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let glyphs = shaped.items.iter().flat_map(|item| &item.glyphs);
    clusters.extend(glyphs.map(|glyph| Cluster {
        start: glyph.cluster,
        width: glyph.advance,
        is_space: glyph.is_space,
    }));
    clusters.sort_by_key(|cluster| cluster.start);
    clusters.dedup_by(|next, kept| {
        let same = next.start == kept.start;
        if same {
            kept.width += next.width;
        }
        same
    });
    clusters
}
