//! Renders, and the pictures that they share.

use futures_util::future::join_all;
use library::Time;
use library::ids::{AccountId, RenderId};
use library::renders::{Picture, Render, RenderKey};

use super::samples::{WORDS, losses, orders, set_texts};
use super::world::{Subject, World, at, micros, picture};

const KEY: RenderKey = RenderKey([7; 32]);
const OTHER: RenderKey = RenderKey([8; 32]);

async fn set(world: &World, render: &Render, key: RenderKey, picture: &Picture, now: Time) {
    let mut tx = world.begin().await;
    tx.set_picture(render.id, key, picture, now).await.unwrap();
    tx.commit().await.unwrap();
}

async fn shown(world: &World, render: &Render) -> Option<Picture> {
    world.store.render(render.id).await.unwrap().unwrap().picture
}

/// An order comes back with every variant, number and character as it was.
pub async fn renders_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let mockup = world.mockup("mug").await;
    let artwork = world.blob("art").await;
    for order in orders(artwork) {
        let created_at = at(1) + micros(1);
        let render = Render { order, label: WORDS.into(), created_at, ..world.new_render(mockup.id) };
        let mut tx = world.begin().await;
        tx.insert_render(&render, &[artwork]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.store.render(render.id).await.unwrap(), Some(render));
    }
    assert_eq!(world.store.render(RenderId::new()).await.unwrap(), None);
}

/// A picture comes back with its losses and texts, with the render and by its key.
pub async fn pictures_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let mockup = world.mockup("mug").await.id;
    let render = world.render(mockup).await;
    assert_eq!(world.store.picture(world.account, KEY).await.unwrap(), None);
    let blob = world.blob("picture").await;
    let full = Picture { width: 300_000, losses: losses(), texts: set_texts(), ..picture(blob) };
    set(&world, &render, KEY, &full, at(5)).await;
    assert_eq!(world.store.picture(world.account, KEY).await.unwrap().as_ref(), Some(&full));
    assert_eq!(world.store.picture(world.account, OTHER).await.unwrap(), None);
    assert_eq!(world.store.picture(AccountId::new(), KEY).await.unwrap(), None);
    let found = world.store.render(render.id).await.unwrap();
    assert_eq!(found, Some(Render { picture: Some(full), ..render }));
}

/// Renders of one account with one key share the picture that came first; another account has its own.
pub async fn a_key_is_one_picture_in_an_account(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let (one, two) = (picture(world.blob("one").await), picture(world.blob("two").await));
    let mockup = world.mockup("mug").await.id;
    let renders = [world.render(mockup).await, world.render(mockup).await, world.render(mockup).await];
    let theirs = other.render(other.mockup("theirs").await.id).await;
    set(&world, &renders[0], KEY, &one, at(1)).await;
    set(&world, &renders[1], KEY, &two, at(2)).await;
    set(&world, &renders[2], OTHER, &two, at(2)).await;
    set(&other, &theirs, KEY, &two, at(2)).await;
    for (render, wanted) in renders.iter().zip([&one, &one, &two]) {
        assert_eq!(shown(&world, render).await.as_ref(), Some(wanted));
    }
    assert_eq!(shown(&other, &theirs).await.as_ref(), Some(&two));
    assert_eq!(world.store.picture(world.account, KEY).await.unwrap(), Some(one));
    assert_eq!(world.store.picture(other.account, KEY).await.unwrap(), Some(two));
}

/// Several that draw the same at the same time end up with one picture.
pub async fn a_key_drawn_by_many_is_one_picture(store: Subject) {
    let world = World::new(store).await;
    let mockup = world.mockup("mug").await.id;
    let mut drawn = Vec::new();
    for number in 0..8 {
        drawn.push((world.render(mockup).await, picture(world.blob(&format!("{number}")).await)));
    }
    let writers = drawn.iter().cloned().map(|(render, picture)| {
        let store = world.store.clone();
        tokio::spawn(async move {
            let mut tx = store.begin().await?;
            tx.set_picture(render.id, KEY, &picture, at(1)).await?;
            tx.commit().await
        })
    });
    for written in join_all(writers).await {
        written.unwrap().unwrap();
    }
    let kept = world.store.picture(world.account, KEY).await.unwrap();
    assert!(drawn.iter().any(|(_, picture)| Some(picture) == kept.as_ref()));
    for (render, _) in &drawn {
        assert_eq!(shown(&world, render).await, kept);
    }
}

/// Old pictures go, a few at a time; their renders stay without, and may get one anew.
pub async fn old_pictures_are_forgotten(store: Subject) {
    let world = World::new(store).await;
    let mockup = world.mockup("mug").await.id;
    let blob = world.blob("picture").await;
    let mut renders = Vec::new();
    for (byte, time) in (0..).zip([at(1), at(2), at(3), at(4) - micros(1), at(4)]) {
        let render = world.render(mockup).await;
        set(&world, &render, RenderKey([byte; 32]), &picture(blob), time).await;
        renders.push(render);
    }
    let sharer = world.render(mockup).await;
    set(&world, &sharer, RenderKey([0; 32]), &picture(blob), at(9)).await;
    for (limit, gone) in [(3, 3), (3, 1), (3, 0)] {
        let mut tx = world.begin().await;
        assert_eq!(tx.delete_old_pictures(at(4), limit).await.unwrap(), gone);
        tx.commit().await.unwrap();
    }
    for (byte, render) in (0..).zip(&renders) {
        let wanted = (byte == 4).then(|| picture(blob));
        assert_eq!(shown(&world, render).await, wanted);
        assert_eq!(world.store.picture(world.account, RenderKey([byte; 32])).await.unwrap(), wanted);
    }
    assert_eq!(shown(&world, &sharer).await, None, "a shared picture is as old as its drawing");
    let anew = Picture { width: 5, ..picture(blob) };
    set(&world, &renders[0], RenderKey([0; 32]), &anew, at(10)).await;
    assert_eq!(shown(&world, &renders[0]).await, Some(anew));
    assert_eq!(shown(&world, &renders[1]).await, None);
}

/// Old artwork goes, a few at a time; orders keep their words.
pub async fn old_artwork_is_forgotten(store: Subject) {
    let world = World::new(store).await;
    let mockup = world.mockup("mug").await.id;
    let (one, two) = (world.blob("one").await, world.blob("two").await);
    let mut tx = world.begin().await;
    for (time, artwork) in [(1, &[one, two][..]), (2, &[one, one]), (3, &[two]), (4, &[one, two])] {
        let render = Render { created_at: at(time), ..world.new_render(mockup) };
        tx.insert_render(&render, artwork).await.unwrap();
    }
    tx.commit().await.unwrap();
    for (before, limit, gone) in [(1, 9, 0), (4, 3, 3), (4, 3, 1), (4, 3, 0), (5, 3, 2)] {
        let mut tx = world.begin().await;
        assert_eq!(tx.delete_old_artwork(at(before), limit).await.unwrap(), gone, "before {before}");
        tx.commit().await.unwrap();
    }
}

/// With a mockup go its renders and the pictures that only they showed; another mockup's stay.
pub async fn a_removed_mockup_takes_its_renders_along(store: Subject) {
    let world = World::new(store).await;
    let (gone, kept) = (world.mockup("gone").await.id, world.mockup("kept").await.id);
    let [own, shared] = [picture(world.blob("own").await), picture(world.blob("shared").await)];
    let renders = [world.render(gone).await, world.render(gone).await, world.render(kept).await];
    set(&world, &renders[0], KEY, &own, at(1)).await;
    set(&world, &renders[1], OTHER, &shared, at(1)).await;
    set(&world, &renders[2], OTHER, &shared, at(1)).await;
    let mut tx = world.begin().await;
    assert!(tx.delete_mockup(world.account, gone).await.unwrap().is_some());
    tx.commit().await.unwrap();
    assert_eq!(world.store.render(renders[0].id).await.unwrap(), None);
    assert_eq!(world.store.render(renders[1].id).await.unwrap(), None);
    assert_eq!(world.store.picture(world.account, KEY).await.unwrap(), None);
    assert_eq!(shown(&world, &renders[2]).await, Some(shared));
}
