package markdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// headingIDs is goldmark's registry of ids. Parsing gives no heading an id by itself; assignIDs
// does, when the text of the headings is known.
type headingIDs struct {
	used map[string]bool
	last map[string]int // the number at the end of the last id made for a text
}

func newHeadingIDs() *headingIDs {
	return &headingIDs{used: make(map[string]bool), last: make(map[string]int)}
}

// Generate returns the id for a heading's text that no other heading has.
func (h *headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	base := Slug(string(value))
	if base == "" {
		base = "見出し"
	}
	id := base
	for n := max(h.last[base]+1, 2); h.used[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
		h.last[base] = n
	}
	h.used[id] = true
	return []byte(id)
}

// Put records an id that is taken.
func (h *headingIDs) Put(value []byte) { h.used[string(value)] = true }

// Slug turns a text into an id or a part of a URL: letters and digits of every script are kept,
// ASCII letters become small, runs of white space become one hyphen, and the rest goes.
func Slug(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.TrimSpace(text) {
		switch {
		case unicode.IsSpace(r):
			gap = true
			continue
		case r != '-' && r != '_' && !isWordRune(r):
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// GitHubSlug returns the id that GitHub makes of a heading: like Slug, but every space becomes a hyphen,
// also beside marks that are left out.
func GitHubSlug(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r != '-' && r != '_' && !isWordRune(r):
			return -1
		}
		return unicode.ToLower(r)
	}, strings.TrimSpace(text))
}

// isWordRune reports whether r is kept in an id. The kana and common kanji are tried first, since
// Unicode's tables are slow.
func isWordRune(r rune) bool {
	return r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fa || r >= 0x4e00 && r <= 0x9fff ||
		unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// assignIDs gives every heading an id: first those that editors wrote ({#id}), so that no generated id is equal.
func (t *task) assignIDs(root ast.Node, body []byte, ids *headingIDs) {
	headings := headingsOf(root)
	for _, h := range headings {
		if id := writtenID(h); id != "" {
			if ids.used[id] {
				t.report(t.severity(), "id-twice", offsetOf(h), fmt.Sprintf("見出しの記号 #%s が二度使われています。", id), "どちらかを別の記号にしてください。")
				h.SetAttributeString("id", []byte(nil))
			}
			ids.Put([]byte(id))
		}
	}
	for id := range t.listed {
		t.listed[id] = !ids.used[id]
		ids.Put([]byte(id))
	}
	for _, h := range headings {
		id := writtenID(h)
		if id == "" {
			id = string(ids.Generate([]byte(plainText(h, body)), ast.KindHeading))
		}
		h.SetAttributeString("id", []byte(id))
	}
	t.doc.ids = ids.used
}

// headingsOf returns the headings below n in order.
func headingsOf(n ast.Node) []*ast.Heading {
	var headings []*ast.Heading
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if h, ok := c.(*ast.Heading); ok {
			headings = append(headings, h)
		} else {
			headings = append(headings, headingsOf(c)...)
		}
	}
	return headings
}

func writtenID(h *ast.Heading) string {
	value, _ := h.AttributeString("id")
	id, _ := value.([]byte)
	return string(id)
}

// heading writes a heading. The page's title, which the theme shows, is its only heading of level 1,
// so those of the body begin with level 2. Where the body has headings of level 1 beside it, all go down by one.
func heading(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	w, h := out.(*writer), n.(*ast.Heading)
	if h == w.task.title {
		w.titlePlace(h, entering)
		return ast.WalkSkipChildren, nil
	}
	tag := "h" + strconv.Itoa(w.task.level(h.Level))
	if !entering {
		w.HTML("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	w.HTML("<" + tag + ` id="`)
	w.Text(writtenID(h))
	w.HTML(`"`)
	w.attributes(h)
	w.HTML(">")
	return ast.WalkContinue, nil
}

// level returns the level of a heading on the page, below the title's.
func (t *task) level(written int) int { return min(max(written+t.levels, 2), 6) }

// placeHeadings gives the headings of a page the levels that they have below its title: one lower where there are further
// ones of level 1, and higher where the title was one of a lower level.
func (t *task) placeHeadings() {
	if t.title != nil && t.title.Level > 1 && len(t.doc.Headings) > 0 {
		highest := slices.MinFunc(t.doc.Headings, func(a, b Heading) int { return a.Level - b.Level })
		t.levels = min(2-highest.Level, 0)
	}
	for i := range t.doc.Headings {
		if t.levels != 0 {
			t.doc.Headings[i].Level = t.level(t.doc.Headings[i].Level)
		}
	}
}

// titlePlace leaves out the heading that is the page's title, which the theme shows. Links to it
// still lead somewhere.
func (w *writer) titlePlace(h *ast.Heading, entering bool) {
	if entering {
		w.HTML(`<span id="`)
		w.Text(writtenID(h))
		w.HTML(`"></span>` + "\n")
	}
}
