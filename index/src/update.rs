//! Putting publications in: one register replaces itself in one commit, and the commit carries the
//! generations. One process writes at a time. Not for deciding which generation to fetch.

use std::{
    collections::{BTreeMap, HashMap},
    time::{Duration, Instant},
};

use register::{
    access::Access,
    act::Act,
    id::{ActId, RegisterId},
    publication::{PageText, TextLine},
};
use tantivy::{
    IndexWriter, TantivyError, Term,
    directory::error::LockError,
    query::{BooleanQuery, TermQuery},
    schema::IndexRecordOption,
};

use crate::{
    Index, IndexError,
    document::{self, Memory},
    kept::{self, Kept, KeptLine},
};

/// What a register publishes, for the index.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The register.
    pub register: RegisterId,
    /// Of this generation.
    pub generation: u64,
    /// Its acts, settled.
    pub acts: Vec<Act>,
    /// Its page texts.
    pub pages: Vec<PageText>,
}

/// Memory of the writer, bytes: enough for 20,000 acts in one segment (128 MB is the bound set for a
/// small server).
const MEMORY: usize = 100_000_000;
/// Acts from which a second thread is worth starting.
const MANY: usize = 2_000;
/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks at the lock.
const PAUSE: Duration = Duration::from_millis(20);

/// Register to generation, as the commit carries it.
pub(crate) type Generations = BTreeMap<RegisterId, u64>;

impl Index {
    /// Puts these acts and page texts in the place of all the index holds of the register, in one
    /// step; searches see the old or the new, never less. A generation not newer than what stands is
    /// ignored.
    ///
    /// # Errors
    /// Another process writes for long, or the folder cannot be written.
    pub fn update(
        &self,
        register: &RegisterId,
        generation: u64,
        acts: &[Act],
        pages: &[PageText],
    ) -> Result<(), IndexError> {
        self.write(acts.len(), |writer, generations| {
            replace(self, writer, generations, register, generation, acts, pages)
        })
    }

    /// As [`Index::update`] for many registers in one commit; they are taken one by one, so that
    /// only one needs to be in memory.
    ///
    /// # Errors
    /// Another process writes for long, or the folder cannot be written.
    pub fn update_all(&self, published: impl IntoIterator<Item = Published>) -> Result<(), IndexError> {
        self.put_all(published, false)
    }

    /// As [`Index::update_all`], whatever generation stands: for making an index anew while searches
    /// stay complete. Registers that are no longer published are for [`Index::remove`].
    ///
    /// # Errors
    /// Another process writes for long, or the folder cannot be written.
    pub fn renew(&self, published: impl IntoIterator<Item = Published>) -> Result<(), IndexError> {
        self.put_all(published, true)
    }

    fn put_all(&self, published: impl IntoIterator<Item = Published>, anew: bool) -> Result<(), IndexError> {
        let mut published = published.into_iter().peekable();
        let one = published.size_hint().1 == Some(1);
        let acts = published.peek().filter(|_| one).map_or(usize::MAX, |p| p.acts.len());
        self.write(acts, |writer, generations| {
            let mut changed = false;
            for p in published {
                if anew {
                    generations.remove(&p.register);
                }
                changed |= replace(self, writer, generations, &p.register, p.generation, &p.acts, &p.pages)?;
            }
            Ok(changed)
        })
    }

    /// Replaces some acts of a register, and the lines of some of its pages, and leaves the others as
    /// they stand: for a correction in a large register. `pages` must hold every page on which one of
    /// `acts` stands. Nothing is done, and `false` given, unless the register stands at generation
    /// `from`; then [`Index::update`] is due.
    ///
    /// # Errors
    /// Another process writes for long, or the folder cannot be written.
    pub fn amend(
        &self,
        register: &RegisterId,
        from: u64,
        generation: u64,
        acts: &[Act],
        gone: &[ActId],
        pages: &[PageText],
    ) -> Result<bool, IndexError> {
        let mut done = false;
        self.write(acts.len(), |writer, generations| {
            if generations.get(register) != Some(&from) || generation <= from {
                return Ok(false);
            }
            generations.insert(register.clone(), generation);
            done = true;
            let pages_ids = pages.iter().map(|p| kept::page_id(&p.scan, p.half));
            let ids = acts.iter().map(|a| a.id.to_string()).chain(gone.iter().map(ToString::to_string));
            for id in ids.chain(pages_ids) {
                self.delete(writer, register, &id)?;
            }
            add(self, writer, register, acts, pages)?;
            Ok(true)
        })?;
        Ok(done)
    }

    fn delete(&self, writer: &IndexWriter, register: &RegisterId, id: &str) -> Result<(), IndexError> {
        let term = |field, text: &str| -> Box<dyn tantivy::query::Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
        };
        let fields = self.fields();
        let both = vec![term(fields.register, register.as_str()), term(fields.id, id)];
        writer.delete_query(Box::new(BooleanQuery::intersection(both))).map_err(self.broken())?;
        Ok(())
    }

    /// Takes a register out.
    ///
    /// # Errors
    /// Another process writes for long, or the folder cannot be written.
    pub fn remove(&self, register: &RegisterId) -> Result<(), IndexError> {
        self.write(0, |writer, generations| {
            let stood = generations.remove(register).is_some();
            writer.delete_term(Term::from_field_text(self.fields().register, register.as_str()));
            Ok(stood)
        })
    }

    /// The generation of the register that stands in the index.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn generation(&self, register: &RegisterId) -> Result<Option<u64>, IndexError> {
        Ok(self.generations()?.get(register).copied())
    }

    /// All registers in the index with their generation.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn registers(&self) -> Result<Vec<(RegisterId, u64)>, IndexError> {
        Ok(self.generations()?.into_iter().collect())
    }

    fn generations(&self) -> Result<Generations, IndexError> {
        let meta = self.inner().load_metas().map_err(self.broken())?;
        let payload = meta.payload.as_deref().unwrap_or("{}");
        serde_json::from_str(payload).map_err(|e| self.broken()(TantivyError::SystemError(e.to_string())))
    }

    /// Changes the index in one commit; `change` tells whether there is anything to commit.
    fn write(
        &self,
        acts: usize,
        change: impl FnOnce(&mut IndexWriter, &mut Generations) -> Result<bool, IndexError>,
    ) -> Result<(), IndexError> {
        let _one = self.one_writer();
        let threads = if acts >= MANY { 2 } else { 1 };
        let mut writer = self.writer(threads)?;
        // Read under the lock: another process may have written since.
        let mut generations = self.generations()?;
        if !change(&mut writer, &mut generations)? {
            writer.rollback().map_err(self.broken())?;
            return Ok(());
        }
        let mut commit = writer.prepare_commit().map_err(self.broken())?;
        commit.set_payload(&serde_json::to_string(&generations).expect("a map of numbers is plain data"));
        commit.commit().map_err(self.broken())?;
        writer.wait_merging_threads().map_err(self.broken())
    }

    fn writer(&self, threads: usize) -> Result<IndexWriter, IndexError> {
        let started = Instant::now();
        loop {
            match self.inner().writer_with_num_threads(threads, MEMORY) {
                Ok(writer) => return Ok(writer),
                Err(TantivyError::LockFailure(LockError::LockBusy, _)) if started.elapsed() < PATIENCE => {
                    std::thread::sleep(PAUSE);
                }
                Err(TantivyError::LockFailure(LockError::LockBusy, _)) => {
                    return Err(IndexError::Busy(self.folder().display().to_string()));
                }
                Err(other) => return Err(self.broken()(other)),
            }
        }
    }
}

/// Puts a register in the place of what stood; `false` when that is as new.
fn replace(
    index: &Index,
    writer: &mut IndexWriter,
    generations: &mut Generations,
    register: &RegisterId,
    generation: u64,
    acts: &[Act],
    pages: &[PageText],
) -> Result<bool, IndexError> {
    if generations.get(register).is_some_and(|stands| *stands >= generation) {
        return Ok(false);
    }
    generations.insert(register.clone(), generation);
    writer.delete_term(Term::from_field_text(index.fields().register, register.as_str()));
    add(index, writer, register, acts, pages)?;
    Ok(true)
}

fn add(
    index: &Index,
    writer: &IndexWriter,
    register: &RegisterId,
    acts: &[Act],
    pages: &[PageText],
) -> Result<(), IndexError> {
    let (fields, mut memory) = (index.fields(), Memory::default());
    let (mut of_acts, of_pages) = lines(acts, pages);
    // Sealed acts are for nobody: no index holds their words, so that none can tell of them.
    for act in acts.iter().filter(|act| act.access != Access::Sealed) {
        let kept = Kept::of_act(act, of_acts.remove(&act.id).unwrap_or_default());
        writer.add_document(document::of_act(fields, &mut memory, act, &kept)).map_err(index.broken())?;
    }
    for (page, access, lines) in of_pages {
        let kept = Kept::of_page(register, &pages[page], access, lines);
        writer.add_document(document::of_page(fields, &mut memory, &kept)).map_err(index.broken())?;
    }
    Ok(())
}

type OfPages = Vec<(usize, Access, Vec<KeptLine>)>;

/// Lines by the act they belong to, and the others by page and class. A line of another class than
/// its act is found as a page's, under its own class. Sealed lines go nowhere.
fn lines(acts: &[Act], pages: &[PageText]) -> (HashMap<ActId, Vec<KeptLine>>, OfPages) {
    let classes: HashMap<&ActId, Access> = acts.iter().map(|a| (&a.id, a.access)).collect();
    let mut of_acts: HashMap<ActId, Vec<KeptLine>> = HashMap::new();
    let mut of_pages = OfPages::new();
    for (at, page) in pages.iter().enumerate() {
        let mut others: BTreeMap<Access, Vec<KeptLine>> = BTreeMap::new();
        let found = |line: &&TextLine| line.access != Access::Sealed && !line.text.trim().is_empty();
        for line in page.lines.iter().filter(found) {
            let kept = KeptLine::of(page, line);
            match &line.act {
                Some(act) if classes.get(act) == Some(&line.access) => {
                    of_acts.entry(act.clone()).or_default().push(kept);
                }
                _ => others.entry(line.access).or_default().push(kept),
            }
        }
        of_pages.extend(others.into_iter().map(|(access, lines)| (at, access, lines)));
    }
    (of_acts, of_pages)
}
