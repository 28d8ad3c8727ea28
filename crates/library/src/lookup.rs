//! What a page on the web says of itself: its title, words and pictures, as it tells whoever links to it.

use crate::fetch::Fetched;
use crate::{Bound, Error, Library, Result};

/// Bytes of a page that are read: what is looked for stands in its head.
const PAGE_BYTES: u64 = 1 << 20;
/// Characters of what is kept of a page's words.
const CHARACTERS: usize = 2_000;
/// Pictures that are kept of a page.
const PICTURES: usize = 10;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Where it is, behind all redirects.
    pub url: String,
    /// Its title; empty for none.
    pub title: String,
    /// What it says it is about; empty for none.
    pub description: String,
    /// Addresses of pictures that stand for it.
    pub pictures: Vec<String>,
}

impl Library {
    /// Looks at a page. What is no page has its address alone, and a picture stands for itself.
    pub async fn look_up(&self, url: &str) -> Result<Page> {
        let bound = Bound { what: "the page", ..self.settings.artwork() };
        let Fetched { body, url, media_type, .. } = self.fetch(url, bound).await?;
        let media_type = media_type.unwrap_or_default();
        if media_type.starts_with("image/") {
            return Ok(Page { pictures: vec![url.clone()], url, ..Page::default() });
        }
        if media_type != "text/html" && media_type != "application/xhtml+xml" {
            return Ok(Page { url, ..Page::default() });
        }
        let html = beginning(body).await?;
        Ok(read(&String::from_utf8_lossy(&html), url))
    }
}

/// The first bytes of a body; the rest is not waited for.
async fn beginning(mut body: crate::blobs::ByteStream) -> Result<Vec<u8>, Error> {
    use futures_util::StreamExt;
    let mut bytes = Vec::new();
    while let Some(piece) = body.next().await {
        bytes.extend_from_slice(&piece?);
        if bytes.len() as u64 >= PAGE_BYTES {
            break;
        }
    }
    Ok(bytes)
}

/// Reads what `title`, `meta` and `link` say, as Open Graph and others have it.
fn read(html: &str, url: String) -> Page {
    let mut page = Page { url, ..Page::default() };
    let (mut own_title, mut rest) = (String::new(), html);
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let name: String =
            rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let tag_end = end_of_tag(rest);
        let (tag, after) = (&rest[name.len()..tag_end], rest.get(tag_end + 1..).unwrap_or_default());
        rest = match name.as_str() {
            "title" if own_title.is_empty() => {
                let (words, after) = until(after, "</title");
                own_title = tidy(words);
                after
            }
            "script" => until(after, "</script").1,
            "style" => until(after, "</style").1,
            "body" => break,
            "meta" => {
                meta(&mut page, tag);
                after
            }
            "link" if attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("image_src")) => {
                picture(&mut page, attribute(tag, "href"));
                after
            }
            _ => after,
        };
    }
    if page.title.is_empty() {
        page.title = own_title;
    }
    page
}

/// Where a tag ends: the first `>` that is in no quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (place, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return place,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// What stands before an end tag, whatever its case, and what behind its name.
fn until<'a>(html: &'a str, end: &str) -> (&'a str, &'a str) {
    let place = html.as_bytes().windows(end.len()).position(|part| part.eq_ignore_ascii_case(end.as_bytes()));
    place.map_or((html, ""), |place| (&html[..place], &html[place + end.len()..]))
}

fn meta(page: &mut Page, tag: &str) {
    let name = attribute(tag, "property").or_else(|| attribute(tag, "name")).unwrap_or_default().to_ascii_lowercase();
    let Some(content) = attribute(tag, "content") else { return };
    match name.as_str() {
        "og:title" => page.title = tidy(&content),
        "twitter:title" if page.title.is_empty() => page.title = tidy(&content),
        "og:description" => page.description = tidy(&content),
        "description" | "twitter:description" if page.description.is_empty() => page.description = tidy(&content),
        "og:image" | "og:image:url" | "og:image:secure_url" | "twitter:image" | "twitter:image:src" => {
            picture(page, Some(content));
        }
        _ => {}
    }
}

fn picture(page: &mut Page, address: Option<String>) {
    let Some(address) = address.and_then(|address| absolute(&page.url, address.trim())) else { return };
    if page.pictures.len() < PICTURES && !page.pictures.contains(&address) {
        page.pictures.push(address);
    }
}

/// An attribute's value, with its references resolved.
fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() {
            return None;
        }
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            rest = after;
            continue;
        };
        let (value, after) = if let Some(quote @ ('"' | '\'')) = value.chars().next() {
            value[1..].split_once(quote).unwrap_or((&value[1..], ""))
        } else {
            value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()))
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(resolved(value));
        }
        rest = after;
    }
}

/// Text with the commonest references, and those by number, as the characters that they mean.
fn resolved(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        whole.push_str(before);
        let end = after.find(';').filter(|end| *end <= 10);
        let meant = end.and_then(|end| reference(&after[..end]));
        if let (Some(c), Some(end)) = (meant, end) {
            whole.push(c);
            rest = &after[end + 1..];
        } else {
            whole.push('&');
            rest = after;
        }
    }
    whole + rest
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        name => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            char::from_u32(number.ok()?).filter(|c| !c.is_control())
        }
    }
}

/// On one line, and not too long.
fn tidy(text: &str) -> String {
    let words: Vec<String> = resolved(text).split_whitespace().map(|word| word.replace(char::is_control, "")).collect();
    words.join(" ").chars().take(CHARACTERS).collect()
}

/// An address on a page as one of its own; `None` for what is no page's.
fn absolute(page: &str, address: &str) -> Option<String> {
    let (scheme, rest) = page.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_url = |address: &str| address.starts_with("http://") || address.starts_with("https://");
    let absolute = if is_url(address) {
        address.to_owned()
    } else if let Some(rest) = address.strip_prefix("//") {
        format!("{scheme}://{rest}")
    } else if address.starts_with('/') {
        format!("{scheme}://{host}{address}")
    } else if address.is_empty() || address.split('/').next().is_some_and(|start| start.contains(':')) {
        return None;
    } else {
        let path = rest.split(['?', '#']).next()?.strip_prefix(host)?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{host}{folder}/{address}")
    };
    Some(absolute).filter(|url| url.len() <= crate::text::URL_BYTES && !url.contains(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><HTML><head><!-- <meta property="og:title" content="no"> -->
        <script>var a = "<meta property='og:title' content='no'>";</script>
        <Title>
          Own &amp; title</Title><meta name=description content="Plain &#39;words&#x27;">
        <meta property="og:title" content='A "better" > title'/>
        <meta content="/a.png?x=1&amp;y=2" property="og:image"><meta name="twitter:image" content="//cdn.test/b.png">
        <meta property="og:image" content="javascript:alert(1)"><meta property="og:image" content="c.png">
        </head><body><meta property="og:title" content="not here">"#;

    #[test]
    fn a_page_says_what_it_is() {
        let page = read(PAGE, "https://pages.test/x/y?z".to_owned());
        assert_eq!((page.title.as_str(), page.description.as_str()), ("A \"better\" > title", "Plain 'words'"));
        let wanted = ["https://pages.test/a.png?x=1&y=2", "https://cdn.test/b.png", "https://pages.test/x/c.png"];
        assert_eq!(page.pictures, wanted);
        assert_eq!(read("<title>Own\n &amp; title</title>", "https://a.test".to_owned()).title, "Own & title");
    }

    #[test]
    fn nonsense_is_no_trouble() {
        for html in
            ["<", "<meta", "<meta content", "<title>", "<!--", "<meta content=\"", "&", "<é", "<meta é='&#xffffff;'>"]
        {
            let page = read(html, "https://a.test/".to_owned());
            assert_eq!((page.title, page.pictures), (String::new(), Vec::new()), "{html}");
        }
    }
}
