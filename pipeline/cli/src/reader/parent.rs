//! A reader as its parent holds it: started when first needed, asked, timed, killed, started again. Not
//! for what a dead reader means for its scan: that is `run`'s and the archive's.

use std::{
    ffi::OsString,
    path::PathBuf,
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    process::{Child, ChildStderr, Command},
    time::timeout,
};

use super::protocol::{self, Answer, Learned, Request};
use crate::config::ReadSection;

/// What a reader may still say on stderr after it died, before we stop listening.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// As much of a reader's stderr as is kept, bytes.
const STDERR_KEPT: usize = 4096;

/// How readers are started.
#[derive(Debug, Clone)]
pub(crate) struct ReaderSettings {
    program: PathBuf,
    arguments: Vec<OsString>,
    memory_mib: u64,
    time_limit: Duration,
}

impl ReaderSettings {
    /// This program's own readers, or those of `DAFTAR_READER` (a program that misbehaves, for tests).
    ///
    /// # Errors
    /// The system does not tell where this program lies.
    pub(crate) fn new(read: &ReadSection, dir: &std::path::Path) -> anyhow::Result<Self> {
        let program = match std::env::var_os("DAFTAR_READER") {
            Some(program) => program.into(),
            None => std::env::current_exe()?,
        };
        let mut arguments: Vec<OsString> = vec!["reader".into(), "--memory-mib".into()];
        arguments.push(read.memory_mib.to_string().into());
        if let Some(models) = &read.models {
            arguments.extend(["--models".into(), dir.join(models).into()]);
        }
        let time_limit = Duration::from_secs(read.seconds_a_scan);
        Ok(Self { program, arguments, memory_mib: read.memory_mib, time_limit })
    }
}

/// Why a reader gave no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoAnswer {
    /// It died, hung or spoke nonsense over this request; in words that follow "its reader died:".
    #[error("its reader died: {0}")]
    Died(String),
    /// No reader can be started at all: nothing to do with the scan.
    #[error("a reader cannot be started: {0}")]
    NotStarted(std::io::Error),
}

struct Running {
    child: Child,
    stderr: Arc<Mutex<Vec<u8>>>,
    listener: tokio::task::JoinHandle<()>,
    /// The learned model it holds.
    holds: Option<Learned>,
}

/// One reader, running or to be started.
pub(crate) struct Reader {
    settings: Arc<ReaderSettings>,
    running: Option<Running>,
}

impl Reader {
    /// A reader that starts when it is first asked.
    pub(crate) fn new(settings: Arc<ReaderSettings>) -> Self {
        Self { settings, running: None }
    }

    /// Starts it before it is needed, to see that readers can be started at all.
    pub(crate) fn start_now(&mut self) -> std::io::Result<()> {
        self.running = Some(start(&self.settings)?);
        Ok(())
    }

    /// Asks, and waits no longer than the time limit. A reader that gives no answer is gone; the next
    /// request starts a fresh one. The first of `blobs` is the file.
    pub(crate) async fn ask(
        &mut self,
        request: &Request,
        blobs: &[&[u8]],
    ) -> Result<(Answer, Vec<Vec<u8>>), NoAnswer> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => start(&self.settings).map_err(NoAnswer::NotStarted)?,
        };
        let limit = self.settings.time_limit;
        let blobs = needed(running.holds.as_ref(), request, blobs);
        match timeout(limit, exchange(&mut running.child, request, blobs)).await {
            Ok(Ok((Answer::Fault { what }, _))) => Err(NoAnswer::Died(what)),
            Ok(Ok(answer)) => {
                if let Some(learned) = request.learned() {
                    // What it holds after another answer is not known: the layers are sent again.
                    let read = matches!(answer.0, Answer::Pages { .. });
                    running.holds = read.then(|| learned.clone());
                }
                self.running = Some(running);
                Ok(answer)
            }
            Ok(Err(error)) => Err(NoAnswer::Died(cause_of_death(running, &error, &self.settings).await)),
            Err(_) => {
                let _ = running.child.kill().await;
                Err(NoAnswer::Died(format!("{} took over {} s", request.doing(), limit.as_secs())))
            }
        }
    }
}

/// The blobs that a reader needs which holds that model: its layers are not sent again.
fn needed<'b>(holds: Option<&Learned>, request: &Request, blobs: &'b [&'b [u8]]) -> &'b [&'b [u8]] {
    match (request.learned(), blobs) {
        (Some(learned), [file, ..]) if holds == Some(learned) => std::slice::from_ref(file),
        _ => blobs,
    }
}

fn start(settings: &ReaderSettings) -> std::io::Result<Running> {
    let handed_on = std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(is_handed_on));
    let mut child = Command::new(&settings.program)
        .args(&settings.arguments)
        .env_clear()
        .envs(handed_on)
        // Tesseract's own threads cost three times the time they save.
        .env("OMP_THREAD_LIMIT", "1")
        // The line models read on one thread; more would only take address space.
        .env("RAYON_NUM_THREADS", "1")
        // One arena, so that threads do not eat the address space.
        .env("MALLOC_ARENA_MAX", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // A Ctrl-C at the terminal is for the parent to answer.
        .process_group(0)
        .kill_on_drop(true)
        .spawn()?;
    let stderr = Arc::new(Mutex::new(Vec::new()));
    let listener = tokio::spawn(listen(child.stderr.take().expect("stderr is piped"), Arc::clone(&stderr)));
    Ok(Running { child, stderr, listener, holds: None })
}

/// What a reader may know of its parent's environment: where programs and libraries are, language and time
/// zone, and how to log. No keys, no passwords, no home.
fn is_handed_on(name: &str) -> bool {
    matches!(name, "PATH" | "LD_LIBRARY_PATH" | "LANG" | "TZ" | "TMPDIR" | "RUST_BACKTRACE" | "DAFTAR_LOG")
        || name.starts_with("LC_")
}

async fn listen(mut from: ChildStderr, kept: Arc<Mutex<Vec<u8>>>) {
    let mut chunk = [0; 1024];
    while let Ok(length @ 1..) = from.read(&mut chunk).await {
        let mut kept = kept.lock().expect("nobody panics holding it");
        kept.extend_from_slice(&chunk[..length]);
        let surplus = kept.len().saturating_sub(STDERR_KEPT);
        kept.drain(..surplus);
    }
}

async fn exchange(
    child: &mut Child,
    request: &Request,
    blobs: &[&[u8]],
) -> std::io::Result<(Answer, Vec<Vec<u8>>)> {
    let stdin = child.stdin.as_mut().expect("stdin is piped and never taken");
    stdin.write_all(&protocol::head(request, blobs)?).await?;
    for blob in blobs {
        stdin.write_all(blob).await?;
    }
    stdin.flush().await?;
    protocol::read_async(child.stdout.as_mut().expect("stdout is piped and never taken")).await
}

/// In words that follow "its reader died:": what the process itself says of its end.
async fn cause_of_death(mut running: Running, error: &std::io::Error, settings: &ReaderSettings) -> String {
    if error.kind() == std::io::ErrorKind::InvalidData {
        let _ = running.child.kill().await;
        return format!("a garbled answer ({error})");
    }
    let status = match timeout(LAST_WORDS, running.child.wait()).await {
        Ok(status) => status.ok(),
        Err(_) => {
            let _ = running.child.kill().await;
            None
        }
    };
    let _ = timeout(LAST_WORDS, running.listener).await;
    let said = running.stderr.lock().expect("nobody panics holding it");
    in_words(status, &String::from_utf8_lossy(&said), settings.memory_mib)
}

fn in_words(status: Option<std::process::ExitStatus>, said: &str, memory_mib: u64) -> String {
    use std::os::unix::process::ExitStatusExt as _;
    // In these words the allocators of Rust and C++ and a thread's start tell that there is no more.
    const NO_MORE: [&str; 4] =
        ["memory allocation of", "bad_alloc", "out of memory", "failed to spawn thread"];
    if NO_MORE.iter().any(|words| said.contains(words)) {
        return format!("memory over {memory_mib} MiB");
    }
    let panic = said.lines().position(|line| line.contains("panicked at"));
    if let Some(words) = panic.and_then(|at| said.lines().nth(at + 1)) {
        return words.to_owned();
    }
    match status.map(|s| (s.signal(), s.code())) {
        Some((Some(signal), _)) => format!("signal {signal} ({})", signal_name(signal)),
        Some((_, Some(code))) => format!("exit code {code}"),
        _ => "without a word".into(),
    }
}

/// Names of the signals that end readers (signal(7)).
fn signal_name(signal: i32) -> &'static str {
    match signal {
        6 => "it gave up",
        7 | 11 => "it touched memory that is not there",
        8 => "it divided by nought",
        9 => "killed, perhaps for want of memory",
        15 => "asked to end",
        _ => "see signal(7)",
    }
}

#[cfg(test)]
mod tests {
    use super::{super::protocol::PassTwo, *};
    use std::os::unix::process::ExitStatusExt as _;

    fn check(raw: i32, said: &str, words: &str) {
        assert_eq!(in_words(Some(std::process::ExitStatus::from_raw(raw)), said, 1500), words);
    }

    #[test]
    fn layers_are_sent_once_to_a_reader() {
        let learned =
            |sha256: &str| Learned { sha256: sha256.into(), card: "{}".into(), script: "Cyrl".into() };
        let asked = |learned| {
            Request::PassTwo(Box::new(PassTwo {
                frame: 0,
                pages: Vec::new(),
                languages: Vec::new(),
                agreement: None,
                second_look: true,
                alternatives: true,
                learned,
            }))
        };
        let sent =
            |holds: Option<&Learned>, request: &Request| needed(holds, request, &[b"file", b"layers"]).len();
        let (one, other) = (learned("a"), learned("b"));
        assert_eq!(sent(None, &asked(Some(one.clone()))), 2);
        assert_eq!(sent(Some(&one), &asked(Some(one.clone()))), 1);
        assert_eq!(sent(Some(&one), &asked(Some(other))), 2);
        assert_eq!(needed(Some(&one), &asked(None), &[b"file"]).len(), 1);
    }

    #[test]
    fn want_of_memory_is_told_from_other_ends() {
        check(6, "memory allocation of 3600000000 bytes failed", "memory over 1500 MiB");
    }

    #[test]
    fn a_panic_is_told_in_its_own_words() {
        check(101 << 8, "thread 'main' panicked at a.rs:1:2:\nrow 7 of 6\n", "row 7 of 6");
    }

    #[test]
    fn a_crash_in_an_engine_is_told_by_its_signal() {
        check(11, "", "signal 11 (it touched memory that is not there)");
    }

    #[test]
    fn an_exit_code_is_told() {
        check(7 << 8, "", "exit code 7");
    }
}
