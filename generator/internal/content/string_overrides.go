package content

import (
	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// A Wording is a text of the interface in the site's own words. Which keys there are, the theme knows.
type Wording struct {
	Lang string
	Key  string
	Text string
	Span diagnostic.Span // of the key
}

// wordings reads strings: {LANG: {KEY: TEXT}} of site.yaml.
func (d *decoder) wordings(n *yaml.Node, into *[]Wording) {
	const example = "strings: {ja: {calc.limits: 結果は目安です。}}"
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "strings", "言語と言葉の組", example)
		return
	}
	for lang, texts := range pairs(n) {
		d.language(lang, lang.Value)
		if texts.Kind != yaml.MappingNode {
			d.wrong(texts, "strings", "言語と言葉の組", example)
			continue
		}
		for j := 0; j+1 < len(texts.Content); j += 2 {
			w := Wording{Lang: lang.Value, Key: texts.Content[j].Value, Span: d.span(texts.Content[j])}
			d.text(texts.Content[j+1], w.Key, &w.Text)
			*into = append(*into, w)
		}
	}
}
