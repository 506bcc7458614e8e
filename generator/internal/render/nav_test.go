package render_test

import (
	"testing"

	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/publish"
	"shirube/generator/internal/sitetest"
	"shirube/themes"
)

// Who listens to the preview hears which pages are not published, and why; a pen alone is read as "pencil"
// or not at all.
func TestTheNavigationSaysWhatIsNotPublished(t *testing.T) {
	theme, err := themes.Named("michi")
	if err != nil {
		t.Fatal(err)
	}
	memory := new(publish.Memory)
	_, found := build.New(build.Options{
		Theme: theme, Today: content.Date{Year: 2026, Month: 11, Day: 21}, Preview: true,
		Content: sitetest.Folder(t, map[string]string{
			"site.yaml": "editions: {en: {lang: en, name: English}}\n",
			"index.md":  "# 始め\n", "guide/index.md": "# 案内\n", "guide/there.md": "# 在るもの\n",
			"guide/draft.md":   "---\ndraft: true\n---\n# 書きかけ\n",
			"guide/future.md":  "---\ndate: 2026-12-01\n---\n# これから\n",
			"guide/expired.md": "---\nexpires: 2026-11-01\n---\n# 終わり\n",
			"index.en.md":      "# Start\n", "guide/index.en.md": "# Guide\n", "guide/draft.en.md": "---\ndraft: true\n---\n# Unfinished\n",
		}),
	}).Build(t.Context(), memory)
	site := &published{t, memory, found}
	mark := func(word string) string {
		return ` <span class="state"><span aria-hidden="true">✎</span><span class="unseen">` + word + "</span></span></a>"
	}
	hasAll(t, "navigation", site.page("guide/there/"),
		"書きかけ"+mark("下書き"), "これから"+mark("公開前"), "終わり"+mark("公開終了"), "在るもの</a>")
	hasAll(t, "English navigation", site.page("en/guide/"), "Unfinished"+mark("Draft"))
}
