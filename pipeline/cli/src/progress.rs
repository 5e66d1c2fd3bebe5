//! What happens while a command works, as a closed list of events, and who tells it: bars at a terminal,
//! plain lines where nobody watches. Not for results: those go to stdout when a command ends.

mod bars;
mod learning;
mod plain;

use std::{io::IsTerminal as _, time::Duration};

use register::id::ScanId;

pub(crate) use self::learning::Learning;
use self::{bars::Bars, plain::Plain};

/// Everything that can happen.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// A run begins.
    Starts {
        /// Registers with scans that wait.
        registers: usize,
        /// Those scans.
        scans: usize,
        /// Readers.
        readers: usize,
    },
    /// The archive's forms are others than acts were put together by.
    FormsChanged {
        /// Registers whose acts are put together again.
        registers: usize,
    },
    /// A register learns.
    Learning(Learning),
    /// Where all stands now.
    Stands(Standings),
    /// A scan was set aside.
    Aside(Aside),
    /// Somebody asked to stop.
    Stopping,
    /// Somebody asked to stop again.
    StoppedAtOnce,
    /// The run is over.
    Ends(Summary),
    /// An ingest begins.
    Taking {
        /// Files.
        files: usize,
        /// Bytes of those.
        bytes: u64,
    },
    /// A file is in.
    Taken {
        /// Bytes.
        bytes: u64,
    },
    /// A file is in, and set aside.
    TakenAside {
        /// Bytes.
        bytes: u64,
        /// Its name.
        file: String,
        /// Why.
        why: String,
    },
}

/// A scan that was set aside.
#[derive(Debug, Clone)]
pub(crate) struct Aside {
    /// The register's title.
    pub(crate) register: String,
    /// The scan.
    pub(crate) scan: ScanId,
    /// The reason.
    pub(crate) why: String,
    /// What to do.
    pub(crate) remedy: &'static str,
}

/// All registers in work, and the sum.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standings {
    /// A line each.
    pub(crate) registers: Vec<Standing>,
    /// The last line.
    pub(crate) all: Standing,
}

/// One line.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standing {
    /// Whose.
    pub(crate) title: String,
    /// Scans read.
    pub(crate) read: usize,
    /// Scans there are, without those withdrawn.
    pub(crate) of: usize,
    /// Scans set aside.
    pub(crate) aside: usize,
    /// Has this run worked at it?
    pub(crate) begun: bool,
    /// Pages a minute, once it can be told.
    pub(crate) pages_a_minute: Option<usize>,
    /// Time left, once it can be told.
    pub(crate) left: Option<Duration>,
}

impl Standing {
    /// Scans that need no reading any more.
    pub(crate) fn done(&self) -> usize {
        self.read + self.aside
    }
}

/// The end of a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Summary {
    /// How long it took.
    pub(crate) took: Duration,
    /// Scans read.
    pub(crate) scans: usize,
    /// Their pages.
    pub(crate) pages: usize,
    /// Acts of all registers.
    pub(crate) acts: usize,
    /// Scans set aside.
    pub(crate) aside: usize,
    /// Did somebody stop it?
    pub(crate) stopped: bool,
}

/// Who tells.
pub(crate) enum Progress {
    /// A person watches.
    Bars(Bars),
    /// Nobody does, or a log.
    Plain(Plain),
}

impl Progress {
    /// Bars when stderr is a terminal, plain lines otherwise.
    pub(crate) fn for_stderr() -> Self {
        if std::io::stderr().is_terminal() {
            Self::Bars(Bars::default())
        } else {
            Self::Plain(Plain::default())
        }
    }

    /// Tells an event at once.
    pub(crate) fn tell(&self, event: &Event) {
        match self {
            Self::Bars(bars) => bars.tell(event),
            Self::Plain(plain) => plain.tell(event),
        }
    }

    /// How often standings are worth telling: numbers of bars change at most twice a second, a log wants
    /// one line in a while.
    pub(crate) fn interval(&self) -> Duration {
        match self {
            Self::Bars(_) => Duration::from_secs(1),
            Self::Plain(_) => Duration::from_secs(30),
        }
    }
}
