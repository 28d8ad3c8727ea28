//! Named print areas, and names for slots.

use async_trait::async_trait;
use library::Result;
use library::ids::{CollectionId, PresetId, ThingId};
use library::inputs::{self, Input};
use library::presets::{self, Preset};

use super::super::store::{MemoryStore, MemoryTransaction};
use super::missing;
use super::things::widest_first;

#[async_trait]
impl presets::Read for MemoryStore {
    async fn presets(&self, mockups: &[ThingId]) -> Result<Vec<Preset>> {
        let rows = self.rows();
        let wanted = rows.presets.values().filter(|preset| mockups.contains(&preset.mockup));
        let shown = |preset: &Preset| Preset { previews: widest_first(&preset.previews), ..preset.clone() };
        let mut presets: Vec<Preset> = wanted.map(shown).collect();
        presets.sort_by_key(|preset| (preset.created_at, preset.id));
        Ok(presets)
    }
}

#[async_trait]
impl presets::Write for MemoryTransaction {
    async fn insert_preset(&mut self, preset: &Preset) -> Result<()> {
        self.rows.hold_blobs(preset.previews.iter().map(|preview| preview.blob.hash))?;
        if self.rows.thing(preset.mockup).is_none() {
            return Err(missing("the preset's mockup"));
        }
        self.rows.presets.insert(preset.id, preset.clone());
        Ok(())
    }

    async fn update_preset(&mut self, preset: &Preset) -> Result<bool> {
        self.rows.hold_blobs(preset.previews.iter().map(|preview| preview.blob.hash))?;
        let there = self.rows.presets.get_mut(&preset.id).filter(|there| there.mockup == preset.mockup);
        let Some(there) = there else { return Ok(false) };
        there.name.clone_from(&preset.name);
        there.area = preset.area;
        there.previews.clone_from(&preset.previews);
        Ok(true)
    }

    async fn delete_preset(&mut self, mockup: ThingId, id: PresetId) -> Result<bool> {
        if self.rows.presets.get(&id).is_none_or(|preset| preset.mockup != mockup) {
            return Ok(false);
        }
        Ok(self.rows.presets.remove(&id).is_some())
    }
}

#[async_trait]
impl inputs::Read for MemoryStore {
    async fn inputs(&self, collection: CollectionId) -> Result<Vec<Input>> {
        let rows = self.rows();
        Ok(rows.inputs.values().filter(|input| input.collection == collection).cloned().collect())
    }
}

#[async_trait]
impl inputs::Write for MemoryTransaction {
    async fn put_input(&mut self, input: &Input) -> Result<()> {
        let known = input.targets.iter().all(|target| self.rows.thing(target.mockup).is_some());
        if !known || !self.rows.collections.contains_key(&input.collection) {
            return Err(missing("the input's collection or a mockup"));
        }
        self.rows.inputs.insert((input.collection, input.name.clone()), input.clone());
        Ok(())
    }

    async fn delete_input(&mut self, collection: CollectionId, name: &str) -> Result<bool> {
        Ok(self.rows.inputs.remove(&(collection, name.to_owned())).is_some())
    }
}
