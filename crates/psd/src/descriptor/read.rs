//! Bytes to descriptors.

use super::{Descriptor, Id, ObjectArray, ReferenceItem, Value};
use crate::Result;
use crate::cursor::Cursor;
use crate::key::Key;
use crate::limits::Depth;
use crate::strings::UnicodeString;

/// The fewest bytes that a keyed value has: an id of one letter, a type and at least one byte.
const ITEM_MINIMUM: usize = 10;

pub(super) fn descriptor(cursor: &mut Cursor, depth: Depth) -> Result<Descriptor> {
    let name = UnicodeString::read(cursor)?;
    let class = Id::read(cursor)?;
    Ok(Descriptor { name, class, items: items(cursor, depth)? })
}

fn items(cursor: &mut Cursor, depth: Depth) -> Result<Vec<(Id, Value)>> {
    let depth = depth.deeper()?;
    let count = cursor.u32()? as usize;
    let mut items = Vec::with_capacity(cursor.room_for(count, ITEM_MINIMUM)?.min(64));
    for _ in 0..count {
        items.push((Id::read(cursor)?, value(cursor, depth)?));
    }
    Ok(items)
}

fn value(cursor: &mut Cursor, depth: Depth) -> Result<Value> {
    let key = Key(cursor.array()?);
    Ok(match &key.0 {
        b"Objc" => Value::Object(descriptor(cursor, depth)?),
        b"GlbO" => Value::Global(descriptor(cursor, depth)?),
        b"VlLs" => Value::List(list(cursor, depth)?),
        b"doub" => Value::Double(cursor.f64()?),
        b"UntF" => Value::Unit(Key(cursor.array()?), cursor.f64()?),
        b"UnFl" => units(cursor)?,
        b"TEXT" => Value::Text(UnicodeString::read(cursor)?),
        b"enum" => Value::Enumeration { kind: Id::read(cursor)?, value: Id::read(cursor)? },
        b"long" => Value::Integer(cursor.i32()?),
        b"comp" => Value::Large(cursor.i64()?),
        b"bool" => match cursor.u8()? {
            0 => Value::Boolean(false),
            1 => Value::Boolean(true),
            _ => return Err(cursor.malformed("a switch that is neither on nor off")),
        },
        b"type" | b"GlbC" => Value::Class { key, name: UnicodeString::read(cursor)?, class: Id::read(cursor)? },
        b"obj " => Value::Reference(reference(cursor)?),
        b"ObAr" => Value::ObjectArray(ObjectArray {
            count: cursor.u32()?,
            name: UnicodeString::read(cursor)?,
            class: Id::read(cursor)?,
            items: items(cursor, depth)?,
        }),
        b"tdta" | b"alis" | b"Pth " => Value::Raw { key, data: cursor.block()? },
        _ => return Err(cursor.malformed("a value of unknown type")),
    })
}

fn list(cursor: &mut Cursor, depth: Depth) -> Result<Vec<Value>> {
    let depth = depth.deeper()?;
    let count = cursor.u32()? as usize;
    let mut list = Vec::with_capacity(cursor.room_for(count, 5)?.min(64));
    for _ in 0..count {
        list.push(value(cursor, depth)?);
    }
    Ok(list)
}

fn units(cursor: &mut Cursor) -> Result<Value> {
    let unit = Key(cursor.array()?);
    let count = cursor.u32()? as usize;
    let mut numbers = Vec::with_capacity(cursor.room_for(count, 8)?);
    for _ in 0..count {
        numbers.push(cursor.f64()?);
    }
    Ok(Value::Units(unit, numbers))
}

fn reference(cursor: &mut Cursor) -> Result<Vec<ReferenceItem>> {
    let count = cursor.u32()? as usize;
    let mut items = Vec::with_capacity(cursor.room_for(count, 8)?.min(64));
    for _ in 0..count {
        items.push(reference_item(cursor)?);
    }
    Ok(items)
}

fn reference_item(cursor: &mut Cursor) -> Result<ReferenceItem> {
    let key: [u8; 4] = cursor.array()?;
    match &key {
        b"Idnt" => return Ok(ReferenceItem::Identifier(cursor.u32()?)),
        b"indx" => return Ok(ReferenceItem::Index(cursor.u32()?)),
        _ => {}
    }
    let name = UnicodeString::read(cursor)?;
    let class = Id::read(cursor)?;
    Ok(match &key {
        b"prop" => ReferenceItem::Property { name, class, key: Id::read(cursor)? },
        b"Clss" => ReferenceItem::Class { name, class },
        b"Enmr" => ReferenceItem::Enumeration { name, class, kind: Id::read(cursor)?, value: Id::read(cursor)? },
        b"rele" => ReferenceItem::Offset { name, class, offset: cursor.u32()? },
        b"name" => ReferenceItem::Name { name, class, value: UnicodeString::read(cursor)? },
        _ => return Err(cursor.malformed("a reference of unknown form")),
    })
}
