package syntax

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
)

// propertyForm is the form of a property's value.
type propertyForm int

const (
	textProperty propertyForm = iota
	valueProperty
	rangeProperty
	conditionProperty
)

// propertyForms returns the properties that a declaration takes (SPEC.md 2.2).
func propertyForms(declaration string) map[string]propertyForm {
	switch declaration {
	case "計算機":
		return map[string]propertyForm{"説明": 0, "限界": 0, "次の一歩": 0, "出典": 0}
	case "一覧":
		return map[string]propertyForm{"質問": 0, "説明": 0, "窓口で聞く文": 0, "まとまり": 0, "出典": 0, "仮定": 0, "並び": 0,
			"わからないとき": rangeProperty, "初期値": rangeProperty, "必要なとき": conditionProperty}
	case "入力", "項目":
		return map[string]propertyForm{"質問": 0, "説明": 0, "窓口で聞く文": 0, "まとまり": 0, "出典": 0, "仮定": 0, "渡す": 0,
			"範囲": rangeProperty, "わからないとき": rangeProperty, "初期値": rangeProperty,
			"刻み": valueProperty, "必要なとき": conditionProperty, "選択肢の表": 0}
	case "単位":
		return map[string]propertyForm{"説明": 0, "出典": 0, "仮定": 0, "換算": 0}
	case "関数", "段階表", "式":
		return map[string]propertyForm{"説明": 0, "出典": 0, "仮定": 0}
	case "休日":
		return map[string]propertyForm{"説明": 0, "出典": 0, "仮定": 0, "休み": 0}
	case "値", "表":
		return map[string]propertyForm{"説明": 0, "出典": 0, "仮定": 0, "年度": 0}
	case "判定":
		return map[string]propertyForm{"説明": 0, "出典": 0, "仮定": 0, "選び方": 0}
	case "注意", "止める":
		return map[string]propertyForm{"出典": 0, "仮定": 0}
	case "出力":
		return map[string]propertyForm{"見出し": 0, "説明": 0, "渡す": 0}
	}
	return nil
}

// property parses an item as a property of the declaration; false means that it is none.
func (p *parser) property(declaration string, it item, into *Properties) bool {
	head, tail, ok := it.split()
	if !ok || len(head) != 1 {
		return false
	}
	key := Ident{head[0].firstWord(), head[0].whole(p.path)}
	form, known := propertyForms(declaration)[key.Name]
	// More than the key before the colon is a text with a colon in it, not a property.
	if !known || len(head[0].folded) != len([]rune(key.Name)) {
		return false
	}
	if into.Get(key.Name) != nil {
		p.report(CodeDuplicateProperty, key.Span, fmt.Sprintf("「%s」が2回あります。", key.Name), "どちらかを消してください。")
		return true
	}
	property := &Property{Key: key, Words: p.text(tail, "")}
	if property.Words.Raw == "" {
		p.report(CodeEmptyProperty, key.Span, fmt.Sprintf("「%s」の中身がありません。", key.Name), "コロンのあとに書くか、この行を消してください。")
		return true
	}
	p.propertyValue(form, property, tail)
	*into = append(*into, property)
	return true
}

// propertyValue parses the value of a property by its form; a text has been read with its quotes already.
func (p *parser) propertyValue(form propertyForm, property *Property, tail []line) {
	if form == textProperty {
		return
	}
	c := p.cursor(tail)
	switch form {
	case valueProperty:
		property.Value = c.value()
		c.end()
	case rangeProperty:
		property.Value, property.High = c.valueOrRange()
		c.rangeEnd(property)
	case conditionProperty:
		property.Value = c.whole()
	}
}

// rangeEnd ends a range, and reports other ways to write one.
func (c *cursor) rangeEnd(property *Property) {
	remedy := c.p.units.RangeRemedy(c.written())
	name, isName := property.Value.(*Name)
	switch {
	case isName && !name.Quoted && remedy != "" && property.Key.Name == "範囲":
		c.fail(CodeRangeForm, name.Span, fmt.Sprintf("「%s」は範囲として読めません。", name.Name), remedy)
	case c.peek().is("まで"), c.peek().kind != endToken && remedy != "":
		c.fail(CodeRangeForm, c.peek().span, fmt.Sprintf("範囲に「%s」は使えません。", c.peek().text), cmp.Or(remedy, bothEnds))
	}
	c.end()
}

// written joins the tokens of an item.
func (c *cursor) written() string {
	var words []string
	for _, t := range c.tokens {
		words = append(words, t.text)
	}
	return strings.Join(words, " ")
}

// bothEnds says how a range is written.
const bothEnds = "「0円 から 50,000円」のように、両端の値（その値も含む）を書いてください。"

// unknownLine reports a line of a declaration that cannot be read.
func (p *parser) unknownLine(declaration string, it item) {
	l := it[0]
	keys := slices.Sorted(maps.Keys(propertyForms(declaration)))
	head, _, colon := it.split()
	first := l.firstWord()
	words := strings.Fields(Fold(strings.ReplaceAll(Fold(wordsOf(it)), ":", " ")))
	if spaced, ok := p.units.Spaced(first, p.known); ok && declaration == "判定" && strings.HasPrefix(spaced, "もし ") {
		p.spacesMissing(first, spaced, l.firstWordSpan(p.path))
		return
	}
	near := diagnostic.Closest(first, keys)
	isTable := declaration == "表" || declaration == "段階表"
	if isTable && len(words) > 1 && p.isNumber(words[len(words)-1]) && !(colon && near != "") {
		p.report(CodeTableCell, l.whole(p.path), "この行に、欄を区切る「|」がありません。",
			fmt.Sprintf("「%s」と書いてください。", strings.Join(words, " | ")))
		return
	}
	if slices.Contains(keys, first) && !colon {
		p.colonMissing(l)
		return
	}
	if !colon {
		p.report(CodeBodyLine, l.whole(p.path), fmt.Sprintf("「%s」の中に書けない行です。", declaration),
			"「"+strings.Join(keys, "」「")+"」などを「項目: 内容」の形で書いてください。")
		return
	}
	name := textOf(head)
	suggestion := diagnostic.DidYouMean(Fold(name), keys, "書けるのは「"+strings.Join(keys, "」「")+"」です。")
	p.report(CodeProperty, spanOf(p.path, head), fmt.Sprintf("「%s」に「%s」という項目はありません。", declaration, name), suggestion)
}

// properties parses items that may only be properties.
func (p *parser) properties(declaration string, body []item) Properties {
	var list Properties
	for _, it := range body {
		if !p.property(declaration, it, &list) {
			p.unknownLine(declaration, it)
		}
	}
	return list
}

// isNumber reports whether a word begins like a number.
func (p *parser) isNumber(word string) bool {
	_, _, ok := p.units.cutQuantity(word)
	return ok
}

// optionWithoutColon reports `name words` where an option is declared; false means that the line is something else.
func (p *parser) optionWithoutColon(declaration string, it item) bool {
	name := it[0].firstWord()
	_, _, colon := it.split()
	_, isProperty := propertyForms(declaration)[name]
	if colon || isProperty || name == "" || it[0].withoutFirstWord().text() == "" {
		return false
	}
	p.colonMissing(it[0])
	return true
}

// colonMissing reports that the first word of a line lacks its colon.
func (p *parser) colonMissing(l line) {
	p.report(CodeColonExpected, l.firstWordSpan(p.path), fmt.Sprintf("「%s」のあとにコロン「:」がありません。", l.firstWord()),
		fmt.Sprintf("「%s: %s」と書いてください。", l.firstWord(), l.withoutFirstWord().text()))
}

// optionLine parses `name: words` or a lone name. Names are not scanned as tokens, so that an option may be
// called 2時間以内.
func (p *parser) optionLine(it item) (OptionLine, bool) {
	head, tail, _ := it.split()
	if len(head) != 1 || len(head[0].folded) == 0 {
		return OptionLine{}, false
	}
	name := strings.TrimSpace(string(head[0].folded))
	name = strings.TrimSuffix(strings.TrimPrefix(name, "「"), "」")
	if name == "" || strings.ContainsAny(name, " ()|=,「」") {
		return OptionLine{}, false
	}
	return OptionLine{Name: Ident{name, head[0].whole(p.path)}, Label: p.text(tail, "")}, true
}
