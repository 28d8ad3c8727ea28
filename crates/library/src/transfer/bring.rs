//! Bringing in what other services and folders hold, thing by thing: collections and stacks are made as they are named,
//! dates are kept, and what a collection has already is not made twice.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::access::{Actor, Role};
use crate::blobs::ByteStream;
use crate::collections::{self, NewCollection};
use crate::entries::{NewInCollection, Parent, Place, Query};
use crate::ids::{AccountId, CollectionId, EntryId};
use crate::items::{Content, Form, Given, Item, NewItem, canonical_url};
use crate::page::Part;
use crate::{Error, Library, Noun, Order, Result, Time, Window, text};

/// A thing to be brought in. Words that are too long are cut, not refused: they come from services with other rules.
#[expect(missing_debug_implementations, reason = "a stream cannot be printed")]
pub struct Brought {
    /// The collection's name.
    pub collection: String,
    /// The name of the stack that it lies in.
    pub stack: Option<String>,
    /// Its name.
    pub name: String,
    /// Words about it.
    pub description: String,
    /// Words on it.
    pub tags: Vec<String>,
    /// When it was made.
    pub made_at: Option<Time>,
    /// What it is.
    pub content: BroughtContent,
}

/// What a thing to be brought in is.
#[expect(missing_debug_implementations, reason = "a stream cannot be printed")]
pub enum BroughtContent {
    /// A page's address.
    Link(String),
    /// Words.
    Note(String),
    /// A colour.
    Colour([u8; 3]),
    /// A file.
    File {
        /// What it is taken for.
        media_type: String,
        /// Its bytes.
        content: ByteStream,
    },
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It was made.
    Made,
    /// The collection has it already.
    Duplicate,
}

/// Things on their way into an account.
#[derive(Debug)]
pub struct Bringing<'a> {
    library: &'a Library,
    actor: Actor,
    /// Whether what a collection has already is made once more.
    keep_duplicates: bool,
    collections: BTreeMap<String, CollectionId>,
    stacks: HashMap<(CollectionId, String), EntryId>,
    /// What collections hold: [`sameness`].
    held: HashSet<(CollectionId, String)>,
}

impl Library {
    /// Begins to bring things into an account. For the operator: nobody's role is asked.
    pub async fn begin_bringing(&self, account: AccountId, keep_duplicates: bool) -> Result<Bringing<'_>> {
        let actor = self.owner_of(account).await?;
        let (collections, stacks, held) = Default::default();
        Ok(Bringing { library: self, actor, keep_duplicates, collections, stacks, held })
    }

    /// An account's owner, acting in it.
    pub(super) async fn owner_of(&self, account: AccountId) -> Result<Actor> {
        let found = self.store.account(account).await?.ok_or(Error::NotFound(Noun::Account))?;
        let members = self.store.members(account).await?;
        let above = members.iter().find(|member| member.role == Role::Owner).map(|member| member.user);
        let user = found.own_of.or(above).ok_or(Error::NotFound(Noun::User))?;
        Ok(Actor { user, account, role: Role::Owner, key: None, person: false })
    }
}

impl Bringing<'_> {
    /// Makes the thing at the end of its collection, or finds that it is there.
    pub async fn bring(&mut self, brought: Brought) -> Result<Became> {
        let Brought { collection, stack, name, description, tags, made_at, content } = brought;
        let given = match content {
            BroughtContent::Link(url) => {
                Content::Link(url.clone()).checked()?;
                Given::Link(url)
            }
            BroughtContent::Note(words) => Given::Note(words),
            BroughtContent::Colour(colour) => Given::Colour(colour),
            BroughtContent::File { media_type, content } => {
                let blob = self.library.store_stream(content, self.library.settings.asset()).await?;
                Given::Stored { media_type: Some(media_type), picture: false, blob }
            }
        };
        let collection = self.collection(&name_of(&collection)).await?;
        let same = (collection, sameness_of(&given));
        if self.held.contains(&same) && !self.keep_duplicates {
            return Ok(Became::Duplicate);
        }
        let parent = match stack {
            Some(stack) => Some(self.stack(collection, &name_of(&stack)).await?),
            None => None,
        };
        let item = NewItem {
            description: cut(&description, text::DESCRIPTION_CHARACTERS),
            tags: tidy(&tags),
            made_at,
            ..NewItem::new(name_of(&name), given)
        };
        let new = NewInCollection { item, place: Place::Last, parent };
        self.library.create_in_collection(&self.actor, collection, new).await?;
        self.held.insert(same);
        Ok(Became::Made)
    }

    /// The collection of this name; made when the account has none.
    async fn collection(&mut self, name: &str) -> Result<CollectionId> {
        if let Some(id) = self.collections.get(name) {
            return Ok(*id);
        }
        let id = if let Some(id) = self.find(name).await? {
            self.look_into(id).await?;
            id
        } else {
            let new = NewCollection { name: name.to_owned(), ..NewCollection::default() };
            self.library.create_collection(&self.actor, new).await?.id
        };
        self.collections.insert(name.to_owned(), id);
        Ok(id)
    }

    async fn find(&self, name: &str) -> Result<Option<CollectionId>> {
        const AT_ONCE: u32 = 200;
        let mut offset = 0;
        loop {
            let query = collections::Query {
                account: self.actor.account,
                catalog: None,
                name: name.to_lowercase(),
                sort: collections::Sort::Created,
                order: Order::Ascending,
                window: Window { offset, limit: AT_ONCE },
            };
            let found = self.library.store.collections(&query).await?.items;
            if found.is_empty() {
                return Ok(None);
            }
            offset += found.len() as u64;
            if let Some(same) = found.iter().find(|collection| collection.name == name) {
                return Ok(Some(same.id));
            }
        }
    }

    /// Notes what a collection holds, and its stacks.
    async fn look_into(&mut self, id: CollectionId) -> Result<()> {
        const AT_ONCE: u32 = 500;
        let mut cursor = None;
        loop {
            let query = Query { parent: Parent::Any, ..Query::of(id, Part::after(AT_ONCE, cursor)) };
            let page = self.library.store.entries_page(&query).await?;
            for (entry, item) in page.items {
                if item.form() == Form::Stack {
                    self.stacks.entry((id, item.thing.name)).or_insert(entry.id);
                } else {
                    self.held.extend(sameness(&item).map(|same| (id, same)));
                }
            }
            cursor = page.next;
            if cursor.is_none() {
                return Ok(());
            }
        }
    }

    async fn stack(&mut self, collection: CollectionId, name: &str) -> Result<EntryId> {
        let key = (collection, name.to_owned());
        if let Some(id) = self.stacks.get(&key) {
            return Ok(*id);
        }
        let item = NewItem::new(name, Given::Stack);
        let new = NewInCollection { item, place: Place::Last, parent: None };
        let (entry, _) = self.library.create_in_collection(&self.actor, collection, new).await?;
        self.stacks.insert(key, entry.id);
        Ok(entry.id)
    }
}

/// What two things share that are the same: a page's address, a file's or a note's bytes, a colour.
fn sameness(item: &Item) -> Option<String> {
    match &item.content {
        Content::Link(url) => Some(same_link(url)),
        Content::Note(words) => Some(same_note(words)),
        Content::Colour(colour) => Some(same_colour(*colour)),
        Content::Model(_) => None,
        Content::None => item.file.as_ref().map(|file| same_file(file.blob.hash)),
    }
}

fn sameness_of(given: &Given) -> String {
    match given {
        Given::Link(url) => same_link(url),
        Given::Note(words) => same_note(words),
        Given::Colour(colour) => same_colour(*colour),
        Given::Stored { blob, .. } => same_file(blob.hash),
        Given::File { .. } | Given::Model(..) | Given::Stack => String::new(),
    }
}

fn same_link(url: &str) -> String {
    format!("link {}", canonical_url(url))
}

fn same_note(words: &str) -> String {
    format!("note {}", crate::blobs::BlobHash::of(words.as_bytes()))
}

fn same_colour([red, green, blue]: [u8; 3]) -> String {
    format!("colour {red} {green} {blue}")
}

fn same_file(hash: crate::blobs::BlobHash) -> String {
    format!("file {hash}")
}

fn cut(words: &str, characters: usize) -> String {
    words.chars().filter(|letter| *letter != '\0').take(characters).collect()
}

/// A name as names are: one line, not too long, never empty.
fn name_of(words: &str) -> String {
    let line: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let name = cut(line.trim(), text::NAME_CHARACTERS);
    if name.trim().is_empty() { "Untitled".to_owned() } else { name.trim().to_owned() }
}

/// Tags as tags are, and no more than a thing has.
fn tidy(tags: &[String]) -> Vec<String> {
    const MOST: usize = 100;
    tags.iter().filter(|tag| !tag.trim().is_empty()).take(MOST).map(|tag| name_of(tag)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_others_are_cut_to_our_rules() {
        assert_eq!(name_of(" a\r\nb\0 "), "a  b");
        assert_eq!(name_of("\u{1}\u{2}"), "Untitled");
        assert_eq!(name_of(&"é".repeat(1 << 20)).chars().count(), text::NAME_CHARACTERS);
        assert_eq!(tidy(&["a".into(), " ".into(), "b\tc".into()]), ["a", "b c"]);
    }
}
