package site

import (
	"testing"

	"shirube/generator/internal/content"
)

// A link to /offline/ leads readers to the page of what their device keeps in their own language.
func TestLinksToWhatDevicesKeep(t *testing.T) {
	pages := []*Page{{Edition: ""}, {Edition: "en"}}
	for _, c := range []struct {
		name, edition string
		offline       bool
		want          string
	}{
		{"offline", "", true, "/offline/"},
		{"offline", "en", true, "/en/offline/"},
		{"en/offline", "", true, "/en/offline/"},
		{"offline", "easy", true, "/offline/"},
		{"easy/offline", "", true, ""},
		{"guide/offline", "", true, ""},
		{"offline", "", false, ""},
	} {
		l := &linker{in: Input{Settings: content.Site{Offline: c.offline}}, site: &Site{Pages: pages}}
		if got := l.offlineAt(c.name, c.edition); got != c.want {
			t.Errorf("%q from %q (kept: %v) leads to %q, want %q", c.name, c.edition, c.offline, got, c.want)
		}
	}
}
