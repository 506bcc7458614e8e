package syntax

import (
	"fmt"
	"shirube/calculator/diagnostic"
	"slices"
	"strings"
)

// propertyForm is what a property holds.
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
		return map[string]propertyForm{"質問": 0, "説明": 0, "窓口で聞く文": 0, "まとまり": 0, "出典": 0, "仮定": 0,
			"範囲": rangeProperty, "わからないとき": rangeProperty, "初期値": rangeProperty,
			"刻み": valueProperty, "必要なとき": conditionProperty, "選択肢の表": 0}
	case "単位":
		return map[string]propertyForm{"説明": 0, "出典": 0, "仮定": 0, "換算": 0}
	case "関数", "段階表":
		return map[string]propertyForm{"説明": 0, "出典": 0, "仮定": 0}
	case "休日":
		return map[string]propertyForm{"説明": 0, "出典": 0, "仮定": 0, "休み": 0}
	case "値", "表":
		return map[string]propertyForm{"説明": 0, "出典": 0, "仮定": 0, "年度": 0}
	case "式":
		return map[string]propertyForm{"説明": 0, "出典": 0, "仮定": 0}
	case "判定":
		return map[string]propertyForm{"説明": 0, "出典": 0, "仮定": 0, "選び方": 0}
	case "注意", "止める":
		return map[string]propertyForm{"出典": 0, "仮定": 0}
	case "出力":
		return map[string]propertyForm{"見出し": 0, "説明": 0}
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
		c.end()
	case conditionProperty:
		property.Value = c.whole()
	}
}

// unknownLine reports a line of a declaration that is neither a property nor anything else.
func (p *parser) unknownLine(declaration string, it item) {
	l := it.lines[0]
	var keys []string
	for key := range propertyForms(declaration) {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	head, _, colon := it.split()
	if !colon {
		p.report(CodeBodyLine, l.whole(p.path), fmt.Sprintf("「%s」の中に書けない行です。", declaration),
			"「"+strings.Join(keys, "」「")+"」などを「項目: 内容」の形で書いてください。")
		return
	}
	suggestion := "書けるのは「" + strings.Join(keys, "」「") + "」です。"
	name := textOf(head)
	if near := diagnostic.Closest(Fold(name), keys); near != "" {
		suggestion = fmt.Sprintf("「%s」のことですか。", near)
	}
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

// optionLine parses `name: words` or a lone name; names are taken as they stand, so that an option
// may be called 2時間以内.
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
