//! Finished pictures as the dialect shows them.

use door_kit::links::Links;
use library::Time;
use library::mockups::Mockup;
use library::renders::{Picture, Render, SetText, Words};

use crate::translate::{mockup, words};
use crate::wire::{Enveloped, PrintFile, Rendered, RenderedFont, RenderedText, Segment};

/// A finished render of this mockup.
pub(crate) fn enveloped(
    render: &Render,
    picture: &Picture,
    mockup: &Mockup,
    links: &Links,
    now: Time,
) -> Enveloped<Rendered> {
    let file = PrintFile {
        export_path: url(render, picture, links, now),
        smart_object_uuid: render.order.fills.first().map(|fill| fill.slot),
        render_uuid: render.id.0,
    };
    let text_layers = picture.texts.iter().map(|text| set_text(text, render, mockup)).collect();
    let warnings = words::warnings(mockup.template.outline.losses.iter().chain(&picture.losses));
    let data = Rendered { print_files: vec![file], render_uuid: render.id.0, text_layers };
    Enveloped { warnings, ..Enveloped::of(data) }
}

/// Where the picture is; its name begins with the render's label.
pub(crate) fn url(render: &Render, picture: &Picture, links: &Links, now: Time) -> String {
    links.file(picture.blob.hash, extension(&picture.media_type), &render.label, now)
}

/// The extension of files of a media type.
pub(crate) fn extension(media_type: &str) -> &'static str {
    match media_type {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        _ => "",
    }
}

fn set_text(text: &SetText, render: &Render, mockup: &Mockup) -> RenderedText {
    let mut segments = mockup.template.outline.text_layer(text.layer).map(mockup::segments).unwrap_or_default();
    if let Some(fill) = render.order.texts.iter().find(|fill| fill.layer == text.layer) {
        put_words(&mut segments, &fill.words);
    }
    RenderedText {
        uuid: text.layer,
        name: text.name.clone(),
        requested_font: text.requested_font.clone(),
        resolved_font: RenderedFont { family: text.family.clone(), postscript_name: text.postscript_name.clone() },
        match_source: text.match_source.clone(),
        glyph_coverage_ok: text.complete,
        segments,
    }
}

/// The runs with their new words; words for the whole layer leave one run.
fn put_words(segments: &mut Vec<Segment>, words: &Words) {
    match words {
        Words::All(words) => {
            segments.truncate(1);
            if let Some(first) = segments.first_mut() {
                first.text.clone_from(words);
            }
        }
        Words::Runs(runs) => {
            for (run, words) in runs {
                if let Some(segment) = segments.get_mut(*run as usize) {
                    segment.text.clone_from(words);
                }
            }
        }
    }
}
