//! Fonts: what files call themselves, and those of an order before the engine's own.

use bytes::Bytes;
use library::fonts::{Category, Face};
use library::renderer::{DrawError, DrawingFont};
use template::Fonts;
use template::text::{FaceOutline, Letters};

use crate::Engine;

impl Engine {
    /// The fonts that the engine brings; of several with one `PostScript` name, the one that would be taken.
    pub(crate) fn faces(&self) -> Vec<Face> {
        let mut faces: Vec<Face> = Vec::new();
        for outline in self.fonts.faces() {
            let face = face(outline);
            if !faces.iter().any(|known| known.postscript_name.eq_ignore_ascii_case(&face.postscript_name)) {
                faces.push(face);
            }
        }
        faces
    }

    /// What the fonts of a file call themselves.
    pub(crate) async fn read_font_file(&self, file: Bytes) -> Result<Vec<Face>, DrawError> {
        if [&b"wOFF"[..], b"wOF2"].iter().any(|magic| file.starts_with(magic)) {
            return Err(DrawError::Unreadable(
                "web fonts can't be read: give the TrueType or OpenType file".to_owned(),
            ));
        }
        let read = move || {
            let mut fonts = Fonts::default();
            fonts.add(file).map_err(|error| DrawError::Unreadable(error.to_string()))?;
            Ok(fonts.added_faces().map(face).collect())
        };
        self.pool.run("font", read).await
    }

    /// The engine's fonts with these before them. A file that no longer can be read is passed over: it could once.
    pub(crate) async fn fonts_with(&self, files: Vec<DrawingFont>) -> Result<Fonts, DrawError> {
        if files.is_empty() {
            return Ok(self.fonts.clone());
        }
        let own = self.fonts.clone();
        let gather = move || {
            let mut fonts = Fonts::default();
            for file in files {
                if let Err(error) = fonts.add(file.bytes) {
                    tracing::warn!(font = %file.hash, %error, "a stored font can't be read");
                }
            }
            Ok(fonts.before(&own))
        };
        self.pool.run("fonts", gather).await
    }
}

fn face(of: FaceOutline<'_>) -> Face {
    let FaceOutline { family, style, postscript_name, license, letters } = of;
    Face {
        family: family.to_owned(),
        style: style.to_owned(),
        postscript_name: postscript_name.to_owned(),
        category: match letters {
            Letters::Serif => Category::Serif,
            Letters::SansSerif => Category::SansSerif,
            Letters::Monospace => Category::Monospace,
            Letters::Script => Category::Handwriting,
            Letters::Decorative => Category::Display,
        },
        license: license.to_owned(),
    }
}
