//! Fonts that accounts added.

use library::Error;
use library::fonts::{Added, Category, Face, Font};
use library::ids::FontId;

use super::samples::WORDS;
use super::world::{Subject, World, at, micros};

async fn font(world: &World, name: &str, seconds: i64) -> Font {
    let face = Face {
        family: "Brand".into(),
        style: "Bold".into(),
        postscript_name: name.into(),
        category: Category::Serif,
        license: String::new(),
    };
    let file = world.blob(name).await;
    Font { id: FontId::new(), face, added: Some(Added { account: world.account, file, at: at(seconds) }) }
}

async fn add(world: &World, font: &Font) -> library::Result<()> {
    let mut tx = world.begin().await;
    tx.insert_font(font).await?;
    tx.commit().await
}

/// A font comes back as it was, in its own account only, and lists run from the oldest.
pub async fn fonts_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let mut wanted = Vec::new();
    for (category, seconds) in Category::ALL.into_iter().zip((1..=5).rev()) {
        let plain = font(&world, category.name(), seconds).await;
        let face = Face { category, family: WORDS.into(), style: WORDS.into(), license: WORDS.into(), ..plain.face };
        let added = plain.added.map(|added| Added { at: added.at + micros(1), ..added });
        let font = Font { face, added, ..plain };
        add(&world, &font).await.unwrap();
        assert_eq!(world.store.font(world.account, font.id).await.unwrap().as_ref(), Some(&font));
        assert_eq!(world.store.font(other.account, font.id).await.unwrap(), None);
        wanted.insert(0, font);
    }
    assert_eq!(world.store.fonts(world.account).await.unwrap(), wanted);
    assert_eq!(world.store.fonts(other.account).await.unwrap(), []);
}

/// An account has one font of a name, whatever its case; another account has its own.
pub async fn font_names_are_unique_in_an_account(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    add(&world, &font(&world, "Brand-Bold", 1).await).await.unwrap();
    let again = font(&world, "brand-BOLD", 2).await;
    assert!(matches!(add(&world, &again).await, Err(Error::Conflict(_))));
    add(&other, &font(&other, "Brand-Bold", 2).await).await.unwrap();
    assert_eq!(world.store.fonts(world.account).await.unwrap().len(), 1);
}

/// A deleted font is gone, by its own account only; its file is held until then.
pub async fn fonts_hold_their_files_until_they_are_deleted(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let kept = font(&world, "Brand", 1).await;
    let file = kept.added.unwrap().file;
    add(&world, &kept).await.unwrap();
    let sweep = async || {
        let mut tx = world.begin().await;
        let swept = tx.take_unused_blobs(at(100), 10).await.unwrap();
        tx.commit().await.unwrap();
        swept
    };
    assert_eq!(sweep().await, []);
    for (account, bytes) in [(other.account, None), (world.account, Some(file.bytes)), (world.account, None)] {
        let mut tx = world.begin().await;
        assert_eq!(tx.delete_font(account, kept.id).await.unwrap(), bytes);
        tx.commit().await.unwrap();
    }
    assert_eq!(sweep().await, [file.hash]);
}
