//! The act desk: one act against its page, field by field. Not for searching, and not for settling:
//! decisions are applied by `register::decision` inside the archive.

mod decide;
mod doubt;
mod frame;
mod row;
mod state;
mod view;

pub(crate) use decide::{close, decide};
pub(crate) use row::{Row, rows};
pub(crate) use state::Mark;
pub(crate) use view::{next, page};
