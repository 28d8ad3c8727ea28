//! The library's values as agents see them.

use library::Time;
use library::assets::Asset;
use library::collections::Collection;
use library::jobs::{Job, State};
use library::mockups::Mockup;
use library::renders::Render;
use library::templates::{Layer, Loss, Slot, TextLayer};

use crate::Door;
use crate::wire;

fn time(time: Time) -> String {
    time.to_rfc3339()
}

/// A mockup at a glance.
pub(crate) fn mockup_summary(door: &Door, mockup: &Mockup) -> wire::MockupSummary {
    let outline = &mockup.template.outline;
    wire::MockupSummary {
        id: mockup.thing.id.0,
        name: mockup.thing.name.clone(),
        size: wire::Size { width: outline.width, height: outline.height },
        slots: outline.slots.iter().map(|slot| slot.name.clone()).collect(),
        preview: previews(door, mockup).into_iter().next(),
        created_at: time(mockup.thing.created_at),
    }
}

/// A mockup with all that a render can change.
pub(crate) fn mockup(door: &Door, mockup: &Mockup, collections: &[Collection]) -> wire::MockupDetails {
    let outline = &mockup.template.outline;
    wire::MockupDetails {
        id: mockup.thing.id.0,
        name: mockup.thing.name.clone(),
        size: wire::Size { width: outline.width, height: outline.height },
        slots: outline.slots.iter().map(slot).collect(),
        text_layers: outline.text_layers.iter().map(text_layer).collect(),
        layers: outline.layers.iter().map(layer).collect(),
        warnings: warnings(&outline.losses),
        previews: previews(door, mockup),
        collections: collections.iter().map(collection).collect(),
        created_at: time(mockup.thing.created_at),
    }
}

fn previews(door: &Door, mockup: &Mockup) -> Vec<String> {
    let now = door.library.now();
    let url = |preview: &library::things::Preview| {
        door.links.file(preview.blob.hash, extension(&preview.media_type), &mockup.thing.name, now)
    };
    mockup.previews.iter().map(url).collect()
}

fn slot(slot: &Slot) -> wire::SlotDetails {
    let place = slot.position;
    wire::SlotDetails {
        id: slot.id,
        name: slot.name.clone(),
        frame: wire::Size { width: slot.width, height: slot.height },
        on_canvas: [place.x, place.y, place.width, place.height],
        slots: slot.slots.iter().map(self::slot).collect(),
    }
}

fn text_layer(text: &TextLayer) -> wire::TextLayerDetails {
    let run = |run: &library::templates::Segment| wire::RunDetails {
        text: run.text.clone(),
        font: run.font.clone(),
        font_size: run.size,
        color: format!("#{}", hex::encode(run.colour)),
    };
    wire::TextLayerDetails {
        id: text.id,
        name: text.name.clone(),
        text: text.text.clone(),
        editable: text.editable,
        runs: text.segments.iter().map(run).collect(),
    }
}

fn layer(layer: &Layer) -> wire::LayerDetails {
    wire::LayerDetails {
        id: layer.id,
        name: layer.name.clone(),
        visible: layer.visible,
        layers: layer.children.iter().map(self::layer).collect(),
    }
}

/// Losses as sentences, each once.
fn warnings<'a>(losses: impl IntoIterator<Item = &'a Loss>) -> Vec<String> {
    let mut warnings: Vec<String> = Vec::new();
    for loss in losses {
        let warning = format!("layer \"{}\": {} ({})", loss.layer, loss.effect, loss.feature);
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    warnings
}

/// A file.
pub(crate) fn asset(door: &Door, asset: &Asset) -> wire::AssetSummary {
    let (hash, name) = (asset.blob.hash, &asset.thing.name);
    wire::AssetSummary {
        id: asset.thing.id.0,
        name: name.clone(),
        media_type: asset.media_type.clone(),
        size: asset.size.map(|(width, height)| wire::Size { width, height }),
        url: door.links.file(hash, extension(&asset.media_type), name, door.library.now()),
        created_at: time(asset.thing.created_at),
    }
}

/// A collection at a glance.
pub(crate) fn collection(collection: &Collection) -> wire::CollectionSummary {
    wire::CollectionSummary {
        id: collection.id.0,
        name: collection.name.clone(),
        description: collection.description.clone(),
        mockups: collection.mockups,
        assets: collection.assets,
        updated_at: time(collection.updated_at),
    }
}

/// How far a job is, and why it failed.
pub(crate) fn status(state: &State) -> (wire::JobStatus, Option<String>) {
    match state {
        State::Queued => (wire::JobStatus::Queued, None),
        State::Running => (wire::JobStatus::Running, None),
        State::Succeeded => (wire::JobStatus::Done, None),
        State::Failed(failure) => (wire::JobStatus::Failed, Some(failure.message.clone())),
        State::Cancelled => (wire::JobStatus::Cancelled, None),
    }
}

/// A render, and its job where there still is one.
pub(crate) fn render(door: &Door, render: &Render, job: Option<&Job>) -> wire::RenderDetails {
    let picture = render.picture.as_ref();
    let (status, error) = match (picture, job) {
        (Some(_), _) => (wire::JobStatus::Done, None),
        (None, Some(job)) => status(&job.state),
        (None, None) => (wire::JobStatus::Failed, Some("its picture is no longer kept".to_owned())),
    };
    let url = picture.map(|picture| {
        let extension = extension(&picture.media_type);
        door.links.file(picture.blob.hash, extension, &render.label, door.library.now())
    });
    wire::RenderDetails {
        render: render.id.0,
        job: render.job.0,
        mockup: render.mockup.0,
        status,
        url,
        width: picture.map(|picture| picture.width),
        height: picture.map(|picture| picture.height),
        media_type: picture.map(|picture| picture.media_type.clone()),
        warnings: picture.map(|picture| warnings(&picture.losses)).unwrap_or_default(),
        error,
    }
}

/// The usual extension of a media type.
fn extension(media_type: &str) -> &'static str {
    match media_type {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        "image/gif" => "gif",
        "image/svg+xml" => "svg",
        _ => "",
    }
}
