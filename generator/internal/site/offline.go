package site

import "slices"

// offlineName is the last part of the address of the page that lists the saved pages.
const offlineName = "offline"

// offlineAt returns the address of the list of saved pages that a path names, in the reader's edition where that has
// pages; empty where there is none.
func (l *linker) offlineAt(name, edition string) string {
	if !l.in.Settings.Offline {
		return ""
	}
	var codes []string // of the editions that have pages
	for _, p := range l.site.Pages {
		if !slices.Contains(codes, p.Edition) {
			codes = append(codes, p.Edition)
		}
	}
	at := func(code string) string {
		url, _ := address(offlineName+"/index.md", code, true)
		return url
	}
	switch named := "/" + name + "/"; {
	case named == at("") && slices.Contains(codes, edition):
		return at(edition)
	case slices.ContainsFunc(codes, func(code string) bool { return named == at(code) }):
		return named
	}
	return ""
}
