package lint

import (
	"fmt"

	"shirube/generator/internal/markdown"
	"shirube/generator/internal/site"
)

// findUndescribed finds pages without a description: lists and search results show the first words of the page
// instead. Drafts may lack one.
func (c *checker) findUndescribed(p Page) {
	if p.Summary.Front.Description == "" && !p.Summary.Front.NoIndex && !p.Summary.Front.Draft {
		c.report("no-description", p.place(), "説明（description）がありません。", "検索の結果や一覧に出る説明を、50〜110字で書いてください。")
	}
}

// findPicturesWithoutWords finds pictures without a text for screen readers.
func (c *checker) findPicturesWithoutWords(p Page) {
	for _, picture := range p.Prose.Pictures {
		if picture.Alt == "" {
			c.report("image-alt", picture.Span, fmt.Sprintf("画像「%s」に、代わりの言葉がありません。", picture.Destination),
				"画像から読み取ってほしいことを ![ここ] に書いてください。飾りなら、画像を外すことも考えてください。")
		}
	}
	if front := p.Summary.Front; front.Image.Value != "" && front.ImageAlt == "" {
		c.report("image-alt", front.Image.Span, "共有されるときの画像に、代わりの言葉がありません。", "image-alt に、画像が何を見せているかを書いてください。")
	}
}

// findHeadingGaps finds headings that skip a level. The page's title is the only one of level 1.
func (c *checker) findHeadingGaps(p Page) {
	level, titles := 1, 0
	if p.Summary.Front.Title != "" {
		titles = 1
	}
	for _, h := range p.Prose.Headings {
		switch {
		case h.Level == 1 && titles > 0:
			c.report("heading-order", h.Span, fmt.Sprintf("「%s」は、ページの題と同じ段（#）の見出しです。", h.Text), "## にしてください。題は一つのページに一つです。")
		case h.Level > level+1:
			c.report("heading-order", h.Span, fmt.Sprintf("見出し「%s」の段が飛んでいます（%d段の下に%d段）。", h.Text, level, h.Level),
				fmt.Sprintf("# を%d個にするか、間の見出しを足してください。", level+1))
		}
		// A page without a title in front matter takes its first # as its title.
		if h.Level == 1 {
			titles++
		}
		level = h.Level
	}
}

// wantedPages returns the pages that some text, menu or next step links to.
func wantedPages(s *site.Site) map[*site.Page]bool {
	wanted := map[*site.Page]bool{s.Home: true}
	for _, p := range s.Menu {
		wanted[p] = true
	}
	for _, p := range s.Pages {
		if len(s.Backlinks(p)) > 0 {
			wanted[p] = true
		}
		if p.NextStep != nil && p.NextStep != p {
			wanted[p.NextStep] = true
		}
	}
	return wanted
}

// findOrphan finds pages without a link to them. Editions are linked from the page that they translate.
func (c *checker) findOrphan(p Page) {
	if c.wanted[p.Page] || p.Edition != "" || p.State != site.Published {
		return
	}
	c.report("orphan", p.place(), "このページへのリンクが、ほかのページにありません。", "読む人が次に知りたくなる所から、リンクを張ってください。")
}

// An OutsideLink is a link that leaves the site. Nothing is requested from there.
type OutsideLink struct {
	Address string `json:"address"`
	Place   string `json:"place"` // file:line:column
}

// OutsideLinks returns the links that leave the site: first those of sources, then those in pages.
func OutsideLinks(s *site.Site) []OutsideLink {
	var links []OutsideLink
	for _, source := range s.Sources {
		if source.URL != "" {
			links = append(links, OutsideLink{source.URL, source.Span.String()})
		}
	}
	for _, p := range s.Pages {
		for i, t := range s.Targets(p) {
			if t.Kind == site.External {
				link := p.Summary.Links[i]
				links = append(links, OutsideLink{link.Destination, link.Span.String()})
			}
		}
	}
	return links
}

// isProse reports whether a block is read as sentences.
func isProse(kind markdown.BlockKind) bool {
	return kind == markdown.TextBlock || kind == markdown.CellBlock
}
