package content

import (
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// A Law is the article of a statute that a source cites, as an editor read it.
type Law struct {
	ID        string // e-Gov's law id, e.g. 418CO0000000010
	Name      string // 障害者総合支援法施行令
	Article   string // 17; 第26条の2 is 26_2
	Paragraph string // empty where the whole article is meant
	Item      string // as the statute counts it: 2, 2ロ
	Revision  string // e-Gov's id of the revision that was read
	InForce   Date   // the day from which that revision is in force
	Digest    string // of the article's text in that revision; empty until check -laws -update has noted it

	Places LawPlaces
}

// LawPlaces are the spans of values that are rewritten when an editor has read a newer revision.
type LawPlaces struct {
	Revision, InForce, Digest diagnostic.Span
	Last                      diagnostic.Span // of the value that comes last
	IsFlow                    bool            // the mapping is written in braces
}

// LawPublisher is who publishes the statutes: the publisher of every source with a law.
const LawPublisher = "e-Gov法令検索"

var (
	lawID       = regexp.MustCompile(`^[0-9A-Z]{15}$`)
	lawRevision = regexp.MustCompile(`^[0-9A-Z]{15}_\d{8}_[0-9A-Z]{15}$`)
	lawArticle  = regexp.MustCompile(`^[1-9]\d*(_[1-9]\d*)*$`)
	lawDigest   = regexp.MustCompile(`^[0-9a-f]{16}$`)
)

// Place returns the cited place as Japanese statutes name it: 第26条の2第1項第2号ロ.
func (l *Law) Place() string {
	numbers := strings.Split(l.Article, "_")
	place := "第" + numbers[0] + "条"
	for _, n := range numbers[1:] {
		place += "の" + n
	}
	if l.Paragraph != "" {
		place += "第" + l.Paragraph + "項"
	}
	if digits := strings.TrimRight(l.Item, "イロハニホヘトチリヌ"); l.Item != "" {
		place += "第" + digits + "号" + strings.TrimPrefix(l.Item, digits)
	}
	return place
}

// URL returns the article's address at e-Gov.
func (l *Law) URL() string { return "https://laws.e-gov.go.jp/law/" + l.ID + "#Mp-At_" + l.Article }

// law reads what sources.yaml says of a statute. What follows from it (title, publisher, address) is filled in.
func (d *decoder) law(n *yaml.Node, s *Source) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "law", "id: などの組", lawExample)
		return
	}
	l := &Law{Places: LawPlaces{IsFlow: n.Style&yaml.FlowStyle != 0}}
	d.fields(n, names(LawKeys()), func(name string, v *yaml.Node) bool {
		l.Places.Last = d.span(v)
		switch name {
		case "id":
			d.matching(v, name, lawID, &l.ID)
		case "name":
			d.text(v, name, &l.Name)
		case "article":
			d.matching(v, name, lawArticle, &l.Article)
		case "paragraph":
			d.text(v, name, &l.Paragraph)
		case "item":
			d.text(v, name, &l.Item)
		case "revision":
			d.matching(v, name, lawRevision, &l.Revision)
			l.Places.Revision = l.Places.Last
		case "in-force":
			d.date(v, name, &l.InForce)
			l.Places.InForce = l.Places.Last
		case "digest":
			d.matching(v, name, lawDigest, &l.Digest)
			l.Places.Digest = l.Places.Last
		default:
			return false
		}
		return true
	})
	d.completeLaw(n, s, l)
}

const lawExample = `law: {id: 418CO0000000010, name: 障害者総合支援法施行令, article: "17", ` +
	`revision: 418CO0000000010_20260701_508CO0000000192, in-force: 2026-07-01}`

// completeLaw requires what a citation needs, and derives title, publisher and address of the source from it, so that
// they cannot contradict the article.
func (d *decoder) completeLaw(n *yaml.Node, s *Source, l *Law) {
	for _, part := range []struct{ name, value string }{
		{"id", l.ID}, {"name", l.Name}, {"article", l.Article}, {"revision", l.Revision},
	} {
		if part.value == "" {
			d.report(diagnostic.Error, "law-incomplete", n, fmt.Sprintf("出典「%s」の law に、正しい %s がありません。", s.ID, part.name), "例: "+lawExample)
			return
		}
	}
	if l.InForce.IsZero() {
		d.report(diagnostic.Error, "law-incomplete", n, fmt.Sprintf("出典「%s」の law に in-force がありません。", s.ID), "読んだ条文が施行された日を書いてください。例: in-force: 2026-07-01")
		return
	}
	if !strings.HasPrefix(l.Revision, l.ID+"_") {
		d.report(diagnostic.Error, "law-incomplete", n, fmt.Sprintf("出典「%s」の revision は、別の法令のものです。", s.ID), "revision は、id と同じ15文字で始まります。")
		return
	}
	if s.Title != "" || s.Publisher != "" || s.URL != "" {
		d.report(d.severity(), "law-derived", n, fmt.Sprintf("出典「%s」の題名、発行者、場所は、law から決まります。", s.ID), "title、publisher、url の行を消してください。")
	}
	s.Law, s.Title, s.Publisher, s.URL = l, l.Name+" "+l.Place(), LawPublisher, l.URL()
}

// matching reads a text of a fixed form.
func (d *decoder) matching(n *yaml.Node, key string, form *regexp.Regexp, into *string) {
	var text string
	d.text(n, key, &text)
	if !form.MatchString(text) {
		d.wrong(n, key, "決まった形", lawExample)
		return
	}
	*into = text
}
