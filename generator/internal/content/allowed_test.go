package content_test

import (
	"reflect"
	"testing"

	"shirube/generator/internal/content"
)

// Only origins and hashes get into the policy of pages: anything else could widen it.
func TestAllowedHTML(t *testing.T) {
	good := "frames: [self, https://www.example.com/]\nmedia: self\nscript-hashes: [sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=]\n"
	site, found := content.ParseSite(content.File{Path: "site.yaml", Bytes: []byte(good)})
	want := content.Allowed{
		Frames: []string{"'self'", "https://www.example.com"}, Media: []string{"'self'"}, Scripts: []string{content.HashSource("")},
	}
	if len(found) > 0 || !reflect.DeepEqual(site.Allowed, want) {
		t.Errorf("%v: %+v", found, site.Allowed)
	}
	for _, bad := range []string{
		"frames: ['*']", "frames: ['https://*']", "frames: [http://a.example]", "media: [\"https://a.example; script-src 'unsafe-inline'\"]",
		"frames: [https://a.example/path]", "script-hashes: [unsafe-inline]", "script-hashes: ['sha256-x']", "style-hashes: [\"sha256-x'; img-src *\"]",
	} {
		site, found := content.ParseSite(content.File{Path: "site.yaml", Bytes: []byte(bad)})
		if len(found) == 0 || !reflect.DeepEqual(site.Allowed, content.Allowed{}) {
			t.Errorf("%s: %v, %+v", bad, found, site.Allowed)
		}
	}
}
