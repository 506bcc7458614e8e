package build_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A corpus is a generated content folder. The same arguments always give the same files.
type corpus struct {
	kind  string // prose or code
	pages int
}

// pagesPerFolder is how many pages one folder of a generated site holds, at most.
const pagesPerFolder = 100

// write makes the folder's files below dir.
func (c corpus) write(t testing.TB, dir string) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, uint64(c.pages)))
	for i := range c.pages {
		name := filepath.Join(dir, pageName(i))
		if i%pagesPerFolder == 0 {
			mkdir(t, filepath.Dir(name))
		}
		text := c.page(random, i)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func mkdir(t testing.TB, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
}

func pageName(i int) string { return fmt.Sprintf("part-%03d/page-%05d.md", i/pagesPerFolder, i) }

func (c corpus) page(random *rand.Rand, i int) string {
	var b strings.Builder
	if i%2 == 0 {
		fmt.Fprintf(&b, "---\ntitle: 案内 %d\ndescription: 在宅訓練の案内の %d ページ目です。\n---\n\n", i, i)
	} else {
		fmt.Fprintf(&b, "# 案内 %d\n\n", i)
	}
	if c.kind == "code" {
		codePage(&b, i)
	} else {
		prosePage(&b, random, i)
	}
	return b.String()
}

// prosePage writes about 5 kB of Japanese as others write it: sections of three levels, links to pages, headings and
// what is not there, tables, lists, emphasis, short pieces of code. Most letters are of sentences whose words vary, so that
// the index of a site has about as many different pairs as one of real texts.
func prosePage(b *strings.Builder, random *rand.Rand, i int) {
	fmt.Fprintf(b, "前の話は[前のページ](page-%05d.md)にあります。\n\n", max(i-1, i/pagesPerFolder*pagesPerFolder))
	for section := 1; b.Len() < 5000; section++ {
		fmt.Fprintf(b, "%s %s（%d）\n\n", strings.Repeat("#", 2+section%2), sentence(random)[:len("一二三四五六")], section)
		for range 2 {
			for range 3 {
				b.WriteString(sentence(random))
			}
			b.WriteString(linkIn(random, i) + "\n\n")
		}
		blockIn(b, random, section)
	}
}

// linkIn writes a sentence with a link, an external one or one within the site, of which a tenth lead nowhere.
func linkIn(random *rand.Rand, i int) string {
	near := i/pagesPerFolder*pagesPerFolder + random.IntN(pagesPerFolder)
	switch random.IntN(10) {
	case 0:
		return fmt.Sprintf("書きかけの[次の話](../part-%03d/kakikake-%d.md)も見てください。", i/pagesPerFolder, near)
	case 1, 2:
		return fmt.Sprintf("くわしくは<https://example.org/docs/%d>にあります。", near)
	case 3, 4:
		return fmt.Sprintf("`setting-%d` を **必ず**「オン」にします（[説明](/part-%03d/page-%05d/)）。", near, i/pagesPerFolder, i)
	}
	return fmt.Sprintf("[%d 番の話](./page-%05d.md)で、*もう一度*説明します。", near, i)
}

// blockIn writes a list, a table, a quotation or a piece of code.
func blockIn(b *strings.Builder, random *rand.Rand, section int) {
	switch section % 4 {
	case 0:
		fmt.Fprintf(b, "| 項目 | 内容 |\n|---|---|\n| `id` | %s |\n| `name` | %s |\n\n", sentence(random), sentence(random))
	case 1:
		fmt.Fprintf(b, "- %s\n- **大切**: %s\n  - %s\n\n", sentence(random), sentence(random), sentence(random))
	case 2:
		fmt.Fprintf(b, "> [!NOTE]\n> %s\n\n", sentence(random))
	default:
		fmt.Fprintf(b, "1. %s\n2. %s\n\n```sh\ntool --id %d\n```\n\n", sentence(random), sentence(random), random.IntN(40))
	}
}

// sentence returns a sentence of two stock phrases around a word of two kanji.
func sentence(random *rand.Rand) string {
	begin := []string{
		"在宅訓練は、通うことが難しい人が", "使うには、住んでいる市区町村に", "事業所の職員は、一日に二回、", "一か月に一度は、事業所で会って、",
		"費用は、世帯の収入に応じて決まる", "パソコンとインターネットがあれば、", "体調が悪い日は、先に決めたとおりに", "わからないことは、申し込みの前に",
	}
	end := []string{
		"について家で受けます。", "を申し込み、決定を受けます。", "のことで連絡をします。", "がどこまで進んだかを一緒に見ます。",
		"までで、多くの人は支払いがありません。", "を始められ、貸してもらえます。", "を休むと知らせておきます。", "を聞いておくと安心です。",
	}
	kanji := func() string { return string('一' + rune(random.IntN(800))*9) }
	return begin[random.IntN(len(begin))] + kanji() + kanji() + end[random.IntN(len(end))]
}

// codePage writes four fenced blocks of different languages with a line of text between them. No two
// pages have a block in common.
func codePage(b *strings.Builder, i int) {
	samples := codeSamples()
	for block := range 4 {
		s := samples[(i+block)%len(samples)]
		fmt.Fprintf(b, "## 例 %d\n\n次のように書きます。\n\n```%s\n", block+1, s.language)
		b.WriteString(strings.ReplaceAll(s.text, "NAME", fmt.Sprintf("name%d", i)))
		b.WriteString("```\n\n")
	}
}

type codeSample struct{ language, text string }

func codeSamples() []codeSample {
	return []codeSample{
		{"go", "// NAME adds up the fee of each day.\nfunc NAME(days []int, fee float64) (sum float64, err error) {\n\tfor _, d := range days {\n\t\tif d < 0 {\n\t\t\treturn 0, fmt.Errorf(\"day %d: %w\", d, errNegative)\n\t\t}\n\t\tsum += float64(d) * fee\n\t}\n\treturn sum, nil\n}\n\n"},
		{"js", "// Shows the answer of NAME.\nexport async function NAME(form, { quiet = false } = {}) {\n  const response = await fetch(`/api/${form.id}?q=1`);\n  if (!response.ok) throw new Error('failed: ' + response.status);\n  const { total = 0, rows } = await response.json();\n  return rows.map((row) => row.price * 1.1).reduce((a, b) => a + b, total);\n}\n\n"},
		{"python", "class NAME(Base):\n    \"\"\"One month of training.\"\"\"\n\n    def __init__(self, days: list[int], fee: int = 0) -> None:\n        self.days = [d for d in days if d > 0]\n        self.fee = fee or 10_000\n\n    def total(self) -> str:\n        return f\"{sum(self.days) * self.fee:,} yen\"  # with commas\n\n"},
		{"html", "<section class=\"card\" id=\"NAME\">\n  <h2>NAME</h2>\n  <!-- the list -->\n  <ul>\n    <li><a href=\"/guide/?page=1&amp;x=2\">Guide</a></li>\n    <li data-kind='plain'>Plain &mdash; text</li>\n  </ul>\n  <button type=\"button\" disabled>Send</button>\n</section>\n\n"},
		{"css", ".NAME > a:hover,\n.NAME::before {\n  color: var(--ink, #1a1a1c);\n  margin: 0 auto calc(1rem + 2px);\n  background: url(\"x.svg\") no-repeat;\n}\n@media (min-width: 48rem) {\n  .NAME { display: grid; gap: 1.5em; }\n}\n\n"},
		{"json", "{\n  \"name\": \"NAME\",\n  \"days\": [1, 2, 3.5e2, null, true],\n  \"nested\": {\"fee\": 9300, \"unit\": \"\\u5186\", \"open\": false},\n  \"list\": [{\"id\": 1}, {\"id\": 2}]\n}\n"},
		{"bash", "#!/bin/bash\nset -euo pipefail\n# NAME copies every page\nfor f in \"$HOME\"/pages/*.md; do\n  if [[ -f \"$f\" && ! -L \"$f\" ]]; then\n    cp -- \"$f\" \"/tmp/NAME-$(basename \"$f\" .md).txt\" || echo \"failed: ${f}\" >&2\n  fi\ndone\n\n"},
		{"sql", "-- fees by month\nSELECT m.name, COUNT(*) AS days, SUM(f.price * 1.1) AS total\nFROM NAME AS m\nLEFT JOIN fees f ON f.month_id = m.id AND f.price > 0\nWHERE m.year BETWEEN 2024 AND 2026 AND m.kind IN ('home', 'office')\nGROUP BY m.name HAVING COUNT(*) > 3\nORDER BY total DESC LIMIT 10;\n\n"},
	}
}
