//! A reading as plain text.

use delivery::text::text;
use expect_test::expect;
use register::page::ScanReading;
use serde_json::{Value, json};

fn line(text: Option<&str>) -> Value {
    json!({"outline": [], "baseline": [], "hand": "printed", "margin": false, "text": text})
}

fn page(half: &str, lines: &[Option<&str>]) -> Value {
    let lines: Vec<Value> = lines.iter().map(|text| line(*text)).collect();
    json!({
        "half": half, "outline": [], "turned": 0, "skew_degrees": 0.0,
        "skew_estimate": {"degrees": 0.0, "confidence": 0.0}, "quality": {}, "doubts": [],
        "placement": {"width": 1, "height": 1, "affine": [1, 0, 0, 0, 1, 0]}, "lines": lines
    })
}

fn reading(pages: &[Value]) -> ScanReading {
    let scan = json!({"file": "1.jpg", "frame": 0, "width": 1, "height": 1, "sha256": ""});
    serde_json::from_value(json!({"scan": scan, "pages": pages})).unwrap()
}

#[test]
fn lines_follow_each_other_and_pages_are_set_apart() {
    let left = page("left", &[Some("Запись акта о рождении № 12"), None, Some("Рахимов")]);
    let right = page("right", &[Some("Сабти таваллуд")]);
    expect![[r#"
        Запись акта о рождении № 12
        Рахимов

        Сабти таваллуд
    "#]]
    .assert_eq(&text(&reading(&[left, right])));
}

#[test]
fn a_page_without_text_leaves_no_trace() {
    assert_eq!(text(&reading(&[page("left", &[None]), page("right", &[Some("12")])])), "12\n");
    assert_eq!(text(&reading(&[])), "");
}
