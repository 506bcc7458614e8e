package syntax

import (
	"fmt"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
)

// maxDiagnostics limits the findings of a file that is no calculation file at all.
const maxDiagnostics = 100

// Parse reads one file that shares no units with others.
func Parse(path string, source []byte) (*File, diagnostic.List) {
	return Units{}.ParseFile(path, source)
}

// ParseFile reads one file by the units u and those that it declares. It always returns a file, with
// what could be read; path only names the file in positions.
func (u Units) ParseFile(path string, source []byte) (*File, diagnostic.List) {
	own, _ := declaredUnits(source)
	p := &parser{path: path, file: &File{Path: path}, units: u.With(own...)}
	p.lines = p.splitLines(source)
	for rest := p.lines; len(rest) > 0; {
		// A declaration begins at the margin and has all indented lines below it.
		end := 1 + leading(rest[1:], func(l line) bool { return l.indent > 0 })
		items, kept, before := itemsOf(rest[:end]), *p.file, p.found.Count(diagnostic.Error)
		if p.declaration(items); p.found.Count(diagnostic.Error) > before {
			p.damaged(kept, items)
		}
		rest = rest[end:]
	}
	p.file.Broken = p.found.HasErrors()
	return p.file, p.found
}

// ParseExpression reads one expression, such as the text between the braces of a guide.
func (u Units) ParseExpression(path, text string) (Expr, diagnostic.List) {
	p := &parser{path: path, file: &File{Path: path}, units: u}
	l, ok := p.makeLine(1, []byte(text))
	if !ok {
		p.report(CodeExpression, diagnostic.At(path, 1, 1), "何も書かれていません。", "値の名前を書いてください。")
		return &Bad{diagnostic.At(path, 1, 1)}, p.found
	}
	c := p.cursor([]line{l})
	return c.whole(), p.found
}

type parser struct {
	path  string
	file  *File
	units Units
	found diagnostic.List
	full  bool
	lines []line
	names map[string]bool // declared in lines; filled by known
}

// report adds an error.
func (p *parser) report(code string, at Span, message, suggestion string) {
	if p.full {
		return
	}
	if len(p.found) == maxDiagnostics {
		p.full = true
		code, message = CodeTooMany, "間違いが多すぎるので、ここで読むのをやめました。"
		suggestion = "上から順に直してから、もう一度確かめてください。"
	}
	p.found = append(p.found, diagnostic.Diagnostic{Severity: diagnostic.Error, Code: code, Span: at,
		Message: message, Suggestion: suggestion})
}

// warn adds a warning.
func (p *parser) warn(code string, at Span, message, suggestion string) {
	p.found = append(p.found, diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: code, Span: at, Message: message, Suggestion: suggestion})
}

// An item is one logical line of a declaration: its first line with the lines that continue it.
type item []line

// itemsOf groups the lines of one declaration; the first item is its header.
func itemsOf(lines []line) []item {
	items := []item{lines[:1:1]}
	open := parenBalance(lines[0])
	for _, l := range lines[1:] {
		last := &items[len(items)-1]
		// A line carries on the one above where it is indented deeper, where parentheses are open, or where either
		// has a word or sign between operands.
		deeper := len(items) > 1 && l.indent > (*last)[0].indent
		if deeper || open > 0 && l.colon() < 0 || continues((*last)[len(*last)-1], l) {
			*last = append(*last, l)
			open += parenBalance(l)
			continue
		}
		items = append(items, item{l})
		open = parenBalance(l)
	}
	return items
}

// parenBalance counts the parentheses that stay open before the line's colon.
func parenBalance(l line) int {
	n := 0
	for _, r := range l.folded {
		switch r {
		case '(':
			n++
		case ')':
			n--
		case ':':
			if !l.isCalculation() {
				return n
			}
		}
	}
	return n
}

// isCalculation reports whether an expression may follow the colon of the line.
func (l line) isCalculation() bool { return l.firstWord() == "式" || l.firstWord() == "関数" }

// continues reports whether next carries on the expression of last.
func continues(last, next line) bool {
	if next.isRow() {
		return false
	}
	switch next.firstWord() {
	case "かつ", "または", "なら", "でなければ":
		return true
	}
	if strings.ContainsRune("+-×÷=", next.folded[0]) {
		return true
	}
	if last.colon() >= 0 && !last.isCalculation() {
		return false
	}
	text := string(last.folded)
	if strings.ContainsRune("+-×÷=,", last.folded[len(last.folded)-1]) {
		return true
	}
	return slices.ContainsFunc([]string{"かつ", "または", "なら", "でなければ"}, func(word string) bool {
		return strings.HasSuffix(text, " "+word) || text == word
	})
}

// withoutFirstWord returns what follows the first word of the item.
func (it item) withoutFirstWord() item {
	return append(item{it[0].withoutFirstWord()}, it[1:]...)
}

// split cuts the item at its first colon.
func (it item) split() (head, tail []line, ok bool) { return cutLines(it, line.colon) }

// cutEquals cuts lines at the first equals sign.
func cutEquals(lines []line) (before, after []line, ok bool) {
	return cutLines(lines, func(l line) int { return slices.Index(l.folded, '=') })
}

// cutLines cuts lines at the first character for which index is not -1, and leaves that character out.
func cutLines(lines []line, index func(line) int) (before, after []line, ok bool) {
	for i, l := range lines {
		if at := index(l); at >= 0 {
			before = append(append(before, lines[:i]...), l.to(at))
			after = append(append(after, l.from(at+1)), lines[i+1:]...)
			return before, after, true
		}
	}
	return lines, nil, false
}

// textOf joins the text of lines as a reader sees it.
func textOf(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text())
	}
	return b.String()
}

// wordsOf joins the text of lines with one space between.
func wordsOf(lines []line) string {
	var parts []string
	for _, l := range lines {
		if t := strings.Join(strings.Fields(l.text()), " "); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " ")
}

// spanOf returns the span from the first line to the last.
func spanOf(path string, lines []line) Span {
	return Join(lines[0].whole(path), lines[len(lines)-1].whole(path))
}

// A declarationForm is a kind of declaration: the word that begins it, and what parses it.
type declarationForm struct {
	word  string
	parse func(p *parser, head item, body []item)
}

// declarationForms are the kinds of declarations in the order in which messages list them.
func declarationForms() []declarationForm {
	message := func(word string) declarationForm {
		return declarationForm{word, func(p *parser, head item, body []item) { p.message(word, head, body) }}
	}
	return []declarationForm{
		{"計算機", (*parser).calculator}, {"単位", (*parser).unit}, {"入力", (*parser).input}, {"一覧", (*parser).list},
		{"値", (*parser).figure}, {"休日", (*parser).holidays}, {"表", (*parser).table}, {"段階表", (*parser).brackets},
		{"関数", (*parser).function}, {"式", (*parser).formula}, {"判定", (*parser).decision}, message("注意"), message("止める"),
		{"出力", (*parser).output}, {"早見表", (*parser).grid}, {"例", (*parser).example},
	}
}

// declarationWords are the words that begin a declaration.
func declarationWords() []string {
	var words []string
	for _, form := range declarationForms() {
		words = append(words, form.word)
	}
	return words
}

// declaration parses one declaration from its items.
func (p *parser) declaration(items []item) {
	header := items[0][0]
	if header.indent > 0 {
		p.report(CodeIndent, header.whole(p.path), "どの宣言にも属さない行です。",
			"行の先頭の空白を消すか、上に「入力」「式」などの宣言を書いてください。")
		return
	}
	word := header.firstWord()
	i := slices.IndexFunc(declarationForms(), func(f declarationForm) bool { return f.word == word })
	if i < 0 {
		p.unknownDeclaration(header)
		return
	}
	declarationForms()[i].parse(p, items[0].withoutFirstWord(), items[1:])
}

// isBodyLine reports whether a line at the margin reads like a line of a declaration's body.
func isBodyLine(l line) bool {
	word := l.firstWord()
	return word == "もし" || word == "それ以外" || l.isRow() || l.startsWithDate() ||
		slices.ContainsFunc(declarationWords(), func(d string) bool {
			_, ok := propertyForms(d)[word]
			return ok
		})
}

// unknownDeclaration reports a line at the margin that begins no declaration.
func (p *parser) unknownDeclaration(l line) {
	at := l.span(p.path, 0, max(1, len([]rune(l.firstWord()))))
	if isBodyLine(l) {
		p.report(CodeNotIndented, at, "宣言の中に書く行が、行の初めから始まっています。", "行の初めに空白を2つ入れてください。")
		return
	}
	p.report(CodeDeclaration, at, "この行が何の宣言か分かりません。", declarationRemedy(l))
}

// declarationRemedy says which declaration a line may be meant as.
func declarationRemedy(l line) string {
	word := l.firstWord()
	if _, _, equals := cutEquals([]line{l}); equals {
		return fmt.Sprintf("「式 %s」と書いてください。", wordsOf([]line{l}))
	}
	if near := diagnostic.Closest(word, declarationWords()); near != "" && !strings.HasPrefix(word, near) {
		return fmt.Sprintf("「%s」のことですか。", near)
	}
	remedy := "行の始まりは、" + strings.Join(declarationWords(), "・") + " のどれかです。"
	for _, d := range declarationWords() {
		if rest, ok := strings.CutPrefix(word, d); ok && rest != "" {
			remedy = fmt.Sprintf("「%s %s」と書いてください。宣言の語のあとには、空白が要ります。", d, rest)
		}
	}
	return remedy
}
