//! Feeds as playlists (PLS, version 2): what can be played, in its order.

use std::fmt::Write;

use crate::show::Item;

/// The playlist of what can be played among these.
pub(super) fn write(items: &[Item]) -> String {
    let mut list = String::from("[playlist]\n");
    let mut count = 0;
    for item in items.iter().filter(|item| ["audio", "video"].contains(&item.type_)) {
        count += 1;
        // A line is a line.
        let line = |words: &str| words.replace(char::is_control, " ");
        let (content, name) = (line(&item.content), line(&item.name));
        let _ = write!(list, "File{count}={content}\nTitle{count}={name}\nLength{count}=-1\n");
    }
    let _ = write!(list, "NumberOfEntries={count}\nVersion=2\n");
    list
}
