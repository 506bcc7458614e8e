package serve

import (
	"net/http"
	"testing"

	"shirube/themes"
)

// The preview can be searched, and finds what was just written.
func TestThePreviewIsSearched(t *testing.T) {
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	p := newPreview(t, smallSite())
	p.options.Build.Theme = theme
	p.server.builder = newServer(p.options, ownHost).builder
	p.build()
	status, first := p.get("/search/index.json")
	if status != http.StatusOK || first == "" {
		t.Fatalf("the index has status %d", status)
	}
	if _, again := p.get("/search/index.json"); again != first {
		t.Error("the index of an unchanged site is another")
	}
	p.write("index.md", "# 新しい題名\n")
	p.build()
	if _, after := p.get("/search/index.json"); after == first {
		t.Error("the index is that of the site before the edit")
	}
	if status, _ := p.get("/assets/search-none.json"); status != http.StatusNotFound {
		t.Errorf("a file that the index lacks has status %d", status)
	}
}
