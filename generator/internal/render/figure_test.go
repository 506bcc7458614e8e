package render_test

import (
	"testing"
)

func figureSite() map[string]string {
	const head = "\n  説明: 例です。\n  出典: law\n"
	return map[string]string{
		"site.yaml":    "strict: true\neditions: {en: {lang: en, name: English}}\n",
		"sources.yaml": "law: {title: 法律, publisher: 国, url: 'https://example.jp/', date: 2024年, checked: 2026-11-01}\n",
		"values.md":    "---\ntitle: 値\nlayout: figures\n---\n",
		"figures/a.calc": "値 上限の額: 9,300円" + head + "\n値 待つ日数: 1,500日" + head + "\n値 割合: 12.5%" + head + "\n値 一日: 1日" + head +
			"\n表 負担(世帯): 円" + head + "  低所得 | 0円\n  一般2 | 37,200円\n",
	}
}

// Amounts are written as the reader's language writes them, with a way to their source; a language
// without a form of its own for a unit keeps the figure unchanged.
func TestFiguresAreWrittenInThePagesLanguage(t *testing.T) {
	const text = "---\ntitle: T\n---\n{{上限の額}} {{待つ日数}} {{割合}} {{一日}} {{負担(低所得)}}\n"
	site := publishSite(t, with(figureSite(), map[string]string{"index.md": text, "index.en.md": text}), map[string]string{
		"strings/en.yaml": "language: English\nfeed: Feed\nmoved.title: Moved\n404.title: None\ntags.title: Topics\nunit.円: \"¥%s\"\nunit.日: \"%s days\"\nunit.日.one: \"%s day\"\n",
	})
	hasAll(t, "japanese", site.page(""),
		`<a class="figure-link" href="/values/#figure-上限の額"><data class="figure" value="9300">9,300円</data></a>`,
		`value="1500">1,500日<`, `value="12.5">12.5%<`, `value="0">0円<`)
	hasAll(t, "english", site.page("en/"), `value="9300">¥9,300<`, `value="1500">1,500 days<`, `value="1">1 day<`, `value="12.5">12.5%<`, `value="0">¥0<`)
}

// A link within a link is no HTML.
func TestAFigureInALinkHasNoLinkOfItsOwn(t *testing.T) {
	site := publishSite(t, with(figureSite(), map[string]string{"index.md": "# 題\n\n[月に{{上限の額}}まで](values.md)\n"}), nil)
	hasAll(t, "page", site.page(""), `<a href="/values/">月に<data class="figure" value="9300">9,300円</data>まで</a>`)
	hasNone(t, "page", site.page(""), "figure-link")
}

// Titles, descriptions and what leads to a page hold the value, never the braces.
func TestFiguresInTitlesAreWrittenOut(t *testing.T) {
	site := publishSite(t, with(figureSite(), map[string]string{
		"index.md":   "# 始め\n\n[x](g/a.md)\n",
		"g/index.md": "---\ntitle: 折\n---\n",
		"g/a.md":     "---\ntitle: 上限は{{上限の額}}です\ndescription: '{{ 負担(一般2) }}の人も'\n---\n本文\n",
		"g/b.md":     "---\ntitle: 次\n---\n[a](a.md)\n",
	}), nil)
	hasAll(t, "page", site.page("g/a/"), "<h1>上限は9,300円です</h1>", "<title>上限は9,300円です", `content="37,200円の人も"`)
	for _, path := range []string{"g/a/", "g/", "g/b/"} {
		hasNone(t, path, site.page(path), "{{")
		hasAll(t, path, site.page(path), "上限は9,300円です")
	}
}

// A name that nothing declares stops the build wherever it is written, and the message says where.
func TestAnUnknownFigureInATitleIsAnError(t *testing.T) {
	site := publishSite(t, with(figureSite(), map[string]string{"index.md": "---\ntitle: 上限は{{上限の顎}}です\n---\n本文\n"}), nil)
	if len(site.found) != 1 || site.found[0].Code != "figure-unknown" || site.found[0].Span.Path != "index.md" || site.found[0].Span.Start.Line != 2 {
		t.Errorf("found %v", site.found)
	}
	hasAll(t, "message", site.found[0].String(), "上限の顎", "上限の額")
}
