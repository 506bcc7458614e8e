package calculator_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"shirube/calculator"
)

// While somebody is typing, files are broken in every way. Each state gives messages with a place and
// a remedy, or a calculator that works; none is silent.
func TestHalfTypedFilesGiveMessagesOrWork(t *testing.T) {
	files := []calculator.Source{
		{Path: "children.calc", Text: []byte(children)}, {Path: "salary.calc", Text: []byte(salary)},
		{Path: "figures.calc", Text: []byte(deduction)}, {Path: "fee.calc", Text: []byte(monthlyFee)},
		{Path: "burden-cap.calc", Text: []byte(burdenCap)}, {Path: "categories.calc", Text: []byte(categories)},
		{Path: "days.calc", Text: []byte(reminding)}, {Path: "decide.calc", Text: []byte(decisionTable)},
		{Path: "towns.calc", Text: []byte(towns(70))},
		{Path: "water.calc", Text: []byte(waterFigures)}, {Path: "water-fee.calc", Text: []byte(waterFee)},
	}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 11))
		sources := make([]calculator.Source, len(files))
		for i, f := range files {
			sources[i] = calculator.Source{Path: f.Path, Text: []byte(mutate(r, string(f.Text), files))}
		}
		set, found := calculator.Compile(sources, calculator.Options{Today: today})
		for _, d := range found {
			if d.Code == calculator.CodeCompile || d.Message == "" || d.Span.Path == "" {
				t.Errorf("seed %d: %v", seed, d)
			}
		}
		if len(set.Programs) < len(files)-2 && !found.HasErrors() {
			t.Errorf("seed %d: a calculator is missing without a word", seed)
		}
		for _, p := range set.Programs {
			if _, err := p.Evaluate(t.Context(), nil, today); err != nil {
				t.Errorf("seed %d: %s: %v", seed, p.Name, err)
			}
		}
	}
}

const waterFigures = `単位 m³
段階表 従量料金(水: m³): 円
  出典: law
  2026-04-01 から
    10m³以下 | 0円/m³
    10m³超 20m³以下 | 120円/m³
    20m³超 | 160円/m³
値 基本料金: 円
  出典: law
  2026-04-01 から 2,000円
休日 町の休日
  出典: law
  休み: 土曜日, 日曜日
  2026年: 12月29日, 12月30日
  2027年: 1月1日 元日
`

const waterFee = `計算機 水道
入力 水: m³
  範囲: 0m³ から 500m³
入力 検針の日: 日付
  範囲: 2026-04-01 から 2026-11-30
式 料金: 円 = 基本料金 + 従量料金(水)
式 期限 = 営業日後(検針の日, 3日, 町の休日)
  仮定: 試し
出力 料金
出力 期限
例 一つ
  水 = 15m³, 検針の日 = 2026-11-27
  料金 = 2,600円, 期限 = 2026-12-02
`

// mutate drops a line, a word or a letter of text, or puts a line of another file in its place.
func mutate(r *rand.Rand, text string, files []calculator.Source) string {
	lines := strings.Split(text, "\n")
	k := r.IntN(len(lines))
	words, letters := strings.Fields(lines[k]), []rune(lines[k])
	switch n := r.IntN(4); {
	case n == 0:
		lines = append(lines[:k], lines[k+1:]...)
	case n == 1 && len(words) > 0:
		lines[k] = strings.Replace(lines[k], words[r.IntN(len(words))], "", 1)
	case n == 2 && len(letters) > 0:
		at := r.IntN(len(letters))
		lines[k] = string(append(letters[:at:at], letters[at+1:]...))
	default:
		other := strings.Split(string(files[r.IntN(len(files))].Text), "\n")
		lines[k] = other[r.IntN(len(other))]
	}
	return strings.Join(lines, "\n")
}
