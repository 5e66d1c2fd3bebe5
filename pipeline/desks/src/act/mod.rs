//! The act desk: one act against its page, field by field. Not for searching, and not for settling:
//! decisions are applied by `register::decision` inside the archive.

mod answer;
mod at_work;
mod beside;
mod close;
mod decide;
mod doubt;
mod facts;
mod frame;
mod offered;
pub(crate) mod own;
mod row;
mod said;
mod state;
mod view;

pub(crate) use answer::wants_json;
pub(crate) use at_work::AtWork;
pub(crate) use close::close;
pub(crate) use decide::decide;
pub(crate) use facts::words;
pub(crate) use frame::cutting;
pub(crate) use row::{Row, rows};
pub(crate) use said::accept;
pub(crate) use state::Mark;
pub(crate) use view::{next, page};
