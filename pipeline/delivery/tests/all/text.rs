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

#[test]
fn a_row_of_a_table_is_a_line_with_a_tab_for_every_column() {
    let cell = |column: usize, row: usize, text: &str| {
        let mut line = line(Some(text));
        line["table"] = json!(0);
        line["row"] = json!(row);
        line["column"] = json!(column);
        line
    };
    let mut page = page("whole", &[]);
    page["lines"] = json!([
        line(Some("1956")),
        cell(0, 0, "239"),
        cell(1, 0, "Назаров"),
        cell(1, 0, "Карим"),
        cell(3, 0, "1914"),
        cell(0, 1, "240"),
        line(Some("Всего 2"))
    ]);
    assert_eq!(text(&reading(&[page])), "1956\n239\tНазаров Карим\t\t1914\n240\nВсего 2\n");
}
