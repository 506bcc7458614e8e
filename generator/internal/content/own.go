package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// OwnKind says what the value of a site's own key in front matter is.
type OwnKind string

// The kinds of values.
const (
	OwnText   OwnKind = "text"
	OwnNumber OwnKind = "number"
	OwnDate   OwnKind = "date"
	OwnFlag   OwnKind = "flag"
	OwnList   OwnKind = "list"
	OwnWord   OwnKind = "word" // one of a few words
)

// An OwnKey is a key of front matter that site.yaml declares, for the site's own templates.
type OwnKey struct {
	Name  string
	Kind  OwnKind
	Words []string // of an OwnWord
}

// An OwnValue is what a page says under an OwnKey.
type OwnValue struct {
	Name   string
	Kind   OwnKind
	Text   string // of an OwnText or an OwnWord
	Number float64
	Date   Date
	Flag   bool
	List   []string
}

var ownName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// ownKeys reads front: {NAME: KIND} of site.yaml, where a list of words is a kind, too.
func (d *decoder) ownKeys(n *yaml.Node) []OwnKey {
	const example = "front: {phone: text, opened: date, level: [初級, 中級]}"
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "front", "名前と種類の組", example)
		return nil
	}
	var keys []OwnKey
	for name, kind := range pairs(n) {
		key := OwnKey{Name: name.Value, Kind: OwnKind(kind.Value)}
		if kind.Kind == yaml.SequenceNode {
			key.Kind = OwnWord
			for _, word := range kind.Content {
				key.Words = append(key.Words, word.Value)
			}
		}
		switch {
		case !ownName.MatchString(key.Name):
			d.wrong(name, key.Name, "、英小文字、数字、_ で", example)
		case slices.Contains(names(FrontKeys()), key.Name):
			d.report(d.severity(), "key-taken", name, fmt.Sprintf("「%s」は、どのサイトでも使う設定の名前です。", key.Name), "別の名前にしてください。")
		case !slices.Contains([]OwnKind{OwnText, OwnNumber, OwnDate, OwnFlag, OwnList, OwnWord}, key.Kind):
			d.report(d.severity(), "value-unknown", kind, fmt.Sprintf("「%s」という種類はありません。", kind.Value),
				"text, number, date, flag, list のどれかか、選ぶ言葉の一覧を書いてください。")
		default:
			keys = append(keys, key)
		}
	}
	return keys
}

// setOwn stores a key that site.yaml declares; it reports false for others.
func (f *Front) setOwn(d *decoder, rules PageRules, key string, n *yaml.Node) bool {
	i := slices.IndexFunc(rules.Keys, func(k OwnKey) bool { return k.Name == key })
	if i < 0 {
		return false
	}
	v, found := OwnValue{Name: key, Kind: rules.Keys[i].Kind}, len(d.found)
	switch v.Kind {
	case OwnNumber:
		d.number(n, key, &v.Number)
	case OwnDate:
		d.date(n, key, &v.Date)
	case OwnFlag:
		d.flag(n, key, &v.Flag)
	case OwnList:
		var list []Text
		d.list(n, key, &list)
		for _, t := range list {
			v.List = append(v.List, t.Value)
		}
	case OwnWord:
		d.oneOf(n, key, rules.Keys[i].Words, &v.Text)
	default:
		d.text(n, key, &v.Text)
	}
	if len(d.found) == found {
		f.Own = append(f.Own, v)
	}
	return true
}

// PageRules say what the front matter of a site's pages may have besides what every site's may. The zero value is a
// lenient site with nothing of its own.
type PageRules struct {
	Strict  bool     // unknown keys and wrong values are errors, not warnings
	Layouts []string // of the theme
	Keys    []OwnKey
}

// known returns the names of all keys.
func (r PageRules) known() []string {
	known := names(FrontKeys())
	for _, k := range r.Keys {
		known = append(known, k.Name)
	}
	return known
}

// layout reads the name of a template.
func (d *decoder) layout(n *yaml.Node, rules PageRules, into *string) {
	all := slices.Concat(PageLayouts(), rules.Layouts)
	var value string
	d.text(n, "layout", &value)
	if value == "" || slices.Contains(all, value) {
		*into = value
		return
	}
	d.report(d.severity(), "value-unknown", n, fmt.Sprintf("「layout」に「%s」は使えません。", value),
		diagnostic.DidYouMean(value, all, "使える値: "+strings.Join(all, ", ")+"。ほかの形は、テーマの layouts フォルダーに作れます。"))
}
