package browser

import (
	"encoding/base64"
	"fmt"
	"testing"

	"shirube/calculator"
)

// Another site that leaves a question open gets all results and messages that may come, not those of the last part that was tried.
func TestAnExportedCalculatorNarrowsAsTheProgramDoes(t *testing.T) {
	const source = `計算機 試し
入力 日数: 日
  範囲: 0日 から 31日
入力 保護: はい/いいえ
式 費用 = もし 保護 なら 0円 でなければ 小さい方(日数 × 1,000円/日, 9,300円)
  仮定: 試し
式 残り = 31日 - 日数
  仮定: 試し
注意 もし 費用 が 3,000円 以上: 高めです。
出力 費用
出力 残り もし 日数 が 10日 以上
`
	set, found := calculator.Compile([]calculator.Source{{Path: "test.calc", Text: []byte(source)}}, calculator.Options{SkipExamples: true})
	if found.HasErrors() {
		t.Fatal(found)
	}
	p := set.Program("test")
	script := fmt.Sprintf(`
import { open } from "./standalone";
const data = { description: %s, module: %q, inputs: [{ name: "日数", accepts: "" }, { name: "保護", accepts: "" }],
  outputs: [{ name: "費用" }, { name: "残り" }], messages: [{ stop: false, parts: [["高めです。", -1]] }] } as any;
const evaluate = await open(data);
say(JSON.stringify(evaluate({})));
`, described(t, p.Form), base64.StdEncoding.EncodeToString(p.Module))
	const want = `{"outputs":{"費用":{"low":0,"high":9300,"unit":"円"},"残り":{"low":0,"high":21,"unit":"日","maybeAbsent":true}},` +
		`"messages":[{"kind":"注意","text":"高めです。","maybe":true}],"stopped":false,"relevant":["日数","保護"]}`
	if got := runScript(t, script)[0]; got != want {
		t.Errorf("an empty form gives\n%s, want\n%s", got, want)
	}
}
