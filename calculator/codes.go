package calculator

import (
	"slices"

	"shirube/calculator/diagnostic"
	"shirube/calculator/internal/check"
	"shirube/calculator/internal/syntax"
)

// The codes of findings about compiled calculators and their examples.
const (
	// CodeCompile: a checked calculator cannot be compiled; it should not occur.
	CodeCompile = "compile"
	// CodeExample: an example has other results than it says.
	CodeExample = "example-fails"
	// CodeNotReached: no example reaches a row, a rule or a message (a warning).
	CodeNotReached = "not-reached"
	// CodeNoExample: a calculator has no example (a warning).
	CodeNoExample = "no-example"
	// CodeCasesAlone: a file of cases has no calculator of its name in its folder.
	CodeCasesAlone = "cases-alone"
	// CodeHidden: a 必要なとき leaves out a question that would change a result.
	CodeHidden = "question-hidden"
	// CodeTranslationUnknown: a translation is for words that the calculator does not have.
	CodeTranslationUnknown = "translation-unknown"
	// CodeTranslationMissing: words of a calculator have no translation in an edition that has others (a warning).
	CodeTranslationMissing = "translation-missing"
)

// A Section is a section of SPEC.md that codes belong to.
type Section struct {
	Number string
	Title  diagnostic.Text
	Codes  []diagnostic.CodeDoc
}

// CodeSections documents all codes of the language, those of the scanner, parser and checker
// included, by the sections of SPEC.md.
func CodeSections() []Section {
	sections := []Section{
		section("1", "文字と行", "Text"), section("2.1", "部品の種類", "Declarations"), section("2.2", "項目", "Properties"),
		section("2.3", "入力", "Inputs"), section("2.4", "値", "Figures"), section("2.5", "表", "Tables"),
		section("2.6", "式", "Expressions"), section("2.7", "関数", "Functions"), section("2.8", "判定", "Decisions"),
		section("2.9", "注意と止める", "Messages"), section("2.10", "出力", "Outputs"), section("2.11", "早見表", "Tables of results"),
		section("2.12", "例", "Examples"),
		section("2.13", "一覧", "Lists"), section("2.14", "関数の宣言", "Declared functions"),
		section("2.15", "ほかの計算機の結果", "Results of other calculators"),
		section("2.16", "時間", "Time"), section("2.17", "段階表", "Brackets"),
		section("2.18", "訳", "Translations"), section("3", "種類と単位", "Kinds and units"), section("4", "名前", "Names"),
		section("6", "日付のある値", "Dated values"), section("8", "証明", "Proofs"),
	}
	for _, doc := range slices.Concat(syntax.Codes(), check.Codes(), codes()) {
		at := slices.IndexFunc(sections, func(s Section) bool { return s.Number == doc.Section })
		sections[at].Codes = append(sections[at].Codes, doc)
	}
	return sections
}

func section(number, ja, en string) Section {
	return Section{Number: number, Title: diagnostic.Text{Ja: ja, En: en}}
}

// codes documents the codes of this package.
func codes() []diagnostic.CodeDoc {
	return diagnostic.WithVariants(slices.Concat(
		diagnostic.Section("2.12",
			diagnostic.Doc(CodeExample, diagnostic.Error, "結果 = 4日",
				"「結果」は 3日 になります。", "例の値か、計算の方を直してください。",
				"The calculation gives another result than the example says.", "Correct the example or the calculation."),
			diagnostic.Doc(CodeCasesAlone, diagnostic.Error, "",
				"この例を試す計算機「fee」が、同じフォルダーにありません。", "ファイルの名前を、計算機の名前に「.examples.csv」か「.examples.jsonl」を付けたものにしてください。",
				"There is no calculator beside this file of cases.",
				"Name the file like the calculator, with .examples.csv or .examples.jsonl behind the name."),
			diagnostic.Doc(CodeNoExample, diagnostic.Warning, "計算機 試し",
				"例がありません。", "「例 題」の下に、答えと正しい結果を書いてください。",
				"The calculator has no example.", "Write answers and the right results below 例 and a title."),
			diagnostic.Doc(CodeNotReached, diagnostic.Warning, "10日超 | 2円",
				"表「額」の「10日超 | 2円」の行を確かめる例が、計算機「test」にありません。", "ここに当てはまる答えと結果を「例」に足してください。",
				"No example reaches this place.", "Add answers that lead here, and their result, as an 例."),
		),
		diagnostic.Section("2.18",
			diagnostic.Doc(CodeTranslationUnknown, diagnostic.Error, "",
				"「何日使いますか」という言葉は、計算機「fee」にありません。", "「1か月に何日使いますか」のことですか。計算機の言葉を変えたときは、ここも同じにしてください。",
				"The calculator does not have the words that are translated here.", "Copy them from the calculator as they stand there."),
			diagnostic.Doc(CodeTranslationMissing, diagnostic.Warning, "",
				"計算機「fee」の「日数」の訳がありません。ページには元の言葉が出ます。", "元の言葉を行の初めから書き、次の行に、空白を2つ入れて訳を書いてください。",
				"Words of the calculator have no translation in this edition; the page shows them as they are.",
				"Write the words at the margin, and their translation below, behind two spaces."),
		),
		diagnostic.Section("8",
			diagnostic.Doc(CodeHidden, diagnostic.Error, "入力 子の人数: 人",
				"「子の人数」の答えで結果が変わるのに、「必要なとき」が隠すことがあります（子どもがいる = はい のとき）。",
				"「必要なとき」の条件を広げるか、その行を消してください。なくても、結果に関わらない質問は画面に出ません。",
				"A 必要なとき leaves out a question that would change a result.",
				"Widen the condition or delete the line: questions that cannot matter leave the form by themselves."),
			diagnostic.Doc(CodeCompile, diagnostic.Error, "",
				"計算機を組み立てられません。起きないはずのことです。", "直前に変えたところを元に戻し、作者に知らせてください。",
				"The calculator cannot be compiled, which should not happen.", "Undo the last change, and please report it."),
		),
	), []diagnostic.Variant{
		diagnostic.Or(CodeExample, "例「」では、計算が止まります。", "The calculation stops in this example.", "If that is right, add a line 止める."),
		diagnostic.Or(CodeExample, "この「」は出ません。", "The message that the example expects is not shown.", "Correct the example or the condition."),
	})
}
