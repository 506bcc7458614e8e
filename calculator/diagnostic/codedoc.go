package diagnostic

// A Text is a text in the two languages in which editors can be addressed.
type Text struct{ Ja, En string }

// In returns the text in English for the language "en", else in Japanese.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.En
	}
	return t.Ja
}

// A CodeDoc documents one code for editors. Each package that reports codes lists its own in
// codes.go; package codes of the generator joins the lists.
type CodeDoc struct {
	Code     string
	Severity Severity // as reported where the site does not change it
	Lenient  bool     // a Warning, not an Error, on a site that is not strict
	Section  string   // of SPEC.md, for the codes of calculators
	Title    Text     // what is found, in a few words; empty where Meaning is short
	Meaning  Text     // what was found and why it matters, in sentences
	Example  string   // the shortest text that gives it; empty where words say it better
	File     string   // the kind of file that Example is: page.md, a.calc, sources.yaml or site.yaml
	Remedy   Text     // how to mend it, in sentences
}

// Doc returns the documentation of a code: an example of its line, and meaning and remedy in
// Japanese and English.
func Doc(code string, s Severity, example, meaningJa, remedyJa, meaningEn, remedyEn string) CodeDoc {
	return CodeDoc{
		Code: code, Severity: s, Example: example,
		Meaning: Text{meaningJa, meaningEn}, Remedy: Text{remedyJa, remedyEn},
	}
}

// LenientDoc returns the documentation of a code that is an error on strict sites and a warning on
// others.
func LenientDoc(code, example, meaningJa, remedyJa, meaningEn, remedyEn string) CodeDoc {
	d := Doc(code, Error, example, meaningJa, remedyJa, meaningEn, remedyEn)
	d.Lenient = true
	return d
}

// Section returns docs with the section of SPEC.md set.
func Section(number string, docs ...CodeDoc) []CodeDoc {
	for i := range docs {
		docs[i].Section = number
	}
	return docs
}
