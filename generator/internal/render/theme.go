// Package render turns the pages of a linked site into HTML and writes the files beside them: feed, sitemap,
// structured data, headers. A template can use a PageView and nothing else, so a page depends only on its view.
package render

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/browser"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
	"shirube/generator/internal/layers"
	"shirube/generator/internal/markdown"
)

// A Theme is a set of templates with their interface strings. It is safe for concurrent use.
type Theme struct {
	digest    Key // of templates and strings
	templates *template.Template
	layouts   []string           // names of its own, sorted
	readsData bool               // templates use .Data
	strings   map[string]Strings // by language
	fallback  map[string]string  // for the language of an edition, the site's: words that it lacks are in that
	voices    sync.Map           // by language: func() *voice
}

// LoadTheme parses the templates and strings of a theme folder.
func LoadTheme(theme fs.FS) (*Theme, diagnostic.List) {
	t := &Theme{strings: make(map[string]Strings), digest: themeDigest(theme)}
	var found diagnostic.List
	templates, err := template.New("theme").ParseFS(theme, "templates/*.html")
	if err != nil {
		return t, append(found, TemplateError(err))
	}
	t.templates = templates
	found = append(found, t.missing(layouts())...)
	found = append(found, t.loadLayouts(theme)...)
	t.readsData = readsData(templates)
	return t, append(found, t.loadStrings(theme)...)
}

// ownLayouts is a theme's folder of layouts that pages choose by name, besides those that every theme has.
const ownLayouts = "layouts/"

// loadLayouts parses the theme's own layouts. They may use what its templates define.
func (t *Theme) loadLayouts(theme fs.FS) (found diagnostic.List) {
	names, err := fs.Glob(theme, ownLayouts+"*.html")
	if err != nil {
		return nil
	}
	for _, name := range names {
		text, err := fs.ReadFile(theme, name)
		if err == nil {
			_, err = t.templates.New(name).Parse(string(text))
		}
		if err != nil {
			found = append(found, TemplateError(err))
		}
		t.layouts = append(t.layouts, strings.TrimSuffix(path.Base(name), ".html"))
	}
	return found
}

// readsData reports whether a template uses .Data.
func readsData(templates *template.Template) bool {
	return slices.ContainsFunc(templates.Templates(), func(t *template.Template) bool {
		return t.Tree != nil && strings.Contains(t.Tree.Root.String(), ".Data ")
	})
}

// ReadsData reports whether templates of the theme read files of the folder data.
func (t *Theme) ReadsData() bool { return t.readsData }

// Layouts returns the names of the theme's own layouts, which pages may name.
func (t *Theme) Layouts() []string { return t.layouts }

// missing reports the layouts that the theme has no template for.
func (t *Theme) missing(layouts []string) diagnostic.List {
	var found diagnostic.List
	for _, layout := range layouts {
		if t.templates.Lookup(layout+".html") == nil {
			found = append(found, diagnostic.Diagnostic{
				Code: "theme-template", Span: diagnostic.InFile("templates/" + layout + ".html"),
				Message: "テーマにこのテンプレートがありません。", Suggestion: "themes/michi/templates の同じ名前のファイルを手本に作ってください。",
			})
		}
	}
	return found
}

// Same reports whether two themes have the same templates and strings.
func (t *Theme) Same(other *Theme) bool { return t.digest == other.digest }

// themeDigest returns the key of a theme's templates and strings.
func themeDigest(theme fs.FS) Key {
	texts := make(map[string]string)
	for i, layer := range layers.Of(theme) {
		for _, pattern := range []string{"templates/*.html", ownLayouts + "*.html", "strings/*.yaml"} {
			names, err := fs.Glob(layer, pattern)
			if err != nil {
				continue
			}
			for _, name := range names {
				if text, err := fs.ReadFile(layer, name); err == nil {
					texts[strconv.Itoa(i)+"/"+name] = string(text)
				}
			}
		}
	}
	return digestOf(texts)
}

func layouts() []string {
	return []string{"page", "home", "section", "sources", "figures", "calculator",
		"tag", "tags", "404", "redirect", "nav", "frame-head", "frame-top", "frame-bottom"}
}

// loadStrings reads the interface strings. Those of an upper layer of the theme come before those of a lower one, key by
// key.
func (t *Theme) loadStrings(theme fs.FS) diagnostic.List {
	var found diagnostic.List
	for _, layer := range slices.Backward(layers.Of(theme)) {
		found = append(found, t.addStrings(layer)...)
	}
	if len(t.strings) == 0 {
		return diagnostic.List{{
			Code: "theme-strings", Span: diagnostic.InFile("strings/ja.yaml"),
			Message: "テーマに画面の言葉がありません。", Suggestion: "strings/ja.yaml に「名前: 言葉」を書いてください。",
		}}
	}
	for lang, words := range map[string]browser.Words{"ja": browser.Japanese(), "en": browser.English()} {
		own := calculatorStrings(words)
		maps.Copy(own, t.strings[lang])
		t.strings[lang] = own
	}
	return found
}

// addStrings reads the interface strings of one layer of the theme.
func (t *Theme) addStrings(theme fs.FS) diagnostic.List {
	var found diagnostic.List
	names, err := fs.Glob(theme, "strings/*.yaml")
	if err != nil {
		return nil
	}
	for _, name := range names {
		words := make(Strings)
		text, err := fs.ReadFile(theme, name)
		if err == nil {
			err = yaml.Unmarshal(text, &words)
		}
		if err != nil {
			found = append(found, diagnostic.Diagnostic{
				Code: "theme-strings", Span: diagnostic.InFile(name),
				Message: fmt.Sprintf("画面の言葉を読めません（%v）。", err), Suggestion: "1行に一つずつ「名前: 言葉」を書いてください。",
			})
		}
		lang := strings.TrimSuffix(path.Base(name), ".yaml")
		if t.strings[lang] == nil {
			t.strings[lang] = make(Strings)
		}
		maps.Copy(t.strings[lang], words)
	}
	return found
}

// Voice returns the name of the interface strings of an edition's pages: ja, or ja-x-easy where the edition has words of its
// own, in the theme's strings/ja-x-easy.yaml or in site.yaml.
func (t *Theme) Voice(lang, edition string) string {
	if own := content.EditionWords(lang, edition); edition != "" && t.strings[own] != nil {
		return own
	}
	return lang
}

// voiceNames returns the names of the strings that a voice has without a fallback, the most special ones first: ja-x-easy, ja.
func voiceNames(voice string) []string {
	lang, _, _ := strings.Cut(voice, content.EditionMark)
	return []string{voice, lang, primary(lang)}
}

// Strings returns the interface strings of a voice, key by key: its own, else those of its language, else those of its primary
// language, else, for an edition, of the site's language, else of English, else of the first language that has the key.
func (t *Theme) Strings(voice string) Strings { return t.localizer(voice).strings }

func (t *Theme) localizer(voice string) Localizer {
	l := Localizer{voice: voice, strings: make(Strings), fallbacks: make(map[string]string)}
	names := voiceNames(voice)
	own, fallback := len(names), t.fallback[names[1]]
	order := slices.Concat(names, []string{fallback, primary(fallback), "en"}, slices.Sorted(maps.Keys(t.strings)))
	for i, from := range order {
		for key, text := range t.strings[from] {
			if _, known := l.strings[key]; known {
				continue
			}
			l.strings[key] = text
			if i >= own {
				l.fallbacks[key] = from
			}
		}
	}
	return l
}

// Words returns the texts that the bodies of an edition's pages contain.
func (t *Theme) Words(lang, edition string) *markdown.Words {
	s := t.Strings(t.Voice(lang, edition))
	titles := make(map[string]string)
	for key, text := range s {
		if name, ok := strings.CutPrefix(key, "block."); ok {
			titles[name] = text
		}
	}
	return &markdown.Words{
		Lang: lang, Titles: titles, Bad: s["block.bad"], Good: s["block.good"],
		Source: s["block.source"], Table: s["block.table"], Done: s["block.done"], Open: s["block.open"],
		Footnotes: s["block.footnotes"], Diagram: s["block.diagram"], BackToText: s["block.back"],
		Embed: s["block.embed"], Load: s["block.embed-load"],
	}
}

var templatePlace = regexp.MustCompile(`template: ([^:]+):(\d+)(?::(\d+))?: ?(.*)`)

// TemplateError puts a template's error at its place in the theme.
func TemplateError(err error) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{
		Code: "theme-template", Span: diagnostic.InFile("templates"),
		Message:    fmt.Sprintf("テンプレートに誤りがあります: %v。", err),
		Suggestion: "示した行を直してください。使える値は render.PageView にあります。",
	}
	var e *template.Error
	text := err.Error()
	if errors.As(err, &e) {
		text = "template: " + e.Name + ":" + strconv.Itoa(max(e.Line, 1)) + ": " + e.Description
	}
	if m := templatePlace.FindStringSubmatch(text); m != nil {
		line, _ := strconv.Atoi(m[2])
		column, _ := strconv.Atoi(m[3])
		name := m[1]
		if !strings.Contains(name, "/") {
			name = "templates/" + name
		}
		d.Span = diagnostic.At(name, line, column)
		d.Message = fmt.Sprintf("テンプレートに誤りがあります: %s。", m[4])
	}
	return d
}
