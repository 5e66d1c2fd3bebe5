//! Languages and scripts as the formats name them: BCP 47 tags in ALTO and hOCR, words of its own in PAGE, names of
//! Tesseract's models with us. Not for telling in which language a line is.

use register::language::script_of;

/// A language: Tesseract's name, its BCP 47 subtag (ISO 639-1 where there is one), PAGE's name. Where two share a
/// subtag the script tells them apart ([`script_of`]).
const LANGUAGES: [(&str, &str, &str); 34] = [
    ("tgk", "tg", "Tajik"),
    ("rus", "ru", "Russian"),
    ("uzb", "uz", "Uzbek"),
    ("uzb_cyrl", "uz", "Uzbek"),
    ("fas", "fa", "Persian"),
    ("ara", "ar", "Arabic"),
    ("tur", "tr", "Turkish"),
    ("eng", "en", "English"),
    ("deu", "de", "German"),
    ("fra", "fr", "French"),
    ("ces", "cs", "Czech"),
    ("slk", "sk", "Slovak"),
    ("dan", "da", "Danish"),
    ("ukr", "uk", "Ukrainian"),
    ("bel", "be", "Belarusian"),
    ("bul", "bg", "Bulgarian"),
    ("kaz", "kk", "Kazakh"),
    ("mkd", "mk", "Macedonian"),
    ("mon", "mn", "Mongolian"),
    ("srp", "sr", "Serbian"),
    ("tat", "tt", "Tatar"),
    ("aze", "az", "Azerbaijani"),
    ("aze_cyrl", "az", "Azerbaijani"),
    ("tuk", "tk", "Turkmen"),
    ("urd", "ur", "Urdu"),
    ("pus", "ps", "Pashto"),
    ("uig", "ug", "Uighur"),
    ("snd", "sd", "Sindhi"),
    ("ell", "el", "Greek"),
    ("heb", "he", "Hebrew"),
    ("yid", "yi", "Yiddish"),
    ("kur_ara", "ku", "Kurdish"),
    ("chu", "cu", "Old Church Slavonic"),
    ("kpv", "kv", "Komi"),
];

/// Scripts as PAGE names them; the first four letters are ISO 15924.
const SCRIPTS: [&str; 8] = [
    "Cyrl - Cyrillic",
    "Arab - Arabic",
    "Latn - Latin",
    "Grek - Greek",
    "Hebr - Hebrew",
    "Cyrs - Cyrillic (Old Church Slavonic variant)",
    "Mong - Mongolian",
    "Aran - Arabic (Nastaliq variant)",
];

/// A language as Tesseract names it and a script of ISO 15924, as far as known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Tongue {
    pub(crate) lang: Option<String>,
    pub(crate) script: Option<String>,
}

impl Tongue {
    pub(crate) fn new(lang: Option<&str>, script: Option<&str>) -> Self {
        Self { lang: lang.map(str::to_owned), script: script.map(str::to_owned) }
    }

    /// BCP 47: `tg-Cyrl`, `und-Arab`; nothing where nothing is known, or where the tag would say something else.
    pub(crate) fn tag(&self) -> Option<String> {
        let primary = match self.lang.as_deref() {
            None => "und",
            Some(lang) => known(lang).map_or(lang, |(_, tag, _)| tag),
        };
        let tag = match self.script.as_deref() {
            None if self.lang.is_none() => return None,
            None => primary.to_owned(),
            Some(script) => format!("{primary}-{script}"),
        };
        (Self::of_tag(&tag) == *self).then_some(tag)
    }

    /// What a BCP 47 tag says; regions and variants are passed over.
    pub(crate) fn of_tag(tag: &str) -> Self {
        let mut parts = tag.trim().split(['-', '_']);
        let primary = parts.next().unwrap_or_default().to_lowercase();
        let is_script = |part: &&str| part.len() == 4 && part.chars().all(|c| c.is_ascii_alphabetic());
        let script = parts.find(is_script).map(titled);
        let lang = match primary.as_str() {
            "und" | "zxx" | "mul" => None,
            primary => Self::lang_in(script.as_deref(), |(name, tag, _)| primary == *tag || primary == *name)
                .or_else(|| is_name(primary).then(|| primary.to_owned())),
        };
        Self { lang, script }
    }

    /// PAGE's name of the language.
    pub(crate) fn page_language(&self) -> Option<&'static str> {
        known(self.lang.as_deref()?).map(|(_, _, name)| name)
    }

    /// PAGE's name of the script.
    pub(crate) fn page_script(&self) -> Option<&'static str> {
        let script = self.script.as_deref()?;
        SCRIPTS.into_iter().find(|name| name.split(' ').next() == Some(script))
    }

    /// What PAGE's names say.
    pub(crate) fn of_page(language: Option<&str>, script: Option<&str>) -> Self {
        let script = script.and_then(|name| name.split(' ').next()).filter(|code| code.len() == 4);
        let lang = language.and_then(|language| Self::lang_in(script, |(_, _, name)| *name == language));
        Self { lang, script: script.map(str::to_owned) }
    }

    /// The language that fits, written in this script if one of several is; else the first.
    fn lang_in(script: Option<&str>, fits: impl Fn(&(&str, &str, &str)) -> bool) -> Option<String> {
        let mut fitting = LANGUAGES.iter().filter(|language| fits(language));
        let mut all = fitting.clone();
        let in_script = all.find(|(name, ..)| script == Some(script_of(name)));
        in_script.or_else(|| fitting.next()).map(|(name, ..)| (*name).to_owned())
    }
}

fn known(lang: &str) -> Option<(&'static str, &'static str, &'static str)> {
    LANGUAGES.into_iter().find(|(name, ..)| *name == lang)
}

/// Three small letters: ISO 639-3, which Tesseract's names mostly are.
fn is_name(primary: &str) -> bool {
    primary.len() == 3 && primary.chars().all(|c| c.is_ascii_lowercase())
}

/// `cyrl` as `Cyrl`.
fn titled(script: &str) -> String {
    let (first, rest) = script.split_at(1);
    format!("{}{}", first.to_uppercase(), rest.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tongue_comes_back_from_its_tag() {
        let check = |lang: Option<&str>, script: Option<&str>, tag: Option<&str>| {
            let tongue = Tongue::new(lang, script);
            assert_eq!(tongue.tag().as_deref(), tag);
            if let Some(tag) = tag {
                assert_eq!(Tongue::of_tag(tag), tongue);
            }
        };
        check(Some("tgk"), Some("Cyrl"), Some("tg-Cyrl"));
        check(Some("uzb_cyrl"), Some("Cyrl"), Some("uz-Cyrl"));
        check(Some("uzb"), Some("Latn"), Some("uz-Latn"));
        check(Some("frk"), Some("Latn"), Some("frk-Latn"));
        check(None, Some("Arab"), Some("und-Arab"));
        check(None, None, None);
        // No tag says this.
        check(Some("Cyrillic"), Some("Cyrl"), None);
        check(Some("uzb_cyrl"), None, None);
    }

    #[test]
    fn tags_of_others_are_understood() {
        let lang = |tag: &str| Tongue::of_tag(tag).lang;
        assert_eq!(lang("fr-FR").as_deref(), Some("fra"));
        assert_eq!(lang("RU").as_deref(), Some("rus"));
        assert_eq!(lang("tgk").as_deref(), Some("tgk"));
        assert_eq!(lang("und"), None);
        assert_eq!(lang(""), None);
        assert_eq!(Tongue::of_tag("é-ééé"), Tongue::default());
    }

    #[test]
    fn every_language_comes_back_from_its_names_in_page() {
        for (name, ..) in LANGUAGES {
            let tongue = Tongue::new(Some(name), Some(script_of(name)));
            let back = Tongue::of_page(tongue.page_language(), tongue.page_script());
            assert_eq!(back, tongue);
            assert_eq!(Tongue::of_tag(&tongue.tag().unwrap()), tongue);
        }
    }
}
