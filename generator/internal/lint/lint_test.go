package lint_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
	"shirube/generator/internal/sitetest"
)

const figures = `値 上限の額: 9,300円
  説明: 例です。
  出典: law

値 標準の期間: 24か月
  説明: 例です。
  出典: law

値 割合: 10%
  説明: 例です。
  出典: law

値 小さい割合: 5%
  説明: 例です。
  出典: law

値 年齢: 18歳
  説明: 例です。
  出典: law

値 訓練の長さ: 160時間
  説明: 例です。
  出典: law

値 短い時間: 4時間
  説明: 例です。
  出典: law

値 待つ日数: 20日
  説明: 例です。
  出典: law

値 待期: 7日
  説明: 例です。
  出典: law

値 長い日数: 180日
  説明: 例です。
  出典: law

値 給付制限: 1か月
  説明: 例です。
  出典: law

値 下の額: 500円
  説明: 例です。
  出典: law

値 別の上限: 9,300円
  説明: 例です。
  出典: law

表 負担(世帯): 円
  説明: 例です。
  出典: law
  低所得 | 0円
  一般2 | 37,200円

表 目安(費目): 下の端 円, 上の端 円
  説明: 例です。
  出典: law
  交通費 | 11,000円 | 21,000円

表 委託料(訓練時間): 円
  説明: 例です。
  出典: law
  12時間以上 20時間以下 | 22,000円
  20時間超 40時間以下 | 44,000円
`

const sources = "law: {title: 法律, publisher: 国, url: 'https://example.jp/', date: 2024年, checked: 2026-11-01}\n"

// checked returns the findings of a code for a page with this text.
func checked(t *testing.T, page, code string) diagnostic.List {
	t.Helper()
	return findings(t, map[string]string{"page.md": page, "figures/a.calc": figures, "sources.yaml": sources}, code)
}

func findings(t *testing.T, files map[string]string, code string) diagnostic.List {
	t.Helper()
	return findingsOn(t, files, code, content.Date{Year: 2026, Month: 11, Day: 21})
}

// findingsOn returns the findings of a code on a day; of all codes where it is empty.
func findingsOn(t *testing.T, files map[string]string, code string, today content.Date) diagnostic.List {
	t.Helper()
	in, found := build.New(build.Options{
		Content: sitetest.Folder(t, files), Theme: os.DirFS("../build/testdata/theme"), Today: today, Preview: true,
	}).Study(context.Background())
	found = append(found, lint.Site(in).Found...).Sort()
	if found.HasErrors() {
		t.Fatal(found)
	}
	return slices.DeleteFunc(found, func(d diagnostic.Diagnostic) bool { return code != "" && d.Code != code })
}

// A number of a figure file must be quoted from there, or the page is out of date when it
// changes. The message says by what name.
func TestNumbersByHandAreFound(t *testing.T) {
	for _, c := range []struct{ text, number, suggests string }{
		{"月に9,300円まで。", "9,300円", "{{上限の額}}、{{別の上限}}"},
		{"月に9300円まで。", "9300円", "{{上限の額}}"},
		{"月に９，３００円まで。", "９，３００円", "{{上限の額}}"},
		{"月に９３００円まで。", "９３００円", "{{上限の額}}"},
		{"原則24か月です。", "", ""}, // too common a length
		{"費用の10%です。", "10%", "{{割合}}"},
		{"費用の１０％です。", "１０％", "{{割合}}"},
		{"費用の5%です。", "5%", "{{小さい割合}}"},
		{"18歳から使えます。", "18歳", "{{年齢}}"},
		{"訓練は160時間までです。", "160時間", "{{訓練の長さ}}"},
		{"180日使えます。", "180日", "{{長い日数}}"},
		{"安くて500円です。", "500円", "{{下の額}}"},
		{"上限は37,200円です。", "37,200円", "{{負担(一般2)}}"},
		{"交通費は21,000円ほどです。", "21,000円", "{{目安(交通費).上の端}}"},
		{"交通費は11,000円からです。", "11,000円", "{{目安(交通費).下の端}}"},
		{"委託料は22,000円です。", "22,000円", "::table[委託料]"},
		{"| 額 |\n| --- |\n| 9,300円 |", "9,300円", "{{上限の額}}"},
		{"- **9,300円**", "9,300円", "{{上限の額}}"},
		{"[9,300円](page.md)", "9,300円", "{{上限の額}}"},
	} {
		found := checked(t, "# 題\n\n"+c.text+"\n", "figure-by-hand")
		if c.number == "" {
			if len(found) != 0 {
				t.Errorf("%q: %v", c.text, found)
			}
			continue
		}
		if len(found) != 1 {
			t.Errorf("%q: %d findings, want 1: %v", c.text, len(found), found)
			continue
		}
		d := found[0]
		if d.Severity != diagnostic.Warning || !strings.Contains(d.Message, "「"+c.number+"」") || !strings.Contains(d.Suggestion, c.suggests) {
			t.Errorf("%q: %v / %s, want %s and %s", c.text, d, d.Suggestion, c.number, c.suggests)
		}
	}
}

// The place is that of the number, so that an editor finds it in a long line.
func TestTheFindingPointsAtTheNumber(t *testing.T) {
	found := checked(t, "# 題\n\nふつうは、月に9,300円までです。18歳から。\n", "figure-by-hand")
	if len(found) != 2 || found[0].Span.String() != "page.md:3:8" || found[1].Span.String() != "page.md:3:19" {
		t.Errorf("found at %v", found)
	}
}

// Small commonAbbreviations numbers rarely mean the figure of the same value; a check that cries at each of
// them is switched off.
func TestEverydayNumbersAreLeftAlone(t *testing.T) {
	for _, text := range []string{
		"1日に4時間、週に7日。", "20日ごろ。", "1か月に2回。", "0円です。", "10分休みます。", "20日分のお金。",
		"9,301円", "9,300円台ではなく19,300円です。", "年に1,160時間", "2018歳", "{{上限の額}}まで。", "`9,300円`", "```\n9,300円\n```",
	} {
		found := checked(t, "# 題\n\n"+text+"\n", "figure-by-hand")
		if text == "9,300円台ではなく19,300円です。" {
			found = slices.DeleteFunc(found, func(d diagnostic.Diagnostic) bool { return strings.Contains(d.Message, "「9,300円」") })
		}
		if len(found) != 0 {
			t.Errorf("%q: %v", text, found)
		}
	}
}

// A site without figures has nothing to quote.
func TestASiteWithoutFiguresMayWriteNumbers(t *testing.T) {
	if found := findings(t, map[string]string{"page.md": "9,300円"}, "figure-by-hand"); len(found) != 0 {
		t.Error(found)
	}
}

// Search results show the description; a page that search engines leave out needs none.
func TestPagesWithoutADescriptionAreReported(t *testing.T) {
	found := findings(t, map[string]string{
		"index.md":       "---\ndescription: あり\n---\n",
		"a.md":           "# あ\n",
		"b.md":           "---\nsearch: false\n---\n# い\n",
		"folder/c.md":    "---\ndescription: ''\n---\n# う\n",
		"generated/d.md": "---\ndescription: あり\n---\n# え\n",
	}, "no-description")
	var places []string
	for _, d := range found {
		places = append(places, d.Span.Path)
		if d.Severity != diagnostic.Advice || d.Suggestion == "" {
			t.Errorf("%v: %s", d, d.Suggestion)
		}
	}
	if want := []string{"a.md", "folder/c.md"}; !slices.Equal(places, want) {
		t.Errorf("pages without a description: %v, want %v", places, want)
	}
}
