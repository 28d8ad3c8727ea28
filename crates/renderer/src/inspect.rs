//! A Photoshop file at a glance.

use std::sync::Arc;

use library::blobs::Blob;
use library::renderer::{DrawError, Inspection};
use pixels::Picture;
use template::{Edits, Output, Template};

use crate::{Engine, convert, error, file, preview};

impl Engine {
    /// One preview for each of `widths`, widest first, none wider than the canvas.
    pub(crate) async fn inspect_file(&self, file: Blob, widths: &[u32]) -> Result<Inspection, DrawError> {
        let template = self.template(file).await?;
        let outline = Arc::new(convert::outline(template.outline(), &self.fonts));
        if widths.is_empty() {
            return Ok(Inspection { outline, previews: Vec::new() });
        }
        let picture = self.picture(file, &template).await?;
        let widths = preview::capped(widths, picture.size());
        let previews = self.pool.run("previews", move || preview::files(&picture, &widths)).await?;
        Ok(Inspection { outline, previews })
    }

    /// The template as it is: drawn from its layers, or, where those can't be drawn, as Photoshop flattened it.
    async fn picture(&self, file: Blob, template: &Arc<Template>) -> Result<Picture, DrawError> {
        let drawn = match self.compiled(file.hash, template, Edits::default()).await {
            Ok(compiled) => {
                let draw = move || compiled.render(&[], Output::default()).map_err(error::of_template);
                self.pool.run("render", draw).await
            }
            Err(error) => Err(error),
        };
        let failure = match drawn {
            Ok(rendered) => return Ok(rendered.picture),
            Err(failure) => failure,
        };
        let bytes = file::read(self.blobs.as_ref(), file, &self.limits).await?;
        let limits = self.limits;
        let read = move || template::flattened(bytes, &limits).map_err(error::of_template);
        self.pool.run("flattened", read).await?.ok_or(failure)
    }
}
