//! Who works: a process of a machine, and whether it still lives. Not for what it works on.

use serde::{Deserialize, Serialize};

/// A process, named so that no later one is taken for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Owner {
    /// Name and id of the machine, and of the room its process ids are counted in: two containers may share the
    /// name, and neither sees the other's processes.
    pub host: String,
    /// Id of the machine's boot (`/proc/sys/kernel/random/boot_id`).
    pub boot: String,
    /// Process id.
    pub pid: u32,
    /// When the process started, clock ticks after boot (`/proc/<pid>/stat`, field 22): pids come again.
    pub started: u64,
}

impl Owner {
    /// This process.
    pub fn this_process() -> Self {
        let pid = std::process::id();
        Self { host: host(), boot: boot(), pid, started: started(pid).unwrap_or_default() }
    }

    /// Does it run in this boot of this host, so that it can be told whether it lives?
    pub fn is_of(&self, here: &Owner) -> bool {
        self.host == here.host && self.boot == here.boot
    }

    /// Is what it holds free? It is of dead owners of this machine, and of others whose last heartbeat came before `silent`. Of
    /// processes of this boot it is known whether they live: they may have slept with the machine.
    pub(crate) fn is_gone(&self, here: &Owner, heartbeat: i64, silent: i64) -> bool {
        self.is_dead(here) || (!self.is_of(here) && heartbeat < silent)
    }

    /// Name of the machine alone.
    pub fn machine(&self) -> &str {
        self.host.split(' ').next().unwrap_or_default()
    }

    /// Is it certain that the process lives no more? Of processes on other machines nobody can tell.
    pub fn is_dead(&self, here: &Owner) -> bool {
        self.host == here.host && (self.boot != here.boot || started(self.pid) != Some(self.started))
    }
}

fn host() -> String {
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    let machine = std::fs::read_to_string("/etc/machine-id").unwrap_or_default();
    let room = std::fs::read_link("/proc/self/ns/pid").unwrap_or_default();
    host_of(&name, machine.trim(), &room.to_string_lossy())
}

/// What is not known is left out.
fn host_of(name: &str, machine: &str, room: &str) -> String {
    [name, machine, room].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn boot() -> String {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    text.trim().to_owned()
}

/// Start of a living process in clock ticks after boot; a zombie lives no more.
fn started(pid: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The program's name stands in brackets and may hold anything; fields are counted after it.
    let after_name = stat.rsplit_once(')')?.1;
    let mut fields = after_name.split_whitespace();
    let state = fields.next()?;
    if state == "Z" || state == "X" { None } else { fields.nth(18)?.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_lives() {
        let here = Owner::this_process();
        assert!(here.started > 0 && !here.is_dead(&here));
    }

    #[test]
    fn a_pid_that_came_again_is_another_process() {
        let here = Owner::this_process();
        assert!(Owner { started: here.started + 1, ..here.clone() }.is_dead(&here));
    }

    #[test]
    fn a_process_of_an_earlier_boot_is_dead() {
        let here = Owner::this_process();
        assert!(Owner { boot: "earlier".into(), ..here.clone() }.is_dead(&here));
    }

    #[test]
    fn two_containers_of_one_name_are_two_hosts() {
        assert_ne!(host_of("daftar", "", "pid:[4026532201]"), host_of("daftar", "", "pid:[4026532417]"));
        assert_eq!(host_of("daftar", "", ""), "daftar");
    }

    #[test]
    fn of_another_machine_nobody_can_tell() {
        let here = Owner::this_process();
        assert!(!Owner { host: "elsewhere".into(), pid: 1, started: 1, ..here.clone() }.is_dead(&here));
    }
}
