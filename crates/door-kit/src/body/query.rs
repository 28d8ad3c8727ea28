//! Query strings.

use axum::http::Uri;
use serde::de::DeserializeOwned;

use super::BodyError;
use super::classify::data_error;

/// Reads a URI's query string: flat names and values, as forms send them. Without one, all names are missing.
pub fn query<T: DeserializeOwned>(uri: &Uri) -> Result<T, BodyError> {
    let pairs = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs))
        .map_err(|error| data_error(error.path(), &error.inner().to_string()))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::super::BodyErrorKind;
    use super::*;

    #[derive(Debug, Deserialize)]
    struct List {
        name: String,
        limit: Option<u32>,
        all: Option<bool>,
        sort: Option<Sort>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Sort {
        ByName,
    }

    fn read(text: &str) -> Result<List, BodyError> {
        query(&format!("/list{text}").parse().unwrap())
    }

    #[test]
    fn names_and_values_are_decoded() {
        let list = read("?name=a%20b+c&limit=5&sort=by_name&other=1").unwrap();
        assert_eq!((list.name.as_str(), list.limit, list.all), ("a b c", Some(5), None));
        assert!(matches!(list.sort, Some(Sort::ByName)));
    }

    #[test]
    fn faults_are_told_by_kind_and_place() {
        use BodyErrorKind::{Invalid, Missing, WrongType};
        let refused = |text: &str| {
            let error = read(text).unwrap_err();
            (error.dotted(), error.kind)
        };
        assert_eq!(refused(""), ("name".to_owned(), Missing));
        assert_eq!(refused("?name=a&limit=x"), ("limit".to_owned(), WrongType));
        assert_eq!(refused("?name=a&limit="), ("limit".to_owned(), WrongType));
        assert_eq!(refused("?name=a&all=yes"), ("all".to_owned(), WrongType));
        assert_eq!(refused("?name=a&sort=size"), ("sort".to_owned(), Invalid));
        assert_eq!(refused("?name=a&name=b").1, Invalid);
    }
}
