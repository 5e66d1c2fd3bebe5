//! What goes out and what comes in, as the outside sees it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod alto;
mod csv;
mod hocr;
mod hostile;
mod jsonl;
mod page_xml;
mod round_trip;
mod sheets;
mod text;
mod transcript;

use register::act::Act;

/// One act with everything, one with little.
const ACTS: &str = concat!(
    r#"{"id":"birth-ru/000001-l1","register":"birth-ru","type":"birth","form":"birth-1924","status":"verified","access":"open","fields":{"#,
    r#""act_no":{"value":"12а","mark":"read","by":"machine"},"#,
    r#""child.surname":{"as_written":"Ходжиевъ","value":"Ходжиев","confidence":0.98,"mark":"read","by":"verifier","#,
    r#""spots":[{"scan":"birth-ru/000001","file":"0001.jpg","frame":0,"half":"left","outline":[[10.0,20.0],[30.0,20.0],[30.0,40.0]]}],"#,
    r#""candidates":[["Ходжиев",0.98],["Хаджиев",0.01]]},"#,
    r#""father.given":{"mark":"illegible","by":"verifier"}},"#,
    r#""doubts":[{"rule":"order","severity":"warning","text":"before act 11","fields":["act_no"]}],"#,
    r#""links":[{"to":"marriage-ru/000004-w1","kind":"parents","state":"suggested","score":0.9}]}"#,
    "\n",
    r#"{"id":"from-the-office-7","register":"imported","type":"death","status":"machine","access":"closed","#,
    r#""fields":{"deceased.given":{"value":"Ҷамшед","mark":"read","by":"machine"}},"doubts":[],"links":[]}"#,
    "\n",
);

fn acts() -> Vec<Act> {
    ACTS.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
