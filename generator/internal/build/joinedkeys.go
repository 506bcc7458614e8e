package build

import (
	"fmt"
	"path"
	"strings"

	"shirube/calculator/diagnostic"
)

// fewPages is how many pages may each have a finding on one unknown key of front matter.
const fewPages = 3

// findings returns all findings in order. On a lenient site, a key of front matter that many pages have, as those of another
// generator do, is one finding, at the first page.
func (r *run) findings() diagnostic.List {
	sorted := r.found.Sort()
	count := make(map[string]int)
	for _, d := range sorted {
		if isUnknownKey(d) {
			count[d.Message]++
		}
	}
	joined := sorted[:0]
	seen := make(map[string]bool)
	for _, d := range sorted {
		if isUnknownKey(d) && count[d.Message] > fewPages {
			if seen[d.Message] {
				continue
			}
			seen[d.Message] = true
			d = joinedKey(d, count[d.Message])
		}
		joined = append(joined, d)
	}
	return joined
}

func isUnknownKey(d diagnostic.Diagnostic) bool {
	return d.Code == "key-unknown" && d.Severity == diagnostic.Warning && strings.HasPrefix(path.Ext(d.Span.Path), ".m")
}

// joinedKey returns the finding on a key that so many pages have.
func joinedKey(d diagnostic.Diagnostic, pages int) diagnostic.Diagnostic {
	d.Message = strings.TrimSuffix(d.Message, "。") + fmt.Sprintf("（%dページ）。", pages)
	if strings.HasSuffix(d.Suggestion, "のことですか。") {
		return d
	}
	d.Suggestion = "ほかの道具の設定なら、残しておいてかまいません。テンプレートで使うときは、site.yaml の front: に書いてください。"
	return d
}
