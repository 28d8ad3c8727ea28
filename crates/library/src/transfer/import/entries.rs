//! Collections and entries of an import.

use super::rules::{damaged, view};
use super::{Here, Importing, known, refuse_twice};
use crate::collections::Collection;
use crate::entries::Entry;
use crate::ids::{CollectionId, CommentId, EntryId, ReactionId};
use crate::inputs::{Input, Target};
use crate::responses::{Comment, Reaction};
use crate::things::ThingKind;
use crate::transfer::{CollectionRecord, EntryRecord, Noun};
use crate::{Result, responses, text};

impl Importing<'_> {
    pub(super) async fn collection(&mut self, record: CollectionRecord) -> Result<()> {
        self.leave_collection().await?;
        let CollectionRecord { collection, catalog, author, inputs } = record;
        let named = collection.id;
        let id = CollectionId(self.free(Noun::Collection, named.0).await?);
        let catalog = match catalog {
            Some(catalog) => known(self.catalogs.get(&catalog).copied(), "a catalog")?,
            None => self.default,
        };
        view(&collection.view)?;
        let thing = |cover| known(self.things.get(&cover), "a thing").map(|(id, _)| *id);
        let cover = collection.cover.map(thing).transpose()?;
        let own = Collection {
            id,
            account: self.account,
            catalog,
            author: self.maker(&author).await?,
            name: text::name("name", &collection.name)?,
            description: text::description("description", &collection.description)?,
            cover,
            collaborators: 0,
            ..collection
        };
        self.tx.insert_collection(&own).await?;
        for input in inputs {
            self.input(id, input).await?;
        }
        self.collections.push(own);
        self.counts.collections += 1;
        self.done.collections += 1;
        self.here = Here { collection: Some(named), ..Here::default() };
        Ok(())
    }

    async fn input(&mut self, collection: CollectionId, input: Input) -> Result<()> {
        let name = text::name("name", &input.name)?;
        let mut targets = Vec::with_capacity(input.targets.len());
        for Target { mockup, slot } in input.targets {
            let (mockup, kind) = *known(self.things.get(&mockup), "a thing")?;
            if !matches!(kind, ThingKind::Mockup | ThingKind::Photo) {
                return Err(damaged("an input names what is no mockup"));
            }
            targets.push(Target { mockup, slot });
        }
        self.tx.put_input(&Input { collection, name, targets }).await
    }

    pub(super) async fn entry(&mut self, record: EntryRecord) -> Result<()> {
        let EntryRecord { entry, added_by, reactions } = record;
        let named = entry.id;
        let collection = known(self.collections.last().map(|collection| collection.id), "a collection")?;
        if self.here.collection != Some(entry.collection) {
            return Err(damaged("an entry is not of the collection before it"));
        }
        let (thing, kind) = *known(self.things.get(&entry.thing), "a thing")?;
        let parent = match entry.parent {
            None => None,
            Some(_) if kind == ThingKind::Stack => return Err(damaged("a stack is in a stack")),
            Some(parent) => Some(known(self.here.stacks.get(&parent).copied(), "a stack of the collection")?),
        };
        if kind != entry.kind {
            return Err(damaged("an entry is of another kind than its thing"));
        }
        refuse_twice((!self.here.things.insert(thing)).then_some(()))?;
        let id = EntryId(self.free(Noun::Entry, named.0).await?);
        let added_by = self.maker(&added_by).await?;
        self.tx.insert_entry(&Entry { id, collection, thing, parent, added_by, ..entry }).await?;
        for (reaction, user) in reactions {
            // To like something in somebody else's name would be a lie.
            if let Some(user) = self.person(&user).await? {
                let reaction_id = ReactionId(self.free(Noun::Reaction, reaction.id.0).await?);
                self.tx.insert_reaction(&Reaction { id: reaction_id, entry: id, user, ..reaction }).await?;
            }
        }
        if kind == ThingKind::Stack {
            self.here.stacks.insert(named, id);
        }
        *self.here.kinds.entry(kind).or_default() += 1;
        self.here.entry = Some((named, id));
        self.done.entries += 1;
        Ok(())
    }

    pub(super) async fn comment(&mut self, comment: Comment, author: &str) -> Result<()> {
        let here = self.here.entry.filter(|(named, _)| *named == comment.entry);
        let (_, entry) = known(here, "an entry")?;
        responses::checked(&comment.body, &comment.annotation)?;
        let id = CommentId(self.free(Noun::Comment, comment.id.0).await?);
        let author = self.maker(author).await?;
        self.tx.insert_comment(&Comment { id, entry, author, ..comment }).await.map(drop)
    }

    /// Counts what the collection before has.
    pub(super) async fn leave_collection(&mut self) -> Result<()> {
        let here = std::mem::take(&mut self.here);
        let Some(collection) = self.collections.last().filter(|_| here.collection.is_some()) else { return Ok(()) };
        let kinds: Vec<(ThingKind, i64)> = here.kinds.into_iter().collect();
        self.tx.add_to_collection_counts(collection.id, &kinds, collection.updated_at).await
    }
}
