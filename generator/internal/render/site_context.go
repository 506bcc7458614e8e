package render

import (
	"cmp"
	"fmt"
	"strings"

	"shirube/calculator"
	"shirube/generator/internal/content"
	"shirube/generator/internal/site"
)

// siteContext is what all pages of a site have in common. No page can be reached through it: what a page
// takes from others is in its PageInput.
type siteContext struct {
	digest    Key
	theme     *Theme
	root      string // base path with a slash at both ends
	origin    string // base URL without a path, such as https://example.jp; empty where not known
	preview   bool
	sources   map[string]content.Source
	engineAt  string // URL of the script that calculates
	askAt     string // URL of the theme's script that comes with it; empty for none
	sheetAt   string // URL of the script that makes the sheet of results for readers to keep
	sourceAt  string // URL of the sources page; empty where there is none
	figuresAt string // URL of the page of figures; empty where there is none

	data        func(name string) (any, error) // of the folder data
	dataVersion uint64
}

// url returns the address of a site path as written in a page.
func (c *siteContext) url(path string) string {
	return c.root + site.EscapePath(strings.TrimPrefix(path, "/"))
}

// absolute returns the address with the site's host, or only its path where the host is not known.
func (c *siteContext) absolute(path string) string { return c.origin + c.url(path) }

// permalink is absolute, but empty where the host is not known.
func (c *siteContext) permalink(path string) string {
	if c.origin == "" {
		return ""
	}
	return c.absolute(path)
}

// localizer returns the interface strings of a voice.
func (c *siteContext) localizer(voice string) Localizer { return c.theme.in(voice).Localizer }

// word returns an interface string; empty where the theme lacks it.
func (c *siteContext) word(voice, key string) string { return c.theme.in(voice).strings[key] }

func (c *siteContext) source(s content.Source, voice string) Source {
	return Source{
		ID: s.ID, Title: s.Title, Publisher: s.Publisher, URL: s.URL, Date: s.Date, Note: s.Note,
		Checked: c.localizer(voice).Date(s.Checked),
	}
}

// sourceViews presents the sources of ids, leaving out those that sources.yaml lacks.
func (c *siteContext) sourceViews(ids []string, voice string) []Source {
	var views []Source
	for _, id := range ids {
		if s, ok := c.sources[id]; ok {
			views = append(views, c.source(s, voice))
		}
	}
	return views
}

// checked returns the earliest day on which one of the sources was last checked.
func (c *siteContext) checked(ids []string, voice string) string {
	var earliest content.Date
	for _, id := range ids {
		day := c.sources[id].Checked
		if !day.IsZero() && (earliest.IsZero() || day.Before(earliest)) {
			earliest = day
		}
	}
	return c.localizer(voice).Date(earliest).Text
}

// quoteText writes a figure as a voice does: 9,300円, or ¥9,300 where the language's interface strings
// say how to write its unit (unit.円: ¥%s, and unit.日.one: %s day of the number 1). There is no fallback to another language.
func (c *siteContext) quoteText(q calculator.Quote, voice string) string {
	format := c.unitFormat(q.Unit, voice)
	if q.Number == "1" {
		format = cmp.Or(c.unitFormat(q.Unit+oneSuffix, voice), format)
	}
	if format == "" {
		return q.Text
	}
	return fmt.Sprintf(format, c.localizer(voice).number(grouped(q.Number)))
}

// unitFormat returns how a voice writes numbers in a unit; "" where it does not say.
func (c *siteContext) unitFormat(unit, voice string) string {
	for _, name := range voiceNames(voice) {
		if format := c.theme.strings[name][unitPrefix+unit]; format != "" {
			return format
		}
	}
	return ""
}

// plain returns a text with the figures that it quotes written out; unknown names stay.
func (c *siteContext) plain(text, voice string, figure func(name string) (calculator.Quote, bool)) string {
	return content.ReplaceQuotes(text, func(name string) (string, bool) {
		q, ok := figure(name)
		return c.quoteText(q, voice), ok
	})
}
