package markdown_test

import (
	"strings"
	"testing"
)

// Headings keep their levels to each other below the title, which is the only one of level 1.
func TestHeadingsKeepTheirLevels(t *testing.T) {
	for text, want := range map[string]string{
		"---\ntitle: 題\n---\n# 一\n\n## 二\n\n# 三\n": "<h2 …<h3 …<h2 ",
		"# 題\n\n## 一\n\n### 二\n":                   "<h2 …<h3 ",
		"# 題\n\n## 一\n\n# 二\n":                     "<h3 …<h2 ",
		"###### 六\n\n# 一\n":                        "<h6 ",
	} {
		if body, _ := bodyOf("a.md", text); !holds(body, want) || strings.Contains(body, "<h1") {
			t.Errorf("%q: want %s in\n%s", text, want, body)
		}
	}
}

// An address in running text keeps the letters of its path, and ends before the text that goes on.
func TestBareAddresses(t *testing.T) {
	for text, want := range map[string]string{
		"https://ja.wikipedia.org/wiki/日本語 です":       `>https://ja.wikipedia.org/wiki/日本語</a> です`,
		"https://ja.wikipedia.org/wiki/データ構造、と":      `>https://ja.wikipedia.org/wiki/データ構造</a>、と`,
		"https://example.jp/を見る":                     `>https://example.jp/</a>を見る`,
		"https://example.jp/a?b=日本#節 と":              `>https://example.jp/a?b=日本#節</a> と`,
		"https://example.jp/」と（https://example.jp/）": `>https://example.jp/</a>」と`,
	} {
		if body, _ := bodyOf("a.md", text); !holds(body, want) {
			t.Errorf("%q: %s", text, body)
		}
	}
}
