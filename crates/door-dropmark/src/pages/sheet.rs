//! Feeds as CSV (RFC 4180): a row for each item.

use csv::WriterBuilder;
use library::Error;

use crate::show::Item;

const COLUMNS: [&str; 17] = [
    "id",
    "parent_id",
    "type",
    "name",
    "description",
    "content",
    "link",
    "url",
    "short_url",
    "tags",
    "mime",
    "size",
    "latitude",
    "longitude",
    "user_name",
    "created_at",
    "updated_at",
];

/// The rows, under a line of names.
pub(super) fn write(items: &[Item]) -> Result<String, Error> {
    let mut sheet = WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    sheet.write_record(COLUMNS).map_err(Error::internal)?;
    for item in items {
        sheet.write_record(row(item)).map_err(Error::internal)?;
    }
    let bytes = sheet.into_inner().map_err(|error| Error::internal(error.to_string()))?;
    String::from_utf8(bytes).map_err(Error::internal)
}

fn row(item: &Item) -> [String; 17] {
    let number = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
    let tags: Vec<&str> = item.tags.iter().filter_map(|tag| tag["name"].as_str()).collect();
    [
        item.id.to_string(),
        item.parent_id.map_or_else(String::new, |id| id.to_string()),
        item.type_.to_owned(),
        item.name.clone(),
        item.description.clone().unwrap_or_default(),
        item.content.clone(),
        item.link.clone(),
        item.url.clone(),
        item.short_url.clone(),
        tags.join(","),
        item.mime.clone(),
        item.size.to_string(),
        number(item.latitude),
        number(item.longitude),
        item.user_name.clone(),
        item.created_at.clone(),
        item.updated_at.clone(),
    ]
}
