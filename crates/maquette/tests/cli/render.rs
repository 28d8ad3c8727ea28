//! `maquette render`: pixels.

use pixels::{Picture, Size};

use crate::support::{Bench, CANVAS, CONTENT, changed, json, refusal};

#[test]
fn without_words_the_picture_is_the_one_in_the_file() {
    let bench = Bench::new();
    let verdict = json(&bench.run(&["verify", "--json", "template.psd"]));
    assert!(verdict["composite"]["max"].as_f64().unwrap() <= 1.0, "{verdict}");
    assert_eq!(bench.render(&[]).size(), CANVAS);
}

#[test]
fn a_slots_own_content_handed_back_changes_nothing() {
    let bench = Bench::new();
    let (own, given) = (bench.render(&[]), bench.render(&["--slot", "Design=content.png"]));
    let (_, worst) = changed(&own, &given, 0);
    assert!(worst <= 1, "differs by {worst}");
}

#[test]
fn one_pixel_of_the_content_changes_its_footprint_in_both_copies_and_nothing_else() {
    let bench = Bench::new();
    let mut content = bench.content.clone();
    content.set_pixel(60, 45, [255, 0, 0, 255]);
    bench.write_picture("dot.png", &content);
    let (places, _) =
        changed(&bench.render(&["--slot", "Design=content.png"]), &bench.render(&["--slot", "Design=dot.png"]), 0);
    let near = |(x, y): (u32, u32), (cx, cy): (f64, f64)| (f64::from(x) - cx).hypot(f64::from(y) - cy) < 6.0;
    // The middle of each copy, for the middle of the content.
    let (flat, bent) = ((75.0, 80.0), (222.0, 175.5));
    assert!(
        places.iter().any(|place| near(*place, flat)) && places.iter().any(|place| near(*place, bent)),
        "{places:?}"
    );
    assert!(places.iter().all(|place| near(*place, flat) || near(*place, bent)), "{places:?}");
}

#[test]
fn filling_a_slot_fills_every_copy_of_it() {
    let bench = Bench::new();
    bench.write_picture("red.png", &Picture::filled(Size::new(4, 4), [255, 0, 0, 255]));
    let picture = bench.render(&["--slot", "Design=red.png"]);
    assert_eq!(picture.pixel(110, 90), [255, 0, 0, 255]);
    assert_eq!(picture.pixel(222, 175), [255, 0, 0, 255]);
    // The shade is clipped to the front copy, and still lies over it.
    assert!(picture.pixel(50, 80)[0] < 200);
}

#[test]
fn a_slot_is_found_by_its_id() {
    let bench = Bench::new();
    let outline = json(&bench.run(&["inspect", "--json", "template.psd"]));
    let uuid = outline["slots"][0]["uuid"].as_str().unwrap();
    bench.write_picture("red.png", &Picture::filled(Size::new(4, 4), [255, 0, 0, 255]));
    assert_eq!(bench.render(&["--slot", &format!("{uuid}=red.png")]).pixel(110, 90), [255, 0, 0, 255]);
}

#[test]
fn places_are_honoured_and_colour_needs_no_artwork() {
    let bench = Bench::new();
    bench.write_picture("wide.png", &Picture::filled(Size::new(40, 4), [255, 0, 0, 255]));
    let contained = bench.render(&["--slot", "Design=wide.png", "--place", r#"Design={"fit": "contain"}"#]);
    assert_eq!(contained.pixel(110, 80), [255, 0, 0, 255]);
    assert_ne!(contained.pixel(110, 110), [255, 0, 0, 255]);
    let blue = bench.render(&["--place", r##"Design={"color": "#0000ff"}"##]);
    assert_eq!(blue.pixel(110, 90), [0, 0, 255, 255]);
}

#[test]
fn vector_artwork_is_drawn_at_the_slots_size() {
    let bench = Bench::new();
    let drawing =
        "<svg xmlns='http://www.w3.org/2000/svg' width='2' height='2'><path d='M0 0h1v2h-1z' fill='#00f'/></svg>";
    std::fs::write(bench.path("half.svg"), drawing).unwrap();
    let picture = bench.render(&["--slot", "Design=half.svg"]);
    // Enlarged pixels would blur half of the slot; a drawing has its edge in one place.
    assert_eq!(picture.pixel(209, 180), [0, 0, 255, 255]);
    assert_ne!(picture.pixel(234, 180)[2], 255);
}

#[test]
fn hidden_layers_are_left_out() {
    let bench = Bench::new();
    assert_eq!(bench.render(&[]).pixel(265, 25), [255, 220, 0, 255]);
    assert_ne!(bench.render(&["--hide", "Sticker"]).pixel(265, 25), [255, 220, 0, 255]);
    let unknown = refusal(&bench.run(&["render", "template.psd", "--hide", "Stickers", "-o", "x.png"]));
    assert!(unknown.contains("\"Sticker\"") && unknown.contains("\"Backdrop\""), "{unknown}");
}

#[test]
fn every_format_has_the_size_and_resolution_asked_for() {
    let bench = Bench::new();
    for name in ["a.png", "a.jpg", "a.webp"] {
        let report =
            json(&bench.run(&["render", "template.psd", "--width", "150", "--dpi", "300", "--json", "-o", name]));
        assert_eq!((report["width"].as_u64(), report["height"].as_u64()), (Some(150), Some(120)));
        assert_eq!(report["output"], name);
        assert!(["read", "compile", "render", "encode", "total"].iter().all(|part| report["ms"][part].is_f64()));
        assert_eq!(bench.read_picture(name).size(), Size::new(150, 120));
    }
    // 300 dpi: 11,811 pixels a metre; 300 an inch; a TIFF fraction of 300 / 1.
    assert!(holds(&bench, "a.png", &[b"pHYs".as_slice(), &11_811u32.to_be_bytes()].concat()));
    assert!(
        holds(&bench, "a.jpg", b"JFIF\0\x01\x02\x01\x01\x2c\x01\x2c")
            || holds(&bench, "a.jpg", b"\x01\x01\x2c\x01\x2c")
    );
    assert!(holds(&bench, "a.webp", b"EXIF"));
}

#[test]
fn at_its_own_width_a_picture_keeps_the_templates_resolution() {
    let bench = Bench::new();
    bench.render(&[]);
    // The samples say 72 dpi: 2,835 pixels a metre.
    assert!(holds(&bench, "out.png", &[b"pHYs".as_slice(), &2_835u32.to_be_bytes()].concat()));
    bench.render(&["--width", "100"]);
    assert!(!holds(&bench, "out.png", b"pHYs"));
}

#[test]
fn a_format_named_wins_over_the_extension() {
    let bench = Bench::new();
    assert!(bench.run(&["render", "template.psd", "--format", "jpg", "-o", "picture"]).status.success());
    assert!(std::fs::read(bench.path("picture")).unwrap().starts_with(&[0xFF, 0xD8]));
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    let bench = Bench::new();
    for name in ["1.webp", "2.webp"] {
        let words = ["render", "template.psd", "--slot", "Design=content.png", "--width", "200", "-o", name];
        assert!(bench.run(&words).status.success());
    }
    assert_eq!(std::fs::read(bench.path("1.webp")).unwrap(), std::fs::read(bench.path("2.webp")).unwrap());
    assert_eq!(bench.content.size(), CONTENT);
}

fn holds(bench: &Bench, name: &str, wanted: &[u8]) -> bool {
    std::fs::read(bench.path(name)).unwrap().windows(wanted.len()).any(|window| window == wanted)
}
