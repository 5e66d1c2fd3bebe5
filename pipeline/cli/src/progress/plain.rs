//! One fact a line, for logs and pipes: time, what, and `key=value`. Not for people who watch.

use std::{fmt::Write as _, io::Write as _, sync::Mutex};

use super::{Event, Standing, learning};
use crate::output;

/// Lines on stderr; a standing is told only when it changed.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    told: Mutex<String>,
}

impl Plain {
    pub(super) fn tell(&self, event: &Event) {
        let Some(line) = line(event) else { return };
        if let Event::Stands(_) = event {
            let mut told = self.told.lock().expect("nobody panics holding it");
            if *told == line {
                return;
            }
            told.clone_from(&line);
        }
        // A log that is gone is no reason to stop reading.
        let _ = writeln!(std::io::stderr().lock(), "{} {line}", output::clock());
    }
}

fn line(event: &Event) -> Option<String> {
    Some(match event {
        Event::Starts { registers, scans, readers } => {
            format!("start registers={registers} scans={scans} readers={readers}")
        }
        Event::FormsChanged { registers } => {
            format!("again registers={registers} why=\"forms changed; only acts are put together anew\"")
        }
        Event::Learning(event) => learning::line(event)?,
        Event::Stands(standings) => standing(&standings.all)?,
        Event::Aside(aside) => {
            let (register, number, why) = (&aside.register, aside.scan.number, &aside.why);
            format!("aside register={register:?} scan={number:04} why={why:?} do={:?}", aside.remedy)
        }
        Event::Stopping => {
            "stopping why=\"asked to; scans in work are finished first, learning is broken off\"".into()
        }
        Event::StoppedAtOnce => "stopped why=\"asked twice\"".into(),
        Event::Ends(end) => format!(
            "{} read={} pages={} acts={} aside={} seconds={}",
            if end.stopped { "stopped" } else { "done" },
            end.scans,
            end.pages,
            end.acts,
            end.aside,
            end.took.as_secs()
        ),
        Event::Taking { files, bytes } => format!("take files={files} bytes={bytes}"),
        Event::Taken { .. } => return None,
        Event::TakenAside { file, why, .. } => format!("aside file={file:?} why={why:?}"),
    })
}

fn standing(all: &Standing) -> Option<String> {
    if all.of == 0 {
        return None;
    }
    let mut line = format!("read scans={} of={}", all.read, all.of);
    if all.aside > 0 {
        let _ = write!(line, " aside={}", all.aside);
    }
    if let Some(pages) = all.pages_a_minute {
        let _ = write!(line, " pages_min={pages}");
    }
    if let Some(left) = all.left {
        let _ = write!(line, " left_min={}", left.as_secs().div_ceil(60));
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use expect_test::{Expect, expect};

    use super::*;
    use crate::progress::{Aside, Standings};

    fn check(event: &Event, expected: Expect) {
        expected.assert_eq(&line(event).unwrap());
    }

    #[test]
    fn a_scan_set_aside_is_one_line() {
        check(
            &Event::Aside(Aside {
                register: "Births 1937".into(),
                scan: "births-1937/000038".parse().unwrap(),
                why: "out of focus".into(),
                remedy: "shoot it again",
            }),
            expect![[r#"aside register="Births 1937" scan=0038 why="out of focus" do="shoot it again""#]],
        );
    }

    #[test]
    fn where_all_stands_is_one_line() {
        let all = Standing {
            read: 412,
            of: 1086,
            pages_a_minute: Some(61),
            left: Some(Duration::from_secs(1300)),
            ..Standing::default()
        };
        check(
            &Event::Stands(Standings { registers: Vec::new(), all }),
            expect!["read scans=412 of=1086 pages_min=61 left_min=22"],
        );
    }

    #[test]
    fn forms_that_changed_are_one_line() {
        check(
            &Event::FormsChanged { registers: 3 },
            expect![[r#"again registers=3 why="forms changed; only acts are put together anew""#]],
        );
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        assert!(line(&Event::Stands(Standings::default())).is_none());
    }
}
