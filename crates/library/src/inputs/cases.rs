//! Naming slots, and filling all that have a name at once.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{DEFAULT, Input, Target};
use crate::access::{Actor, Role};
use crate::ids::{CollectionId, ThingId};
use crate::mockups::Mockup;
use crate::renders::{Artwork, ColourOverlay, Fill, OutputOrder, RenderOrder};
use crate::templates::{Outline, Slot};
use crate::things::ThingKind;
use crate::{Error, Library, Noun, Result, Window, text};

/// The most slots of one input, and the most mockups that are ordered at once.
const MOST: usize = 500;

/// What is given for a collection's inputs, by their names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// Pictures, and how they lie in each slot.
    pub artworks: BTreeMap<String, Artwork>,
    /// Colours.
    pub colours: BTreeMap<String, ColourOverlay>,
    /// The output of every picture.
    pub output: OutputOrder,
}

/// One mockup's part of an order for a whole collection.
#[derive(Debug, Clone, PartialEq)]
pub struct Ordering {
    /// The mockup.
    pub mockup: Mockup,
    /// What is ordered of it.
    pub order: RenderOrder,
}

impl Library {
    /// A collection's inputs by name.
    pub async fn inputs(&self, actor: &Actor, collection: CollectionId) -> Result<Vec<Input>> {
        let collection = self.collection(actor, collection).await?;
        self.store.inputs(collection.id).await
    }

    /// Gives a name to slots of a collection's mockups; an earlier input of that name is replaced.
    pub async fn set_input(
        &self,
        actor: &Actor,
        collection: CollectionId,
        name: &str,
        targets: Vec<Target>,
    ) -> Result<Input> {
        actor.require(Role::Editor)?;
        let collection = self.collection(actor, collection).await?.id;
        let name = text::name("name", name)?;
        if targets.is_empty() || targets.len() > MOST {
            return Err(Error::invalid("targets", format!("must have 1 to {MOST} items")));
        }
        let held: BTreeSet<ThingId> = self.mockup_ids(actor, collection).await?.into_iter().collect();
        let mut seen = BTreeSet::new();
        for (place, target) in targets.iter().enumerate() {
            let field = |word: &str| format!("targets[{place}].{word}");
            if !held.contains(&target.mockup) {
                return Err(Error::invalid(field("mockup"), "is not in this collection"));
            }
            if self.mockup(actor, target.mockup).await?.template.outline.slot(target.slot).is_none() {
                return Err(Error::invalid(field("slot"), "is no smart object of this mockup"));
            }
            if !seen.insert(*target) {
                return Err(Error::invalid(field("slot"), "is named twice"));
            }
        }
        let input = Input { collection, name, targets };
        let mut tx = self.begin().await?;
        // Held, so that it is not removed beside us.
        tx.collection_for_change(actor.account, collection).await?.ok_or(Error::NotFound(Noun::Collection))?;
        tx.put_input(&input).await?;
        tx.commit().await?;
        Ok(input)
    }

    /// Forgets an input.
    pub async fn delete_input(&self, actor: &Actor, collection: CollectionId, name: &str) -> Result<()> {
        actor.require(Role::Editor)?;
        let collection = self.collection(actor, collection).await?;
        text::without_null("name", name)?;
        let mut tx = self.begin().await?;
        if !tx.delete_input(collection.id, name).await? {
            return Err(Error::NotFound(Noun::Input));
        }
        tx.commit().await
    }

    /// What is to be ordered of each of a collection's mockups, in their order, when this is given for its inputs. A
    /// mockup that no input names is ordered as it is.
    pub async fn collection_orders(
        &self,
        actor: &Actor,
        collection: CollectionId,
        given: &Given,
    ) -> Result<Vec<Ordering>> {
        let inputs = self.inputs(actor, collection).await?;
        check_names(&inputs, given)?;
        let mut orders = Vec::new();
        for id in self.mockup_ids(actor, collection).await? {
            let mockup = self.mockup(actor, id).await?;
            let order = order(&mockup, &inputs, given);
            orders.push(Ordering { mockup, order });
        }
        Ok(orders)
    }

    /// The mockups in a collection, in its order.
    async fn mockup_ids(&self, actor: &Actor, collection: CollectionId) -> Result<Vec<ThingId>> {
        let mut mockups = Vec::new();
        let mut window = Window { limit: 200, offset: 0 };
        loop {
            let page = self.entries(actor, collection, window).await?.items;
            mockups
                .extend(page.iter().filter(|(entry, _)| entry.kind == ThingKind::Mockup).map(|(entry, _)| entry.thing));
            if mockups.len() > MOST {
                return Err(Error::invalid("collection", format!("has more than {MOST} mockups")));
            }
            if page.len() < window.limit as usize {
                return Ok(mockups);
            }
            window.offset += u64::from(window.limit);
        }
    }
}

/// Refuses names that the collection does not know.
fn check_names(inputs: &[Input], given: &Given) -> Result<()> {
    let known = |name: &str| {
        if inputs.is_empty() { name == DEFAULT } else { inputs.iter().any(|input| input.name == name) }
    };
    let artworks = given.artworks.keys().map(|name| ("artworks", name));
    let colours = given.colours.keys().map(|name| ("colours", name));
    match artworks.chain(colours).find(|(_, name)| !known(name)) {
        Some((kind, name)) => Err(Error::invalid(format!("{kind}.{name}"), "is no input of this collection")),
        None => Ok(()),
    }
}

fn order(mockup: &Mockup, inputs: &[Input], given: &Given) -> RenderOrder {
    let mut fills: BTreeMap<Uuid, Fill> = BTreeMap::new();
    let slots = |name: &str| slots(mockup, inputs, name);
    for (name, artwork) in &given.artworks {
        for slot in slots(name) {
            fills.entry(slot).or_insert_with(|| Fill::of(slot)).artwork = Some(artwork.clone());
        }
    }
    for (name, colour) in &given.colours {
        for slot in slots(name) {
            fills.entry(slot).or_insert_with(|| Fill::of(slot)).colour = Some(*colour);
        }
    }
    RenderOrder { fills: fills.into_values().collect(), output: given.output, ..RenderOrder::default() }
}

/// The slots of a mockup that an input fills.
fn slots(mockup: &Mockup, inputs: &[Input], name: &str) -> Vec<Uuid> {
    if inputs.is_empty() {
        return largest(&mockup.template.outline).map(|slot| slot.id).into_iter().collect();
    }
    let named = inputs.iter().filter(|input| input.name == name).flat_map(|input| &input.targets);
    let own = named.filter(|target| target.mockup == mockup.thing.id).map(|target| target.slot);
    own.filter(|slot| mockup.template.outline.slot(*slot).is_some()).collect()
}

/// The slot with the most pixels of its own; of equal ones the front-most.
fn largest(outline: &Outline) -> Option<&Slot> {
    let area = |slot: &&Slot| u64::from(slot.width) * u64::from(slot.height);
    outline.slots.iter().rev().max_by_key(area)
}
