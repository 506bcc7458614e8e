package site

import (
	"cmp"
	"path"
	"regexp"
	"strings"

	"shirube/generator/internal/markdown"
)

// nameTitles gives pages whose own headings do not tell them apart their names instead: release notes that all begin
// with "Improvements". It also takes the numbers for the order off names.
func (l *linker) nameTitles(n *node) {
	shared := sharedTitles(n)
	numbered := 0
	for _, c := range n.children {
		if _, ok := cutNumber(c.key); ok {
			numbered++
		}
	}
	for _, c := range n.children {
		for _, p := range c.pages {
			switch {
			case p.Summary.Front.Title != "":
			case p.Generated && l.languages[c.key] != "":
				p.Title = cmp.Or(languageName(l.languages[c.key]), p.Title)
			case p.Summary.Title == "":
				if rest, ok := cutNumber(c.key); ok && numbered > 1 && p.listTitle == "" {
					p.Title = strings.ToUpper(rest[:1]) + nameOf(rest[1:]+".md", false)
				}
			case shared[p.Title] || len(shared) > 0 && p.Summary.TitleBy == markdown.TitleInside:
				if name := nameOf(c.key+".md", false); p.Summary.TitleBy != markdown.TitleOnTop && name != "" {
					p.Title = cmp.Or(p.listTitle, name)
				}
			}
		}
		l.nameTitles(c)
	}
}

// sharedTitles returns the titles of a folder that several pages of one edition take from a heading of a lower level.
func sharedTitles(n *node) map[string]bool {
	type title struct{ edition, text string }
	seen, shared := make(map[title]bool), make(map[string]bool)
	for _, c := range n.children {
		for edition, p := range c.pages {
			if p.Summary.Front.Title != "" || p.Summary.Title == "" || p.Summary.TitleBy == markdown.TitleOnTop {
				continue
			}
			if t := (title{edition, p.Title}); seen[t] {
				shared[p.Title] = true
			} else {
				seen[t] = true
			}
		}
	}
	return shared
}

var numberedName = regexp.MustCompile(`^\d{1,4}[.\-_][ ]*([A-Za-z].*)$`)

// cutNumber takes the number for the order off the name of a file or folder: getting-started of 1.getting-started.
func cutNumber(key string) (rest string, ok bool) {
	m := numberedName.FindStringSubmatch(path.Base(key))
	if m == nil {
		return "", false
	}
	return m[1], true
}

// languageName returns what a language is called in itself; empty for one that is not among those of folderLanguages.
func languageName(tag string) string {
	const names = "ar=العربية bg=Български bn=বাংলা ca=Català cs=Čeština da=Dansk de=Deutsch el=Ελληνικά en=English es=Español " +
		"et=Eesti fa=فارسی fi=Suomi fr=Français he=עברית hi=हिन्दी hr=Hrvatski hu=Magyar id=Indonesia it=Italiano ja=日本語 ka=ქართული " +
		"km=ខ្មែរ ko=한국어 lt=Lietuvių lv=Latviešu ms=Melayu my=မြန်မာ nb=Norsk ne=नेपाली nl=Nederlands no=Norsk pl=Polski " +
		"pt=Português ro=Română ru=Русский sk=Slovenčina sl=Slovenščina sr=Српски sv=Svenska ta=தமிழ் th=ไทย tl=Tagalog tr=Türkçe " +
		"uk=Українська ur=اردو vi=Tiếng-Việt zh=中文 "
	language, region, _ := strings.Cut(tag, "-")
	_, rest, found := strings.Cut(" "+names, " "+language+"=")
	name, _, _ := strings.Cut(rest, " ")
	switch {
	case !found:
		return ""
	case region != "":
		return name + " (" + region + ")"
	}
	return strings.ReplaceAll(name, "-", " ")
}
