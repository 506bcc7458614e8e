package browser

import (
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"shirube/calculator"
)

const steered = `計算機 試し
入力 収入: 円
  範囲: 0円 から 5,000,000円
入力 日数: 日
  範囲: 0日 から 31日
入力 区分
  甲: 一つ目
  乙: 二つ目
  丙: 三つ目
入力 保護: はい/いいえ
入力 開始日: 日付
  範囲: 2024-01-01 から 2030-12-31
表 上限(区分): 円
  仮定: 試し
  甲 | 0円
  乙 | 9,300円
  丙 | 37,200円
表 速算(収入): 割合 %, 足す額 円
  仮定: 試し
  100万円未満 | 40% | 0円
  100万円以上 300万円未満 | 30% | 10万円
  300万円以上 | 20% | 40万円
式 控除 = 切り捨て(収入 × 速算(収入).割合, 1円) + 速算(収入).足す額
  仮定: 試し
式 残り = 収入 - 小さい方(収入, 500円)
  仮定: 試し
式 費用 = もし 保護 なら 0円 でなければ 小さい方(切り捨て(日数 × 1,030円/日 × 10%, 1円), 上限(区分))
  仮定: 試し
式 終わり = 応当日(開始日, 24か月, なければ月末)
  仮定: 試し
判定 段階
  もし 日数 が 5日 未満: 少ない
  もし 保護: 特別
  それ以外: ふつう
  仮定: 試し
注意 もし 費用 が 3,000円 以上: 高めです。
止める もし 日数 が 31日: 長すぎます。
出力 控除
出力 残り
出力 費用
出力 終わり もし 保護 が いいえ
出力 段階
`

// Browser and command line narrow by the same search: for the same answers they give the same words.
func TestTheBrowserNarrowsAsTheProgramDoes(t *testing.T) {
	set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(steered)}},
		calculator.Options{SkipExamples: true})
	if found.HasErrors() {
		t.Fatal(found)
	}
	program := set.Program("test")
	description := described(t, program.Form)
	script := fmt.Sprintf(`
import { refine } from "./refine";
import { evaluator } from "./module";
import { show } from "./show";
import { has } from "./show";
const description = %s as any;
const bytes = Uint8Array.from(atob(%q), (c) => c.charCodeAt(0));
const evaluate = evaluator(description, new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports);
const run = (...inputs: any[]) => {
  const { read, values } = refine(description, inputs, evaluate);
  say(description.outputs.map(({ step, present }: any, j: number) => {
    if (!has(read([present])[0], 1)) return "—";
    return values[j].length ? values[j].join(" ") : show(read(description.steps[step].at), description.steps[step], description.words);
  }).join("; "));
};
`, description, base64.StdEncoding.EncodeToString(program.Module))
	var want []string
	r := rand.New(rand.NewPCG(7, 7))
	for range 60 {
		words, answers := partialAnswers(r, program.Form)
		script += "run(" + words + ");\n"
		result, err := program.Evaluate(t.Context(), answers, calculator.Day{})
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, shown(result))
	}
	for i, got := range runScript(t, script) {
		if got != want[i] {
			t.Errorf("the browser says %s, the program %s", got, want[i])
		}
	}
}

// partialAnswers answers about half of the questions: as words for the script, and as a person would.
func partialAnswers(r *rand.Rand, form calculator.Form) (string, map[string]any) {
	var words []string
	answers := map[string]any{}
	for _, in := range form.Inputs {
		value := append([]int64{}, in.Range...)
		if r.IntN(2) == 0 {
			words = append(words, literal(value))
			continue
		}
		switch in.Kind {
		case calculator.KindNumber, calculator.KindDate:
			one := in.Range[0] + r.Int64N(in.Range[1]-in.Range[0]+1)
			value = []int64{one, one}
			answers[in.Name] = one
			if in.Kind == calculator.KindDate {
				answers[in.Name] = calculator.Day{Number: one, Valid: true}.String()
			}
		default:
			option := r.IntN(len(in.Options))
			value = []int64{1 << option}
			if in.Kind == calculator.KindLong {
				value = []int64{int64(option), int64(option)}
			}
			answers[in.Name] = in.Options[option].Name
		}
		words = append(words, literal(value))
	}
	return strings.Join(words, ", "), answers
}

func literal(words []int64) string {
	var parts []string
	for _, w := range words {
		parts = append(parts, fmt.Sprintf("%dn", w))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// shown writes results as the script of the test does.
func shown(result *calculator.Result) string {
	var texts []string
	for _, o := range result.Outputs {
		v := o.Value
		switch {
		case o.Absent:
			texts = append(texts, "—")
		case v.Values != nil:
			texts = append(texts, strings.Join(v.Values, " "))
		case v.Kind == calculator.KindChoice:
			texts = append(texts, strings.Join(v.Possible, Japanese().Or))
		case v.Kind == calculator.KindDate:
			texts = append(texts, japaneseRange(japaneseDate(v.Low), japaneseDate(v.High)))
		default:
			texts = append(texts, japaneseRange(separated(v.Low)+v.Unit, separated(v.High)+v.Unit))
		}
	}
	return strings.Join(texts, "; ")
}

func japaneseRange(low, high string) string {
	if low == high {
		return low
	}
	return strings.NewReplacer("{low}", low, "{high}", high).Replace(Japanese().Range)
}

func japaneseDate(day string) string {
	var y, m, d int
	fmt.Sscanf(day, "%d-%d-%d", &y, &m, &d)
	return fmt.Sprintf("%d年%d月%d日", y, m, d)
}

func separated(digits string) string {
	if whole, ok := strings.CutPrefix(digits, "-"); ok {
		return "−" + separated(whole)
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
