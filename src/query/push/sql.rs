//! SQL as data, and the one place where it becomes text.
//!
//! Names of columns and words of people enter a statement only as [`Expr::Column`] and [`Expr::Text`];
//! everything else is one of a few fixed words. A name is written between double quotes with its own
//! doubled, words between single quotes with theirs doubled.
//!
//! What comes between us and the database must not change the meaning either: CKAN hands statements
//! to `SQLAlchemy`, which takes `:word` for a parameter even inside quotes, and older versions treat `%`,
//! `;` and backslashes in ways of their own. In words such characters are therefore written as `chr(n)`;
//! a name that has one of them cannot be written, and the column is then not worked with at the portal.

use std::fmt::Write as _;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A column, by any name.
    Column(String),
    /// Any words.
    Text(String),
    /// A regular expression of our own making, never of a person's: backslashes stay as they are.
    Pattern(String),
    /// A finite number.
    Number(f64),
    /// A function of the arguments.
    Call(Function, Vec<Self>),
    /// Turned into another type.
    Cast(Box<Self>, Type),
    /// NULL where both are equal, else the first.
    NullIf(Box<Self>, Box<Self>),
    /// Whether it is NULL.
    IsNull(Box<Self>),
    /// Whether it is not NULL.
    NotNull(Box<Self>),
    /// Two expressions with an operator between them.
    Binary(Operator, Box<Self>, Box<Self>),
    /// Whether the first is one of the others; never where there are none.
    In(Box<Self>, Vec<Self>),
    /// Whether all hold.
    All(Vec<Self>),
    /// Whether one holds.
    Any(Vec<Self>),
    /// The number of rows.
    Rows,
    /// The number of different values.
    Distinct(Box<Self>),
    /// The median of numbers.
    Median(Box<Self>),
}

/// The functions in use; all are among those that CKAN allows unless told otherwise
/// (`ckanext/datastore/allowed_functions.txt`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// Mean.
    Avg,
    /// How many are not NULL.
    Count,
    /// The beginning of a calendar part.
    DateTrunc,
    /// The next lower whole number.
    Floor,
    /// In lower case.
    Lower,
    /// The largest.
    Max,
    /// The smallest.
    Min,
    /// Every match of a pattern replaced.
    RegexpReplace,
    /// Every occurrence replaced.
    Replace,
    /// Where one text begins in another, from 1; 0 where it does not.
    Strpos,
    /// Sum.
    Sum,
    /// Characters replaced by others.
    Translate,
}

/// Types to turn into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Words.
    Text,
    /// A number as computers have it.
    Double,
    /// A day.
    Date,
    /// A day with a time.
    Timestamp,
}

/// Operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// Equal.
    Equal,
    /// Not equal.
    NotEqual,
    /// Greater.
    Above,
    /// Greater or equal.
    AtLeast,
    /// Less.
    Below,
    /// Less or equal.
    AtMost,
    /// Difference.
    Minus,
    /// Product.
    Times,
    /// Quotient.
    Over,
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    /// What is asked for, each under a name of our own; everything when empty.
    pub columns: Vec<(Expr, String)>,
    /// Of what.
    pub from: From,
    /// Of which rows.
    pub filter: Option<Expr>,
    /// Names of [`Select::from`] by whose values rows become groups.
    pub group: Vec<String>,
    /// In which order; `true` for the largest first. NULL comes last in both directions.
    pub order: Vec<(Expr, bool)>,
    /// At most so many rows, after so many others.
    pub window: Option<(u64, u64)>,
}

/// Where a question looks.
#[derive(Clone, Debug, PartialEq)]
pub enum From {
    /// In a table.
    Table(String),
    /// In the answer of another question.
    Answer(Box<Select>),
}

impl Select {
    /// The question as text; `None` where a name in it cannot be written safely.
    pub fn text(&self) -> Option<String> {
        let mut out = String::with_capacity(256);
        self.write(&mut out)?;
        Some(out)
    }

    fn write(&self, out: &mut String) -> Option<()> {
        out.push_str("SELECT ");
        if self.columns.is_empty() {
            out.push('*');
        }
        list(out, &self.columns, |out, (expr, name)| {
            expr.write(out)?;
            out.push_str(" AS ");
            identifier(out, name)
        })?;
        out.push_str(" FROM ");
        match &self.from {
            From::Table(name) => identifier(out, name)?,
            From::Answer(inner) => {
                out.push('(');
                inner.write(out)?;
                out.push_str(") AS \"t\"");
            }
        }
        if let Some(filter) = &self.filter {
            out.push_str(" WHERE ");
            filter.write(out)?;
        }
        if !self.group.is_empty() {
            out.push_str(" GROUP BY ");
            list(out, &self.group, |out, name| identifier(out, name))?;
        }
        if !self.order.is_empty() {
            out.push_str(" ORDER BY ");
            list(out, &self.order, |out, (expr, descending)| {
                expr.write(out)?;
                out.push_str(if *descending { " DESC NULLS LAST" } else { " ASC NULLS LAST" });
                Some(())
            })?;
        }
        if let Some((rows, offset)) = self.window {
            write!(out, " LIMIT {rows} OFFSET {offset}").ok()?;
        }
        Some(())
    }
}

impl Expr {
    /// A column.
    pub fn column(name: &str) -> Self {
        Self::Column(name.to_owned())
    }

    /// Words.
    pub fn words(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// A function of one argument.
    pub fn call(function: Function, argument: Self) -> Self {
        Self::Call(function, vec![argument])
    }

    /// Turned into another type.
    #[must_use]
    pub fn cast(self, to: Type) -> Self {
        Self::Cast(Box::new(self), to)
    }

    /// With an operator before another one.
    #[must_use]
    pub fn with(self, operator: Operator, other: Self) -> Self {
        Self::Binary(operator, Box::new(self), Box::new(other))
    }

    fn write(&self, out: &mut String) -> Option<()> {
        match self {
            Self::Column(name) => identifier(out, name)?,
            Self::Text(words) => literal(out, words)?,
            Self::Pattern(pattern) => {
                if pattern.contains(['\'', ':', ';', '%', '\0']) {
                    return None;
                }
                out.push('\'');
                out.push_str(pattern);
                out.push('\'');
            }
            // Quoted, so that every form of a number reads the same; the digits lead back to the same number.
            Self::Number(value) if value.is_finite() => {
                write!(out, "CAST('{value:e}' AS double precision)").ok()?;
            }
            Self::Number(_) => return None,
            Self::Call(function, arguments) => {
                out.push_str(function.name());
                out.push('(');
                list(out, arguments, |out, argument| argument.write(out))?;
                out.push(')');
            }
            Self::Cast(of, to) => {
                out.push_str("CAST(");
                of.write(out)?;
                out.push_str(" AS ");
                out.push_str(to.name());
                out.push(')');
            }
            Self::NullIf(left, right) => {
                out.push_str("NULLIF(");
                left.write(out)?;
                out.push_str(", ");
                right.write(out)?;
                out.push(')');
            }
            Self::IsNull(of) => postfix(out, of, "IS NULL")?,
            Self::NotNull(of) => postfix(out, of, "IS NOT NULL")?,
            Self::Binary(operator, left, right) => {
                out.push('(');
                left.write(out)?;
                out.push(' ');
                out.push_str(operator.sign());
                out.push(' ');
                right.write(out)?;
                out.push(')');
            }
            Self::In(_, of) if of.is_empty() => out.push_str("(1 = 0)"),
            Self::In(one, of) => {
                out.push('(');
                one.write(out)?;
                out.push_str(" IN (");
                list(out, of, |out, each| each.write(out))?;
                out.push_str("))");
            }
            Self::All(parts) => joined(out, parts, " AND ", "(1 = 1)")?,
            Self::Any(parts) => joined(out, parts, " OR ", "(1 = 0)")?,
            Self::Rows => out.push_str("count(*)"),
            Self::Distinct(of) => {
                out.push_str("count(DISTINCT ");
                of.write(out)?;
                out.push(')');
            }
            Self::Median(of) => {
                out.push_str("percentile_cont(0.5) WITHIN GROUP (ORDER BY ");
                of.write(out)?;
                out.push(')');
            }
        }
        Some(())
    }
}

impl Function {
    const fn name(self) -> &'static str {
        match self {
            Self::Avg => "avg",
            Self::Count => "count",
            Self::DateTrunc => "date_trunc",
            Self::Floor => "floor",
            Self::Lower => "lower",
            Self::Max => "max",
            Self::Min => "min",
            Self::RegexpReplace => "regexp_replace",
            Self::Replace => "replace",
            Self::Strpos => "strpos",
            Self::Sum => "sum",
            Self::Translate => "translate",
        }
    }
}

impl Type {
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Double => "double precision",
            Self::Date => "date",
            Self::Timestamp => "timestamp",
        }
    }
}

impl Operator {
    const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Over => "/",
        }
    }
}

fn list<T>(out: &mut String, items: &[T], write: impl Fn(&mut String, &T) -> Option<()>) -> Option<()> {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        write(out, item)?;
    }
    Some(())
}

fn joined(out: &mut String, parts: &[Expr], between: &str, none: &str) -> Option<()> {
    if parts.is_empty() {
        out.push_str(none);
        return Some(());
    }
    out.push('(');
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push_str(between);
        }
        part.write(out)?;
    }
    out.push(')');
    Some(())
}

fn postfix(out: &mut String, of: &Expr, words: &str) -> Option<()> {
    out.push('(');
    of.write(out)?;
    out.push(' ');
    out.push_str(words);
    out.push(')');
    Some(())
}

/// Whether a character may stand inside quotes without meaning anything to those in between.
fn is_plain(char: char) -> bool {
    !char.is_control() && !matches!(char, ':' | ';' | '\\' | '%')
}

/// Writes a name between double quotes. A colon that no word follows is taken for nothing else.
fn identifier(out: &mut String, name: &str) -> Option<()> {
    let follows = |at: usize| name.get(at + 1..).and_then(|rest| rest.chars().next());
    let is_harmless = |(at, char): (usize, char)| {
        is_plain(char) || (char == ':' && follows(at).is_none_or(|next| next == ' ' || next == ')'))
    };
    if name.is_empty() || !name.char_indices().all(is_harmless) {
        return None;
    }
    out.push('"');
    for char in name.chars() {
        if char == '"' {
            out.push('"');
        }
        out.push(char);
    }
    out.push('"');
    Some(())
}

/// Writes words between single quotes, characters with a meaning of their own as `chr(n)`. `PostgreSQL` has
/// no text with a NUL in it.
fn literal(out: &mut String, words: &str) -> Option<()> {
    if words.contains('\0') {
        return None;
    }
    let plain = words.chars().all(is_plain);
    if !plain {
        out.push('(');
    }
    out.push('\'');
    for char in words.chars() {
        match char {
            '\'' => out.push_str("''"),
            char if is_plain(char) => out.push(char),
            char => {
                out.push_str("' || chr(");
                out.push_str(&u32::from(char).to_string());
                out.push_str(") || '");
            }
        }
    }
    out.push('\'');
    if !plain {
        out.push(')');
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What `PostgreSQL` sees, by a reader of its own grammar: quoted names and words are one token each.
    #[derive(Clone, Debug, PartialEq)]
    enum Token {
        Name(String),
        Words(String),
        Other(char),
    }

    fn tokens(sql: &str) -> Vec<Token> {
        let chars: Vec<char> = sql.chars().collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < chars.len() {
            let quote = chars[at];
            at += 1;
            if quote != '"' && quote != '\'' {
                if quote != ' ' {
                    found.push(Token::Other(quote));
                }
                continue;
            }
            let mut inside = String::new();
            loop {
                assert!(at < chars.len(), "a quote is left open in {sql}");
                if chars[at] == quote {
                    if chars.get(at + 1) == Some(&quote) {
                        inside.push(quote);
                        at += 2;
                        continue;
                    }
                    at += 1;
                    break;
                }
                inside.push(chars[at]);
                at += 1;
            }
            found.push(if quote == '"' { Token::Name(inside) } else { Token::Words(inside) });
        }
        found
    }

    /// Puts `'a' || chr(58) || 'b'` together again, as the database would.
    fn evaluated(tokens: Vec<Token>) -> Vec<Token> {
        let text: Vec<Token> = tokens;
        let mut out: Vec<Token> = Vec::new();
        let mut at = 0;
        let others = |from: usize, word: &str| {
            word.chars().enumerate().all(|(i, c)| text.get(from + i) == Some(&Token::Other(c)))
        };
        while at < text.len() {
            if others(at, "||chr(") {
                let mut end = at + 6;
                let mut number = String::new();
                while let Some(Token::Other(digit)) = text.get(end).filter(|token| **token != Token::Other(')')) {
                    number.push(*digit);
                    end += 1;
                }
                assert!(others(end, ")||"), "chr in a way of its own");
                let char = char::from_u32(number.parse().unwrap()).unwrap();
                let Some(Token::Words(rest)) = text.get(end + 3) else { panic!("words follow") };
                let Some(Token::Words(before)) = out.last_mut() else { panic!("words come before") };
                before.push(char);
                before.push_str(rest);
                at = end + 4;
            } else {
                out.push(text[at].clone());
                at += 1;
            }
        }
        out
    }

    fn question(table: &str, column: &str, words: &str) -> Select {
        let value = Expr::call(Function::Lower, Expr::column(column));
        Select {
            columns: vec![(value.clone(), "k0".to_owned()), (Expr::Rows, "m0".to_owned())],
            from: From::Table(table.to_owned()),
            filter: Some(Expr::Any(vec![
                value.clone().with(Operator::Equal, Expr::words(words)),
                Expr::In(Box::new(value), vec![Expr::words(words), Expr::words("b")]),
                Expr::IsNull(Box::new(Expr::column(column))),
            ])),
            group: vec![column.to_owned()],
            order: vec![(Expr::column(column), true)],
            window: Some((10, 20)),
        }
    }

    #[test]
    fn statements_read_as_meant() {
        let check = |expr: Expr, expected: &str| {
            let mut out = String::new();
            assert_eq!(expr.write(&mut out).map(|()| out.as_str()), Some(expected).filter(|text| !text.is_empty()));
        };
        check(Expr::column("harga \"baru\""), r#""harga ""baru""""#);
        check(Expr::words("O'Neill"), "'O''Neill'");
        check(
            Expr::words("12:30; 5%\\"),
            "('12' || chr(58) || '30' || chr(59) || ' 5' || chr(37) || '' || chr(92) || '')",
        );
        check(Expr::Number(-12_500.5), "CAST('-1.25005e4' AS double precision)");
        check(Expr::Number(f64::NAN), "");
        check(Expr::column("jam:menit"), "");
        check(Expr::column("jam: buka"), "\"jam: buka\"");
        check(Expr::column("a\0"), "");
        check(Expr::words("a\0"), "");
        check(Expr::In(Box::new(Expr::column("a")), Vec::new()), "(1 = 0)");
        check(Expr::All(Vec::new()), "(1 = 1)");
        assert_eq!(
            question("r-1", "a", "x").text().unwrap(),
            "SELECT lower(\"a\") AS \"k0\", count(*) AS \"m0\" FROM \"r-1\" WHERE ((lower(\"a\") = 'x') OR \
             (lower(\"a\") IN ('x', 'b')) OR (\"a\" IS NULL)) GROUP BY \"a\" ORDER BY \"a\" DESC NULLS LAST LIMIT 10 OFFSET 20"
        );
    }

    #[test]
    fn known_ways_out_stay_inside() {
        for words in [
            "' OR 1=1 --",
            "'; DROP TABLE x; --",
            "\\' OR 1",
            "''",
            "'",
            "$$",
            "/*",
            ":bind",
            "%s",
            "E'\\''",
            "\u{2019}",
        ] {
            let text = question("t", "a", words).text().unwrap();
            let found = evaluated(tokens(&text));
            assert!(found.contains(&Token::Words(words.to_owned())), "{words} in {text}");
            assert!(
                !text.contains(":b") && !text.contains('%') && !text.contains(';') && !text.contains('\\'),
                "{text}"
            );
        }
        for name in ["a\"; DROP TABLE x", "a\"\"b", "'", "a -- b", "/*"] {
            if let Some(text) = question("t", name, "x").text() {
                assert!(tokens(&text).contains(&Token::Name(name.to_owned())), "{text}");
            }
        }
    }

    proptest! {
        /// Whatever the names and the words are, the statement has the same tokens as a harmless one, with
        /// exactly these names and words in their places.
        #[test]
        fn nothing_breaks_out(table in "[^\\x00]{1,12}", column in r#"["'a-c :;%\\$/*-]{1,8}"#, words in r#"([^\x00]|['":;%\\$/*-]){0,16}"#) {
            let harmless = tokens(&question("TABLE", "COLUMN", "WORDS").text().unwrap());
            if let Some(text) = question(&table, &column, &words).text() {
                let expected: Vec<Token> = harmless
                    .into_iter()
                    .map(|token| match token {
                        Token::Name(name) if name == "TABLE" => Token::Name(table.clone()),
                        Token::Name(name) if name == "COLUMN" => Token::Name(column.clone()),
                        Token::Words(name) if name == "WORDS" => Token::Words(words.clone()),
                        token => token,
                    })
                    .collect();
                // Brackets around words with `chr` in them are the only addition.
                let without = |tokens: Vec<Token>| -> Vec<Token> {
                    tokens.into_iter().filter(|token| !matches!(token, Token::Other('(' | ')'))).collect()
                };
                prop_assert_eq!(without(evaluated(tokens(&text))), without(expected));
                prop_assert!(!text.contains(';') && !text.contains('\\') && !text.contains('%'));
                let next = |at: usize| text[at + 1..].chars().next();
                prop_assert!(text.match_indices(':').all(|(at, _)| matches!(next(at), Some(' ' | ')' | '"'))), "{}", text);
            } else {
                let odd = |text: &str| text.chars().any(|char| !is_plain(char));
                prop_assert!(odd(&table) || odd(&column));
            }
        }
    }
}
