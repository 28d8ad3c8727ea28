//! Orders of pictures, as the library's.

use library::blobs::Blob;
use library::mockups::Mockup;
use library::presets::Preset;
use library::renders::{
    Adjustments, Artwork, BlendMode, ColourOverlay, Fill, Fit, PrintArea, RenderOrder, Repeat, Source, TextFill,
    TextFit, Words,
};
use library::templates::Slot;
use serde_json::Value;

use crate::error::{Error, Problems};
use crate::translate::output::{Export, one_of};
use crate::translate::words::{rgb, uuid};
use crate::wire;

/// What an order is read with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    /// What is ordered a picture of.
    pub(crate) mockup: &'a Mockup,
    /// Its presets.
    pub(crate) presets: &'a [Preset],
    /// Files that came with the request.
    pub(crate) files: &'a [Blob],
}

/// What an order must say before it can be read: which mockup, and what goes into it.
pub(crate) fn require(request: &wire::RenderRequest, problems: &mut Problems) {
    if request.mockup_uuid.as_deref().is_none_or(|given| given.trim().is_empty()) {
        problems.missing("mockup_uuid");
    }
    if request.smart_objects.is_none() {
        problems.missing("smart_objects");
    }
}

impl Context<'_> {
    /// The order; refuses every value that the dialect does not allow.
    pub(crate) fn order(
        &self,
        request: &wire::RenderRequest,
        export: Export,
        mut problems: Problems,
    ) -> Result<RenderOrder, Error> {
        let fills = request.smart_objects.iter().flatten().enumerate();
        let fills = fills.map(|(place, fill)| self.fill(fill, &format!("smart_objects.{place}"), &mut problems));
        let fills = fills.collect();
        let texts = request.text_layers.iter().flatten().enumerate();
        let texts = texts.map(|(place, edit)| text(edit, &format!("text_layers.{place}"), &mut problems)).collect();
        problems.end()?;
        Ok(RenderOrder { fills, texts, output: export.output, ..RenderOrder::default() })
    }

    fn fill(&self, given: &wire::Fill, field: &str, problems: &mut Problems) -> Fill {
        let id = uuid(given.uuid.as_deref(), &format!("{field}.uuid"), problems);
        let slot = self.mockup.template.outline.slot(id);
        let preset = given.print_area_preset_uuid.as_deref().filter(|preset| !preset.trim().is_empty());
        let print_area = preset.and_then(|preset| self.print_area(preset, slot, field, problems));
        let colour = given.color.as_deref().filter(|colour| !colour.trim().is_empty());
        let colour = colour.map(|colour| rgb(colour, &format!("{field}.color"), problems));
        let repeat = given.pattern.map_or(Repeat::Once, repeat);
        let asset = given.asset.as_ref();
        let artwork = asset
            .and_then(|asset| self.artwork(asset, (slot, print_area), repeat, &format!("{field}.asset"), problems));
        Fill {
            artwork,
            colour: colour.map(|rgb| ColourOverlay { rgb, blend: BlendMode::Normal }),
            blend: given.blending_mode.as_deref().and_then(|mode| blend(mode, field, problems)),
            print_area,
            adjustments: given.adjustment_layers.map(adjustments).unwrap_or_default(),
            ..Fill::of(id)
        }
    }

    /// The area of a preset; `None` for the whole.
    fn print_area(&self, given: &str, slot: Option<&Slot>, field: &str, problems: &mut Problems) -> Option<PrintArea> {
        let field = format!("{field}.print_area_preset_uuid");
        let id = uuid(Some(given), &field, problems);
        // Another problem tells of a smart object that is not there.
        let slot = slot?;
        if id == slot.default_preset() {
            return None;
        }
        let own = |preset: &&Preset| preset.id.0 == id && preset.slot == slot.id;
        let found = self.presets.iter().find(own).map(|preset| preset.area);
        if found.is_none() && !id.is_nil() {
            problems.add(field, "is no print area preset of this smart object");
        }
        found
    }

    fn artwork(
        &self,
        asset: &wire::Asset,
        (slot, area): (Option<&Slot>, Option<PrintArea>),
        repeat: Repeat,
        field: &str,
        problems: &mut Problems,
    ) -> Option<Artwork> {
        let fits = [("contain", Fit::Contain), ("cover", Fit::Cover), ("stretch", Fit::Fill)];
        let fit = one_of(asset.fit.as_deref(), &format!("{field}.fit"), &fits, problems).unwrap_or(Fit::Contain);
        let source = self.source(asset, field, problems)?;
        let size = asset.size.map(|size| (size.width.0, size.height.0));
        let position = asset.position.map(|position| (position.left.0, position.top.0));
        let whole = slot.map_or((1.0, 1.0), |slot| (f64::from(slot.width), f64::from(slot.height)));
        let room = area.map_or(whole, |area| (area.width, area.height));
        // A size says it all, so that there is nothing to fit; a place alone moves the box that the picture is fitted to.
        let (fit, size) = match (size, position) {
            (Some(size), _) => (Fit::Fill, Some(size)),
            (None, Some(_)) if repeat == Repeat::Once => (fit, Some(room)),
            (None, _) => (fit, None),
        };
        let rotation = asset.rotate.map_or(0.0, |degrees| degrees.0);
        Some(Artwork { fit, rotation, size, position, repeat, ..Artwork::new(source) })
    }

    fn source(&self, asset: &wire::Asset, field: &str, problems: &mut Problems) -> Option<Source> {
        if let Some(blob) = asset.file.as_ref().and_then(|file| file_of(file, self.files)) {
            return Some(Source::Blob(blob));
        }
        let url = asset.url.as_deref().map(str::trim).filter(|url| !url.is_empty());
        if url.is_none() {
            problems.missing(format!("{field}.url"));
        }
        url.map(|url| Source::Url(url.to_owned()))
    }
}

/// The file that a field names by its number in the request.
pub(crate) fn file_of(field: &Value, files: &[Blob]) -> Option<Blob> {
    let number = usize::try_from(field.as_u64()?).ok()?;
    files.get(number).copied()
}

fn repeat(pattern: wire::Pattern) -> Repeat {
    if pattern.enabled.is_some_and(|enabled| enabled.0) {
        Repeat::Pattern { scale_percent: pattern.scale_percent.map_or(100.0, |percent| percent.0) }
    } else {
        Repeat::Once
    }
}

/// `None` keeps the document's own mode, which is what the dialect's default means.
fn blend(given: &str, field: &str, problems: &mut Problems) -> Option<BlendMode> {
    let name = given.trim().to_lowercase().replace([' ', '-'], "_");
    let mode = BlendMode::from_name(&name);
    if mode.is_none() && !name.is_empty() {
        let modes: Vec<String> = BlendMode::ALL.iter().map(|mode| mode.name().to_uppercase()).collect();
        problems.add(format!("{field}.blending_mode"), format!("must be one of {}", modes.join(", ")));
    }
    mode.filter(|mode| *mode != BlendMode::Normal)
}

fn adjustments(given: wire::Adjustments) -> Adjustments {
    let wire::Adjustments { brightness, contrast, saturation, vibrance, opacity, blur } = given;
    let none = Adjustments::default();
    let or = |given: Option<wire::Number>, none: f64| given.map_or(none, |number| number.0);
    Adjustments {
        brightness: or(brightness, none.brightness),
        contrast: or(contrast, none.contrast),
        saturation: or(saturation, none.saturation),
        vibrance: or(vibrance, none.vibrance),
        opacity: or(opacity, none.opacity),
        blur: or(blur, none.blur),
    }
}

fn text(given: &wire::TextEdit, field: &str, problems: &mut Problems) -> TextFill {
    let layer = uuid(given.uuid.as_deref(), &format!("{field}.uuid"), problems);
    if given.text.is_none() {
        problems.missing(format!("{field}.text"));
    }
    let words = given.text.as_ref().map(|text| text.0.clone()).unwrap_or_default();
    let font = given.font_family.clone().filter(|font| !font.trim().is_empty());
    let colour = given.font_color.as_deref().filter(|colour| !colour.trim().is_empty());
    TextFill {
        layer,
        words: Words::All(words),
        font,
        size: given.font_size.map(|size| size.0),
        colour: colour.map(|colour| rgb(colour, &format!("{field}.font_color"), problems)),
        strokes: Vec::new(),
        fit: TextFit::default(),
    }
}
