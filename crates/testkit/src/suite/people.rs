//! Users, accounts and members.

use futures_util::future::join_all;
use library::accounts::{Account, Counts, Member};
use library::ids::{AccountId, UserId};
use library::users::User;
use library::{Error, Role};

use super::world::{Subject, World, account, at, user};

/// A user is given back as given, but for the serial.
pub async fn users_are_kept_to_the_letter(store: Subject) {
    assert!(!store.any_user().await.unwrap());
    let with_all =
        User { email: Some("Zoë@Exämple.com".into()), password: Some("$argon2id$…".into()), ..user("Zoe") };
    for given in [user("plain"), with_all] {
        let mut tx = store.begin().await.unwrap();
        let stored = tx.insert_user(&given).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(stored, User { serial: stored.serial, ..given });
        assert_eq!(store.user(stored.id).await.unwrap(), Some(stored));
    }
    assert!(store.any_user().await.unwrap());
    assert_eq!(store.user(UserId::new()).await.unwrap(), None);
}

/// Users are found by name, and by address where no name fits, in any case.
pub async fn users_are_found_by_name_before_address(store: Subject) {
    let named = User { email: Some("first@example.com".into()), ..user("Shared@Example.com") };
    let addressed = User { email: Some("shared@example.com".into()), ..user("second") };
    let foreign = User { email: Some("ÉTÉ@example.com".into()), ..user("third") };
    let mut tx = store.begin().await.unwrap();
    for user in [&named, &addressed, &foreign] {
        tx.insert_user(user).await.unwrap();
    }
    tx.commit().await.unwrap();
    let cases = [
        ("shared@example.COM", Some(named.id)),
        ("FIRST@example.com", Some(named.id)),
        ("Second", Some(addressed.id)),
        ("été@EXAMPLE.com", Some(foreign.id)),
        ("sec", None),
        ("%", None),
        ("", None),
        ("second\0", None),
    ];
    for (words, id) in cases {
        assert_eq!(store.user_by_name(words).await.unwrap().map(|user| user.id), id, "{words:?}");
    }
}

/// Names and addresses are unique whatever their case; several may have no address.
pub async fn user_names_and_addresses_are_unique(store: Subject) {
    let world = World::new(store).await;
    let first = User { email: Some("Été@example.com".into()), ..user("bob") };
    let mut tx = world.begin().await;
    tx.insert_user(&first).await.unwrap();
    tx.insert_user(&user("without-address")).await.unwrap();
    tx.commit().await.unwrap();
    for clash in [user("BOB"), User { email: Some("éTÉ@EXAMPLE.com".into()), ..user("carol") }] {
        let mut tx = world.begin().await;
        assert!(matches!(tx.insert_user(&clash).await, Err(Error::Conflict(_))));
        drop(tx);
        assert_eq!(world.store.user(clash.id).await.unwrap(), None);
    }
    assert_eq!(world.store.users().await.unwrap().len(), 3);
}

/// Users are listed from the oldest.
pub async fn users_are_listed_oldest_first(store: Subject) {
    let users = [("c", 1), ("a", 2), ("b", 3)].map(|(name, time)| User { created_at: at(time), ..user(name) });
    let mut tx = store.begin().await.unwrap();
    for user in &users {
        tx.insert_user(user).await.unwrap();
    }
    tx.commit().await.unwrap();
    let names: Vec<String> = store.users().await.unwrap().into_iter().map(|user| user.name).collect();
    assert_eq!(names, ["c", "a", "b"]);
}

/// A password is set and taken away; nobody else's changes.
pub async fn passwords_change(store: Subject) {
    let world = World::new(store).await;
    let mut tx = world.begin().await;
    let other = tx.insert_user(&User { password: Some("theirs".into()), ..user("bob") }).await.unwrap();
    tx.commit().await.unwrap();
    for password in [Some("one"), Some("two"), None] {
        let mut tx = world.begin().await;
        tx.set_password(world.user, password).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.store.user(world.user).await.unwrap().unwrap().password.as_deref(), password);
    }
    assert_eq!(world.store.user(other.id).await.unwrap(), Some(other));
}

/// Users and accounts draw their serials from one sequence: none is given twice, later ones are larger.
pub async fn users_and_accounts_share_one_sequence(store: Subject) {
    let mut serials = Vec::new();
    for number in 0..3 {
        let mut tx = store.begin().await.unwrap();
        serials.push(tx.insert_user(&user(&format!("u{number}"))).await.unwrap().serial);
        serials.push(tx.insert_account(&account(&format!("a{number}"))).await.unwrap().serial);
        tx.commit().await.unwrap();
    }
    assert!(serials[0] > 0 && serials.is_sorted_by(|a, b| a < b), "{serials:?}");
}

/// An account is given back as given, but for the serial; found by name in any case.
pub async fn accounts_are_kept_and_found(store: Subject) {
    let world = World::new(store).await;
    let parent = account("The Team");
    let child =
        Account { parent: Some(parent.id), own_of: Some(world.user), created_at: at(5), ..account("Ünder O'Team") };
    for given in [parent, child] {
        let mut tx = world.begin().await;
        let stored = tx.insert_account(&given).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(stored, Account { serial: stored.serial, ..given });
        assert_eq!(world.store.account(stored.id).await.unwrap().as_ref(), Some(&stored));
        for name in [stored.name.to_uppercase(), stored.name.to_lowercase()] {
            assert_eq!(world.store.account_by_name(&name).await.unwrap().as_ref(), Some(&stored));
        }
    }
    assert_eq!(world.store.account(AccountId::new()).await.unwrap(), None);
    assert_eq!(world.store.account_by_name("The").await.unwrap(), None);
}

/// A name that differs by its case only is taken.
pub async fn account_names_are_unique(store: Subject) {
    let mut tx = store.begin().await.unwrap();
    tx.insert_account(&account("Ünited")).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.begin().await.unwrap();
    assert!(matches!(tx.insert_account(&account("üNITED")).await, Err(Error::Conflict(_))));
    drop(tx);
    let mut tx = store.begin().await.unwrap();
    tx.insert_account(&account("Untied")).await.unwrap();
    tx.commit().await.unwrap();
}

/// People come, change their role without losing their place, and go.
pub async fn members_come_change_and_go(store: Subject) {
    let world = World::new(store).await;
    let team = account("team");
    let people = ["zoe", "bob", "mia", "eve"].map(user);
    let roles = [Role::Viewer, Role::Editor, Role::Manager, Role::Owner];
    let mut tx = world.begin().await;
    tx.insert_account(&team).await.unwrap();
    for (user, role) in people.iter().zip(roles) {
        tx.insert_user(user).await.unwrap();
        tx.put_member(Member { account: team.id, user: user.id, role }).await.unwrap();
    }
    tx.commit().await.unwrap();
    for (user, role) in people.iter().zip(roles) {
        assert_eq!(world.store.role(team.id, user.id).await.unwrap(), Some(role));
        assert_eq!(world.store.role(world.account, user.id).await.unwrap(), None);
    }
    let mut tx = world.begin().await;
    tx.put_member(Member { account: team.id, user: people[0].id, role: Role::Manager }).await.unwrap();
    tx.remove_member(team.id, people[1].id).await.unwrap();
    tx.remove_member(world.account, people[2].id).await.unwrap();
    tx.commit().await.unwrap();
    let member = |index: usize, role| Member { account: team.id, user: people[index].id, role };
    let wanted = [member(0, Role::Manager), member(2, Role::Manager), member(3, Role::Owner)];
    assert_eq!(world.store.members(team.id).await.unwrap(), wanted);
    assert_eq!(world.store.role(team.id, people[1].id).await.unwrap(), None);
}

/// A person's accounts: their own first, then by name in lower case.
pub async fn a_persons_own_account_comes_first(store: Subject) {
    let world = World::new(store).await;
    let mut tx = world.begin().await;
    for name in ["Éclair", "zebra", "Aardvark", "_x", "B", "a"] {
        let team = tx.insert_account(&account(name)).await.unwrap();
        tx.put_member(Member { account: team.id, user: world.user, role: Role::Viewer }).await.unwrap();
    }
    tx.insert_account(&account("strangers")).await.unwrap();
    tx.commit().await.unwrap();
    let accounts = world.store.accounts_of(world.user).await.unwrap();
    let names: Vec<&str> = accounts.iter().map(|(account, _)| account.name.as_str()).collect();
    assert_eq!(names, ["ada", "_x", "a", "Aardvark", "B", "zebra", "Éclair"]);
    assert_eq!((accounts[0].1, accounts[1].1), (Role::Owner, Role::Viewer));
    assert_eq!(world.store.accounts_of(UserId::new()).await.unwrap(), []);
}

/// Counts go up and down by what is added; nobody else's do.
pub async fn counts_are_kept(store: Subject) {
    let world = World::new(store).await;
    let other = world.elsewhere().await;
    let large = Counts { mockups: 3, assets: 2, collections: 1, renders: 9, bytes: 5_000_000_000 };
    let less = Counts { mockups: -1, assets: -2, collections: 0, renders: 1, bytes: -4_999_999_999 };
    let mut tx = world.begin().await;
    assert_eq!(tx.add_to_counts(world.account, large).await.unwrap(), large);
    let left = tx.add_to_counts(world.account, less).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(left, Counts { mockups: 2, assets: 0, collections: 1, renders: 10, bytes: 1 });
    assert_eq!(world.store.account(world.account).await.unwrap().unwrap().counts, left);
    assert_eq!(world.store.account(other.account).await.unwrap().unwrap().counts, Counts::default());
}

/// What several add at the same time is all counted.
pub async fn counts_lose_nothing_when_many_add(store: Subject) {
    let world = World::new(store).await;
    let adders = (0..8).map(|_| {
        let (store, account) = (world.store.clone(), world.account);
        tokio::spawn(async move {
            for _ in 0..5 {
                let mut tx = store.begin().await?;
                tx.add_to_counts(account, Counts { renders: 1, bytes: 10, ..Counts::default() }).await?;
                tx.commit().await?;
            }
            Ok::<_, Error>(())
        })
    });
    for added in join_all(adders).await {
        added.unwrap().unwrap();
    }
    let counts = world.store.account(world.account).await.unwrap().unwrap().counts;
    assert_eq!(counts, Counts { renders: 40, bytes: 400, ..Counts::default() });
}
