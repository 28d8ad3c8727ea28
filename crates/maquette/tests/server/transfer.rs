//! `maquette export` and `import`: an account moves from one database to the other and back, and nothing is lost.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

use futures_util::StreamExt;
use library::catalogs::Catalog;
use library::clock::{Clock, SystemClock};
use library::collections::{Changes, NewCollection, View};
use library::entries::{NewEntries, NewInCollection, Place as Where};
use library::fonts::{Added, Category, Face, Font};
use library::ids::{CatalogId, FontId, OriginalId, PresetId, TemplateId, ThingId};
use library::inputs::{Input, Target};
use library::items::{Given, Model, NewItem};
use library::limits::Unlimited;
use library::mockups::NewMockup;
use library::originals::Original;
use library::photos::{Area, PhotoMockup};
use library::presets::Preset;
use library::renders::PrintArea;
use library::secrets::MasterKey;
use library::templates::{Outline, Template};
use library::things::{Preview, Privacy, Thing, ThingKind};
use library::{Actor, Bound, Library, Order, Parts, Role, Settings, Store as _};
use testkit::memory::{FakeFetcher, FakeRenderer, fake_font, fake_picture};
use tokio_util::bytes::Bytes;
use uuid::Uuid;

use crate::postgres;
use crate::support::Place;

const BOUND: Bound = Bound { what: "a file", bytes: u64::MAX, setting: "none" };

/// A library on a place's own storage.
struct Shelf {
    library: Library,
    store: Arc<store::Store>,
    ada: Actor,
}

impl Shelf {
    async fn open(place: &Place, database: Option<&str>) -> Self {
        let data = place.path().join("data");
        std::fs::create_dir_all(&data).unwrap();
        let file = data.join("maquette.db").display().to_string();
        let store = Arc::new(store::Store::open(database.unwrap_or(&file)).await.unwrap());
        let blobs = blobs::open(&data.join("blobs").display().to_string(), &data.join("staging")).unwrap();
        let library = Library::new(Parts {
            store: store.clone(),
            blobs: blobs.clone(),
            fetcher: Arc::new(FakeFetcher::default()),
            renderer: Arc::new(FakeRenderer::new(blobs)),
            limiter: Arc::new(Unlimited),
            clock: Arc::new(SystemClock),
            master: MasterKey::from_words(b"test"),
            settings: Settings::default(),
        });
        let (user, account) = library.user_and_account("ada", None).await.unwrap();
        library.user_and_account("bob", None).await.unwrap();
        let ada = Actor { user: user.id, account: account.id, role: Role::Owner, key: None, person: false };
        Self { library, store, ada }
    }

    async fn blob(&self, words: &'static str) -> library::blobs::Blob {
        self.library.store_bytes(Bytes::from_static(words.as_bytes()), BOUND).await.unwrap()
    }

    fn thing(&self, kind: ThingKind, name: &str) -> Thing {
        Thing {
            id: ThingId::new(),
            kind,
            account: self.ada.account,
            author: self.ada.user,
            name: name.to_owned(),
            description: "line one\nline two".to_owned(),
            privacy: Privacy::Unlisted,
            created_at: SystemClock.now(),
            updated_at: SystemClock.now(),
        }
    }

    /// What stands outside collections: a mockup with all that hangs on it, a photo mockup, a font. Gives the mockup.
    async fn fill_mockups(&self) -> ThingId {
        let ada = &self.ada;
        let now = SystemClock.now();
        let preview =
            Preview { width: 240, height: 99, blob: self.blob("preview").await, media_type: "image/webp".into() };
        let outline = Outline {
            width: 7,
            height: 9,
            dpi: Some(0.1 + 0.2),
            slots: vec![],
            text_layers: vec![],
            layers: vec![],
            losses: vec![],
        };
        let template = Template {
            id: TemplateId::new(),
            account: ada.account,
            file: self.blob("psd").await,
            outline: Arc::new(outline),
            created_at: now,
        };
        let original = Original {
            id: OriginalId::new(),
            account: ada.account,
            template: template.id,
            name: "mug.psd".into(),
            created_at: now,
        };
        let catalog = Catalog {
            id: CatalogId::new(),
            serial: 0,
            account: ada.account,
            name: "Season".into(),
            default: false,
            created_at: now,
        };
        let mug = self.thing(ThingKind::Mockup, "Mug");
        let photo = PhotoMockup {
            thing: self.thing(ThingKind::Photo, "Wall"),
            photo: self.blob("photo").await,
            media_type: "image/jpeg".into(),
            width: 400,
            height: 300,
            areas: vec![Area {
                id: Uuid::new_v4(),
                name: Some("é".into()),
                corners: [[0.1 + 0.2, 1.0], [99.5, 2.0], [98.0, 97.0], [1.0, 90.0]],
            }],
            version: 3,
            previews: vec![preview.clone()],
        };
        let preset = Preset {
            id: PresetId::new(),
            mockup: mug.id,
            slot: Uuid::new_v4(),
            name: "Pocket".into(),
            area: PrintArea { left: 1.0 / 3.0, top: 2.0, width: 3.5, height: 4.0 },
            previews: vec![preview.clone()],
            created_at: now,
        };
        let face = Face {
            family: "Blocks".into(),
            style: "Bold".into(),
            postscript_name: "Blocks-Bold".into(),
            category: Category::Display,
            license: "OFL".into(),
        };
        let file = self.library.store_bytes(fake_font(&["Blocks-Bold"]), BOUND).await.unwrap();
        let font = Font { id: FontId::new(), face, added: Some(Added { account: ada.account, file, at: now }) };
        let mut tx = self.store.begin().await.unwrap();
        tx.insert_template(&template).await.unwrap();
        tx.insert_original(&original).await.unwrap();
        tx.insert_catalog(&catalog).await.unwrap();
        let mockup = NewMockup { thing: mug.clone(), template: template.id, previews: vec![preview] };
        tx.insert_mockup(&mockup).await.unwrap();
        tx.link_original(original.id, mug.id).await.unwrap();
        tx.shelve(mug.id, catalog.id).await.unwrap();
        tx.insert_photo_mockup(&photo).await.unwrap();
        tx.insert_preset(&preset).await.unwrap();
        tx.insert_font(&font).await.unwrap();
        let bytes = (template.file.bytes + photo.photo.bytes + file.bytes).cast_signed();
        let counts = library::accounts::Counts { mockups: 2, bytes, ..Default::default() };
        tx.add_to_counts(ada.account, counts).await.unwrap();
        tx.put_preference(ada.account, "looks", "{\"dark\":true}", now).await.unwrap();
        tx.commit().await.unwrap();
        self.library.tag_items(ada, &[mug.id], &["Ware".into()], &[], false).await.unwrap();
        mug.id
    }

    fn given(name: &str, given: Given) -> NewItem {
        let details = BTreeMap::from([("class".to_owned(), format!("about {name}"))]);
        NewItem { tags: vec!["Red".into(), "ünï".into()], details, ..NewItem::new(name, given) }
    }

    fn file(name: &str, content: Bytes) -> NewItem {
        let content = futures_util::stream::once(async { Ok(content) }).boxed();
        Self::given(name, Given::File { media_type: Some("image/png".into()), picture: false, content })
    }

    /// A collection with a stack, everything that can be in one, and what people say; and one that is put away.
    async fn fill(&self) {
        let (library, ada) = (&self.library, &self.ada);
        let mug = self.fill_mockups().await;
        let view = View { sort: "name".into(), order: Order::Descending, mode: "tiles".into(), labels: false };
        let new = NewCollection {
            name: "Étagère".into(),
            description: "all".into(),
            privacy: Privacy::Public,
            view,
            ..NewCollection::default()
        };
        let collection = library.create_collection(ada, new).await.unwrap().id;
        let put = |item, parent| {
            library.create_in_collection(ada, collection, NewInCollection { item, place: Where::Last, parent })
        };
        let (picture, image) = put(Self::file("picture", fake_picture(800, 600, "red")), None).await.unwrap();
        let (stack, _) = put(NewItem::new("stack", Given::Stack), None).await.unwrap();
        let (link, _) =
            put(Self::given("link", Given::Link("https://example.com/a?b=1".into())), Some(stack.id)).await.unwrap();
        let (note, _) =
            put(Self::given("note", Given::Note("# words\n\u{1f5bc}".into())), Some(stack.id)).await.unwrap();
        put(Self::given("colour", Given::Colour([1, 2, 3])), None).await.unwrap();
        let model = Model { examples: vec![image.thing.id], ..Model::default() };
        put(Self::given("model", Given::Model(model, None)), None).await.unwrap();
        let child =
            NewItem { parent: Some(image.thing.id), hidden: true, ..Self::file("child", fake_picture(30, 20, "blue")) };
        let (_, gone) = put(child, None).await.unwrap();
        let mockups =
            NewEntries { things: vec![mug], place: Where::First, duplicates: library::entries::Duplicates::Skip };
        library.add_entries(ada, collection, mockups).await.unwrap();
        library.order_entries(ada, collection, &[picture.id, note.id, link.id]).await.unwrap();
        let content = futures_util::stream::once(async { Ok(fake_picture(9, 9, "green")) }).boxed();
        library.replace_file(ada, image.thing.id, Some("image/png".into()), content, true, None).await.unwrap();
        let changes = Changes { cover: Some(Some(image.thing.id)), ..Changes::default() };
        library.change_collection(ada, collection, changes).await.unwrap();
        let (bob, home) = library.user_and_account("bob", None).await.unwrap();
        let bob = Actor { user: bob.id, account: home.id, ..ada.as_person() };
        library
            .share_collection(&ada.as_person(), collection, &library::collections::Invitee::User(bob.user))
            .await
            .unwrap();
        library.react(&bob, picture.id).await.unwrap();
        library.comment(&bob, picture.id, "I like it", "").await.unwrap();
        library.comment(ada, link.id, "so do I", "{\"x\":1}").await.unwrap();
        let mut tx = self.store.begin().await.unwrap();
        let input =
            Input { collection, name: "front".into(), targets: vec![Target { mockup: mug, slot: Uuid::new_v4() }] };
        tx.put_input(&input).await.unwrap();
        tx.commit().await.unwrap();
        library.trash_items(ada, &[gone.thing.id]).await.unwrap();
        let away = NewCollection { name: "Away".into(), archived: true, ..NewCollection::default() };
        library.create_collection(ada, away).await.unwrap();
    }
}

/// An archive's records, and its files by name.
fn contents(archive: &Path) -> (String, BTreeMap<String, Vec<u8>>) {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(archive).unwrap()).unwrap();
    let mut files = BTreeMap::new();
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    files.remove("manifest.json").unwrap();
    let records = String::from_utf8(files.remove("records.jsonl").unwrap()).unwrap();
    (records, files)
}

async fn export(place: &Place, name: &str) -> std::path::PathBuf {
    let archive = place.path().join(name);
    place.run(&["export", "--account", "ada", "-o", archive.to_str().unwrap()]).await;
    archive
}

/// Rewrites an archive: every file goes through `change`, which may drop it.
fn rewritten(archive: &Path, change: impl Fn(&str, Vec<u8>) -> Option<(String, Vec<u8>)>) -> std::path::PathBuf {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(archive).unwrap()).unwrap();
    let path = archive.with_extension(format!("{}.zip", Uuid::new_v4()));
    let mut new = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        if let Some((name, bytes)) = change(&name, bytes) {
            let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            new.start_file(name, options).unwrap();
            new.write_all(&bytes).unwrap();
        }
    }
    new.finish().unwrap();
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_moves_to_the_other_database_and_back() {
    let Some(database) = postgres::database().await else { return };
    let first = Place::new();
    Shelf::open(&first, None).await.fill().await;
    let one = export(&first, "one.zip").await;
    let (records, files) = contents(&one);
    for kind in
        ["account", "preference", "catalog", "font", "template", "original", "thing", "collection", "entry", "comment"]
    {
        assert!(records.contains(&format!("{{\"{kind}\":")), "{kind}: {records}");
    }
    assert_eq!(files.len(), 7);

    let second = Place::new().set("MAQUETTE_DATABASE", &database);
    Shelf::open(&second, Some(&database)).await;
    let said = second.run(&["import", "--account", "ada", one.to_str().unwrap()]).await;
    assert!(said.contains("9 things, 2 collections with 8 entries") && said.lines().count() == 1, "{said}");
    let two = export(&second, "two.zip").await;
    assert_eq!(contents(&two), (records.clone(), files.clone()));

    let third = Place::new();
    let shelf = Shelf::open(&third, None).await;
    third.run(&["import", "--account", "ada", two.to_str().unwrap()]).await;
    let three = export(&third, "three.zip").await;
    assert_eq!(contents(&three), (records, files));

    // What is kept beside the rows is what those who made them had kept.
    let (there, here) = (Shelf::open(&first, None).await, shelf);
    let (before, after) =
        (there.library.account(&there.ada).await.unwrap(), here.library.account(&here.ada).await.unwrap());
    assert_eq!(after.counts, before.counts);
    let query = |account| library::collections::Query {
        account,
        catalog: None,
        name: String::new(),
        sort: library::collections::Sort::Name,
        order: Order::Ascending,
        window: library::Window { limit: 9, offset: 0 },
    };
    let counted = |list: library::Listed<library::collections::Collection>| {
        list.items
            .into_iter()
            .map(|c| (c.mockups, c.assets, c.models, c.links, c.notes, c.colours, c.stacks))
            .collect::<Vec<_>>()
    };
    let before = counted(there.library.collections(&there.ada, &query(there.ada.account)).await.unwrap());
    assert_eq!(counted(here.library.collections(&here.ada, &query(here.ada.account)).await.unwrap()), before);
    let tags = |page: library::page::Page<library::tags::Tag>| {
        page.items.into_iter().map(|t| (t.name, t.things)).collect::<Vec<_>>()
    };
    let part = library::page::Part::numbered(9, 0);
    let before = tags(there.library.tags(&there.ada, "", &part).await.unwrap());
    assert_eq!(tags(here.library.tags(&here.ada, "", &part).await.unwrap()), before);

    // Once more: everything is there twice, under new ids, and what was there is as it was.
    let said = third.run(&["import", "--account", "ada", one.to_str().unwrap()]).await;
    assert!(said.contains("rows got new ids") && said.contains("2 fonts and settings were there already"), "{said}");
    let (again, _) = contents(&export(&third, "again.zip").await);
    let (old, _) = contents(&one);
    for line in old.lines().filter(|line| !line.starts_with("{\"account\"")) {
        assert!(again.contains(line), "{line}");
    }
    assert_eq!(again.matches("{\"thing\":").count(), 18);
    assert_eq!(again.matches("{\"collection\":").count(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn archives_that_no_export_wrote_change_nothing() {
    let place = Place::new();
    Shelf::open(&place, None).await.fill().await;
    let good = export(&place, "good.zip").await;
    let new = Place::new();
    Shelf::open(&new, None).await;
    let empty = contents(&export(&new, "empty.zip").await);

    let records = |change: fn(String) -> String| {
        rewritten(&good, move |name, bytes| {
            let bytes =
                if name == "records.jsonl" { change(String::from_utf8(bytes).unwrap()).into_bytes() } else { bytes };
            Some((name.to_owned(), bytes))
        })
    };
    let cut = good.with_extension("cut.zip");
    let whole = std::fs::read(&good).unwrap();
    std::fs::write(&cut, &whole[..whole.len() - 700]).unwrap();
    let plain = good.with_extension("txt");
    std::fs::write(&plain, "no archive at all").unwrap();
    let bad = [
        (cut, "that can be read"),
        (plain, "what it is cannot be seen"),
        (rewritten(&good, |name, bytes| (name != "manifest.json").then(|| (name.to_owned(), bytes))), "no manifest"),
        (rewritten(&good, |name, bytes| (!name.starts_with("blobs/")).then(|| (name.to_owned(), bytes))), "is missing"),
        (rewritten(&good, |name, bytes| Some((name.replace("blobs/", "../blobs/"), bytes))), "no part of one"),
        (
            rewritten(&good, |name, mut bytes| {
                if name.starts_with("blobs/") {
                    bytes[0] ^= 1;
                }
                Some((name.to_owned(), bytes))
            }),
            "has other bytes",
        ),
        (records(|text| text.split_inclusive('\n').take(3).collect()), "not complete"),
        (records(|text| text.replacen("\"kind\":\"asset\"", "\"kind\":\"note\"", 1)), "not what its kind says"),
        (records(|text| text.replacen("\"privacy\":\"public\"", "\"privacy\":\"secret\"", 1)), "is no privacy"),
        (records(|text| text.replace("\"media_type\":\"image/webp\"", "\"media_type\":\"text/html\"")), "of a type"),
        (records(|text| text.replace("https://example.com/a", "javascript:alert(1)//")), "http or https"),
        (records(|text| text.replace("\"name\":\"Mug\"", "\"name\":\"\\u0000\"")), "control characters"),
        (records(|text| text.replace("\"created_at\":\"20", "\"created_at\":\"+3000")), "is no date"),
        (records(|text| stack_in_itself(&text)), "a stack"),
        (records(|text| backwards(&text)), "not in order"),
    ];
    for (archive, why) in bad {
        let said = new.fail(&["import", "--account", "ada", archive.to_str().unwrap()]).await;
        assert!(said.contains(why) && said.lines().count() == 1, "{why}: {said}");
        let after = new.path().join(format!("{}.zip", Uuid::new_v4()));
        new.run(&["export", "--account", "ada", "-o", after.to_str().unwrap()]).await;
        assert_eq!(contents(&after), empty, "{why}");
    }
    // The place is as good as new.
    new.run(&["import", "--account", "ada", good.to_str().unwrap()]).await;
    assert_eq!(contents(&export(&new, "after.zip").await), contents(&good));
}

/// Puts the stack into itself.
fn stack_in_itself(text: &str) -> String {
    let stack = |line: &&str| line.starts_with("{\"entry\":") && line.contains("\"kind\":\"stack\"");
    let line = text.lines().find(stack).unwrap();
    let id = &line[line.find("\"id\":").unwrap() + 5..][..38];
    text.replace(line, &line.replace("\"stack\":null", &format!("\"stack\":{id}")))
}

fn backwards(text: &str) -> String {
    text.split_inclusive('\n').rev().collect()
}
