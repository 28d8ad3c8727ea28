//! Dashboards, sharing, profiles, addresses.

use library::accounts::{Account, Member, Profile};
use library::collections::{Collection, Dashboard, DashboardCounts, DashboardSort, Standing, Status, View};
use library::ids::{CollectionId, EmailId, UserId};
use library::page::Part;
use library::users::{Email, User};
use library::{Error, Order, Role, Window};

use super::world::{Subject, World, account, at, user};

/// A second person, with an account of their own.
async fn friend(world: &World, name: &str) -> World {
    let person = user(name);
    let own = Account { own_of: Some(person.id), ..account(name) };
    let mut tx = world.begin().await;
    tx.insert_user(&person).await.unwrap();
    tx.insert_account(&own).await.unwrap();
    tx.put_member(Member { account: own.id, user: person.id, role: Role::Owner }).await.unwrap();
    tx.commit().await.unwrap();
    World { store: world.store.clone(), user: person.id, account: own.id }
}

async fn put(world: &World, standing: Standing) {
    let mut tx = world.begin().await;
    tx.put_standing(&standing).await.unwrap();
    tx.commit().await.unwrap();
}

async fn save(world: &World, collection: &Collection) {
    let mut tx = world.begin().await;
    tx.update_collection(collection).await.unwrap();
    tx.commit().await.unwrap();
}

fn everything(user: UserId) -> Dashboard {
    Dashboard {
        user,
        owner: None,
        owned: None,
        statuses: vec![Status::Active, Status::Archived],
        text: String::new(),
        sort: DashboardSort::Position,
        window: Window { limit: 50, offset: 0 },
    }
}

async fn names(world: &World, query: &Dashboard) -> Vec<String> {
    let listed = world.store.dashboard(query).await.unwrap();
    assert_eq!(listed.total, listed.items.len() as u64);
    listed.items.into_iter().map(|(collection, _)| collection.name).collect()
}

/// How a collection is shown, its cover and where it is kept are given back as given; covers go with their thing.
pub async fn views_are_kept_to_the_letter(store: Subject) {
    let world = World::new(store).await;
    let asset = world.asset("art").await;
    let before = world.collection("shelf").await;
    let view = View { sort: "name \u{e9}".into(), order: Order::Descending, mode: "shelf".into(), labels: false };
    let changed = Collection { view, cover: Some(asset.id), archived: true, updated_at: at(3), ..before.clone() };
    save(&world, &changed).await;
    assert_eq!(world.store.any_collection(before.id).await.unwrap().as_ref(), Some(&changed));
    assert_eq!(world.store.collection_by_serial(before.serial).await.unwrap().as_ref(), Some(&changed));
    assert_eq!(world.store.collection_by_serial(0).await.unwrap(), None);
    assert_eq!(world.store.any_collection(CollectionId::new()).await.unwrap(), None);
    let mut tx = world.begin().await;
    assert_eq!(tx.any_collection_for_change(before.id).await.unwrap().as_ref(), Some(&changed));
    tx.delete_asset(world.account, asset.id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.any_collection(before.id).await.unwrap().unwrap().cover, None);
}

/// A collection that is given to another account is in its lists, and no longer in the first's.
pub async fn collections_change_hands(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let catalog = other.catalog("theirs").await.id;
    let shelf = world.collection("shelf").await;
    save(&world, &Collection { account: other.account, catalog, ..shelf.clone() }).await;
    for (account, count) in [(world.account, 0), (other.account, 1)] {
        let page = world.store.collections_page(account, &Part::numbered(9, 0)).await.unwrap();
        assert_eq!((page.items.len(), page.total), (count, Some(count as u64)));
    }
    assert_eq!(world.store.collection(world.account, shelf.id).await.unwrap(), None);
}

/// Collections are walked by cursor, newest first.
pub async fn collections_are_paged_by_cursor(store: Subject) {
    let world = World::new(store).await;
    let catalog = world.catalog("a catalog").await.id;
    let mut tx = world.begin().await;
    for number in 0..7 {
        let new = world.new_collection(catalog, &number.to_string());
        tx.insert_collection(&Collection { created_at: at(number / 3), ..new }).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (mut walked, mut cursor) = (Vec::new(), None);
    loop {
        let page = world.store.collections_page(world.account, &Part::after(2, cursor)).await.unwrap();
        walked.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert!(walked.is_sorted_by(|a, b| (a.created_at, a.id) > (b.created_at, b.id)) && walked.len() == 7);
}

/// A dashboard has what its person may open, filtered, in their order.
pub async fn dashboards_show_what_a_person_may_open(store: Subject) {
    let world = World::new(store).await;
    let eve = friend(&world, "eve").await;
    let catalog = world.catalog("a catalog").await.id;
    let mut ids = Vec::new();
    for (name, seconds) in [("Alpha", 1), ("beta", 2), ("Gamma", 3), ("alphabet", 4)] {
        let mut tx = world.begin().await;
        let new = world.new_collection(catalog, name);
        let words = if name == "beta" { "about Öl" } else { "" };
        let new = Collection { created_at: at(seconds), description: words.into(), ..new };
        ids.push(tx.insert_collection(&new).await.unwrap());
        tx.commit().await.unwrap();
    }
    eve.collection("hers").await;
    save(&world, &Collection { archived: true, ..ids[2].clone() }).await;
    let standing = |user, place: usize| Standing::new(user, ids[place].id);
    put(&world, Standing { position: Some(7), ..standing(world.user, 0) }).await;
    put(&world, Standing { position: Some(-1), highlighted: true, ..standing(world.user, 1) }).await;
    put(&world, Standing { accessed_at: Some(at(9)), ..standing(world.user, 3) }).await;
    put(&world, Standing { shared_at: Some(at(5)), ..standing(eve.user, 1) }).await;
    let own = everything(world.user);
    assert_eq!(names(&world, &own).await, ["beta", "Alpha", "alphabet", "Gamma"]);
    assert_eq!(names(&world, &Dashboard { statuses: vec![], ..own.clone() }).await, ["beta", "Alpha", "alphabet"]);
    assert_eq!(names(&world, &Dashboard { statuses: vec![Status::Archived], ..own.clone() }).await, ["Gamma"]);
    let kept = vec![Status::Highlighted, Status::Archived];
    assert_eq!(names(&world, &Dashboard { statuses: kept, ..own.clone() }).await, ["beta", "Gamma"]);
    assert_eq!(
        names(&world, &Dashboard { sort: DashboardSort::Name, ..own.clone() }).await,
        ["Alpha", "alphabet", "beta", "Gamma"]
    );
    assert_eq!(
        names(&world, &Dashboard { sort: DashboardSort::Recent, ..own.clone() }).await,
        ["alphabet", "Gamma", "beta", "Alpha"]
    );
    assert_eq!(names(&world, &Dashboard { text: "PHA".into(), ..own.clone() }).await, ["Alpha", "alphabet"]);
    assert_eq!(names(&world, &Dashboard { text: "öl".into(), ..own.clone() }).await, ["beta"]);
    let hers = everything(eve.user);
    assert_eq!(names(&world, &Dashboard { sort: DashboardSort::Name, ..hers.clone() }).await, ["beta", "hers"]);
    assert_eq!(names(&world, &Dashboard { owned: Some(true), ..hers.clone() }).await, ["hers"]);
    assert_eq!(names(&world, &Dashboard { owned: Some(false), ..hers.clone() }).await, ["beta"]);
    assert_eq!(names(&world, &Dashboard { owner: Some(world.account), ..hers }).await, ["beta"]);
    let page = world.store.dashboard(&Dashboard { window: Window { limit: 1, offset: 1 }, ..own }).await.unwrap();
    assert_eq!((page.items[0].0.name.as_str(), page.items[0].1.unwrap().position, page.total), ("Alpha", Some(7), 4));
    let counts = world.store.dashboard_counts(world.user).await.unwrap();
    assert_eq!(counts, DashboardCounts { active: 3, archived: 1, highlighted: 1, owned: 4 });
    let counts = world.store.dashboard_counts(eve.user).await.unwrap();
    assert_eq!(counts, DashboardCounts { active: 2, archived: 0, highlighted: 0, owned: 1 });
}

/// Those whom a collection is shared with are listed in the order in which they came, and counted.
pub async fn collaborators_come_and_go(store: Subject) {
    let world = World::new(store).await;
    let (eve, bob) = (friend(&world, "eve").await, friend(&world, "bob").await);
    let shelf = world.collection("shelf").await.id;
    let full = Standing {
        shared_at: Some(at(2)),
        highlighted: true,
        accessed_at: Some(at(3)),
        position: Some(-4),
        ..Standing::new(eve.user, shelf)
    };
    put(&world, full).await;
    put(&world, Standing { shared_at: Some(at(1)), ..Standing::new(bob.user, shelf) }).await;
    put(&world, Standing { highlighted: true, ..Standing::new(world.user, shelf) }).await;
    assert_eq!(world.store.standing(eve.user, shelf).await.unwrap(), Some(full));
    assert_eq!(world.store.standing(eve.user, CollectionId::new()).await.unwrap(), None);
    let there = async || {
        let people = world.store.collaborators(shelf).await.unwrap();
        let kept = world.store.any_collection(shelf).await.unwrap().unwrap().collaborators;
        assert_eq!(kept, people.len() as i64);
        people.into_iter().map(|standing| standing.user).collect::<Vec<_>>()
    };
    assert_eq!(there().await, [eve.user, bob.user]);
    let mut known = vec![eve.user, world.user];
    known.sort_unstable();
    assert_eq!(world.store.contacts(bob.user).await.unwrap(), known);
    put(&world, Standing { shared_at: None, ..full }).await;
    assert_eq!(there().await, [bob.user]);
    assert_eq!(world.store.contacts(eve.user).await.unwrap(), []);
    let mut tx = world.begin().await;
    tx.delete_collection(shelf).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.standing(bob.user, shelf).await.unwrap(), None);
}

/// Profiles are kept to the letter; accounts are renamed, found by number and parent, and end empty.
pub async fn accounts_show_themselves(store: Subject) {
    let world = World::new(store).await;
    let team = Account { parent: Some(world.account), ..account("Team") };
    let mut tx = world.begin().await;
    let team = tx.insert_account(&team).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.account_by_serial(team.serial).await.unwrap().as_ref(), Some(&team));
    assert_eq!(world.store.accounts_under(world.account).await.unwrap(), std::slice::from_ref(&team));
    assert_eq!(world.store.own_account(world.user).await.unwrap().unwrap().id, world.account);
    assert_eq!(world.store.own_account(UserId::new()).await.unwrap(), None);
    assert_eq!(world.store.profile(team.id).await.unwrap(), Profile::default());
    let view = View { sort: "name".into(), order: Order::Descending, mode: "shelf".into(), labels: false };
    let avatar = Some((world.blob("face").await, "image/webp".to_owned()));
    let details = [("domain".to_owned(), "Ünï.test".to_owned())].into();
    let profile = Profile { title: "The \"Team\"".into(), description: "é\n".into(), avatar, view, details };
    let mut tx = world.begin().await;
    tx.put_profile(team.id, &Profile::default()).await.unwrap();
    tx.put_profile(team.id, &profile).await.unwrap();
    tx.rename_account(team.id, "TEAM").await.unwrap();
    assert!(matches!(tx.rename_account(team.id, "ADA").await, Err(Error::Conflict(_))));
    tx.commit().await.unwrap();
    assert_eq!(world.store.profile(team.id).await.unwrap(), profile);
    assert_eq!(world.store.account_by_name("team").await.unwrap().unwrap().name, "TEAM");
    let mut tx = world.begin().await;
    tx.delete_account(team.id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.account(team.id).await.unwrap(), None);
    world.collection("shelf").await;
    let mut tx = world.begin().await;
    assert!(matches!(tx.delete_account(world.account).await, Err(Error::Conflict(_))));
}

/// An address is anybody's once, the first or another; a person is found by each, and may change names.
pub async fn people_have_several_addresses(store: Subject) {
    let world = World::new(store).await;
    let eve = friend(&world, "eve").await;
    let email =
        |user, address: &str| Email { id: EmailId::new(), serial: 0, user, address: address.into(), created_at: at(1) };
    let ada = world.store.user(world.user).await.unwrap().unwrap();
    let renamed = User { name: "Ada.L".into(), email: Some("ada@a.test".into()), ..ada.clone() };
    let mut tx = world.begin().await;
    tx.update_user(&renamed).await.unwrap();
    let second = tx.insert_email(&email(ada.id, "Ada@B.test")).await.unwrap();
    for taken in ["ADA@a.test", "ada@b.TEST"] {
        assert!(matches!(tx.insert_email(&email(eve.user, taken)).await, Err(Error::Conflict(_))), "{taken}");
    }
    tx.commit().await.unwrap();
    assert_eq!(world.store.emails(ada.id).await.unwrap(), std::slice::from_ref(&second));
    assert_eq!(world.store.user_by_serial(ada.serial).await.unwrap().as_ref(), Some(&renamed));
    for address in ["ADA@A.test", "ada@b.test"] {
        assert_eq!(world.store.user_by_email(address).await.unwrap().as_ref(), Some(&renamed), "{address}");
    }
    assert_eq!(world.store.user_by_email("x@y").await.unwrap(), None);
    let mut tx = world.begin().await;
    let hers = world.store.user(eve.user).await.unwrap().unwrap();
    for (name, address) in [("ADA.l", None), ("eve", Some("ada@b.TEST")), ("eve", Some("Ada@a.test"))] {
        let taken = User { name: name.into(), email: address.map(str::to_owned), ..hers.clone() };
        assert!(matches!(tx.update_user(&taken).await, Err(Error::Conflict(_))), "{name} {address:?}");
    }
    tx.delete_email(second.id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.emails(ada.id).await.unwrap(), []);
    let shelf = world.collection("shelf").await.id;
    put(&world, Standing { shared_at: Some(at(1)), ..Standing::new(eve.user, shelf) }).await;
    let mut tx = world.begin().await;
    tx.delete_user(eve.user).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.any_collection(shelf).await.unwrap().unwrap().collaborators, 0);
    assert_eq!(world.store.user(eve.user).await.unwrap(), None);
    assert_eq!(world.store.account(eve.account).await.unwrap(), None);
    world.asset("art").await;
    let mut tx = world.begin().await;
    assert!(matches!(tx.delete_user(world.user).await, Err(Error::Conflict(_))));
}
