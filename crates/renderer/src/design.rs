//! From an order to one slot's flat design, as it would be printed.

use std::sync::Arc;

use codec::EncodeOptions;
use library::renderer::{DrawError, Drawn, File};
use library::renders::OutputOrder;
use pixels::Size;
use template::artwork::Fill;
use template::{Edits, Output, Template};
use uuid::Uuid;

use crate::{Engine, convert, error};

impl Engine {
    /// The slot's frame and what lies in it; no layer of the scene is looked at.
    pub(crate) async fn draw_design(
        &self,
        template: &Arc<Template>,
        slot: Uuid,
        fills: Vec<(Uuid, Fill)>,
        edits: Edits,
        output: OutputOrder,
    ) -> Result<Drawn, DrawError> {
        let template = template.clone();
        let draw = move || {
            let sought = Output { width: output.width };
            let picture = template.design(slot, &fills, &edits, sought).map_err(error::of_template)?;
            let OutputOrder { format, quality, dpi, width: _ } = output;
            let options =
                EncodeOptions { quality, dpi: dpi.map(f64::from), ..EncodeOptions::new(convert::format(format)) };
            let bytes = codec::encode(&picture, &options).map_err(error::of_codec)?;
            let Size { width, height } = picture.size();
            let media_type = options.format.content_type().to_owned();
            Ok(File { bytes: bytes.into(), media_type, width, height })
        };
        let file = self.pool.run("design", draw).await?;
        Ok(Drawn { file, losses: Vec::new(), texts: Vec::new() })
    }
}
