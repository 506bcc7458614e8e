package render_test

import (
	"fmt"
	"strings"
	"testing"
)

func glossarySite() map[string]string {
	return map[string]string{
		"site.yaml": "strict: true\neditions: {en: {lang: en, name: English}, easy: {lang: ja-Hira, name: やさしい日本語}}\n",
		"index.md":  "# 始め\n",
		"glossary.md": "---\ntitle: 言葉\nlayout: glossary\n---\n" +
			"### 受給者証（じゅきゅうしゃしょう） {#card}\n\n支援を受けるための受給者証です。\n\n" +
			"### 就労移行支援、移行支援\n\nA\n\n### 支援\n\nB\n\n### e-ラーニング（いーらーにんぐ）\n\nC\n\n### モニタリング\n\nD\n\n### Q&A\n\nE\n",
	}
}

// The first use of a term leads to its explanation; more links, or links inside other words, would
// only be in the way.
func TestTermsAreLinkedWhereAReaderMeetsThemFirst(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"first use only", "受給者証と受給者証です。\n\n受給者証", "<p>〔受給者証〕と受給者証です。</p>\n<p>受給者証</p>"},
		{"longest", "就労移行支援を使う。", "<p>〔就労移行支援〕を使う。</p>"},
		{"one entry under two names", "移行支援と就労移行支援です。", "<p>〔移行支援〕と就労移行支援です。</p>"},
		{"several", "支援とモニタリング。", "<p>〔支援〕と〔モニタリング〕。</p>"},
		{"part of a longer word", "支援員、地域移行支援、受給者証番号", "<p>支援員、地域移行支援、受給者証番号</p>"},
		{"longest is part of a longer word", "就労移行支援事業", "<p>就労移行支援事業</p>"},
		{"katakana", "セルフモニタリングのモニタリング", "<p>セルフモニタリングの〔モニタリング〕</p>"},
		{"long vowel mark", "モニタリングー。モニタリング。", "<p>モニタリングー。〔モニタリング〕。</p>"},
		{"latin letters", "see-ラーニングと、e-ラーニングの話", "<p>see-ラーニングと、〔e-ラーニング〕の話</p>"},
		{"at both ends", "受給者証", "<p>〔受給者証〕</p>"},
		{"emphasis", "**受給者証**を使う", "<p><strong>〔受給者証〕</strong>を使う</p>"},
		{"heading", "## 受給者証とは\n\n受給者証です。", "<p>〔受給者証〕です。</p>"},
		{"link", "[受給者証の話](index.md)と受給者証", `<a href="/">受給者証の話</a>と〔受給者証〕`},
		{"code", "`受給者証`と受給者証", "<code>受給者証</code>と〔受給者証〕"},
		{"code block", "```\n受給者証\n```\n\n受給者証", "<p>〔受給者証〕</p>"},
		{"table", "| 受給者証 |\n| --- |\n| 受給者証 |", "<td>〔受給者証〕</td>"},
		{"cards", ":::cards\n- [始め](index.md) 受給者証\n:::\n\n受給者証", "<p>〔受給者証〕</p>"},
		{"summary", ":::details[受給者証]\n受給者証です。\n:::", "<p>〔受給者証〕です。</p>"},
		{"list", "- 受給者証\n- 受給者証", "<li>〔受給者証〕</li>\n<li>受給者証</li>"},
		{"picture", "![受給者証](a.svg)受給者証", `alt="受給者証"`},
	}
	files := glossarySite()
	files["a.svg"] = `<svg viewBox="0 0 1 1"/>`
	for i, c := range cases {
		files[fmt.Sprintf("p%d.md", i)] = "# 題\n\n" + c.text + "\n"
	}
	site := publishSite(t, files, nil)
	for i, c := range cases {
		html := site.termsOf(fmt.Sprintf("p%d/", i))
		hasAll(t, c.name, html, c.want)
		if n, most := strings.Count(html, "〔受給者証〕"), 1; n > most {
			t.Errorf("%s: linked %d times", c.name, n)
		}
	}
}

// The link leads to the entry, by the id that the glossary gave it.
func TestTermsLeadToTheirEntry(t *testing.T) {
	site := publishSite(t, with(glossarySite(), map[string]string{"a.md": "# 題\n\n受給者証\n"}), nil)
	hasAll(t, "page", site.page("a/"), `<a class="term" href="/glossary/#card">受給者証</a>`)
	hasAll(t, "glossary", site.page("glossary/"), `id="card"`)
}

// Nothing is linked where the terms are explained, nor from other languages; the edition in easy
// Japanese is for those who need the explanations most.
func TestTermsAreLinkedInJapaneseOnly(t *testing.T) {
	site := publishSite(t, with(glossarySite(), map[string]string{
		"a.md": "# 題\n\n受給者証\n", "a.en.md": "# Title\n\nThe 受給者証 card\n", "a.easy.md": "# だい\n\n受給者証\n",
	}), nil)
	hasAll(t, "easy", site.termsOf("easy/a/"), "〔受給者証〕")
	hasNone(t, "english", site.page("en/a/"), `class="term"`)
	hasNone(t, "glossary", site.page("glossary/"), `class="term"`)
}

// Screen readers pronounce Japanese words in an English page as Japanese, and only those.
func TestJapaneseWordsInEnglishPagesAreMarked(t *testing.T) {
	site := publishSite(t, map[string]string{
		"a.svg": `<svg viewBox="0 0 1 1"/>`,
		"index.md": "---\nlang: en\n---\n# Card\n\nAsk for the 受給者証（じゅきゅう） (card), or *在宅* 訓練.\n\n" +
			"![日本の図](a.svg) [開く](https://example.jp/日本) `コード` — no 1,000 ー alone\n",
		"ja.md": "# 札\n\n受給者証\n",
	}, nil)
	hasAll(t, "english", site.page(""), `the <span lang="ja">受給者証（じゅきゅう）</span> (card), or <em><span lang="ja">在宅</span></em> <span lang="ja">訓練</span>.`,
		`alt="日本の図"`, `><span lang="ja">開く</span></a>`, `<code><span lang="ja">コード</span></code>`)
	hasNone(t, "japanese", site.page("ja/"), `<span lang="ja">`)
}
