//! Orders that make no sense.

use crate::support::{Bench, refusal};

#[test]
fn wrong_arguments_end_in_one_line() {
    let bench = Bench::new();
    let refused = |words: &[&str]| refusal(&bench.run(words));
    assert!(refused(&[]).contains("a command is needed"));
    assert!(refused(&["paint"]).contains("paint"));
    assert!(refused(&["render", "template.psd"]).contains("--output"));
    assert!(refused(&["render", "template.psd", "-o", "a.png", "--shiny"]).contains("--shiny"));
    assert!(refused(&["render", "template.psd", "-o", "a.png", "--width", "wide"]).contains("whole number"));
    assert!(refused(&["render", "template.psd", "-o", "a.png", "--quality", "0"]).contains("--quality"));
    assert!(refused(&["render", "template.psd", "-o", "a.gif"]).contains(".png, .jpg or .webp"));
    assert_eq!(bench.files(), ["content.png", "template.psd"]);
}

#[test]
fn wrong_names_and_words_say_what_there_is() {
    let bench = Bench::new();
    let refused = |words: &[&str]| refusal(&bench.run(&[&["render", "template.psd", "-o", "a.png"], words].concat()));
    assert!(refused(&["--slot", "Logo=content.png"]).contains("there is no slot \"Logo\"; its slots are \"Design\""));
    assert!(refused(&["--slot", "content.png"]).contains("--slot"));
    assert!(refused(&["--slot", "Design=content.png", "--slot", "Design=content.png"]).contains("two artworks"));
    assert!(refused(&["--place", r#"Design={"spin": 3}"#]).contains("`spin`"));
    assert!(refused(&["--place", r#"Design={"fit": "cover"}"#]).contains("--slot"));
    assert!(refused(&["--text", "Title=Hello"]).contains("the template has no text layers"));
    assert!(refused(&["--hide", "00000000-0000-0000-0000-000000000001"]).contains("no layer"));
    assert_eq!(bench.files(), ["content.png", "template.psd"]);
}

#[test]
fn help_and_version_are_no_failure() {
    let bench = Bench::new();
    for words in [&["--help"][..], &["--version"], &["render", "--help"]] {
        let output = bench.run(words);
        assert!(output.status.success() && output.stderr.is_empty() && !output.stdout.is_empty());
    }
}
