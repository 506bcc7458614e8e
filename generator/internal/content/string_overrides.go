package content

import (
	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// A Wording is a text of the interface in the site's own words. Which keys there are, the theme knows.
type Wording struct {
	Lang string // or the name of an edition's words
	Key  string
	Text string
	Span diagnostic.Span
}

// EditionMark is between language and code in the name of an edition's own words, as BCP 47 writes private subtags.
const EditionMark = "-x-"

// EditionWords returns the name of an edition's own words, such as ja-x-easy.
func EditionWords(lang, code string) string { return lang + EditionMark + code }

// wordings reads the texts of strings in site.yaml, by language.
func (d *decoder) wordings(n *yaml.Node, into *[]Wording) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "strings", "言語と言葉の組", wordingsExample)
		return
	}
	for lang, texts := range pairs(n) {
		d.language(lang, lang.Value)
		d.wordingsOf(texts, lang.Value, into)
	}
}

const wordingsExample = "strings: {ja: {calc.limits: 結果は目安です。}}"

// wordingsOf reads the texts of one language, or of an edition.
func (d *decoder) wordingsOf(texts *yaml.Node, lang string, into *[]Wording) {
	if texts.Kind != yaml.MappingNode {
		example := wordingsExample
		if lang == "" {
			example = "strings: {calc.limits: 結果は目安です。}"
		}
		d.wrong(texts, "strings", "名前と言葉の組", example)
		return
	}
	for key, text := range pairs(texts) {
		w := Wording{Lang: lang, Key: key.Value, Span: d.span(key)}
		d.text(text, w.Key, &w.Text)
		*into = append(*into, w)
	}
}
