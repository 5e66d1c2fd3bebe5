//! Bars for a person who watches: one line a register, one for all, and a line more only when a scan was
//! set aside. Numbers stand under each other and never change width.

mod learning;

use std::{
    io::Write as _,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use console::Term;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use super::{Aside, Event, Standing, Standings, Summary};
use crate::output::{self, count, number};

/// Width of a bar in cells, as drawn in the design.
const WIDTH: usize = 25;
/// Cells a bar keeps in a narrow terminal.
const LEAST_WIDTH: usize = 6;
/// Columns the figures take with a scan aside.
const FIGURES: usize = 62;
/// Columns of a terminal that does not tell.
const USUAL_COLUMNS: usize = 80;

/// The bars on stderr.
#[derive(Debug, Default)]
pub(crate) struct Bars {
    all: MultiProgress,
    lines: Mutex<Vec<ProgressBar>>,
    /// That of a register that learns.
    learning: Mutex<Option<ProgressBar>>,
    ended: AtomicBool,
}

impl Bars {
    pub(super) fn tell(&self, event: &Event) {
        match event {
            Event::Starts { registers, scans, readers } => self.say(&format!(
                "reading {}, {} · {} · stop with Ctrl C, nothing is lost\n",
                count(*registers, "register"),
                count(*scans, "scan"),
                count(*readers, "reader")
            )),
            Event::FormsChanged { registers } => self.say(&format!(
                "the archive's forms changed: acts of {} are put together anew, nothing is read again",
                count(*registers, "register")
            )),
            Event::Learning(event) => self.learn(event),
            Event::Stands(standings) => self.stand(standings),
            Event::Aside(aside) => self.say(&aside_line(aside)),
            Event::Stopping => {
                self.say("stopping: scans in work are finished first, learning is broken off; Ctrl C again stops at once")
            }
            Event::StoppedAtOnce => self.say("stopped; scans in work will be read again by the next run"),
            Event::Ends(summary) => self.end(summary),
            Event::Taking { files, bytes } => self.take(*files, *bytes),
            Event::Taken { bytes } => self.taken(*bytes),
            Event::TakenAside { bytes, file, why } => {
                self.say(&format!("{}  {file}  {why}", rust("aside")));
                self.taken(*bytes);
            }
        }
    }

    fn say(&self, line: &str) {
        if self.ended.load(Ordering::Relaxed) {
            let _ = writeln!(std::io::stderr().lock(), "{line}");
            return;
        }
        // A terminal that is gone is no reason to stop reading.
        let _ = self.all.println(line);
    }

    fn stand(&self, standings: &Standings) {
        let shown: Vec<&Standing> = standings.registers.iter().chain([&standings.all]).collect();
        let width = shown.iter().map(|s| s.title.chars().count()).max().unwrap_or(0);
        let mut lines = self.lines.lock().expect("nobody panics holding it");
        while lines.len() < shown.len() {
            lines.push(self.all.add(ProgressBar::new(0).with_style(style("{prefix}"))));
        }
        let columns = Term::stderr().size_checked().map_or(USUAL_COLUMNS, |(_, columns)| columns.into());
        let (bar, room) = share_out(columns, width);
        // Another machine may have finished a register meanwhile.
        for gone in lines.drain(shown.len()..) {
            gone.finish_and_clear();
            self.all.remove(&gone);
        }
        for (line, standing) in lines.iter().zip(&shown) {
            let pad = width - standing.title.chars().count();
            line.set_prefix(bold(&standing.title) + &" ".repeat(pad));
            line.set_length(standing.of as u64);
            line.set_position(standing.done() as u64);
            line.set_style(style(&format!("{{prefix}}  {{bar:{bar}.blue/dim}}  {{msg}}")));
            line.set_message(figures(standing, room));
        }
        if let (Some(last), Some(left)) = (lines.get(shown.len() - 1), standings.all.left) {
            let (said, about) = (figures(&standings.all, room), output::clock_after(left));
            let about = format!("  done about {about}");
            let fits = plain_length(&standings.all) + about.len() <= room;
            last.set_message(if fits { said + &about } else { said });
        }
    }

    fn take(&self, files: usize, bytes: u64) {
        let style = style(&format!(
            "taking {{bar:{WIDTH}.blue/dim}}  {{bytes}} of {{total_bytes}}   {{eta}} left   {{msg}}"
        ));
        let line = self.all.add(ProgressBar::new(bytes).with_style(style)).with_message(count(files, "file"));
        self.lines.lock().expect("nobody panics holding it").push(line);
    }

    fn taken(&self, bytes: u64) {
        let lines = self.lines.lock().expect("nobody panics holding it");
        if let Some(line) = lines.first() {
            line.inc(bytes);
            if line.length().is_some_and(|length| line.position() >= length) {
                line.finish_and_clear();
            }
        }
    }

    fn end(&self, end: &Summary) {
        self.lines.lock().expect("nobody panics holding it").iter().for_each(ProgressBar::abandon);
        // Below the bars, which stay as they ended.
        self.ended.store(true, Ordering::Relaxed);
        let verdict = if end.stopped { "Stopped" } else { "Done" };
        self.say(&format!(
            "\n{}",
            bold(&format!("{verdict} at {}, after {}.", &output::clock()[..5], output::duration(end.took)))
        ));
        self.say(&format!(
            "\nread       {:>7} scans    {} pages    {} acts",
            number(end.scans),
            number(end.pages),
            number(end.acts)
        ));
        if end.aside > 0 {
            self.say(&format!(
                "set aside  {:>7} scans    daftar status names them",
                rust(&number(end.aside))
            ));
        }
        self.say(if end.stopped {
            "\nnext   daftar run   goes on where this stopped"
        } else {
            "\nnext   daftar check REGISTER   is the book complete?"
        });
    }
}

fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).expect("the template is well formed");
    style.progress_chars("█·")
}

/// Columns of a bar and of the figures behind it, where titles are so wide. A line never fills the terminal:
/// terminals differ in what they make of that.
fn share_out(columns: usize, titles: usize) -> (usize, usize) {
    let rest = columns.saturating_sub(1 + titles + 4);
    let bar = rest.saturating_sub(FIGURES).clamp(LEAST_WIDTH, WIDTH);
    (bar, rest.saturating_sub(bar))
}

fn plain_length(standing: &Standing) -> usize {
    let (figures, aside) = parts(standing);
    figures.chars().count() + aside.chars().count()
}

/// What stands behind a bar, in so many columns: the last words go first.
fn figures(standing: &Standing, room: usize) -> String {
    let (figures, aside) = parts(standing);
    if plain_length(standing) <= room {
        return figures + &if aside.is_empty() { aside } else { rust(&aside) };
    }
    figures.chars().take(room).collect::<String>().trim_end().to_owned()
}

fn parts(standing: &Standing) -> (String, String) {
    let waits = standing.done() < standing.of && !standing.begun;
    let rate = match standing.pages_a_minute {
        Some(pages) => format!("{} pages/min", number(pages)),
        None if waits => "next in turn".into(),
        None => String::new(),
    };
    let left = standing.left.map_or(String::new(), output::duration);
    let aside = if standing.aside > 0 { format!("{} aside", number(standing.aside)) } else { String::new() };
    let (done, of) = (number(standing.done()), number(standing.of));
    (format!("{done:>7} of {of:>7}   {rate:<15} {left:>7}   "), aside)
}

fn aside_line(aside: &Aside) -> String {
    format!(
        "{}  {}   scan {:04}   {}   {}",
        rust("aside"),
        aside.register,
        aside.scan.number,
        aside.why,
        paint("2", aside.remedy)
    )
}

fn paint(code: &str, text: &str) -> String {
    if output::colour() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}

fn bold(text: &str) -> String {
    paint("1", text)
}

/// The one signal colour: needs a hand.
fn rust(text: &str) -> String {
    paint("31", text)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn figures_stand_under_each_other() {
        let few = Standing {
            read: 41,
            of: 85,
            begun: true,
            pages_a_minute: Some(29),
            left: Some(Duration::from_secs(180)),
            ..Standing::default()
        };
        let many = Standing { read: 412, of: 1086, pages_a_minute: Some(1061), ..Standing::default() };
        assert_eq!(figures(&few, 99), "     41 of      85   29 pages/min      3 min   ");
        assert_eq!(figures(&many, 99), "    412 of   1,086   1,061 pages/min           ");
    }

    #[test]
    fn a_line_never_fills_the_terminal() {
        for (columns, titles) in [(80, 22), (120, 22), (60, 40), (20, 40)] {
            let (bar, room) = share_out(columns, titles);
            let rest = columns.saturating_sub(titles + 4 + bar + room);
            assert!(rest >= 1 || room == 0, "{columns} {titles}: {bar} {room}");
        }
        let standing = Standing { read: 41, of: 85, aside: 2, ..Standing::default() };
        assert_eq!(figures(&standing, 18), "     43 of      85");
    }

    #[test]
    fn a_register_nobody_has_begun_is_next_in_turn() {
        let waits = Standing { read: 336, of: 837, ..Standing::default() };
        assert_eq!(figures(&waits, 99), "    336 of     837   next in turn              ");
        let begun = Standing { begun: true, ..waits };
        assert_eq!(figures(&begun, 99), "    336 of     837                             ");
    }

    #[test]
    fn a_scan_set_aside_is_a_scan_done_with() {
        let all = Standing { read: 3, of: 5, aside: 2, ..Standing::default() };
        assert!(figures(&all, 99).trim_start().starts_with("5 of       5 "));
    }
}
