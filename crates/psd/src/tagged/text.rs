//! `TySh`: a type layer.

use bytes::Bytes;

use super::Warp;
use crate::cursor::Cursor;
use crate::descriptor::Descriptor;
use crate::engine_data::EngineValue;
use crate::sink::Sink;
use crate::{Limits, Result};

/// A type layer's block.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeLayer {
    /// xx, xy, yx, yy, tx, ty: from text space to document pixels.
    pub transform: [f64; 6],
    /// The text, its bounds, and the engine data.
    pub descriptor: Descriptor,
    /// [`Warp`] as a descriptor.
    pub warp: Descriptor,
    /// Left, top, right, bottom; nearly always 0.
    pub bounds: [i32; 4],
    /// Version numbers of the block, its text and its warp.
    versions: [u16; 3],
}

/// Characters that are styled alike.
#[derive(Debug, Clone, PartialEq)]
pub struct StyleRun {
    /// How many UTF-16 code units of the text it covers.
    pub length: usize,
    /// PostScript name of the font.
    pub font: Option<String>,
    /// Size in text space; the transform scales it to pixels.
    pub size: Option<f64>,
    /// Alpha, then the colour's samples, all 0 to 1.
    pub color: Option<Vec<f64>>,
}

impl TypeLayer {
    /// Reads the block's contents.
    pub fn read(data: &Bytes, limits: &Limits) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), "a type layer");
        let version = cursor.u16()?;
        let mut transform = [0.0; 6];
        for number in &mut transform {
            *number = cursor.f64()?;
        }
        let text_version = cursor.u16()?;
        let descriptor = Descriptor::read_versioned(&mut cursor, limits)?;
        let warp_version = cursor.u16()?;
        let warp = Descriptor::read_versioned(&mut cursor, limits)?;
        let bounds = [cursor.i32()?, cursor.i32()?, cursor.i32()?, cursor.i32()?];
        Ok(Self { transform, descriptor, warp, bounds, versions: [version, text_version, warp_version] })
    }

    /// The block's contents, without padding.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut sink = Sink::default();
        sink.u16(self.versions[0]);
        self.transform.iter().for_each(|number| sink.f64(*number));
        sink.u16(self.versions[1]);
        self.descriptor.write_versioned(&mut sink)?;
        sink.u16(self.versions[2]);
        self.warp.write_versioned(&mut sink)?;
        self.bounds.iter().for_each(|edge| sink.i32(*edge));
        Ok(sink.into_vec())
    }

    /// The text, a carriage return ending each paragraph.
    pub fn text(&self) -> String {
        self.descriptor.text("Txt ").unwrap_or_default()
    }

    /// How the text is bent.
    pub fn warp(&self) -> Option<Warp> {
        Warp::from_descriptor(&self.warp)
    }

    /// The text engine's data, if there is any.
    pub fn engine_data(&self, limits: &Limits) -> Result<Option<EngineValue>> {
        let data = self.descriptor.get("EngineData").and_then(|value| value.as_raw());
        data.map(|data| EngineValue::parse(data, limits)).transpose()
    }
}

/// The style runs that engine data says, in text order. What a run does not say, the document's normal style does.
pub fn style_runs(engine_data: &EngineValue) -> Vec<StyleRun> {
    let get = |path: &str| engine_data.get(path);
    let lengths = get("EngineDict/StyleRun/RunLengthArray").map_or(&[][..], EngineValue::items);
    let runs = get("EngineDict/StyleRun/RunArray").map_or(&[][..], EngineValue::items);
    let normal = get("ResourceDict/TheNormalStyleSheet").and_then(EngineValue::as_f64).unwrap_or(0.0) as usize;
    let normal = get(&format!("ResourceDict/StyleSheetSet/{normal}/StyleSheetData"));
    let run = |(run, length): (&EngineValue, &EngineValue)| {
        let style = |key: &str| {
            let own = run.get("StyleSheet/StyleSheetData").and_then(|style| style.get(key));
            own.or_else(|| normal?.get(key))
        };
        let font = style("Font").and_then(EngineValue::as_f64).map(|index| index as usize);
        let font = font.and_then(|index| get(&format!("ResourceDict/FontSet/{index}/Name")));
        let samples = style("FillColor/Values").map(EngineValue::items);
        StyleRun {
            length: length.as_f64().unwrap_or(0.0) as usize,
            font: font.and_then(EngineValue::as_text).map(str::to_owned),
            size: style("FontSize").and_then(EngineValue::as_f64),
            color: samples.map(|samples| samples.iter().filter_map(EngineValue::as_f64).collect()),
        }
    };
    runs.iter().zip(lengths).map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Key;
    use crate::descriptor::Value;

    const ENGINE: &[u8] = b"<< /EngineDict << /StyleRun << /RunArray [ << /StyleSheet << /StyleSheetData << \
        /Font 1 /FillColor << /Type 1 /Values [ 1 .5 0 0 ] >> >> >> >> ] /RunLengthArray [ 3 ] >> >> \
        /ResourceDict << /TheNormalStyleSheet 0 /StyleSheetSet [ << /StyleSheetData << /FontSize 12 >> >> ] \
        /FontSet [ << /Name (Arial) >> << /Name (\xfe\xff\0M\0y) >> ] >> >>";

    #[test]
    fn text_styles_and_engine_data_are_read() {
        let layer = TypeLayer {
            transform: [1.0, 0.0, 0.0, 1.0, 10.0, 20.0],
            descriptor: Descriptor::new("TxLr")
                .with("Txt ", "Hi\r")
                .with("EngineData", Value::Raw { key: Key::new(b"tdta"), data: ENGINE.into() }),
            warp: Warp::none(0.0, 0.0).to_descriptor(),
            bounds: [0; 4],
            versions: [1, 50, 1],
        };
        let read = TypeLayer::read(&layer.to_bytes().unwrap().into(), &Limits::default()).unwrap();
        assert_eq!(read, layer);
        assert_eq!(read.text(), "Hi\r");
        let runs = style_runs(&read.engine_data(&Limits::default()).unwrap().unwrap());
        let color = Some(vec![1.0, 0.5, 0.0, 0.0]);
        assert_eq!(runs, [StyleRun { length: 3, font: Some("My".into()), size: Some(12.0), color }]);
    }
}
