//! Text: shown as stored until it is edited, then set anew and told what that cost.

mod edited;
mod lost;
mod untouched;

use std::sync::Arc;

use pixels::Picture;
use psd::Key;
use psd::build::{DocumentBuilder, NewLayer};
use psd::descriptor::{Descriptor, Value};
use psd::layers::Rect;
use template::{Edits, Output, Template, TextEdit};

use crate::make::{block, built, bytes, opened};

/// A line of type: 20 pixels high, black, its origin at (20, 40).
struct Line {
    words: &'static str,
    font: &'static str,
    warp: &'static str,
}

/// In the family that is always there.
const PLAIN: Line = Line { words: "Hill", font: "LiberationSans", warp: "warpNone" };

/// The block of a line of plain type.
pub(crate) fn type_block(words: &'static str) -> Vec<u8> {
    Line { words, ..PLAIN }.block()
}

impl Line {
    /// What the text engine keeps: lengths of runs, their style, and the fonts.
    fn engine(&self) -> String {
        let Self { words, font, .. } = self;
        let length = words.encode_utf16().count() + 1;
        format!(
            "<< /EngineDict << /ParagraphRun << /RunArray [ << /ParagraphSheet << /Properties << >> >> >> ] \
             /RunLengthArray [ {length} ] >> /StyleRun << /RunArray [ << /StyleSheet << /StyleSheetData << /Font 0 \
             /FontSize 20 >> >> >> ] /RunLengthArray [ {length} ] >> /Rendered << /Shapes << /Children [ << /Cookie << \
             /Photoshop << /ShapeType 0 /PointBase [ 0 0 ] >> >> >> ] >> >> >> /ResourceDict << /FontSet [ << /Name ({font}) \
             >> ] >> >>"
        )
    }

    /// Version, transform, text, warp, bounds (Adobe's specification, "Type tool object setting").
    fn block(&self) -> Vec<u8> {
        let engine = Value::Raw { key: Key::new(b"tdta"), data: self.engine().into_bytes().into() };
        let text = Descriptor::new("TxLr").with("Txt ", self.words).with("EngineData", engine);
        let warp = Descriptor::new("warp").with("warpStyle", Value::enumeration_of("warpStyle", self.warp));
        let transform: Vec<u8> = [1.0f64, 0.0, 0.0, 1.0, 20.0, 40.0].iter().flat_map(|n| n.to_be_bytes()).collect();
        [vec![0, 1], transform, vec![0, 50], bytes(&text), vec![0, 1], bytes(&warp), vec![0; 16]].concat()
    }

    /// Black type on white, 100 by 60 pixels; its stored pixels are a red square, which no font would draw.
    fn template(&self) -> Arc<Template> {
        let stored = block("Title", Rect { top: 30, left: 20, bottom: 40, right: 30 }, [255, 0, 0]);
        let paper = block("Paper", Rect { top: 0, left: 0, bottom: 60, right: 100 }, [255; 3]);
        let title: NewLayer = stored.block(b"TySh", self.block());
        opened(&built(DocumentBuilder::new(100, 60).layer(paper).layer(title)))
    }

    /// The picture with other words, and what is told as lost: `layer: feature`.
    fn set(&self, edit: TextEdit) -> (Picture, Vec<String>) {
        let template = self.template();
        let edits = Edits { texts: [(template.outline().text_layers[0].uuid, edit)].into(), ..Edits::default() };
        let compiled = template.compile(&edits).expect("text can be set");
        let losses = compiled.losses().iter().map(|loss| format!("{}: {}", loss.layer, loss.feature)).collect();
        (compiled.render(&[], Output { width: None }).expect("and drawn").picture, losses)
    }
}
