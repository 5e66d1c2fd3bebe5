//! How long decoding, preparing and laying out take, a core a page, and how much memory one worker needs; with
//! one worker process a core, as `daftar run` works. Not for whether what is found is right.
//!
//! `cargo bench -p reading --bench layout -- FILE...`: each file is read in turn, its first frame only.

use std::{
    env, fs,
    hint::black_box,
    io::{self, Write},
    process::{Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

use reading::{
    decode, layout, prepare,
    recognize::{LineModels, Tesseract, TesseractSettings},
};

/// Names a worker's share: its place among the workers, and how many there are.
const SHARE: &str = "DAFTAR_BENCH_SHARE";

/// What one worker did.
#[derive(Default)]
struct Work {
    scans: u32,
    /// Scans of which the engine was asked which end is up.
    asked: u32,
    decoding: Duration,
    preparing: Duration,
    laying_out: Duration,
    /// The pictures people see, which `daftar run` makes of the same pages.
    drawing: Duration,
}

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let mut files: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    // Like files to both workers, so that neither waits for the other at the end: `daftar run` hands out work one by one.
    files.sort_by_key(|file| fs::metadata(file).map_or(0, |data| data.len()));
    if files.is_empty() {
        return say("name the scans to read: cargo bench -p reading --bench layout -- FILE...");
    }
    match env::var(SHARE) {
        Ok(share) => work(&files, &share),
        Err(_) => share_out(&files),
    }
}

fn say(line: &str) -> ExitCode {
    let written = writeln!(io::stdout(), "{line}");
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Starts a worker a core on its share of the files, and adds up what they say.
fn share_out(files: &[String]) -> ExitCode {
    let cores = thread::available_parallelism().map_or(1, |n| n.get());
    let program = env::current_exe().expect("a running program has a path");
    let begin = Instant::now();
    let workers: Vec<_> = (0..cores)
        .map(|place| {
            Command::new(&program)
                .args(files)
                .env(SHARE, format!("{place}/{cores}"))
                .stdout(Stdio::piped())
                .spawn()
                .expect("a program that runs can be started again")
        })
        .collect();
    let mut sums = [0.0f64; 6];
    let mut memory = 0.0f64;
    for worker in workers {
        let said = worker.wait_with_output().expect("a worker that was started ends");
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let numbers: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let [work @ .., most] = numbers.as_slice() else { return ExitCode::FAILURE };
        sums.iter_mut().zip(work).for_each(|(sum, &n)| *sum += n);
        memory = memory.max(*most);
    }
    let wall = begin.elapsed().as_secs_f64();
    let [scans, asked, decoding, preparing, laying_out, drawing] = sums;
    say(&format!(
        "{scans} scans on {cores} cores: {:.3} s a core a scan (decoding {:.3}, preparing {:.3} with {asked} asked \
         about, laying out {:.3}), pictures for people {:.3} more; {wall:.2} s in all; largest worker {memory:.0} MiB",
        (decoding + preparing + laying_out) / scans,
        decoding / scans,
        preparing / scans,
        laying_out / scans,
        drawing / scans,
    ))
}

/// One worker: its share of the files, read one after the other.
fn work(files: &[String], share: &str) -> ExitCode {
    let (place, of) = share.split_once('/').expect("the parent writes PLACE/WORKERS");
    let (place, of): (usize, usize) = (place.parse().expect("a number"), of.parse().expect("a number"));
    let mut done = Work::default();
    let mut engines = (Tesseract::new(TesseractSettings::default()), LineModels::shipped());
    for file in files.iter().skip(place).step_by(of) {
        match fs::read(file) {
            Ok(bytes) => read(&bytes, &mut engines, &mut done),
            Err(error) => _ = writeln!(io::stderr(), "{file}: {error}"),
        }
    }
    let [a, b, c, d] =
        [done.decoding, done.preparing, done.laying_out, done.drawing].map(|spent| spent.as_secs_f64());
    say(&format!("{} {} {a} {b} {c} {d} {}", done.scans, done.asked, most_memory_mib()))
}

/// As the reader does it: where pixels leave a doubt about a turn the engine is asked.
fn read(bytes: &[u8], (engine, models): &mut (Tesseract, LineModels), done: &mut Work) {
    let begin = Instant::now();
    let Ok(scan) = decode::decode(bytes, 0) else { return };
    let decoded = Instant::now();
    let mut asked = false;
    let mut pages = prepare::prepare_asking(&scan, &mut |picture| {
        asked = true;
        engine.turn(models, picture)
    });
    let prepared = Instant::now();
    layout::lay_out_all(&mut pages);
    let laid_out = Instant::now();
    pages.iter().for_each(|page| _ = black_box(page.picture(&scan)));
    done.scans += 1;
    done.asked += u32::from(asked);
    done.decoding += decoded - begin;
    done.preparing += prepared - decoded;
    done.laying_out += laid_out - prepared;
    done.drawing += laid_out.elapsed();
}

/// The kernel's own high-water mark of this process, in MiB; nought where there is no /proc.
fn most_memory_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
