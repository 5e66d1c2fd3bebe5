//! A form proposed from one scan that was read: its columns, what is printed over them, and which field each may fill. Not
//! for deciding: a person looks it through.

use register::{
    form::{self, ActType, Column, FULL_NAME, FieldKind, Form, OwnField, Shape, UNNAMED},
    page::{Half, Page},
    value::normal_form,
};

use super::{
    super::{
        ledger::width,
        lexicon::{Sense, key_of, lexicon, roles_of},
        matching::label_at,
        sheet::{CellText, Sheet, TableText, Token, sheet},
    },
    fit,
};

/// What is proposed for, before any column is looked at.
#[derive(Debug, Clone)]
pub struct Proposal<'p> {
    /// The new form's id.
    pub id: &'p str,
    /// What its acts record.
    pub kind: ActType,
    /// Tesseract names of its languages.
    pub languages: &'p [String],
}

/// Rows a ledger's table must have below its heading.
const LEAST_ROWS: usize = 2;
/// Words a line above the table must have to be a heading of the form.
const HEADING_WORDS: usize = 3;
/// The share of a column's values that must be numbers or dates for the column to be one of them.
const MOST: f64 = 0.6;

/// The form the pages of a scan seem to be; `None` where no table stands on them.
#[must_use]
pub fn propose(asked: &Proposal<'_>, pages: &[Page]) -> Option<Form> {
    let mut form = Form {
        id: asked.id.to_owned(),
        title: asked.id.to_owned(),
        kind: asked.kind,
        shape: Shape::Ledger,
        languages: asked.languages.to_vec(),
        years: None,
        headings: Vec::new(),
        acts_a_page: None,
        fields: Vec::new(),
        begins: None,
        own_fields: Vec::new(),
        columns: Vec::new(),
        labels: Vec::new(),
    };
    let texts: Vec<(Half, Sheet<'_>)> = pages.iter().map(|page| (page.half, sheet(page))).collect();
    for (half, text) in &texts {
        let Some(table) = text.tables.iter().filter(|t| is_ledger(t)).max_by_key(|t| t.cells.len()) else {
            continue;
        };
        form.headings.extend(headings_above(text, table));
        columns_of(&mut form, (*half != Half::Whole).then_some(*half), &table.cells);
    }
    same_on_both_pages(&mut form);
    form.begins = begins(&form);
    form.check().ok().map(|()| form)
}

fn is_ledger(table: &TableText<'_>) -> bool {
    let heads = fit::heads(&table.cells);
    width(&table.cells) >= 2 && table.table.rows >= heads + LEAST_ROWS
}

/// Lines above the table, as they are read.
fn headings_above(text: &Sheet<'_>, table: &TableText<'_>) -> Vec<String> {
    let top = table.cells.iter().map(|c| c.rect.top).fold(f64::INFINITY, f64::min);
    let above: Vec<Token> = text.open.iter().filter(|t| t.rect.bottom <= top).cloned().collect();
    let rows = super::super::sheet::rows_of(above, text.height);
    rows.iter().filter(|row| row.len() >= HEADING_WORDS).map(|row| written(row)).collect()
}

fn written(tokens: &[Token]) -> String {
    tokens.iter().filter(|t| !t.is_sign()).map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn columns_of(form: &mut Form, page: Option<Half>, cells: &[CellText<'_>]) {
    let heads = fit::heads(cells);
    let wide = width(cells);
    let begins = fit::begins(cells, wide);
    for at in 0..wide {
        let printed = fit::printed_over(cells, at, heads);
        let values: Vec<String> = values(cells, at, heads);
        if printed.is_empty() && values.is_empty() {
            continue;
        }
        let label = written(&printed);
        let field = known_field(form, &printed).or_else(|| told_by_values(form, &values));
        let field = field.or_else(|| own_field(form, &label, &values));
        let round = |share: f64| (share * 1000.0).round() / 1000.0;
        let place = Some((round(begins[at]), begins.get(at + 1).map_or(1.0, |next| round(*next))));
        let labels = if label.is_empty() { Vec::new() } else { vec![label] };
        form.columns.push(Column { labels, field, page, place, ..Column::default() });
    }
}

fn values(cells: &[CellText<'_>], column: usize, heads: usize) -> Vec<String> {
    let below = cells.iter().filter(|c| c.cell.column == column && c.cell.row >= heads && !c.is_empty());
    below.map(|c| written(&c.tokens())).collect()
}

/// The field that the label asks for, if it is one of the labels that are known of all forms.
fn known_field(form: &Form, printed: &[Token]) -> Option<String> {
    let found = label_at(lexicon(form.kind), printed, true)?;
    let person = || roles_of(form.kind).map(|role| role.section).next();
    let free = |key: &String| !form.keys().any(|taken| taken == key);
    let key = |sense: &Sense| match sense {
        Sense::Field(key) => Some((*key).to_owned()),
        Sense::Bare(attribute) => person().and_then(|p| key_of(form.kind, p, attribute)).map(str::to_owned),
        Sense::FullName(whose) => whose.or_else(person).map(|p| format!("{p}.{FULL_NAME}")),
        Sense::Other => None,
    };
    found.senses.iter().filter_map(key).find(free)
}

/// The number or a date, where most of what stands in the column is one.
fn told_by_values(form: &Form, values: &[String]) -> Option<String> {
    let are = |kind: FieldKind| {
        let whole = values.iter().filter(|v| normal_form(kind, v, form.years).is_some()).count();
        !values.is_empty() && whole as f64 >= MOST * values.len() as f64
    };
    let free = |key: &&str| !form.keys().any(|taken| taken == *key) && form::field(form.kind, key).is_some();
    if are(FieldKind::Date) {
        return form.kind.event_dates().iter().copied().chain(["reg_date"]).find(free).map(str::to_owned);
    }
    are(FieldKind::Number).then_some("act_no").filter(free).map(str::to_owned)
}

/// A field of the form's own, for a column nothing is known of.
fn own_field(form: &mut Form, label: &str, values: &[String]) -> Option<String> {
    if values.is_empty() {
        return None;
    }
    let key = format!("{UNNAMED}{}", form.columns.len() + 1);
    let label = if label.is_empty() { key.clone() } else { label.to_owned() };
    form.own_fields.push(OwnField { key: key.clone(), kind: FieldKind::Text, label });
    Some(key)
}

/// A list that stands on the left page as on the right one has its columns once.
fn same_on_both_pages(form: &mut Form) {
    let of = |page: Half| form.columns.iter().filter(move |c| c.page == Some(page)).collect::<Vec<_>>();
    let (left, right) = (of(Half::Left), of(Half::Right));
    let like = |a: &str, b: &str| strsim::normalized_levenshtein(a, b) >= SAME_LABEL;
    let same = !left.is_empty()
        && left.len() == right.len()
        && left.iter().zip(&right).all(|(l, r)| {
            let label = |c: &Column| c.labels.first().cloned().unwrap_or_default();
            !l.labels.is_empty() && like(&label(l), &label(r))
        });
    if same {
        form.columns.retain(|c| c.page != Some(Half::Right));
        form.columns.iter_mut().for_each(|c| c.page = None);
        let kept: Vec<String> = form.keys().map(str::to_owned).collect();
        form.own_fields.retain(|f| kept.contains(&f.key));
    }
}

/// Labels that are the same, read twice (normalized Levenshtein).
const SAME_LABEL: f64 = 0.7;

/// The number of the act, else the first column that is kept.
fn begins(form: &Form) -> Option<String> {
    let number = form.keys().find(|key| *key == "act_no");
    number.or_else(|| form.keys().next()).map(str::to_owned)
}
