package syntax

import (
	"slices"
	"strings"
)

// damaged removes a declaration that could not be read in full from the file, and keeps the names that it may have
// declared, so that uses of them are not reported as well. kept is the file before the declaration.
func (p *parser) damaged(kept File, items []item) {
	calculators := p.file.Calculators
	*p.file = kept
	p.file.Calculators = calculators
	names := p.namesIn(items[0])
	for _, it := range items[1:] {
		if it[0].firstWord() == "項目" {
			names = append(names, p.namesIn(it[:1])...)
		}
	}
	p.file.Damaged = append(p.file.Damaged, names...)
}

// namesIn lists the words of lines: alone, joined with those before them, and without the declaration that may be
// glued to them.
func (p *parser) namesIn(lines []line) []string {
	var names []string
	joined := ""
	for _, t := range p.silent().cursor(lines).tokens {
		if t.kind != wordToken && t.kind != quotedToken {
			joined = ""
			continue
		}
		joined += t.text
		names = append(names, t.text, joined)
		for _, d := range declarationWords() {
			if rest := strings.TrimPrefix(t.text, d); rest != t.text && rest != "" {
				names = append(names, rest)
			}
		}
		if slices.Contains(declarationWords(), joined) {
			joined = ""
		}
	}
	return names
}

// silent returns a parser whose findings are dropped.
func (p *parser) silent() *parser { return &parser{path: p.path, file: &File{}, units: p.units} }

// known reports whether the file declares a name or an option called name. It reads the lines only, for suggestions.
func (p *parser) known(name string) bool {
	if p.names == nil {
		p.names = map[string]bool{}
		for _, l := range p.lines {
			word := l.firstWord()
			switch {
			case l.indent == 0 && slices.Contains([]string{"計算機", "注意", "止める", "出力", "早見表", "例"}, word):
				continue
			case l.indent == 0:
				word = l.withoutFirstWord().firstWord()
			}
			if word != "" && !isKeyword(word) {
				p.names[word] = true
			}
		}
	}
	return p.names[name]
}
