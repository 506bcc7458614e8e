package assets_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/assets"
)

func theme(files map[string]string) fstest.MapFS {
	fs := make(fstest.MapFS)
	for name, text := range files {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fs
}

// bundle bundles the style sheets and scripts of a theme.
func bundle(files map[string]string) (assets.Bundle, diagnostic.List) {
	options := assets.BundleOptions{Root: "/"}
	styles, found := assets.BundleStyles(theme(files), assets.OwnStyles{}, options)
	scripts, more := assets.BundleScripts(theme(files), options)
	return styles.With(scripts), append(found, more...)
}

// Browsers keep hashed files for ever, so a name must change with what is in the file, and only then.
func TestHashedNames(t *testing.T) {
	files := map[string]string{
		"styles/main.css": "@import './part.css';\nbody { color: red }", "styles/part.css": "p { margin: 0 }",
		"scripts/main.ts": "import { a } from './part';\nconsole.log(a as number);", "scripts/part.ts": "export const a: number = 1;",
		"scripts/early.ts": "document.documentElement.dataset.x = 'y';",
	}
	first, found := bundle(files)
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, entry := range []string{"main.css", "main.js", "early.js"} {
		if !regexp.MustCompile(`^assets/[a-z]+-[0-9A-Z]{8}\.(css|js)$`).MatchString(first.Names[entry]) {
			t.Errorf("%s is published as %q", entry, first.Names[entry])
		}
	}
	again, _ := bundle(files)
	if again.Names["main.css"] != first.Names["main.css"] {
		t.Error("the same file got another name")
	}
	files["styles/part.css"] = "p { margin: 1px }"
	changed, _ := bundle(files)
	if changed.Names["main.css"] == first.Names["main.css"] || changed.Names["main.js"] != first.Names["main.js"] {
		t.Errorf("names %v, then %v", first.Names, changed.Names)
	}
	for _, f := range first.Files {
		if strings.Contains(string(f.Bytes), "sourceMappingURL") || strings.HasSuffix(f.Path, ".map") {
			t.Errorf("%s: source maps are for the preview", f.Path)
		}
	}
}

// A mistake in a style sheet or script is reported at its place in the theme, with a remedy.
func TestMistakesInThemes(t *testing.T) {
	for name, c := range map[string]struct{ file, text, at string }{
		"type script":    {"scripts/main.ts", "let a = ;\n", "scripts/main.ts:1:9"},
		"missing import": {"scripts/main.ts", "// あ\nimport './gone';\n", "scripts/main.ts:2:8"},
		"style sheet":    {"styles/main.css", "@import './gone.css';\n", "styles/main.css:1:9"},
	} {
		t.Run(name, func(t *testing.T) {
			_, found := bundle(map[string]string{c.file: c.text})
			if !found.HasErrors() || found[0].Span.String() != c.at || found[0].Suggestion == "" {
				t.Errorf("got %v, want an error at %s", found, c.at)
			}
		})
	}
}

// A theme may be templates only.
func TestThemeWithoutAssets(t *testing.T) {
	empty, found := bundle(nil)
	files, err := assets.StaticFiles(theme(nil))
	if len(empty.Files) > 0 || len(found) > 0 || len(files) > 0 || err != nil {
		t.Errorf("%v %v %v %v", empty, found, files, err)
	}
}

// Bundles are joined in any order, and only one of them holds the service worker.
func TestJoinedBundlesKeepTheWorker(t *testing.T) {
	with := assets.Bundle{Worker: []byte("worker")}
	for _, joined := range []assets.Bundle{with.With(assets.Bundle{}), assets.Bundle{}.With(with)} {
		if string(joined.Worker) != "worker" {
			t.Errorf("the worker is %q", joined.Worker)
		}
	}
}
