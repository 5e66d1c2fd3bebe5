//! A form as its page sends it, flat names with values, put onto the form that stood there. Not for judging it: the form
//! says itself what is amiss.

use std::collections::BTreeMap;

use register::{
    form::{Column, Form, Label, OwnField},
    page::Half,
};
use serde::Deserialize;

use crate::posted::Carries;

/// What parts one wording of a label from the next in its box.
pub(super) const OR: &str = " | ";

/// What was sent.
#[derive(Deserialize)]
#[serde(transparent)]
pub(crate) struct Sent(BTreeMap<String, String>);

impl Carries for Sent {
    fn token(&self) -> &str {
        self.said("token")
    }
}

impl Sent {
    fn said(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    fn some(&self, name: &str) -> Option<String> {
        Some(self.said(name).to_owned()).filter(|value| !value.is_empty())
    }

    /// Which state of the form was edited.
    pub(super) fn edition(&self) -> &str {
        self.said("edition")
    }

    /// The form that stood there, with what was sent in the place of what it said.
    pub(super) fn onto(&self, stood: &Form) -> Form {
        let headings = self.said("headings").lines().map(str::trim).filter(|line| !line.is_empty());
        let mut form = Form {
            title: self.some("title").unwrap_or_else(|| stood.title.clone()),
            headings: headings.map(str::to_owned).collect(),
            own_fields: self.own_fields(stood),
            ..stood.clone()
        };
        if stood.has_columns() {
            form.begins = self.some("begins");
            form.columns = self.rows().into_iter().map(|row| self.column(row)).collect();
        } else {
            form.fields = self.asked(stood, &form);
            form.labels = self.rows().into_iter().map(|row| self.label(row)).collect();
        }
        form
    }

    /// The rows that say anything, by the numbers people gave them.
    fn rows(&self) -> Vec<usize> {
        let there = (0..).take_while(|row| self.0.contains_key(&format!("row.{row}.labels")));
        let says = |row: &usize| !self.row(*row, "labels").is_empty() || !self.row(*row, "field").is_empty();
        let mut rows: Vec<usize> = there.filter(says).collect();
        rows.sort_by_key(|row| self.row(*row, "nth").parse().unwrap_or(usize::MAX));
        rows
    }

    fn row(&self, row: usize, name: &str) -> &str {
        self.said(&format!("row.{row}.{name}"))
    }

    fn labels_of(&self, row: usize) -> Vec<String> {
        let wordings = self.row(row, "labels").split(OR.trim()).map(str::trim);
        wordings.filter(|wording| !wording.is_empty()).map(str::to_owned).collect()
    }

    fn column(&self, row: usize) -> Column {
        let page = match self.row(row, "page") {
            "left" => Some(Half::Left),
            "right" => Some(Half::Right),
            _ => None,
        };
        let place = self.row(row, "place").split_once(' ');
        Column {
            labels: self.labels_of(row),
            field: self.some(&format!("row.{row}.field")),
            given_first: !self.row(row, "given_first").is_empty(),
            page,
            place: place.and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?))),
        }
    }

    fn label(&self, row: usize) -> Label {
        Label { labels: self.labels_of(row), field: self.some(&format!("row.{row}.field")) }
    }

    /// The fields that are ticked: first those that were, in their order.
    fn asked(&self, stood: &Form, edited: &Form) -> Vec<String> {
        let may_fill = edited.may_fill();
        let new = may_fill.iter().filter(|key| !stood.fields.contains(key));
        let all = stood.fields.iter().chain(new);
        all.filter(|key| !self.said(&format!("asks.{key}")).is_empty()).cloned().collect()
    }

    /// A field that lost its key is gone.
    fn own_fields(&self, stood: &Form) -> Vec<OwnField> {
        let there = (0..).take_while(|own| self.0.contains_key(&format!("own.{own}.key")));
        let said = |own: usize, name: &str| self.said(&format!("own.{own}.{name}")).to_owned();
        let fields = there.filter(|own| !said(*own, "key").is_empty()).filter_map(|own| {
            let kind = serde_json::from_value(said(own, "kind").into()).ok();
            let kind = kind.or_else(|| stood.own_fields.get(own).map(|field| field.kind))?;
            Some(OwnField { key: said(own, "key"), kind, label: said(own, "label") })
        });
        fields.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> Sent {
        Sent(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn ledger() -> Form {
        let text =
            "id = 'ours'\ntitle = 'Ours'\ntype = 'divorce'\nshape = 'ledger'\n[[column]]\nfield = 'act_no'";
        Form::from_toml(text).unwrap()
    }

    #[test]
    fn rows_stand_by_the_numbers_given_them() {
        let form = sent(&[
            ("row.0.labels", "Date"),
            ("row.0.nth", "2"),
            ("row.0.field", "divorce.date"),
            ("row.1.labels", "No | Nos"),
            ("row.1.nth", "1"),
            ("row.1.field", "act_no"),
            ("row.1.page", "left"),
            ("row.1.place", "0 0.2"),
        ]);
        let columns = form.onto(&ledger()).columns;
        assert_eq!((columns[0].labels.len(), columns[0].page), (2, Some(Half::Left)));
        assert_eq!((columns[0].place, columns[1].field.as_deref()), (Some((0.0, 0.2)), Some("divorce.date")));
    }

    #[test]
    fn a_row_that_says_nothing_is_gone() {
        let form = sent(&[("row.0.labels", " "), ("row.0.field", ""), ("row.1.labels", "No")]);
        assert_eq!(form.onto(&ledger()).columns.len(), 1);
    }

    #[test]
    fn fields_keep_their_order_and_new_ones_follow() {
        let text =
            "id = 'ours'\ntitle = ''\ntype = 'birth'\nshape = 'sheet'\nfields = ['child.given', 'act_no']";
        let stood = Form::from_toml(text).unwrap();
        let form = sent(&[("asks.act_no", "on"), ("asks.child.given", "on"), ("asks.reg_date", "on")]);
        assert_eq!(form.onto(&stood).fields, ["child.given", "act_no", "reg_date"]);
    }

    #[test]
    fn a_field_of_its_own_has_a_kind() {
        let form = sent(&[
            ("own.0.key", "court"),
            ("own.0.kind", "place"),
            ("own.0.label", "Court"),
            ("own.1.key", ""),
        ]);
        let own = form.onto(&ledger()).own_fields;
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].kind.as_str(), "place");
    }
}
