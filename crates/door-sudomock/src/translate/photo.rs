//! Photo mockups as the dialect shows them and gives them.

use axum::http::Uri;
use door_kit::links::Links;
use library::photos::{self, Area, NewArea};
use library::renders::{Picture, Render};
use library::things::Preview;
use library::{Time, jobs};
use uuid::Uuid;

use crate::error::{Error, Field, Problems};
use crate::translate::render;
use crate::wire::{self, Quad};

/// The words of one of the two path families for its jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Family {
    pub(crate) create: &'static str,
    pub(crate) render: &'static str,
}

const CURRENT: Family = Family { create: "photo_mockup_create", render: "photo_mockup_render" };
const EARLIER: Family = Family { create: "2d_create", render: "2d_render" };

impl Family {
    /// The family of the path that a request came to.
    pub(crate) fn of(uri: &Uri) -> Self {
        if uri.path().contains("/sudoai/") { EARLIER } else { CURRENT }
    }

    /// The word of a job as the family that asked for it spells it.
    pub(crate) fn spelled(word: &str, pick: impl Fn(Self) -> &'static str) -> &'static str {
        let (current, earlier) = (pick(CURRENT), pick(EARLIER));
        if word == earlier { earlier } else { current }
    }
}

/// One photo mockup.
pub(crate) fn shown(mockup: &photos::PhotoMockup, links: &Links, now: Time) -> wire::PhotoMockup {
    wire::PhotoMockup { quads: Some(quads(&mockup.areas)), ..bare(mockup, links, now) }
}

/// One of many.
pub(crate) fn listed(mockup: &photos::PhotoMockup, links: &Links, now: Time) -> wire::PhotoMockup {
    wire::PhotoMockup { print_areas: Some(quads(&mockup.areas)), ..bare(mockup, links, now) }
}

fn bare(mockup: &photos::PhotoMockup, links: &Links, now: Time) -> wire::PhotoMockup {
    let thumbnail = |preview: &Preview| {
        links.file(preview.blob.hash, render::extension(&preview.media_type), &format!("thumb_{}", preview.width), now)
    };
    wire::PhotoMockup {
        mockup_id: mockup.thing.id.0,
        name: mockup.thing.name.clone(),
        status: "ready",
        customizable: mockup.customizable(),
        thumbnail_url: mockup.previews.first().map(thumbnail).unwrap_or_default(),
        watermarked_source_url: links.file(mockup.photo.hash, extension(&mockup.media_type), "source", now),
        source_width: mockup.width,
        source_height: mockup.height,
        quads: None,
        print_areas: None,
        surfaces: Vec::new(),
        version: mockup.version,
        created_at: mockup.thing.created_at,
        updated_at: mockup.thing.updated_at,
    }
}

/// The extension of a photo's file.
fn extension(media_type: &str) -> &'static str {
    match media_type {
        "image/gif" => "gif",
        "image/tiff" => "tiff",
        "image/bmp" => "bmp",
        other => render::extension(other),
    }
}

/// Areas.
pub(crate) fn quads(areas: &[Area]) -> Vec<Quad> {
    let quad = |(sort_order, area): (usize, &Area)| Quad {
        print_area_id: area.id,
        points: area.corners,
        sort_order,
        name: area.name.clone(),
    };
    areas.iter().enumerate().map(quad).collect()
}

/// Areas as they are given; every point that is none is named.
pub(crate) fn areas(given: Vec<wire::AreaGiven>, problems: &mut Problems) -> Vec<NewArea> {
    let field = Field::body().at("print_areas");
    problems.items(&field, given.len(), 0, photos::rules::AREAS);
    let area = |(place, given): (usize, wire::AreaGiven)| {
        let field = field.at(place);
        let points: Vec<[f64; 2]> =
            given.points.iter().filter_map(|point| <[f64; 2]>::try_from(point.as_slice()).ok()).collect();
        let corners = if points.len() == given.points.len() { <[_; 4]>::try_from(points).ok() } else { None };
        if corners.is_none() {
            problems.add(&field.at("points"), "Must be four points [x, y], clockwise from the top-left");
        }
        problems.characters(&field.at("name"), given.name.as_deref(), 0, 255);
        let id = given.print_area_id.map(|id| {
            Uuid::parse_str(&id).unwrap_or_else(|_| {
                problems.add(&field.at("print_area_id"), "Is no print area of this mockup");
                Uuid::nil()
            })
        });
        NewArea { id, name: given.name, corners: corners.unwrap_or_default() }
    };
    given.into_iter().enumerate().map(area).collect()
}

/// A finished picture.
pub(crate) fn rendered(
    render: &Render,
    picture: &Picture,
    job: &jobs::Job,
    links: &Links,
    now: Time,
) -> wire::PhotoRendered {
    let taken = (job.updated_at - job.created_at).num_milliseconds();
    let file = wire::PhotoFile {
        export_path: render::url(render, picture, links, now),
        duration_ms: u64::try_from(taken).unwrap_or(0),
        export_format: render.order.output.format.extension(),
    };
    wire::PhotoRendered { print_files: vec![file], render_uuid: render.id.0 }
}

/// An error of the library with its paths in the words of photo mockups.
pub(crate) fn refusal(doing: &'static str) -> impl Fn(library::Error) -> Error {
    move |error| {
        let error = match error {
            library::Error::Invalid { field, message } => library::Error::Invalid { field: spelled(&field), message },
            other => other,
        };
        Error::while_doing(doing)(error)
    }
}

/// `fills[0].slot` as `print_areas[0].uuid`.
fn spelled(path: &str) -> String {
    let (list, rest) = path.split_at(path.find(['[', '.']).unwrap_or(path.len()));
    let rest = match list {
        "areas" => rest.replace(".corners", ".points").replace(".id", ".print_area_id"),
        "fills" => rest
            .replace(".slot", ".uuid")
            .replace(".artwork.source", ".artwork_url")
            .replace(".artwork.alignment.", ".placement.")
            .replace(".artwork.repeat.spacing", ".placement.tile_spacing")
            .replace(".artwork.size.", ".placement.")
            .replace(".artwork.", ".placement."),
        "source" => return "source_url".to_owned(),
        _ => return path.to_owned(),
    };
    format!("print_areas{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_spelled_in_the_dialects_words() {
        let cases = [
            ("areas", "print_areas"),
            ("areas[1].corners", "print_areas[1].points"),
            ("areas[0].id", "print_areas[0].print_area_id"),
            ("fills[2].slot", "print_areas[2].uuid"),
            ("fills[0].artwork.source", "print_areas[0].artwork_url"),
            ("fills[0].artwork.size.width", "print_areas[0].placement.width"),
            ("fills[0].artwork.alignment.offset_x", "print_areas[0].placement.offset_x"),
            ("fills[0].adjustments.blur", "print_areas[0].adjustments.blur"),
            ("source", "source_url"),
            ("output.width", "output.width"),
            ("idempotency key", "idempotency key"),
        ];
        for (path, field) in cases {
            assert_eq!(spelled(path), field, "{path}");
        }
    }

    #[test]
    fn a_job_is_spelled_as_the_path_that_opened_it() {
        let family = |path: &str| Family::of(&path.parse().unwrap());
        assert_eq!(family("/api/v1/sudoai/2d-mockups/x/render").render, "2d_render");
        assert_eq!(family("/sudomock/api/v1/photo-mockups").create, "photo_mockup_create");
        assert_eq!(Family::spelled("2d_create", |family| family.create), "2d_create");
        assert_eq!(Family::spelled("another door's", |family| family.render), "photo_mockup_render");
    }
}
