//! `daftar form`: forms made from a scan, tried on another, and listed. Not for reading registers by them: a run does.

mod list;
mod new;
mod test;

use crate::{Outcome, arguments::Form};

pub(super) async fn carry_out(asked: &Form) -> anyhow::Result<Outcome> {
    match asked {
        Form::New(asked) => new::carry_out(asked).await,
        Form::Test(asked) => test::carry_out(asked).await,
        Form::List(place) => list::carry_out(place),
    }
}
