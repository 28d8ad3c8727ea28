//! The words in text files and PDFs.
//!
//! Files come from strangers: each is read on a thread of its own with limits of bytes, pages and time, two at once. A
//! parser that fails, in whatever way, has found no words; one that never ends keeps its place and harms no other.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use lopdf::{Document, LoadOptions};
use tokio::sync::{Semaphore, oneshot};

/// How long one file may take.
const TIME: Duration = Duration::from_secs(20);

/// The most pages that are read.
const PAGES: usize = 2_000;

/// The most bytes that one stream of a PDF may expand to.
const EXPANDED: usize = 32 << 20;

/// Room for what nests: the parser bounds its depth, and this is far more than that needs.
const STACK: usize = 16 << 20;

/// Reads files.
#[derive(Debug, Clone)]
pub(crate) struct Reader(Arc<Semaphore>);

impl Default for Reader {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(2)))
    }
}

impl Reader {
    /// The words in a file: see [`library::renderer::Renderer::words`].
    pub(crate) async fn words(&self, file: Bytes, media_type: &str, characters: usize) -> String {
        let pdf = media_type.to_ascii_lowercase().starts_with("application/pdf");
        let read = move || if pdf { of_pdf(&file, characters) } else { of_text(&file, characters) };
        self.bounded(TIME, read).await.unwrap_or_default()
    }

    /// What `read` gives; nothing when it fails, panics, or takes too long.
    async fn bounded<T: Send + 'static>(
        &self,
        time: Duration,
        read: impl FnOnce() -> Option<T> + Send + 'static,
    ) -> Option<T> {
        let (send, receive) = oneshot::channel();
        let permit = tokio::time::timeout(time, self.0.clone().acquire_owned()).await.ok()?.ok()?;
        let thread = std::thread::Builder::new().name("words".to_owned()).stack_size(STACK).spawn(move || {
            let _permit = permit;
            // Nobody may wait any more. A panic drops the sender.
            let _ = send.send(read());
        });
        thread.ok()?;
        tokio::time::timeout(time, receive).await.ok()?.ok()?
    }
}

/// Words of a text file in UTF-8 or, where it says so, UTF-16.
fn of_text(file: &[u8], characters: usize) -> Option<String> {
    let units = |pair: fn([u8; 2]) -> u16| {
        let units = file[2..].chunks_exact(2).map(|two| pair([two[0], two[1]])).take(2 * characters);
        String::from_utf16_lossy(&units.collect::<Vec<u16>>())
    };
    let text = match file {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(&file[..file.len().min(4 * characters)]).into_owned(),
    };
    let mut words = Words::new(characters);
    words.add(&text);
    words.some()
}

fn of_pdf(file: &[u8], characters: usize) -> Option<String> {
    let begin = Instant::now();
    let options = LoadOptions { max_decompressed_size: Some(EXPANDED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(file, options).ok()?;
    let pages: Vec<u32> = document.get_pages().into_keys().take(PAGES).collect();
    let mut words = Words::new(characters);
    for page in pages {
        if begin.elapsed() > TIME || words.full() {
            break;
        }
        // Pieces in a font that cannot be read are left out, and pages that cannot.
        for piece in document.extract_text_chunks_with_limit(&[page], EXPANDED).into_iter().flatten() {
            words.add(&piece);
        }
        words.add("\n");
    }
    words.some()
}

/// Words with one space between them, up to a number of characters.
struct Words {
    text: String,
    left: usize,
}

impl Words {
    const fn new(characters: usize) -> Self {
        Self { text: String::new(), left: characters }
    }

    fn full(&self) -> bool {
        self.left == 0
    }

    fn add(&mut self, text: &str) {
        for letter in text.chars() {
            if self.full() {
                return;
            }
            let space = letter.is_whitespace() || letter.is_control() || letter == char::REPLACEMENT_CHARACTER;
            if space && (self.text.is_empty() || self.text.ends_with(' ')) {
                continue;
            }
            self.text.push(if space { ' ' } else { letter });
            self.left -= 1;
        }
    }

    fn some(self) -> Option<String> {
        Some(self.text).filter(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// A PDF of one page with this content, as a writer would put it, with its table of objects.
    fn pdf(content: &str) -> Vec<u8> {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R \
             /Resources << /Font << /F1 5 0 R >> >> >>"
                .to_owned(),
            format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        ];
        let (mut file, mut offsets) = ("%PDF-1.4\n".to_owned(), Vec::new());
        for (number, object) in objects.iter().enumerate() {
            offsets.push(file.len());
            write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1).unwrap();
        }
        let table = file.len();
        write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
        for offset in offsets {
            writeln!(file, "{offset:010} 00000 n ").unwrap();
        }
        write!(file, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).unwrap();
        file.into_bytes()
    }

    async fn words(file: Vec<u8>, media_type: &str) -> String {
        Reader::default().words(file.into(), media_type, 50).await
    }

    #[tokio::test]
    async fn words_of_a_pdf_are_read() {
        let file = pdf("BT /F1 12 Tf 20 100 Td (Ceramic mugs) Tj 0 -20 Td (from Delft) Tj ET");
        let words = words(file, "application/pdf").await;
        assert!(words.contains("Ceramic mugs") && words.contains("from Delft"), "{words}");
    }

    #[tokio::test]
    async fn words_of_text_files_are_read() {
        let utf_16: Vec<u8> =
            [0xfeff].into_iter().chain("Größe\tM".encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(words(utf_16, "text/plain").await, "Größe M");
        assert_eq!(words("a\r\n\r\nb\0c".into(), "text/csv; charset=utf-8").await, "a b c");
        assert_eq!(words("é".repeat(80).into(), "text/plain").await, "é".repeat(50));
        assert_eq!(words(vec![], "text/plain").await, "");
    }

    #[tokio::test]
    async fn what_is_no_pdf_has_no_words() {
        let good = pdf("BT /F1 12 Tf (Ceramic) Tj ET");
        assert_eq!(words(b"%PDF-1.7 and then nothing".to_vec(), "application/pdf").await, "");
        for end in (0..good.len()).step_by(37) {
            // Whatever is found of a broken file, the reader lives on.
            words(good[..end].to_vec(), "application/pdf").await;
        }
        let nested = format!("BT /F1 12 Tf {} Tj ET", "[".repeat(100_000));
        words(pdf(&nested), "application/pdf").await;
        let round = String::from_utf8(good.clone()).unwrap().replace("/Kids [3 0 R]", "/Kids [2 0 R]");
        assert_eq!(words(round.into_bytes(), "application/pdf").await, "");
    }

    #[tokio::test]
    async fn a_reader_that_fails_or_never_ends_harms_no_other() {
        let reader = Reader::default();
        let moment = Duration::from_millis(50);
        assert_eq!(reader.bounded::<()>(moment, || panic!("a bug")).await, None);
        let (end, ended) = std::sync::mpsc::channel::<()>();
        assert_eq!(reader.bounded(moment, move || ended.recv().ok()).await, None);
        assert_eq!(reader.bounded(moment * 100, || Some(1)).await, Some(1));
        drop(end);
    }
}
