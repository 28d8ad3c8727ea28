//! Descriptors to bytes.

use super::{Descriptor, Id, ReferenceItem, Value};
use crate::Result;
use crate::sink::Sink;

pub(super) fn descriptor(descriptor: &Descriptor, sink: &mut Sink) -> Result<()> {
    descriptor.name.write(sink)?;
    descriptor.class.write(sink)?;
    items(&descriptor.items, sink)
}

fn items(items: &[(Id, Value)], sink: &mut Sink) -> Result<()> {
    sink.count(items.len())?;
    for (id, item) in items {
        id.write(sink)?;
        value(item, sink)?;
    }
    Ok(())
}

fn value(value: &Value, sink: &mut Sink) -> Result<()> {
    sink.bytes(type_key(value));
    match value {
        Value::Object(object) | Value::Global(object) => descriptor(object, sink)?,
        Value::List(list) => {
            sink.count(list.len())?;
            list.iter().try_for_each(|item| self::value(item, sink))?;
        }
        Value::Double(number) => sink.f64(*number),
        Value::Unit(unit, number) => {
            sink.bytes(&unit.0);
            sink.f64(*number);
        }
        Value::Units(unit, numbers) => {
            sink.bytes(&unit.0);
            sink.count(numbers.len())?;
            for number in numbers {
                sink.f64(*number);
            }
        }
        Value::Text(text) => text.write(sink)?,
        Value::Enumeration { kind, value } => {
            kind.write(sink)?;
            value.write(sink)?;
        }
        Value::Integer(number) => sink.i32(*number),
        Value::Large(number) => sink.i64(*number),
        Value::Boolean(switch) => sink.u8(u8::from(*switch)),
        Value::Class { name, class, .. } => {
            name.write(sink)?;
            class.write(sink)?;
        }
        Value::Reference(steps) => {
            sink.count(steps.len())?;
            steps.iter().try_for_each(|step| reference_item(step, sink))?;
        }
        Value::ObjectArray(array) => {
            sink.u32(array.count);
            array.name.write(sink)?;
            array.class.write(sink)?;
            items(&array.items, sink)?;
        }
        Value::Raw { data, .. } => sink.block(data)?,
    }
    Ok(())
}

fn type_key(value: &Value) -> &[u8; 4] {
    match value {
        Value::Object(_) => b"Objc",
        Value::Global(_) => b"GlbO",
        Value::List(_) => b"VlLs",
        Value::Double(_) => b"doub",
        Value::Unit(..) => b"UntF",
        Value::Units(..) => b"UnFl",
        Value::Text(_) => b"TEXT",
        Value::Enumeration { .. } => b"enum",
        Value::Integer(_) => b"long",
        Value::Large(_) => b"comp",
        Value::Boolean(_) => b"bool",
        Value::Reference(_) => b"obj ",
        Value::ObjectArray(_) => b"ObAr",
        Value::Class { key, .. } | Value::Raw { key, .. } => &key.0,
    }
}

fn reference_item(item: &ReferenceItem, sink: &mut Sink) -> Result<()> {
    let (key, head) = match item {
        ReferenceItem::Property { name, class, .. } => (b"prop", Some((name, class))),
        ReferenceItem::Class { name, class } => (b"Clss", Some((name, class))),
        ReferenceItem::Enumeration { name, class, .. } => (b"Enmr", Some((name, class))),
        ReferenceItem::Offset { name, class, .. } => (b"rele", Some((name, class))),
        ReferenceItem::Identifier(_) => (b"Idnt", None),
        ReferenceItem::Index(_) => (b"indx", None),
        ReferenceItem::Name { name, class, .. } => (b"name", Some((name, class))),
    };
    sink.bytes(key);
    if let Some((name, class)) = head {
        name.write(sink)?;
        class.write(sink)?;
    }
    match item {
        ReferenceItem::Property { key, .. } => key.write(sink),
        ReferenceItem::Class { .. } => Ok(()),
        ReferenceItem::Enumeration { kind, value, .. } => {
            kind.write(sink)?;
            value.write(sink)
        }
        ReferenceItem::Offset { offset: number, .. }
        | ReferenceItem::Identifier(number)
        | ReferenceItem::Index(number) => {
            sink.u32(*number);
            Ok(())
        }
        ReferenceItem::Name { value, .. } => value.write(sink),
    }
}
