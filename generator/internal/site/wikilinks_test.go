package site_test

import "testing"

// Links by name lead to the file of that name in any folder, and links of other generators to what they mean
// there.
func TestLinksOfOtherTools(t *testing.T) {
	pages := map[string]string{
		"index.md":                   "[[Day]] [[guide/day]] [[notes]] [[none]] ![[Plan.png]] ![[other.png]]",
		"guide/index.md":             "[a](../guide/day/) [b](day/) [c](day.html) [d](/docs/guide/day) [e](guide/day) [f](/guide/Day#節-一)",
		"guide/day.md":               "[up](../) [beside](../night/) [raw](./night.md)\n\n## 節 一\n",
		"guide/night.md":             "[[day#節 一]] [[#own]]\n\n## own\n",
		"guide/10.start/2.first.md":  "# 一",
		"guide/10.start/index.md":    "[x](/docs/guide/start/first) [y](./first) [z](/old/)",
		"other/notes.md":             "---\naliases: [/old/]\n---\n# n",
		"more/notes.md":              "# m",
		"guide/secret.md":            "---\ndraft: true\n---\n# s",
		"secret.md":                  "# s",
		"guide/links-to-a-secret.md": "[s](/guide/secret/)",
	}
	want := map[string][]string{
		"index.md":                   {"/guide/day/", "/guide/day/", "/more/notes/", "", "picture pictures/plan.png", ""},
		"guide/index.md":             {"/guide/day/", "/guide/day/", "/guide/day/", "/guide/day/", "/guide/day/", "/guide/day/#節-一"},
		"guide/day.md":               {"/", "/guide/night/", "/guide/night/"},
		"guide/night.md":             {"/guide/day/#節-一", "#own"},
		"guide/10.start/index.md":    {"/guide/10.start/2.first/", "/guide/10.start/2.first/", "/other/notes/"},
		"guide/links-to-a-secret.md": {""},
	}
	linked, _ := linkFolder(t, pages, "pictures/plan.png")
	for _, p := range linked.Pages {
		if _, listed := want[p.Path]; !listed {
			continue
		}
		for i, target := range linked.Targets(p) {
			got := target.File
			if target.Page != nil {
				got = target.Page.URL
			} else if got != "" {
				got = "picture " + got
			}
			if target.Fragment != "" {
				got += "#" + target.Fragment
			}
			if got != want[p.Path][i] {
				t.Errorf("%s, link %d (%s) leads to %q, want %q", p.Path, i, p.Summary.Links[i].Destination, got, want[p.Path][i])
			}
		}
	}
}
