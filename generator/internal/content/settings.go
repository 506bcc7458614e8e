package content

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// Site is what site.yaml says. DefaultSite is a site without one.
type Site struct {
	Title             string
	Description       string
	BaseURL           string // absolute, with a slash at the end; empty where it is not known
	Lang              string // BCP 47 tag of pages that name none
	Publisher         string
	Image             Text            // for Open Graph, a path in the content folder
	ImageAlt          string          // what Image shows
	Menu              []Text          // main navigation: paths of pages
	Editions          []Edition       // languages beside Lang
	NamesEditions     bool            // site.yaml has editions, be they none; else they are found by the names of files
	MainFolder        string          // folder of the pages in Lang, where languages have folders; set by site.FindEditions
	Folders           []EditionFolder // of languages, where these are not top folders named after them; set by site.FindEditions
	Strict            bool            // dangling links, unknown keys and directives are errors
	EastAsianEmphasis bool            // emphasis begins and ends beside Japanese brackets too
	Review            bool            // pages that nobody has reviewed say so
	RawHTML           bool            // HTML in Markdown is passed through
	Allowed           Allowed         // what that HTML may have
	Furigana          bool            // Japanese pages carry the readings of their kanji
	Search            bool            // the site has an index and pages to search it; on unless it says otherwise
	Offline           bool            // devices keep what was read, for reading without a connection
	Strings           []Wording       // texts of the interface in the site's own words
	Print             bool            // each edition also comes as one document for paper
	EditURL           string          // where pages can be edited: their paths follow it, or stand for {path}; empty for nowhere
	GitDates          bool            // pages without dates have that of their last commit
	SectionFeeds      bool            // folders with dated pages have feeds of their own
	LawsAPI           string          // address of the API for check -laws; empty for e-Gov
	Checks            []CheckLevel
	Embeds            []Embeddable // what of other sites pages may embed
	Front             []OwnKey     // keys of front matter that only this site has

	Appearance
}

// An Edition is a further language of the site: name.CODE.md beside name.md, or CODE/name.md.
type Edition struct {
	Code string // in names of files and folders, and in URLs
	Lang string // BCP 47 tag
	Name string // in its own language

	Title       string // of the site; empty for the site's own
	Description string

	Strings []Wording // texts of the interface in its own words; their Lang is EditionWords of the edition

	Furigana bool // readings are shown by default, not only when the reader turns them on

	Footer string       // empty for the site's own
	Links  []FooterLink // nil for the site's own

	Found bool // by the names of files or folders, not in site.yaml
}

// An EditionFolder is a folder that holds pages of one language.
type EditionFolder struct {
	Path    string // docs/ja, i18n/ja/docusaurus-plugin-content-docs/current, pages.ja
	Code    string // of the edition; empty for the main language
	Base    string // the folder of the tree in which its pages are: docs, docs, pages; empty for the root
	Address string // what its addresses begin with: docs/ja, ja/docs, ja/pages
}

// ShowsFurigana reports whether the pages of an edition show readings above kanji by default.
func (s *Site) ShowsFurigana(edition string) bool {
	for _, e := range s.Editions {
		if e.Code == edition {
			return s.Furigana && e.Furigana
		}
	}
	return false
}

// DefaultSite returns the settings of a folder without site.yaml.
func DefaultSite() Site { return Site{Lang: "ja", Search: true} }

// ParseSite reads site.yaml.
func ParseSite(file File) (Site, diagnostic.List) {
	site := DefaultSite()
	d, top := newDecoder(file)
	if top == nil {
		return site, d.found
	}
	d.fields(top, names(SiteKeys()), func(key string, value *yaml.Node) bool { return site.set(d, key, value) })
	return site, d.found
}

func (s *Site) set(d *decoder, key string, n *yaml.Node) bool {
	switch key {
	case "base-url":
		s.setBaseURL(d, n)
	case "lang":
		d.text(n, key, &s.Lang)
		d.language(n, s.Lang)
	case "image":
		s.Image = d.textAt(n, key)
	case "menu":
		d.list(n, key, &s.Menu)
	case "editions":
		s.setEditions(d, n)
	case "edit-url":
		s.setEditURL(d, n)
	case "laws-api":
		d.text(n, key, &s.LawsAPI)
		if u, err := url.Parse(s.LawsAPI); err != nil || u.Host == "" {
			d.wrong(n, key, "https:// から始まる場所", "laws-api: https://laws.e-gov.go.jp/api/2")
			s.LawsAPI = ""
		}
	case "checks":
		d.checkLevels(n, &s.Checks)
	case "strings":
		d.wordings(n, &s.Strings)
	case "embeds":
		s.Embeds = d.embeds(n)
	case "front":
		s.Front = d.ownKeys(n)
	default:
		texts := map[string]*string{
			"title": &s.Title, "description": &s.Description, "publisher": &s.Publisher, "image-alt": &s.ImageAlt,
		}
		flags := map[string]*bool{
			"strict": &s.Strict, "east-asian-emphasis": &s.EastAsianEmphasis, "review": &s.Review, "raw-html": &s.RawHTML,
			"furigana": &s.Furigana, "search": &s.Search, "offline": &s.Offline, "print": &s.Print, "git-dates": &s.GitDates,
			"section-feeds": &s.SectionFeeds,
		}
		return d.plain(n, key, texts, flags) || s.setAllowed(d, key, n) || s.setAppearance(d, key, n)
	}
	return true
}

func (s *Site) setBaseURL(d *decoder, n *yaml.Node) {
	var value string
	d.text(n, "base-url", &value)
	base, err := ParseBaseURL(value)
	if err != nil {
		d.report(diagnostic.Error, "base-url", n, fmt.Sprintf("base-url: %v。", err), "例: base-url: https://example.jp/zaitaku/")
		return
	}
	s.BaseURL = base
}

func (s *Site) setEditURL(d *decoder, n *yaml.Node) {
	var value string
	d.text(n, "edit-url", &value)
	u, err := url.Parse(strings.ReplaceAll(value, "{path}", "path"))
	if value != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		d.wrong(n, "edit-url", "https:// から始まる場所", "edit-url: https://github.com/名前/置き場/edit/main/content/")
		return
	}
	s.EditURL = value
}

// ParseBaseURL checks the address under which a site is published and returns it with a slash at
// the end. The empty string is accepted as "not known".
func ParseBaseURL(value string) (string, error) {
	if value == "" {
		return "", nil
	}
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return "", diagnostic.Errorf("「%s」は https:// で始まるアドレスではありません", "“%s” is no address that begins with https://", value)
	}
	if u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.Contains(u.Path, "..") ||
		strings.Contains(strings.TrimRight(u.Path, "/"), "//") {
		return "", diagnostic.Errorf("「%s」に ? # @ .. や、続いた // は使えません", "“%s” must not have ? # @ .. or a second //", value)
	}
	return strings.TrimRight(u.Scheme+"://"+u.Host+u.EscapedPath(), "/") + "/", nil
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

func (d *decoder) language(n *yaml.Node, tag string) {
	if tag != "" && !languageTag.MatchString(tag) {
		d.report(d.severity(), "lang", n, fmt.Sprintf("「%s」は言語の記号ではありません。", tag), "例: lang: ja")
	}
}

var editionCode = regexp.MustCompile(`^[a-z][A-Za-z0-9_-]{0,15}$`)

// setEditions reads the editions of site.yaml. An edition needs nothing but its code, which is its language where it
// names none.
func (s *Site) setEditions(d *decoder, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "editions", "記号と設定の組", "editions: {en: {lang: en, name: English}}")
		return
	}
	s.NamesEditions = true
	for key, value := range pairs(n) {
		edition := Edition{Code: key.Value, Lang: strings.ReplaceAll(key.Value, "_", "-"), Name: key.Value}
		if !editionCode.MatchString(key.Value) || value.Kind != yaml.MappingNode {
			d.wrong(key, "editions", "英小文字の記号と設定の組", "en: {lang: en, name: English}")
			continue
		}
		d.fields(value, names(EditionKeys()), func(name string, v *yaml.Node) bool {
			switch name {
			case "lang":
				d.text(v, name, &edition.Lang)
				d.language(v, edition.Lang)
			case "links":
				edition.Links = d.footerLinks(v)
			case "strings":
				d.wordingsOf(v, "", &edition.Strings)
			default:
				texts := map[string]*string{
					"name": &edition.Name, "title": &edition.Title, "description": &edition.Description, "footer": &edition.Footer,
				}
				return d.plain(v, name, texts, map[string]*bool{"furigana": &edition.Furigana})
			}
			return true
		})
		for i := range edition.Strings {
			edition.Strings[i].Lang = EditionWords(edition.Lang, edition.Code)
		}
		s.Editions = append(s.Editions, edition)
	}
}
