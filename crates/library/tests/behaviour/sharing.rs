//! Collections that several people work in, their stacks, and what is said to entries.

use library::access::Role;
use library::collections::{Changes, Dashboard, DashboardSort, Invitee, NewCollection, Participation, StandingChanges};
use library::entries::{Duplicates, Entry, Move, NewEntries, NewInCollection, Parent, Place, Query};
use library::ids::{CollectionId, EntryId};
use library::items::{Given, NewItem, Scope};
use library::page::Part;
use library::things::Privacy;
use library::{Actor, Error, Window};

use crate::world::World;

/// A collection of ada's, which eve works in too.
async fn shared(world: &World) -> CollectionId {
    let new = NewCollection { name: "Shelf".into(), ..NewCollection::default() };
    let id = world.library.create_collection(&world.ada, new).await.unwrap().id;
    let people = world.library.share_collection(&world.ada, id, &Invitee::Name("EVE".into())).await.unwrap();
    assert_eq!(people[0].user.name, "eve");
    id
}

async fn make(world: &World, actor: &Actor, id: CollectionId, name: &str, stack: bool) -> Entry {
    let given = if stack { Given::Stack } else { Given::Note(name.to_owned()) };
    let new = NewInCollection { item: NewItem::new(name, given), place: Place::Last, parent: None };
    world.library.create_in_collection(actor, id, new).await.unwrap().0
}

async fn names(world: &World, id: CollectionId, parent: Parent) -> Vec<String> {
    let query = Query { parent, ..Query::of(id, Part::numbered(50, 0)) };
    let page = world.library.entries_page(&world.ada, query).await.unwrap();
    assert_eq!(page.total, Some(page.items.len() as u64));
    page.items.into_iter().map(|(_, item)| item.thing.name).collect()
}

#[tokio::test]
async fn collaborators_work_in_a_collection_and_nowhere_else() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let (account, eve) = (&world.eve, world.eve.as_person());
    let id = shared(&world).await;
    assert!(matches!(library.collection_shown(account, id).await, Err(Error::NotFound(_))), "a key of an account");
    let shown = library.collection_shown(&eve, id).await.unwrap();
    let allowed = shown.permissions;
    assert!(allowed.view && allowed.edit && allowed.share && allowed.leave && !allowed.admin && !allowed.delete);
    let entry = make(&world, &eve, id, "hers", false).await;
    let (_, item, _) = library.entry_by_serial(ada, entry.serial).await.unwrap();
    assert_eq!((item.thing.account, item.thing.author), (ada.account, eve.user));
    let renamed = library::items::Changes { name: Some("ours".into()), ..Default::default() };
    assert!(library.change_item(&eve, item.thing.id, renamed.clone()).await.is_ok());
    let other = library.create_item(ada, NewItem::new("private", Given::Note(String::new()))).await.unwrap().thing.id;
    assert!(matches!(library.change_item(&eve, other, renamed).await, Err(Error::NotFound(_))));
    let seen = library.items(&eve, library::items::Query::all(Scope::Person(eve.user), Part::numbered(9, 0))).await;
    assert_eq!(seen.unwrap().items.len(), 1, "what is in collections that are shared");
    let settings = || Changes { name: Some("Mine".into()), ..Changes::default() };
    assert!(matches!(library.change_collection(&eve, id, settings()).await, Err(Error::Forbidden(_))));
    assert!(matches!(library.delete_collection(&eve, id).await, Err(Error::Forbidden(_))));
    let people = library.participants(&eve, id).await.unwrap();
    assert_eq!(
        people.iter().map(|person| person.part).collect::<Vec<_>>(),
        [Participation::Member(Role::Owner), Participation::Collaborator]
    );
    for again in [Invitee::User(ada.user), Invitee::User(eve.user)] {
        assert!(matches!(library.share_collection(ada, id, &again).await, Err(Error::Conflict(_))));
    }
    let nobody = Invitee::Email("nobody@x.test".into());
    assert!(matches!(library.share_collection(ada, id, &nobody).await, Err(Error::NotFound(_))));
    assert!(matches!(library.unshare_collection(&eve, id, ada.user).await, Err(Error::Forbidden(_))));
    library.unshare_collection(&eve, id, eve.user).await.unwrap();
    assert!(matches!(library.collection_shown(&eve, id).await, Err(Error::NotFound(_))));
    let open = Changes { privacy: Some(Privacy::Unlisted), ..Changes::default() };
    library.change_collection(ada, id, open).await.unwrap();
    let seen = library.collection_shown(&eve, id).await.unwrap().permissions;
    assert!(seen.view && !seen.edit && !seen.leave);
    assert!(library.open_collection(id).await.is_ok());
}

#[tokio::test]
async fn stacks_are_one_level_deep_and_go_as_a_whole() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let id = shared(&world).await;
    let (stack, other) = (make(&world, ada, id, "stack", true).await, make(&world, ada, id, "other", true).await);
    let (a, b) = (make(&world, ada, id, "a", false).await, make(&world, ada, id, "b", false).await);
    let under = |parent| Move { collection: None, parent: Some(parent) };
    for (moved, parent) in [(stack.id, other.id), (stack.id, stack.id), (a.id, b.id), (a.id, EntryId::new())] {
        let refused = library.move_entries(ada, id, &[moved], under(Some(parent))).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })));
    }
    let mixed = library.move_entries(ada, id, &[a.id, EntryId::new()], under(Some(stack.id))).await;
    assert!(matches!(mixed, Err(Error::NotFound(_))));
    library.move_entries(ada, id, &[a.id, b.id], under(Some(stack.id))).await.unwrap();
    assert_eq!(names(&world, id, Parent::Stack(stack.id)).await, ["a", "b"]);
    assert_eq!(names(&world, id, Parent::Top).await, ["stack", "other"]);
    let new = NewCollection { name: "Second".into(), ..NewCollection::default() };
    let second = library.create_collection(ada, new).await.unwrap().id;
    let copies = library.copy_entries(ada, &[stack.id], second, None).await.unwrap();
    assert_eq!(names(&world, second, Parent::Stack(copies[0].id)).await, ["a", "b"]);
    library.move_entries(ada, id, &[stack.id], Move { collection: Some(second), parent: None }).await.unwrap();
    assert_eq!(names(&world, id, Parent::Any).await, ["other"]);
    assert_eq!(names(&world, second, Parent::Stack(stack.id)).await, ["a", "b"]);
    let counts = library.collection(ada, second).await.unwrap();
    assert_eq!((counts.stacks, counts.notes, counts.entries()), (2, 4, 6));
    library.move_entries(ada, second, &[a.id], under(None)).await.unwrap();
    library.discard_entries(ada, second, &[stack.id]).await.unwrap();
    assert_eq!(names(&world, second, Parent::Top).await, ["stack", "a"]);
    let trash = library::items::Query {
        trashed: true,
        ..library::items::Query::all(Scope::Account(ada.account), Part::numbered(9, 0))
    };
    let gone = library.items(ada, trash).await.unwrap().items;
    assert_eq!(gone.len(), 2, "the stack and what it still gathered");
}

#[tokio::test]
async fn only_what_was_made_in_a_collection_ends_with_it() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let id = shared(&world).await;
    let kept = library.create_item(ada, NewItem::new("kept", Given::Note(String::new()))).await.unwrap().thing.id;
    let mockup = world.mockups(&["mug"]).await[0];
    let add = NewEntries { things: vec![kept, mockup], place: Place::Last, duplicates: Duplicates::Skip };
    library.add_entries(ada, id, add).await.unwrap();
    let made = make(&world, ada, id, "made", false).await;
    let both = make(&world, ada, id, "both", false).await;
    let new = NewCollection { name: "Second".into(), ..NewCollection::default() };
    let second = library.create_collection(ada, new).await.unwrap().id;
    let add = NewEntries { things: vec![both.thing], place: Place::Last, duplicates: Duplicates::Skip };
    library.add_entries(ada, second, add).await.unwrap();
    let empty = library.empty_collection(ada, id).await.unwrap();
    assert_eq!((empty.entries(), empty.mockups, empty.notes), (0, 0, 0));
    assert!(matches!(library.item(ada, made.thing).await, Err(Error::NotFound(_))));
    for there in [kept, mockup, both.thing] {
        assert!(library.item(ada, there).await.is_ok());
    }
    assert_eq!(library.remove_things(ada, second, &[both.thing], Duplicates::Refuse).await.unwrap().notes, 0);
    let again = library.remove_things(ada, second, &[both.thing], Duplicates::Refuse).await;
    assert!(matches!(again, Err(Error::Invalid { .. })));
    assert!(library.remove_things(ada, second, &[both.thing], Duplicates::Skip).await.is_ok());
}

#[tokio::test]
async fn entries_are_placed_without_moving_others() {
    let world = World::new().await;
    let (library, ada) = (&world.library, &world.ada);
    let id = shared(&world).await;
    let mut entries = Vec::new();
    for name in ["a", "b", "c", "d"] {
        entries.push(make(&world, ada, id, name, false).await.id);
    }
    let place = async |order: &[EntryId], place| library.place_entries(ada, id, order, place).await;
    place(&[entries[3], entries[0]], Place::After(entries[1])).await.unwrap();
    assert_eq!(names(&world, id, Parent::Any).await, ["b", "d", "a", "c"]);
    place(&[entries[2]], Place::Before(entries[3])).await.unwrap();
    assert_eq!(names(&world, id, Parent::Any).await, ["b", "c", "d", "a"]);
    place(&[entries[1]], Place::Last).await.unwrap();
    assert_eq!(names(&world, id, Parent::Any).await, ["c", "d", "a", "b"]);
    assert!(place(&[entries[1]], Place::Before(entries[1])).await.is_err());
    assert!(place(&[entries[1], EntryId::new()], Place::First).await.is_err());
    // The same gap a hundred times: its neighbours make room again and again.
    for _ in 0..50 {
        place(&[entries[0]], Place::After(entries[2])).await.unwrap();
        place(&[entries[1]], Place::After(entries[2])).await.unwrap();
    }
    assert_eq!(names(&world, id, Parent::Any).await, ["c", "b", "a", "d"]);
}

#[tokio::test]
async fn what_is_said_is_its_authors() {
    let world = World::new().await;
    let (library, ada, eve) = (&world.library, &world.ada, &world.eve.as_person());
    let id = shared(&world).await;
    let entry = make(&world, ada, id, "a", false).await;
    let (first, new) = library.react(eve, entry.id).await.unwrap();
    assert!(new);
    assert_eq!(library.react(eve, entry.id).await.unwrap(), (first, false));
    assert_eq!(library.reactions(ada, &[entry.id]).await.unwrap(), [first]);
    let comment = library.comment(eve, entry.id, "**Nice** <script>", "").await.unwrap();
    assert!(library.comment(eve, entry.id, " ", "").await.is_err());
    let changed = library.change_comment(eve, comment.serial, Some("Better"), None).await.unwrap();
    assert_eq!(changed.body, "Better");
    let refused = library.change_comment(ada, comment.serial, Some("mine"), None).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
    let (there, _, _) = library.entry_by_serial(ada, entry.serial).await.unwrap();
    assert_eq!((there.reactions, there.comments), (1, 1));
    let seen = library.comments_seen(eve, "bett", &Part::numbered(9, 0)).await.unwrap();
    assert_eq!(seen.items, [changed]);
    library.delete_comment(ada, comment.serial).await.unwrap();
    library.delete_reaction(ada, first.serial).await.unwrap();
    assert!(matches!(library.delete_reaction(eve, first.serial).await, Err(Error::NotFound(_))));
    library.unshare_collection(ada, id, eve.user).await.unwrap();
    assert!(matches!(library.react(eve, entry.id).await, Err(Error::NotFound(_))));
    assert!(matches!(library.entry_by_serial(eve, entry.serial).await, Err(Error::NotFound(_))));
}

#[tokio::test]
async fn a_dashboard_is_a_persons_own() {
    let world = World::new().await;
    let (library, ada, eve) = (&world.library, &world.ada, &world.eve.as_person());
    let first = shared(&world).await;
    let new = NewCollection { name: "Another".into(), ..NewCollection::default() };
    let second = library.create_collection(ada, new).await.unwrap().id;
    let query = || Dashboard {
        user: ada.user,
        owner: None,
        owned: None,
        statuses: vec![],
        text: String::new(),
        sort: DashboardSort::Position,
        window: Window { limit: 9, offset: 0 },
    };
    let names = async |actor: &Actor| {
        let listed = library.dashboard(actor, query()).await.unwrap();
        listed.items.into_iter().map(|shown| shown.collection.name).collect::<Vec<_>>()
    };
    assert_eq!(names(eve).await, ["Shelf"], "whoever the query names");
    library.order_dashboard(ada, &[first, second]).await.unwrap();
    assert_eq!(names(ada).await, ["Shelf", "Another"]);
    library.order_dashboard(ada, &[second]).await.unwrap();
    assert_eq!(names(ada).await, ["Another", "Shelf"]);
    assert!(library.order_dashboard(ada, &[second, second]).await.is_err());
    assert!(library.order_dashboard(ada, &[CollectionId::new()]).await.is_err());
    let noted = StandingChanges { highlighted: Some(true), accessed: true };
    let shown = library.note_standing(eve, first, noted).await.unwrap();
    assert!(shown.standing.highlighted && shown.standing.accessed_at.is_some() && shown.standing.shared_at.is_some());
    assert_eq!(library.dashboard_counts(eve).await.unwrap().highlighted, 1);
    assert_eq!(library.dashboard_counts(ada).await.unwrap().highlighted, 0);
}

#[tokio::test]
async fn members_come_and_go_by_the_rules() {
    let world = World::new().await;
    let (library, ada, eve) = (&world.library, &world.ada, &world.eve);
    let new = library::accounts::NewAccount { name: "Team".into(), parent: None };
    let team = library.create_account(ada, new.clone()).await.unwrap();
    assert_eq!(library.create_account(eve, new).await.unwrap().name, "Team 2");
    assert!(matches!(library.members(eve, team.id).await, Err(Error::NotFound(_))));
    library.add_member(ada, team.id, &Invitee::Name("eve".into()), Role::Manager).await.unwrap();
    let again = library.add_member(ada, team.id, &Invitee::User(eve.user), Role::Viewer).await;
    assert!(matches!(again, Err(Error::Conflict(_))));
    assert!(matches!(library.change_member(eve, team.id, ada.user, Role::Viewer).await, Err(Error::Forbidden(_))));
    assert!(matches!(library.remove_member(ada, team.id, ada.user).await, Err(Error::Conflict(_))));
    library.change_member(ada, team.id, eve.user, Role::Owner).await.unwrap();
    library.remove_member(ada, team.id, ada.user).await.unwrap();
    assert_eq!(library.members(eve, team.id).await.unwrap().len(), 1);
    assert!(matches!(library.delete_account(ada, team.id).await, Err(Error::NotFound(_))));
    library.delete_account(eve, team.id).await.unwrap();
    assert!(matches!(library.remove_member(eve, eve.account, eve.user).await, Err(Error::Conflict(_))));
}

/// What is inside a file is found once it is read, by whoever may see the thing and by nobody else.
#[tokio::test]
async fn words_inside_files_are_found_by_collaborators_too() {
    use futures_util::StreamExt;

    let world = World::new().await;
    let (library, ada, eve) = (&world.library, &world.ada, world.eve.as_person());
    let id = shared(&world).await;
    for (name, words) in [("catalogue", "Ceramic mugs from Delft"), ("letter", "About the mugs")] {
        let content = futures_util::stream::once(async move { Ok(words.into()) }).boxed();
        let given = Given::File { media_type: Some("text/plain".into()), picture: false, content };
        let item = NewItem::new(name, given);
        if name == "letter" {
            library.create_item(ada, item).await.unwrap();
        } else {
            let new = NewInCollection { item, place: Place::Last, parent: None };
            library.create_in_collection(ada, id, new).await.unwrap();
        }
    }
    let hers = Query { collection: None, text: "MUGS".into(), ..Query::of(id, Part::numbered(9, 0)) };
    assert_eq!(library.entries_page(&eve, hers.clone()).await.unwrap().total, Some(0));
    assert_eq!(library.unread_texts().await.unwrap(), 2);
    assert!(library.read_next_text().await.unwrap() && library.read_next_text().await.unwrap());
    assert!(!library.read_next_text().await.unwrap(), "both are read");
    let found = library.entries_page(&eve, hers).await.unwrap();
    assert_eq!(found.total, Some(1));
    assert_eq!(found.items[0].1.thing.name, "catalogue");
    let own = |actor: &Actor| library::items::Query {
        text: "mugs".into(),
        ..library::items::Query::all(Scope::Account(actor.account), Part::numbered(9, 0))
    };
    assert_eq!(library.items(ada, own(ada)).await.unwrap().total, Some(2));
    assert_eq!(library.items(&world.eve, own(&world.eve)).await.unwrap().total, Some(0));
}
