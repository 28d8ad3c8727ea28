//! `maquette demo`, as the README says to run it.

use std::process::{Command, Stdio};

#[test]
fn the_demo_shows_what_it_promises() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_maquette"));
    command.args(["demo", "--once", "--listen", "127.0.0.1:0", "--out"]).arg(folder.path());
    let output = command.stdin(Stdio::null()).output().unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for file in ["mug.psd", "mug-logo.jpg", "tshirt-gray.jpg", "contact-sheet.jpg", "render.json", "logo.png"] {
        assert!(folder.path().join(file).metadata().unwrap().len() > 1000, "{file}");
    }
    assert!(words.contains("x-api-key: sm_") && words.contains("curl -H"), "{words}");
    assert_eq!(words.matches("/files/").count(), 10, "{words}");
}
