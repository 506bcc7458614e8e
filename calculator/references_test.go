package calculator_test

import (
	"fmt"
	"strings"
	"testing"

	"shirube/calculator"
)

const referring = `計算機 試し
  説明: 線は{{線}}、上限は{{ 上限(甲) }}です。
入力 区分
  甲: {{線}}未満
  乙: それ以外
式 額 = 小さい方(上限(区分), 線)
  出典: b, c
出力 額
例 一つ
  区分 = 甲
  額 = 9,300円
`

// An editor who changes a figure finds every place that names it, in expressions and in texts, also
// where a name is part of a longer one or stands in a comment.
func TestReferencesHaveTheirPlace(t *testing.T) {
	set := compileReferring(t)
	var got []string
	for _, r := range set.References {
		mark := ""
		if r.Quote {
			mark = " {{}}"
		}
		got = append(got, fmt.Sprintf("%s %s %s%s", r.Span, r.Kind, r.Words, mark))
	}
	want := `figures.calc:2:7: 出典 a
figures.calc:6:7: 出典 a
fee.calc:2:9 値 線 {{}}
fee.calc:2:18 表 上限(甲) {{}}
fee.calc:4:6 値 線 {{}}
fee.calc:6:12 表 上限(区分)
fee.calc:6:15 入力 区分
fee.calc:6:20 値 線
fee.calc:7:7 出典 b
fee.calc:7:10 出典 c
fee.calc:8:4 式 額
fee.calc:10:3 入力 区分
fee.calc:11:3 式 額`
	if text := strings.Join(got, "\n"); text != strings.ReplaceAll(want, ": 出典", " 出典") {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

func compileReferring(t *testing.T) *calculator.Set {
	t.Helper()
	figures := "表 上限(区分): 円\n  出典: a\n  甲 | 9,300円\n  乙 | 37,200円\n値 線: 16万円\n  出典: a # 線と上限\n"
	set, found := calculator.Compile([]calculator.Source{
		{Path: "figures.calc", Text: []byte(figures)}, {Path: "fee.calc", Text: []byte(referring)},
	}, calculator.Options{SkipExamples: true})
	if found.HasErrors() {
		t.Fatal(found)
	}
	return set
}

// A check of words points at the sentence in the file, although the figures in it are written out.
func TestTextsKnowWhereTheyComeFrom(t *testing.T) {
	for _, text := range compileReferring(t).Texts {
		if text.Key != "説明" {
			continue
		}
		if text.Text != "線は16万円、上限は9,300円です。" {
			t.Errorf("the text is %q", text.Text)
		}
		for words, want := range map[string]string{
			"線は": "fee.calc:2:7", "万円": "fee.calc:2:9", "、上限": "fee.calc:2:14", "300": "fee.calc:2:18", "です": "fee.calc:2:29",
		} {
			if got := text.At(strings.Index(text.Text, words)).String(); got != want {
				t.Errorf("%s comes from %s, want %s", words, got, want)
			}
		}
	}
}
