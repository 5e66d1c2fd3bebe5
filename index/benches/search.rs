//! How long a search takes and how long putting acts in, on acts made here. Not for whether the right
//! acts are found.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use index::{Index, Query};
use register::{access::Access, act::Act};

const SURNAMES: [&str; 12] = [
    "Раҳмонов",
    "Ҳакимов",
    "Ғафуров",
    "Юсуфов",
    "Ҷӯраев",
    "Мирзоев",
    "Усмонов",
    "Солеҳов",
    "Бӯриев",
    "Одинаев",
    "Ғаниев",
    "Исоев",
];
const GIVEN: [&str; 12] = [
    "Рустам",
    "Ҷамшед",
    "Карим",
    "Фирӯз",
    "Дилшод",
    "Баҳром",
    "Наврӯз",
    "Умед",
    "Фарзона",
    "Гулчеҳра",
    "Зулфия",
    "Ситора",
];
const SYLLABLES: [&str; 10] = ["ба", "ди", "ру", "сто", "ме", "ло", "ки", "на", "фи", "зе"];

/// `count` acts; a third of the surnames are unlike any other.
fn acts(count: usize) -> Vec<Act> {
    (0..count)
        .map(|i| {
            let own: String = [i % 10, i / 10 % 10, i / 100 % 10, i / 1000 % 10].map(|s| SYLLABLES[s]).concat();
            let surname = if i % 3 == 0 { format!("{own}ов") } else { SURNAMES[i / 3 % 12].to_owned() };
            let fields = serde_json::json!({
                "act_no": i.to_string(), "child.surname": surname, "child.given": GIVEN[i / 7 % 12],
                "child.patronymic": "Каримович", "child.birth_date": format!("{}-03-07", 1920 + i % 80),
                "child.birth_place": "Ленинабад", "father.given": "Карим", "father.surname": surname,
            });
            let act = serde_json::json!({"id": format!("b/{i:06}"), "register": "b", "type": "birth", "fields": fields});
            serde_json::from_value(act).expect("an act of the contract's shape")
        })
        .collect()
}

/// Acts of the searched index.
const ACTS: usize = 20_000;

fn search(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let index = Index::open(folder.path()).expect("an empty folder");
    index.update(&"b".parse().expect("an id"), 1, &acts(ACTS), &[]).expect("a folder to write");
    let mut group = criterion.benchmark_group("search");
    for (name, text) in [
        ("exact", "Ҷамшед"),
        ("script", "Джамшед"),
        ("rare", "Бадируов"),
        ("typo", "Рахмомов"),
        ("perso-arabic", "جمشید"),
        ("person, year and place", "Курбонов Рустам 1937 Худжанд"),
    ] {
        let query = Query::of(text, &[Access::Open, Access::Closed]);
        group.bench_function(name, |b| b.iter(|| index.search(black_box(&query))));
    }
    group.bench_function("open", |b| b.iter(|| Index::open(black_box(folder.path()))));
}

fn update(criterion: &mut Criterion) {
    let acts = acts(2_000);
    let mut group = criterion.benchmark_group("update");
    group.sample_size(10).throughput(Throughput::Elements(acts.len() as u64));
    group.bench_function("2000 acts", |b| {
        b.iter_with_setup(
            || tempfile::tempdir().expect("a temporary folder"),
            |folder| {
                let index = Index::open(folder.path()).expect("an empty folder");
                index.update(&"b".parse().expect("an id"), 1, &acts, &[]).expect("a folder to write");
                folder
            },
        );
    });
}

criterion_group!(benches, search, update);
criterion_main!(benches);
