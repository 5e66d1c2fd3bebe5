//! The bar of a register that learns: passes done, the loss, the time left; it goes when learning ends, and a line or two stay.
//! Not for scans.

use std::time::Duration;

use indicatif::ProgressBar;

use super::{Bars, WIDTH, rust, style};
use crate::{
    output::{self, count},
    progress::Learning,
};

impl Bars {
    pub(super) fn learn(&self, event: &Learning) {
        match event {
            Learning::Begins { register, lines, from_fields, scans } => {
                let (lines, scans) = (count(*lines, "line"), count(*scans, "scan"));
                self.say(&format!(
                    "learning  {register}: {lines} of {scans}, {from_fields} from verified fields; some minutes"
                ));
                self.show(&register.to_string());
            }
            Learning::LeftOut { scan, why } => {
                self.say(&format!("{}  {scan}: {why}; its lines teach nothing this time", rust("left out")));
            }
            Learning::Pass { pass, of, loss, .. } => self.passed(*pass, *of, *loss),
            Learning::Ends => self.taken_away(),
            Learning::Brought { lines, .. } => lines.iter().for_each(|line| self.say(line)),
            Learning::Failed { register, why, remedy } => {
                self.say(&format!("{}  {register}: {why}; {remedy}", rust("not learned")));
            }
            Learning::Elsewhere { register, at } => {
                self.say(&format!("not learned  {register} learns already ({at})"));
            }
        }
    }

    fn show(&self, register: &str) {
        let style = style(&format!("{{prefix}}  {{bar:{WIDTH}.blue/dim}}  {{msg}}"));
        let bar = self.all.add(ProgressBar::new(1).with_style(style).with_prefix(register.to_owned()));
        bar.set_message("begins");
        *self.learning.lock().expect("nobody panics holding it") = Some(bar);
    }

    fn passed(&self, pass: usize, of: usize, loss: f64) {
        let learning = self.learning.lock().expect("nobody panics holding it");
        let Some(bar) = &*learning else { return };
        bar.set_length(of as u64);
        bar.set_position(pass as u64);
        bar.set_message(figures(pass, of, loss, bar.elapsed()));
    }

    fn taken_away(&self) {
        if let Some(bar) = self.learning.lock().expect("nobody panics holding it").take() {
            bar.finish_and_clear();
            self.all.remove(&bar);
        }
    }
}

/// After so many passes in so much time.
fn figures(pass: usize, of: usize, loss: f64, took: Duration) -> String {
    let left = took.mul_f64(of.saturating_sub(pass) as f64 / pass.max(1) as f64);
    let left = if pass < of { format!("{} left", output::duration(left)) } else { "judging".into() };
    format!("pass {pass:>3} of {of:>3}   loss {loss:.3}   {left}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_that_of_the_passes_left() {
        let figures = |pass| figures(pass, 12, 0.4112, Duration::from_secs(180));
        assert_eq!(figures(3), "pass   3 of  12   loss 0.411   9 min left");
        assert_eq!(figures(12), "pass  12 of  12   loss 0.411   judging");
    }
}
