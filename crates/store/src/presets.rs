//! Named print areas, and their small pictures.

use std::collections::HashMap;

use async_trait::async_trait;
use library::ids::{PresetId, ThingId};
use library::presets::{Preset, Read, Write};
use library::renders::PrintArea;
use library::things::Preview;
use library::{Result, Time};
use sea_query::{Expr, ExprTrait, Order, Query};
use uuid::Uuid;

use crate::db::Database;
use crate::open::Store;
use crate::schema::{PresetPreviews, Presets};
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::{CHUNK, Hash, blob, bytes, length, small};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    mockup_id: Uuid,
    slot_id: Uuid,
    name: String,
    area_left: f64,
    area_top: f64,
    area_width: f64,
    area_height: f64,
    created_at: Time,
}

impl Row {
    fn with(self, previews: Vec<Preview>) -> Preset {
        let (left, top, width, height) = (self.area_left, self.area_top, self.area_width, self.area_height);
        Preset {
            id: PresetId(self.id),
            mockup: ThingId(self.mockup_id),
            slot: self.slot_id,
            name: self.name,
            area: PrintArea { left, top, width, height },
            previews,
            created_at: self.created_at,
        }
    }
}

#[derive(sqlx::FromRow)]
struct PreviewRow {
    preset_id: Uuid,
    width: i64,
    height: i64,
    #[sqlx(try_from = "Vec<u8>")]
    blob_hash: Hash,
    blob_bytes: i64,
    media_type: String,
}

/// The small pictures of these presets, widest first.
async fn previews(database: &Database, presets: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Preview>>> {
    let columns = [
        PresetPreviews::PresetId,
        PresetPreviews::Width,
        PresetPreviews::Height,
        PresetPreviews::BlobHash,
        PresetPreviews::BlobBytes,
        PresetPreviews::MediaType,
    ];
    let mut found: HashMap<Uuid, Vec<Preview>> = HashMap::new();
    for part in presets.chunks(CHUNK) {
        let query = Query::select()
            .columns(columns)
            .from(PresetPreviews::Table)
            .and_where(Expr::col(PresetPreviews::PresetId).is_in(part.iter().copied()))
            .order_by(PresetPreviews::Width, Order::Desc)
            .to_owned();
        let rows: Vec<PreviewRow> = database.all(&query).await?;
        for row in rows {
            let preview = Preview {
                width: small(row.width)?,
                height: small(row.height)?,
                blob: blob(row.blob_hash, row.blob_bytes)?,
                media_type: row.media_type,
            };
            found.entry(row.preset_id).or_default().push(preview);
        }
    }
    Ok(found)
}

#[async_trait]
impl Read for Store {
    async fn presets(&self, mockups: &[ThingId]) -> Result<Vec<Preset>> {
        let columns = [
            Presets::Id,
            Presets::MockupId,
            Presets::SlotId,
            Presets::Name,
            Presets::AreaLeft,
            Presets::AreaTop,
            Presets::AreaWidth,
            Presets::AreaHeight,
            Presets::CreatedAt,
        ];
        let mut rows: Vec<Row> = Vec::new();
        for part in mockups.chunks(CHUNK) {
            let query = Query::select()
                .columns(columns)
                .from(Presets::Table)
                .and_where(Expr::col(Presets::MockupId).is_in(part.iter().map(|mockup| mockup.0)))
                .to_owned();
            rows.extend(self.database.all::<Row>(&query).await?);
        }
        rows.sort_by_key(|row| (row.created_at, row.id));
        let mut previews = previews(&self.database, rows.iter().map(|row| row.id).collect()).await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let own = previews.remove(&row.id).unwrap_or_default();
                row.with(own)
            })
            .collect())
    }
}

async fn put_previews(changes: &mut Changes, preset: &Preset) -> Result<()> {
    for preview in &preset.previews {
        let row = insert!(PresetPreviews::Table,
            PresetPreviews::PresetId => preset.id.0,
            PresetPreviews::Width => i64::from(preview.width),
            PresetPreviews::Height => i64::from(preview.height),
            PresetPreviews::BlobHash => bytes(preview.blob.hash),
            PresetPreviews::BlobBytes => length(preview.blob.bytes)?,
            PresetPreviews::MediaType => preview.media_type.as_str(),
        );
        changes.execute(&row).await?;
    }
    Ok(())
}

#[async_trait]
impl Write for Changes {
    async fn insert_preset(&mut self, preset: &Preset) -> Result<()> {
        let row = insert!(Presets::Table,
            Presets::Id => preset.id.0,
            Presets::MockupId => preset.mockup.0,
            Presets::SlotId => preset.slot,
            Presets::Name => preset.name.as_str(),
            Presets::AreaLeft => preset.area.left,
            Presets::AreaTop => preset.area.top,
            Presets::AreaWidth => preset.area.width,
            Presets::AreaHeight => preset.area.height,
            Presets::CreatedAt => preset.created_at,
        );
        self.execute(&row).await?;
        put_previews(self, preset).await
    }

    async fn update_preset(&mut self, preset: &Preset) -> Result<bool> {
        let change = Query::update()
            .table(Presets::Table)
            .value(Presets::Name, preset.name.as_str())
            .value(Presets::AreaLeft, preset.area.left)
            .value(Presets::AreaTop, preset.area.top)
            .value(Presets::AreaWidth, preset.area.width)
            .value(Presets::AreaHeight, preset.area.height)
            .and_where(Expr::col(Presets::Id).eq(preset.id.0))
            .and_where(Expr::col(Presets::MockupId).eq(preset.mockup.0))
            .to_owned();
        if self.execute(&change).await? == 0 {
            return Ok(false);
        }
        let old = Query::delete()
            .from_table(PresetPreviews::Table)
            .and_where(Expr::col(PresetPreviews::PresetId).eq(preset.id.0))
            .to_owned();
        self.execute(&old).await?;
        put_previews(self, preset).await?;
        Ok(true)
    }

    async fn delete_preset(&mut self, mockup: ThingId, id: PresetId) -> Result<bool> {
        let change = Query::delete()
            .from_table(Presets::Table)
            .and_where(Expr::col(Presets::Id).eq(id.0))
            .and_where(Expr::col(Presets::MockupId).eq(mockup.0))
            .to_owned();
        Ok(self.execute(&change).await? > 0)
    }
}
