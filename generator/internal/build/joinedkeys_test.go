package build

import (
	"fmt"
	"strings"
	"testing"

	"shirube/calculator/diagnostic"
)

// An editor who moves hundreds of pages reads of each key of another generator once.
func TestUnknownKeysOfManyPagesAreOneFinding(t *testing.T) {
	r := new(run)
	for i := range 5 {
		for _, key := range []string{"keywords", "titel"} {
			suggestion := map[string]string{"keywords": "使える名前: title", "titel": "「title」のことですか。"}[key]
			r.found = append(r.found, diagnostic.Diagnostic{
				Severity: diagnostic.Warning, Code: "key-unknown", Span: diagnostic.At(fmt.Sprintf("%d.mdx", i), 2, 1),
				Message: "「" + key + "」という名前は使えません。", Suggestion: suggestion,
			})
		}
	}
	r.found = append(r.found, diagnostic.Diagnostic{Code: "key-unknown", Span: diagnostic.At("9.md", 2, 1), Message: "「keywords」という名前は使えません。"})
	found := r.findings()
	if len(found) != 3 || !strings.Contains(found[0].String(), "0.mdx:2:1: warning: 「keywords」という名前は使えません（5ページ）。 ほかの道具の設定なら") ||
		!strings.Contains(found[1].String(), "「titel」という名前は使えません（5ページ）。 「title」のことですか。") || found[2].Severity != diagnostic.Error {
		t.Errorf("%v", found)
	}
}
