package main

import (
	"os"
	"strings"
	"testing"

	"shirube/generator/internal/content"
	"shirube/generator/internal/render"
)

// Who publishes on a server that does not read _headers copies the headers in ARCHITECTURE.md.
func TestHeadersForOtherServersAreTheSame(t *testing.T) {
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range render.HeadersFor(&content.Allowed{}) {
		for _, line := range []string{"add_header " + h[0] + ` "` + h[1] + `" always;`, "Header always set " + h[0] + ` "` + h[1] + `"` + "\n"} {
			if !strings.Contains(string(text), line) {
				t.Errorf("ARCHITECTURE.md lacks: %s", line)
			}
		}
	}
}
