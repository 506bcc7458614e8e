package diagnostic

import (
	"regexp"
	"strings"
)

var (
	quotedText = regexp.MustCompile(`「[^「」]*」`)
	numberText = regexp.MustCompile(`[0-9]+`)
)

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
	Severity Severity // unless a site changes it
	Lenient  bool     // a Warning, not an Error, on a site that is not strict
	Section  string   // of SPEC.md, for the codes of calculators
	Title    Text     // what is found, in a few words; empty where Meaning is short
	Meaning  Text     // what was found and why it matters, in sentences
	Example  string   // the shortest text that gives it; empty where words say it better
	File     string   // the kind of file that Example is: page.md, a.calc, sources.yaml or site.yaml
	Remedy   Text     // how to mend it, in sentences
	Variants []Variant
}

// A Variant is a message of a code with another meaning than the code's. In Ja, any text may be between 「 and 」,
// numbers are those of the message or 0, and … at the end matches any rest.
type Variant struct{ Code, Ja, Meaning, Remedy string }

// Or returns a Variant.
func Or(code, ja, meaning, remedy string) Variant {
	return Variant{Code: code, Ja: ja, Meaning: meaning, Remedy: remedy}
}

// WithVariants returns docs with their variants.
func WithVariants(docs []CodeDoc, variants []Variant) []CodeDoc {
	for i := range docs {
		for _, v := range variants {
			if v.Code == docs[i].Code {
				docs[i].Variants = append(docs[i].Variants, v)
			}
		}
	}
	return docs
}

// English returns the meaning and the remedy of a message of the code in English.
func (d *CodeDoc) English(message string) (meaning, remedy string) {
	plain := quotedText.ReplaceAllString(message, "「」")
	for _, form := range []string{plain, numberText.ReplaceAllString(plain, "0")} {
		for _, v := range d.Variants {
			ja := quotedText.ReplaceAllString(v.Ja, "「」")
			if begin, isOpen := strings.CutSuffix(ja, "…"); form == ja || isOpen && strings.HasPrefix(form, begin) {
				return v.Meaning, v.Remedy
			}
		}
	}
	return d.Meaning.En, d.Remedy.En
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
