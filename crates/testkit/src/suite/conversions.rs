//! Conversions: kept, replaced, forgotten.

use library::conversions::Conversion;
use library::renders::Format;

use super::world::{Subject, World, at, micros};

/// A conversion is found by its source and format; a later one takes its place.
pub async fn conversions_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let (source, other) = (world.blob("source").await, world.blob("other").await);
    let (first, second) = (world.blob("first").await, world.blob("second").await);
    let png = Conversion { source: source.hash, format: Format::Png, file: first, asked_at: at(1) + micros(1) };
    let webp = Conversion { format: Format::Webp, ..png };
    let again = Conversion { file: second, asked_at: at(2), ..png };
    let mut tx = world.begin().await;
    for conversion in [png, webp, again] {
        tx.put_conversion(&conversion).await.unwrap();
    }
    tx.commit().await.unwrap();
    let found = async |hash, format| world.store.conversion(hash, format).await.unwrap();
    assert_eq!(found(source.hash, Format::Png).await, Some(again));
    assert_eq!(found(source.hash, Format::Webp).await, Some(webp));
    assert_eq!(found(source.hash, Format::Jpeg).await, None);
    assert_eq!(found(other.hash, Format::Png).await, None);
}

/// Conversions that nobody has asked for in a while are forgotten, a few at a time, and then their files.
pub async fn old_conversions_are_forgotten(store: Subject) {
    let world = World::new(store).await;
    let file = world.blob("file").await;
    let sources = [world.blob("1").await, world.blob("2").await, world.blob("3").await];
    let mut tx = world.begin().await;
    for (time, source) in [1, 2, 3].into_iter().zip(sources) {
        let source = source.hash;
        tx.put_conversion(&Conversion { source, format: Format::Png, file, asked_at: at(time) }).await.unwrap();
    }
    for (before, limit, gone) in [(1, 9, 0), (3, 1, 1), (3, 9, 1), (3, 9, 0)] {
        assert_eq!(tx.delete_old_conversions(at(before), limit).await.unwrap(), gone);
    }
    assert!(!tx.take_unused_blobs(at(100), 9).await.unwrap().contains(&file.hash));
    assert_eq!(tx.delete_old_conversions(at(9), 9).await.unwrap(), 1);
    assert!(tx.take_unused_blobs(at(100), 9).await.unwrap().contains(&file.hash));
}
