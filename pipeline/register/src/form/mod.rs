//! Forms: the types of act, the fields of each with their labels (`fields`), and the printed forms that are known one by
//! one (`printed`, `check`, `known`). Not for finding labels on a page: that is extraction.

mod act_type;
mod check;
mod fields;
mod known;
mod printed;

pub use act_type::{ActType, type_names};
pub use check::BadForm;
pub use fields::{FieldKind, FieldSpec, Section, field, fields, fields_of, normal_value, sections};
pub use known::{Forms, UnknownForm, kind_of};
pub use printed::{Column, FULL_NAME, Form, Label, OwnField, Shape, UNNAMED};
