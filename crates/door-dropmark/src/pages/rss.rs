//! Feeds as RSS 2.0, with enclosures and the words that podcast programs read.

use std::io;

use chrono::DateTime;
use library::Error;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::feed::Feed;
use crate::show::Item;

type Xml = Writer<Vec<u8>>;

const NAMESPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

/// The feed as a document.
pub(super) fn write(feed: &Feed) -> Result<String, Error> {
    let mut xml = Writer::new(Vec::new());
    document(&mut xml, feed).map_err(Error::internal)?;
    String::from_utf8(xml.into_inner()).map_err(Error::internal)
}

fn document(xml: &mut Xml, feed: &Feed) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("rss").with_attributes(NAMESPACES).write_inner_content(|xml| {
        xml.create_element("channel").write_inner_content(|xml| channel(xml, feed))?;
        Ok(())
    })?;
    Ok(())
}

fn channel(xml: &mut Xml, feed: &Feed) -> io::Result<()> {
    text(xml, "title", &feed.title)?;
    text(xml, "link", &feed.page)?;
    // RSS wants a description, however little there is to say.
    let description = if feed.description.is_empty() { &feed.title } else { &feed.description };
    text(xml, "description", description)?;
    text(xml, "lastBuildDate", &date(&feed.updated))?;
    text(xml, "generator", "Maquette")?;
    text(xml, "itunes:author", &feed.author)?;
    text(xml, "itunes:block", "yes")?;
    let own = [("href", feed.address.as_str()), ("rel", "self"), ("type", "application/rss+xml")];
    xml.create_element("atom:link").with_attributes(own).write_empty()?;
    if let Some(next) = &feed.next {
        xml.create_element("atom:link").with_attributes([("href", next.as_str()), ("rel", "next")]).write_empty()?;
    }
    if let Some(picture) = &feed.picture {
        xml.create_element("itunes:image").with_attribute(("href", picture.as_str())).write_empty()?;
    }
    // What gathers others has nothing to say itself.
    for item in feed.items.iter().filter(|item| item.type_ != "stack") {
        xml.create_element("item").write_inner_content(|xml| entry(xml, item))?;
    }
    Ok(())
}

fn entry(xml: &mut Xml, item: &Item) -> io::Result<()> {
    text(xml, "title", &item.name)?;
    text(xml, "link", if item.is_url { &item.content } else { &item.url })?;
    xml.create_element("guid").with_attribute(("isPermaLink", "true")).write_text_content(plain(&item.url).text())?;
    text(xml, "pubDate", &date(&item.created_at))?;
    text(xml, "dc:creator", &item.user_name)?;
    let words = if item.type_ == "text" && item.size == 0 { Some(&item.content) } else { item.description.as_ref() };
    if let Some(words) = words {
        text(xml, "description", words)?;
    }
    for tag in item.tags.iter().filter_map(|tag| tag["name"].as_str()) {
        text(xml, "category", tag)?;
    }
    if item.size > 0 {
        let length = item.size.to_string();
        let file = [("url", item.content.as_str()), ("length", &length), ("type", &item.mime)];
        xml.create_element("enclosure").with_attributes(file).write_empty()?;
    }
    if let Some(picture) = item.thumbnails.get("large") {
        xml.create_element("media:thumbnail").with_attribute(("url", picture.as_str())).write_empty()?;
    }
    Ok(())
}

fn text(xml: &mut Xml, name: &str, words: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(plain(words).text())?;
    Ok(())
}

/// Words without the characters that no XML document may have, however they are escaped.
struct Plain(String);

fn plain(words: &str) -> Plain {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    Plain(words.chars().filter(allowed).filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect())
}

impl Plain {
    fn text(&self) -> BytesText<'_> {
        BytesText::new(&self.0)
    }
}

/// A date as RFC 822 has it.
fn date(given: &str) -> String {
    DateTime::parse_from_rfc3339(given).map_or_else(|_| given.to_owned(), |date| date.to_rfc2822())
}
