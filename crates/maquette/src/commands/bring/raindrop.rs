//! The table that Raindrop.io writes: a bookmark a row, under the names of its columns.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

use super::{Found, What, date};

/// All bookmarks, in order.
pub(super) fn read(text: &str) -> Result<Vec<Found>, String> {
    let mut table = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = table.headers().map_err(|error| error.to_string())?;
    let columns: HashMap<String, usize> =
        header.iter().enumerate().map(|(place, name)| (name.trim().to_lowercase(), place)).collect();
    if !columns.contains_key("url") {
        return Err("the table has no column `url`".to_owned());
    }
    Ok(table.records().map(|row| found(row, &columns)).collect())
}

fn found(row: csv::Result<StringRecord>, columns: &HashMap<String, usize>) -> Found {
    let row = match row {
        Ok(row) => row,
        Err(error) => {
            let line = error.position().map_or(0, csv::Position::line);
            return nothing(line, "the row cannot be read");
        }
    };
    let line = row.position().map_or(0, csv::Position::line);
    let cell = |name: &str| columns.get(name).and_then(|place| row.get(*place)).unwrap_or_default().trim();
    if cell("url").is_empty() {
        return nothing(line, "the row has no url");
    }
    let words = [cell("note"), cell("excerpt")].into_iter().filter(|words| !words.is_empty());
    let listed = |name: &str, mark: char| {
        let parts = cell(name).split(mark).map(|part| part.trim().to_owned());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>()
    };
    let mut tags = listed("tags", ',');
    if cell("favorite").eq_ignore_ascii_case("true") {
        tags.push("favourite".to_owned());
    }
    Found {
        place: format!("line {line}"),
        folders: listed("folder", '/'),
        name: Some(cell("title")).filter(|title| !title.is_empty()).unwrap_or(cell("url")).to_owned(),
        description: words.collect::<Vec<_>>().join("\n\n"),
        tags,
        made_at: date(cell("created")),
        what: What::Link(cell("url").to_owned()),
    }
}

fn nothing(line: u64, why: &str) -> Found {
    Found {
        place: format!("line {line}"),
        folders: Vec::new(),
        name: String::new(),
        description: String::new(),
        tags: Vec::new(),
        made_at: None,
        what: What::Nothing(why.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_by_the_names_of_columns() {
        let table = "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n\
            1,\"A, \"\"b\"\"\",mine,theirs,https://a.test,Design / Icons,\"red, blue\",2023-11-14T22:13:20.000Z,,,true\n\
            2,,,,https://b.test,,,never,,,false\n3,no url\n";
        let found = read(table).unwrap();
        assert_eq!(found[0].name, "A, \"b\"");
        assert_eq!(found[0].description, "mine\n\ntheirs");
        assert_eq!(found[0].folders, ["Design", "Icons"]);
        assert_eq!(found[0].tags, ["red", "blue", "favourite"]);
        assert_eq!(found[0].made_at.unwrap().timestamp(), 1_700_000_000);
        assert_eq!((found[1].name.as_str(), found[1].made_at), ("https://b.test", None));
        assert_eq!(found[2].place, "line 4");
        assert!(matches!(found[2].what, What::Nothing(_)));
        assert!(read("a,b\n1,2").is_err());
    }
}
