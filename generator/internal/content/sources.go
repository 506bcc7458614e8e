package content

import (
	"fmt"
	"net/url"
	"regexp"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// A Source is a document that figures and pages quote.
type Source struct {
	ID        string
	Title     string
	Publisher string
	URL       string // empty where the document is not on the web
	Date      string // when it was published, as it says itself
	Checked   Date   // when an editor last compared it
	Note      string
	Law       *Law            // the article of a statute, where the source is one
	Span      diagnostic.Span // of the id
	CheckedAt diagnostic.Span // of the value of Checked
}

var sourceID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// ParseSources reads sources.yaml: a mapping from id to what is said of the document. The sources are in the order of
// the file.
func ParseSources(file File) ([]Source, diagnostic.List) {
	d, top := newDecoder(file)
	if top == nil {
		return nil, d.found
	}
	var sources []Source
	seen := make(map[string]bool)
	for key, value := range pairs(top) {
		if seen[key.Value] {
			d.report(diagnostic.Error, "key-twice", key, fmt.Sprintf("出典「%s」が二度書かれています。", key.Value), "どちらか一つにしてください。")
			continue
		}
		seen[key.Value] = true
		if !sourceID.MatchString(key.Value) {
			d.report(diagnostic.Error, "source-id", key, fmt.Sprintf("出典の記号「%s」が使えません。", key.Value), "英小文字、数字、- で書いてください。例: mhlw-burden")
		}
		sources = append(sources, d.source(key, value))
	}
	return sources, d.found
}

func (d *decoder) source(key, value *yaml.Node) Source {
	s := Source{ID: key.Value, Span: d.span(key)}
	if value.Kind != yaml.MappingNode {
		d.wrong(value, s.ID, "title: などの組", s.ID+": {title: 題名, publisher: 発行者}")
		return s
	}
	var law *yaml.Node
	d.fields(value, names(SourceKeys()), func(name string, n *yaml.Node) bool {
		switch name {
		case "url":
			d.text(n, name, &s.URL)
			d.webAddress(n, s.URL)
		case "checked":
			d.date(n, name, &s.Checked)
			s.CheckedAt = d.span(n)
		case "law":
			law = n
		default:
			texts := map[string]*string{"title": &s.Title, "publisher": &s.Publisher, "date": &s.Date, "note": &s.Note}
			return d.plain(n, name, texts, nil)
		}
		return true
	})
	if law != nil {
		if d.law(law, &s); s.Law == nil {
			return s // what is missing has been reported
		}
	}
	d.required(key, s)
	return s
}

func (d *decoder) webAddress(n *yaml.Node, address string) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		d.report(diagnostic.Error, "source-url", n, fmt.Sprintf("「%s」はWebのアドレスではありません。", address), "https:// から書いてください。Webにない資料では url を書かず、note に入手先を書きます。")
	}
}

func (d *decoder) required(key *yaml.Node, s Source) {
	for _, part := range []struct {
		name    string
		missing bool
	}{
		{"title", s.Title == ""},
		{"publisher", s.Publisher == ""},
		{"checked", s.Checked.IsZero()},
	} {
		if part.missing {
			d.report(diagnostic.Error, "source-incomplete", key, fmt.Sprintf("出典「%s」に %s がありません。", s.ID, part.name), "title, publisher, checked は必ず書いてください。")
		}
	}
}
