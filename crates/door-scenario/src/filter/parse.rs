//! From words to a filter.
//!
//! ```text
//! any  = all ("OR" all)*
//! all  = not ("AND" not)*
//! not  = "NOT" not | "(" any ")" | name test
//! test = ("=" | "!=" | "<" | "<=" | ">" | ">=") value | value "TO" value
//!      | ["NOT"] ("IN" "[" values "]" | "EXISTS" | "CONTAINS" value | "STARTS" "WITH" value)
//!      | "IS" ["NOT"] ("NULL" | "EMPTY")
//! ```

use super::words::{Word, words, wrong};
use super::{DEEPEST, End, Filter, LONGEST, MOST, Test, Wrong};

/// What is left to be spent on all texts of a filter.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: usize,
    tests: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: LONGEST, tests: MOST }
    }
}

impl Budget {
    /// Reads one text.
    pub(super) fn parse(&mut self, text: &str) -> Result<Filter, Wrong> {
        let too_long = || Wrong { what: format!("must have at most {LONGEST} bytes"), at: None };
        self.bytes = self.bytes.checked_sub(text.len()).ok_or_else(too_long)?;
        let mut parser = Parser { words: words(text)?, place: 0, depth: 0, end: text.len(), budget: self };
        let filter = parser.any()?;
        match parser.words.get(parser.place) {
            None => Ok(filter),
            Some((at, _)) => Err(wrong(*at, "expected AND, OR or the end")),
        }
    }

    /// Pays for a test or a value.
    fn spend(&mut self) -> Result<(), Wrong> {
        let too_many = || Wrong { what: format!("must have at most {MOST} tests and values"), at: None };
        self.tests = self.tests.checked_sub(1).ok_or_else(too_many)?;
        Ok(())
    }
}

struct Parser<'a> {
    words: Vec<(usize, Word)>,
    place: usize,
    depth: usize,
    end: usize,
    budget: &'a mut Budget,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Filter, Wrong> {
        let mut any = vec![self.all()?];
        while self.keyword("OR") {
            any.push(self.all()?);
        }
        Ok(one_or(any, Filter::Any))
    }

    fn all(&mut self) -> Result<Filter, Wrong> {
        let mut all = vec![self.not()?];
        while self.keyword("AND") {
            all.push(self.not()?);
        }
        Ok(one_or(all, Filter::All))
    }

    fn not(&mut self) -> Result<Filter, Wrong> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(wrong(self.at(), &format!("more than {DEEPEST} parentheses and negations within each other")));
        }
        let filter = if self.keyword("NOT") {
            Filter::Not(Box::new(self.not()?))
        } else if self.takes(&Word::Open) {
            let inside = self.any()?;
            self.expect(&Word::Close, "expected a closing parenthesis")?;
            inside
        } else {
            let name = self.value("expected a name")?;
            self.test(name)?
        };
        self.depth -= 1;
        Ok(filter)
    }

    fn test(&mut self, name: String) -> Result<Filter, Wrong> {
        self.budget.spend()?;
        if let Some((_, Word::Sign(sign))) = self.words.get(self.place).cloned() {
            self.place += 1;
            let value = self.value("expected a value")?;
            return Ok(compared(name, sign, value));
        }
        if self.keyword("IS") {
            let is_not = self.keyword("NOT");
            let test = match (self.keyword("NULL"), self.place) {
                (true, _) => Test::Null,
                (false, _) if self.keyword("EMPTY") => Test::Empty,
                _ => return Err(wrong(self.at(), "expected NULL or EMPTY")),
            };
            return Ok(negated(is_not, Filter::Is(name, test)));
        }
        let is_not = self.keyword("NOT");
        let test = if self.keyword("EXISTS") {
            Test::Exists
        } else if self.keyword("IN") {
            Test::OneOf(self.list()?)
        } else if self.keyword("CONTAINS") {
            Test::Contains(self.value("expected a value")?)
        } else if self.keyword("STARTS") {
            if !self.keyword("WITH") {
                return Err(wrong(self.at(), "expected WITH"));
            }
            Test::StartsWith(self.value("expected a value")?)
        } else if is_not {
            return Err(wrong(self.at(), "expected IN, EXISTS, CONTAINS or STARTS WITH"));
        } else {
            let low = self.value("expected an operator")?;
            if !self.keyword("TO") {
                return Err(wrong(self.at(), "expected an operator"));
            }
            let high = self.value("expected a value")?;
            let end = |value| Some(End { value, included: true });
            Test::Range(end(low), end(high))
        };
        Ok(negated(is_not, Filter::Is(name, test)))
    }

    fn list(&mut self) -> Result<Vec<String>, Wrong> {
        self.expect(&Word::OpenList, "expected [")?;
        let mut values = Vec::new();
        while !self.takes(&Word::CloseList) {
            self.budget.spend()?;
            values.push(self.value("expected a value or ]")?);
            if !self.takes(&Word::Comma) {
                self.expect(&Word::CloseList, "expected , or ]")?;
                break;
            }
        }
        Ok(values)
    }

    /// Where the next word begins.
    fn at(&self) -> usize {
        self.words.get(self.place).map_or(self.end, |(at, _)| *at)
    }

    /// Takes the next word if it is this keyword, in whatever case.
    fn keyword(&mut self, keyword: &str) -> bool {
        let next = self.words.get(self.place);
        let is_next = matches!(next, Some((_, Word::Plain(word))) if word.eq_ignore_ascii_case(keyword));
        self.place += usize::from(is_next);
        is_next
    }

    fn takes(&mut self, word: &Word) -> bool {
        let is_next = self.words.get(self.place).is_some_and(|(_, next)| next == word);
        self.place += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, word: &Word, what: &str) -> Result<(), Wrong> {
        if self.takes(word) { Ok(()) } else { Err(wrong(self.at(), what)) }
    }

    fn value(&mut self, what: &str) -> Result<String, Wrong> {
        match self.words.get(self.place) {
            Some((_, Word::Plain(value) | Word::Quoted(value))) => {
                self.place += 1;
                Ok(value.clone())
            }
            _ => Err(wrong(self.at(), what)),
        }
    }
}

fn one_or(mut several: Vec<Filter>, group: impl Fn(Vec<Filter>) -> Filter) -> Filter {
    match (several.len(), several.pop()) {
        (1, Some(one)) => one,
        (_, last) => {
            several.extend(last);
            group(several)
        }
    }
}

fn negated(is_not: bool, filter: Filter) -> Filter {
    if is_not { Filter::Not(Box::new(filter)) } else { filter }
}

fn compared(name: String, sign: &str, value: String) -> Filter {
    let end = |value, included| Some(End { value, included });
    let test = match sign {
        "<" => Test::Range(None, end(value, false)),
        "<=" => Test::Range(None, end(value, true)),
        ">" => Test::Range(end(value, false), None),
        ">=" => Test::Range(end(value, true), None),
        _ => Test::OneOf(vec![value]),
    };
    negated(sign == "!=", Filter::Is(name, test))
}
