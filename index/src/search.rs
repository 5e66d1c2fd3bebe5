//! From a question to an answer. Not for who may ask: the query brings the classes its viewer may see.

use std::time::Instant;

use tantivy::{
    DocAddress, Order, Searcher, TantivyDocument,
    collector::{
        Count, TopDocs,
        sort_key::{SortBySimilarityScore, SortByString},
    },
    schema::Value,
};

use crate::{
    Index, IndexError,
    answer::{Answer, Hit},
    ask::{self, Asking},
    explain, facets,
    kept::Kept,
    query::Query,
    understand::{self, Word},
};

type Boxed = Box<dyn tantivy::query::Query>;

impl Index {
    /// Answers a query. No hits is an answer.
    ///
    /// All words must be found in an act; when no act has all, hits may lack one, and then more, down
    /// to half of them (`understood.lacking`).
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn search(&self, query: &Query) -> Result<Answer, IndexError> {
        let started = Instant::now();
        let searcher = self.searcher()?;
        let (words, understood) = understand::understand(&query.text);
        let mut answer = Answer { query: query.text.clone(), understood, ..Answer::default() };
        let unanswerable = words.is_empty() && query.text.chars().any(char::is_alphanumeric);
        if !query.visible.is_empty() && !unanswerable {
            self.fill(&searcher, query, &words, &mut answer)?;
        }
        answer.took_ms = (started.elapsed().as_secs_f64() * 1e5).round() / 100.0;
        Ok(answer)
    }

    fn fill(
        &self,
        searcher: &Searcher,
        query: &Query,
        words: &[Word],
        answer: &mut Answer,
    ) -> Result<(), IndexError> {
        let asking = Asking { searcher, fields: self.fields(), exact: query.exact };
        let filters = asking.filters(query)?;
        let clauses = asking.clauses(words)?;
        let known = clauses.iter().flatten().count();
        let least = if query.exact { words.len() } else { words.len().div_ceil(2) };
        for required in (least..=words.len()).rev() {
            if required > known {
                continue;
            }
            let whole = ask::whole(&filters, &clauses, required, words, self.fields());
            answer.total = searcher.search(&whole, &Count).map_err(self.broken())?;
            if answer.total > 0 {
                answer.understood.lacking = words.len() - required;
                answer.hits = self.hits(searcher, query, words, &whole)?;
                if query.facets {
                    answer.facets = Some(searcher.search(&whole, &facets::Counting).map_err(self.broken())?);
                }
                return Ok(());
            }
        }
        Ok(())
    }

    fn hits(
        &self,
        searcher: &Searcher,
        query: &Query,
        words: &[Word],
        whole: &Boxed,
    ) -> Result<Vec<Hit>, IndexError> {
        let all = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX).max(1);
        let limit = query.limit.min(all);
        if limit == 0 || query.offset >= all {
            return Ok(Vec::new());
        }
        let best_first = (SortBySimilarityScore, Order::Desc);
        let then_by_id = (SortByString::for_field("id"), Order::Asc);
        let top = TopDocs::with_limit(limit).and_offset(query.offset).order_by((best_first, then_by_id));
        let found = searcher.search(whole, &top).map_err(self.broken())?;
        found
            .into_iter()
            .map(|((score, _), address)| {
                Ok(explain::hit(&self.kept(searcher, address)?, words, score, query.exact))
            })
            .collect()
    }

    fn kept(&self, searcher: &Searcher, address: DocAddress) -> Result<Kept, IndexError> {
        let document: TantivyDocument = searcher.doc(address).map_err(self.broken())?;
        let bytes = document.get_first(self.fields().kept).and_then(|v| v.as_bytes());
        serde_json::from_slice(bytes.unwrap_or_default())
            .map_err(|e| self.broken()(tantivy::TantivyError::SystemError(e.to_string())))
    }
}
