//! How long lists of 20 mockups of 100,000 take: `cargo run --release -p store --example lists -- [database]`.
#![expect(clippy::unwrap_used, reason = "a measurement that fails may stop")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use library::accounts::{Account, Counts};
use library::blobs::{Blob, BlobHash};
use library::clock::SystemClock;
use library::ids::{AccountId, TemplateId, ThingId, UserId};
use library::mockups::{NewMockup, Query, Read, Sort};
use library::templates::{Outline, Template};
use library::things::{Preview, Privacy, Thing, ThingKind};
use library::users::User;
use library::{Clock, Order, Store, Window};

const MOCKUPS: usize = 100_000;

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("maquette.db").display().to_string();
    let store = store::Store::open(&std::env::args().nth(1).unwrap_or(file)).await.unwrap();
    let account = fill(&store).await;
    let newest = Query::newest(account, Window { limit: 20, offset: 0 });
    let deep = Window { limit: 20, offset: 50_000 };
    let cases = [
        ("newest", newest.clone()),
        ("by name", Query { sort: Sort::Name, order: Order::Ascending, ..newest.clone() }),
        ("newest, 50,000 left out", Query { window: deep, ..newest.clone() }),
        ("a name that 10 have", Query { name: "00012".into(), ..newest.clone() }),
        ("a name that 1,000 have", Query { name: "mug 77".into(), ..newest.clone() }),
        ("a name that all have", Query { name: "mug".into(), ..newest.clone() }),
        ("two letters that all have", Query { name: "mu".into(), ..newest }),
    ];
    for (name, query) in cases {
        let mut times: Vec<Duration> = Vec::new();
        let mut total = 0;
        for _ in 0..15 {
            let begin = Instant::now();
            total = store.mockups(&query).await.unwrap().total;
            times.push(begin.elapsed());
        }
        times.sort_unstable();
        println!("{name}: {:.2?} (median of {}), {total} match", times[times.len() / 2], times.len());
    }
}

async fn fill(store: &store::Store) -> AccountId {
    let now = SystemClock.now();
    let (user, account, template) = (UserId::new(), AccountId::new(), TemplateId::new());
    let name = user.to_string();
    let mut tx = store.begin().await.unwrap();
    let person = User { id: user, serial: 0, name: name.clone(), email: None, password: None, created_at: now };
    tx.insert_user(&person).await.unwrap();
    let counts = Counts::default();
    let own = Account { id: account, serial: 0, name, own_of: Some(user), parent: None, created_at: now, counts };
    tx.insert_account(&own).await.unwrap();
    let blob = Blob { hash: BlobHash::of(b"file"), bytes: 4 };
    tx.register_blob(blob, now).await.unwrap();
    let (slots, text_layers, layers, losses) = (vec![], vec![], vec![], vec![]);
    let outline = Arc::new(Outline { width: 1, height: 1, dpi: None, slots, text_layers, layers, losses });
    tx.insert_template(&Template { id: template, account, file: blob, outline, created_at: now }).await.unwrap();
    let begin = Instant::now();
    for number in 0..MOCKUPS {
        let thing = Thing {
            id: ThingId::new(),
            kind: ThingKind::Mockup,
            account,
            author: user,
            name: format!("Mug {:05}", (number * 7919) % MOCKUPS),
            description: String::new(),
            privacy: Privacy::Private,
            created_at: now + chrono::TimeDelta::microseconds(number as i64),
            updated_at: now,
        };
        let previews = vec![Preview { width: 720, height: 480, blob, media_type: "image/webp".into() }];
        tx.insert_mockup(&NewMockup { thing, template, previews }).await.unwrap();
    }
    tx.commit().await.unwrap();
    println!("{MOCKUPS} mockups added in {:.1?}", begin.elapsed());
    account
}
