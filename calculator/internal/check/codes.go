package check

import (
	"slices"

	"shirube/calculator/diagnostic"
)

// The codes of what the checker reports. They are stable; SPEC.md 9 explains each with an example,
// and testdata holds a file for each.
const (
	CodeNoCalculator       = "no-calculator"
	CodeTwoCalculators     = "two-calculators"
	CodeFileName           = "file-name"
	CodeDuplicateFile      = "duplicate-file"
	CodeNoOutput           = "no-output"
	CodeDuplicateName      = "duplicate-name"
	CodeDuplicateOption    = "duplicate-option"
	CodeDuplicateOutput    = "duplicate-output"
	CodePassedTo           = "passed-to"
	CodeFunctionName       = "function-name"
	CodeUnknownName        = "unknown-name"
	CodeUnknownTable       = "unknown-table"
	CodeUnknownOption      = "unknown-option"
	CodeUnknownResult      = "unknown-result"
	CodeResultMissing      = "result-missing"
	CodeNotATable          = "not-a-table"
	CodeTableAsValue       = "table-as-value"
	CodeUnused             = "unused-name"
	CodeCycle              = "cycle"
	CodeArguments          = "arguments"
	CodeUnits              = "units"
	CodeUnitMissing        = "unit-missing"
	CodeDeclaredUnit       = "declared-unit"
	CodeKinds              = "kinds"
	CodeNotACondition      = "not-a-condition"
	CodeNotANumber         = "not-a-number"
	CodeDateArithmetic     = "date-arithmetic"
	CodeWholeNumber        = "whole-number"
	CodeMonthRule          = "month-rule"
	CodeDivision           = "division"
	CodeDivideByZero       = "divide-by-zero"
	CodeRoundingStep       = "rounding-step"
	CodeRoundingNegative   = "rounding-negative"
	CodeModulus            = "modulus"
	CodeOverflow           = "overflow"
	CodeScale              = "too-many-decimals"
	CodeDateOverflow       = "date-overflow"
	CodeRangeMissing       = "range-missing"
	CodeRangeOrder         = "range-order"
	CodeOutOfRange         = "out-of-range"
	CodeStep               = "not-a-step"
	CodeStepValue          = "step-value"
	CodeNoOptions          = "no-options"
	CodeTooManyOptions     = "too-many-options"
	CodePropertyUnwanted   = "property-unwanted"
	CodeSourceMissing      = "source-missing"
	CodeUnknownSource      = "unknown-source"
	CodeFigureWithoutWords = "literal-without-source"
	CodeYear               = "fiscal-year"
	CodeDateOrder          = "date-order"
	CodeNotCovered         = "date-not-covered"
	CodeNotInForce         = "not-in-force"
	CodeReferenceDay       = "reference-day"
	CodeTableGap           = "table-gap"
	CodeChoiceWithoutRow   = "choice-without-row"
	CodeTableOverlap       = "table-overlap"
	CodeRowUnreachable     = "row-unreachable"
	CodeCellKind           = "cell-kind"
	CodeCellEmpty          = "empty-range"
	CodeDuplicateKey       = "duplicate-key"
	CodeNever              = "never-occurs"
	CodeAlways             = "always-stops"
	CodeShadowed           = "rule-shadowed"
	CodeNotExhaustive      = "not-exhaustive"
	CodeConstantCondition  = "constant-condition"
	CodeSetOnly            = "set-only"
	CodeAnswer             = "answer"
	CodeExpectation        = "expectation"
	CodeExampleEmpty       = "example-empty"
	CodeExampleTwice       = "example-twice"
	CodeGridAxis           = "grid-axis"
	CodeProgramSize        = "program-size"
	CodeRecursion          = "recursion"
	CodeUnknownCalculator  = "unknown-calculator"
	CodeBorrowedOutput     = "borrowed-output"
	CodeNegatedLast        = "not-after-or"
	CodeLimitedBranch      = "limited-branch"
	CodeListSize           = "list-size"
	CodeListOrder          = "list-order"
	CodeListMissing        = "list-missing"
	CodeUnknownList        = "unknown-list"
	CodeItemOutside        = "item-outside"
	CodeUnknownQuote       = "unknown-quote"
	CodeAgeRule            = "age-rule"
	CodePower              = "power"
	CodeConversion         = "conversion"
	CodeInterpolation      = "interpolation"
	CodeHolidayTwice       = "holiday-twice"
	CodeClosedDays         = "closed-days"
	CodeUnknownHolidays    = "unknown-holidays"
	CodeHolidaysMissing    = "holidays-missing"
	CodeWorkingDays        = "working-days"
	CodeOptionOr           = "option-or"
	CodeTranslationAlone   = "translation-alone"
	CodeTranslationTwice   = "translation-twice"
)

// Codes documents the codes of this package, by the section of SPEC.md that they belong to.
func Codes() []diagnostic.CodeDoc {
	return diagnostic.WithVariants(slices.Concat(
		diagnostic.Section("2.1",
			diagnostic.Doc(CodeFileName, diagnostic.Error, "Fee_1.calc",
				"計算機のファイル名は、英小文字・数字・ハイフンだけです。", "monthly-fee.calc のような名前にしてください。この名前がアドレスと calc 命令に使われます。",
				"The file name of a calculator has lower-case letters, digits and hyphens only.",
				"Rename the file, for example to monthly-fee.calc. The name is used in addresses and by the command calc."),
			diagnostic.Doc(CodeNoCalculator, diagnostic.Error, "式 結果 = 日数",
				"「計算機」のないファイルには、「単位」「値」「休日」「表」「段階表」「関数」だけが書けます。", "計算機のファイルなら、先頭に「計算機 題」を書いてください。",
				"A file without 計算機 can have only 単位, 値, 休日, 表, 段階表 and 関数.",
				"If it is to be a calculator, write 計算機 and a title on the first line."),
			diagnostic.Doc(CodeNoOutput, diagnostic.Error, "計算機 試し",
				"出力がありません。", "「出力 支払額」のように、見せる値の名前を書いてください。",
				"The calculator has no output.", "Name the value to show, as in 出力 支払額."),
			diagnostic.Doc(CodeTwoCalculators, diagnostic.Error, "計算機 二つ目",
				"1つのファイルに「計算機」が2つあります。", "計算機ごとにファイルを分けてください。",
				"The file has two calculators.", "Put each into a file of its own."),
			diagnostic.Doc(CodeDuplicateFile, diagnostic.Error, "",
				"同じ名前の計算機が a/fee.calc にもあります。", "どちらかのファイル名を変えてください。",
				"Two calculators have the same name.", "Rename one of the files."),
		),
		diagnostic.Section("2.2",
			diagnostic.Doc(CodeUnknownQuote, diagnostic.Error, "説明: 上限は{{基準顎}}です。",
				"「基準顎」という値はありません。", "content/figures/ の .calc に「値」か「表」として足してください。",
				"The text quotes a figure that does not exist.",
				"Add it to a .calc file in content/figures/ as 値 or 表, or correct the name."),
			diagnostic.Doc(CodeYear, diagnostic.Error, "年度: 令和五",
				"年度「令和五」が読めません。", "「年度: 2023」のように西暦で書いてください。",
				"The fiscal year cannot be read.", "Write it as 年度: 2023."),
			diagnostic.Doc(CodePropertyUnwanted, diagnostic.Error, "範囲: 0円 から 1円",
				"選択肢や はい/いいえ の入力に「範囲」は書けません。", "この行を消してください。",
				"This property cannot be given here.", "Delete the line."),
			diagnostic.Doc(CodeSourceMissing, diagnostic.Error, "わからないとき: 10日 から 20日",
				"わからないときの範囲に出典がありません。", "「出典: sources.yaml の id」を書くか、当サイトで決めたものなら「仮定: 理由」を書いてください。",
				"There is no source for this value.",
				"Write 出典: and an id of sources.yaml; if the site itself has decided on the value, write 仮定: and the reason."),
			diagnostic.Doc(CodeUnknownSource, diagnostic.Error, "出典: mhlw-burdn",
				"出典「mhlw-burdn」は sources.yaml にありません。", "「mhlw-burden」のことですか。",
				"sources.yaml has no source with this id.", "Correct the id, or add the source."),
		),
		diagnostic.Section("2.3",
			diagnostic.Doc(CodeAnswer, diagnostic.Error, "初期値: はい",
				"ここに書けるのは「日」の数です。", "値の種類を確かめてください。",
				"The value is not of the kind that belongs here.", "Check the kind of the input or output."),
			diagnostic.Doc(CodeDuplicateOption, diagnostic.Error, "一般１: それ以外",
				"選択肢「一般1」が2回あります。", "どちらかを消してください。",
				"The same option is given twice.", "Delete one of the two."),
			diagnostic.Doc(CodeNoOptions, diagnostic.Error, "入力 区分",
				"入力「区分」に選択肢がありません。", "下の行に「選択肢: 説明」を書くか、「入力 名前: 円」のように単位を書いてください。",
				"The input has no options.", "Write 選択肢: 説明 below it, or give it a unit as in 入力 名前: 円."),
			diagnostic.Doc(CodeStep, diagnostic.Error, "範囲: 0時間 から 10.3時間",
				"「時」は 0.5時間 きざみです。", "きざみに合う値にするか、「刻み」を変えてください。",
				"The value lies between two steps of the input.", "Choose a value that fits, or change 刻み."),
			diagnostic.Doc(CodeOutOfRange, diagnostic.Error, "初期値: 32日",
				"「日数」の範囲に入っていません。", "0日 から 31日 の中の値にするか、「範囲」を広げてください。",
				"The value lies outside the range of the input.", "Choose a value within it, or widen 範囲."),
			diagnostic.Doc(CodeRangeMissing, diagnostic.Error, "入力 日数: 日",
				"入力「日数」に範囲がありません。", "「範囲: 0日 から 100日」のように、受け付ける値の両端を書いてください。",
				"The input has no range.", "Write both ends of what it accepts: 範囲: 0日 から 100日."),
			diagnostic.Doc(CodeRangeOrder, diagnostic.Error, "範囲: 31日 から 0日",
				"範囲の両端が逆です。", "小さい方を先に書いてください。",
				"The ends of the range are the wrong way round.", "Write the smaller one first."),
			diagnostic.Doc(CodeStepValue, diagnostic.Error, "刻み: 0日",
				"刻みは0より大きい数で、小数は6桁までです。", "「刻み: 0.5時間」のように書いてください。",
				"A step is a number above 0 with at most six decimals.", "Write it as 刻み: 0.5時間."),
			diagnostic.Doc(CodeTooManyOptions, diagnostic.Error, "",
				"選択肢が多すぎます（62個まで）。", "選択肢をまとめてください。",
				"There are more than 62 options.", "Combine some of them."),
			diagnostic.Doc(CodeUnknownOption, diagnostic.Error, "もし 区分 が 一搬1: 甲",
				"「一搬1」という選択肢はありません。", "「一般1」のことですか。",
				"There is no option of this name.", "Correct the name."),
		),
		diagnostic.Section("2.4",
			diagnostic.Doc(CodeDateOrder, diagnostic.Error, "2023-04-01 から 2日",
				"日付が前の日付より後ではありません。", "古い日付から順に書いてください。前の値は消さずに残します。",
				"This date is not later than the one before.", "Write the dates from the earliest on; former values stay."),
			diagnostic.Doc(CodeNotANumber, diagnostic.Error, "値 額: はい",
				"値には、単位のついた数だけが書けます。", "「9,300円」のように書いてください。",
				"A figure can only be a number with its unit.", "Write it as 9,300円."),
		),
		diagnostic.Section("2.5",
			diagnostic.Doc(CodeCellKind, diagnostic.Error, "20時間以上 | 2円",
				"欄「20時間以上」が、同じ列のほかの欄と合いません。", "1つの列には、同じ単位の数か、選択肢の名前か、日付だけを書いてください。",
				"This cell does not fit the others of its column.", "A column has numbers of one unit, or names of options, or dates."),
			diagnostic.Doc(CodeChoiceWithoutRow, diagnostic.Error, "式 結果 = 額(区分)",
				"表「額」に、区分が「一般2」のときの行がありません。", "表に行を足すか、入力の「範囲」を狭めるか、「止める」や「もし」で先に分けてください。",
				"The table has no row for some choice.", "Add a row, narrow 範囲 of the input, or treat the case before with 止める or もし."),
			diagnostic.Doc(CodeDuplicateKey, diagnostic.Error, "表 額(日数, 日数): 円",
				"鍵「日数」が2回あります。", "鍵ごとに別の名前を付けてください。",
				"The table has the same key twice.", "Give each key a name of its own."),
			diagnostic.Doc(CodeCellEmpty, diagnostic.Error, "10日以上 5日以下 | 1円",
				"この範囲に入る値はありません。", "下の端と上の端を確かめてください。",
				"No value lies in this range.", "Check its lower and upper end."),
			diagnostic.Doc(CodeNotATable, diagnostic.Error, "式 結果 = 日数(3日)",
				"「日数」は表でも関数でもありません。", "かっこを消すか、掛け算なら「×」を書いてください。",
				"This is neither a table nor a function.", "Remove the parentheses, or write × to multiply."),
			diagnostic.Doc(CodeResultMissing, diagnostic.Error, "式 結果 = 額(日数)",
				"表「額」には結果が2個あります。", "うしろに .下 か .上 を付けてください。",
				"The table has several results.", "Name the one that is meant behind a dot, as in 額(日数).下."),
			diagnostic.Doc(CodeRowUnreachable, diagnostic.Error, "31日超 | 2円",
				"この行に当てはまることはありません。", "入力の範囲や選択肢を確かめるか、この行を消してください。",
				"This row never applies.", "Check the range or the options of the input, or delete the row."),
			diagnostic.Doc(CodeTableAsValue, diagnostic.Error, "式 結果 = 額 + 一",
				"「額」は表なので、値としては使えません。", "「額(鍵)」の形で引いてください。",
				"A table cannot be used as a value.", "Look it up: 額(鍵)."),
			diagnostic.Doc(CodeTableGap, diagnostic.Error, "式 結果 = 額(日数)",
				"表「額」に、日数が 11日 から 19日 のときの行がありません。", "表に行を足すか、入力の「範囲」を狭めるか、「止める」や「もし」で先に分けてください。",
				"The table has no row for some values.", "Add a row, narrow 範囲 of the input, or treat the case before with 止める or もし."),
			diagnostic.Doc(CodeTableOverlap, diagnostic.Error, "10日以上 | 2円",
				"この行は、先の行と重なっています。", "どちらか一方の端を 未満・超 にするか、行を消してください（先の行: 6行目）。",
				"This row overlaps an earlier one.", "Make one end 未満 or 超, or delete the row."),
			diagnostic.Doc(CodeUnknownResult, diagnostic.Error, "式 結果 = 額(日数).中",
				"表「額」に「中」という結果はありません。", "結果は 「下」「上」 です。",
				"The table has no result of this name.", "Choose one of its results."),
			diagnostic.Doc(CodeUnknownTable, diagnostic.Error, "式 結果 = 顎(日数) + 額(日数)",
				"「顎」という表や関数はありません。", "表の名前か、関数（切り捨て・切り上げ・四捨五入・小さい方・大きい方・余り・数える・数・応当日・累乗・換算・補間・年齢・学年末の年齢・月数・月・年・年度・月初・月末・年度末・曜日・営業日後）を書いてください。",
				"There is no table or function of this name.",
				"Write the name of a table, or a function: 切り捨て, 切り上げ, 四捨五入, 小さい方, 大きい方, 余り, 数える, 数, 応当日, 累乗, 年齢, 学年末の年齢, 月数, 月, 年, 年度, 月初, 月末, 年度末, 曜日, 営業日後."),
		),
		diagnostic.Section("2.6",
			diagnostic.Doc(CodeNegatedLast, diagnostic.Warning, "式 結果 = 甲 または 乙 でない",
				"「でない」は「乙」だけにかかります。",
				"そのとおりなら「甲 または (乙 でない)」、どちらも打ち消すなら「(甲 または 乙) でない」のように、かっこを書いてください。",
				"でない belongs to the last condition alone.", "Write 甲 または (乙 でない), or (甲 または 乙) でない, as is meant."),
			diagnostic.Doc(CodeLimitedBranch, diagnostic.Warning, "式 結果 = もし 免除 なら 0円 でなければ 使用料、ただし 下限 200円",
				"この値は、うしろの「ただし」で 200円 になります。",
				"「ただし」は「もし」の全体にかかります。一方だけなら、その計算を別の「式」にして「ただし」を付けてください。",
				"This value is always changed by the ただし behind it.",
				"ただし belongs to the whole もし. If one branch alone is meant, make it a 式 of its own with ただし."),
			diagnostic.Doc(CodeOptionOr, diagnostic.Error, "もし 区分 が 一般1 または 一般2: 甲",
				"「一般2」は条件ではなく、「区分」の選択肢です。", "「区分 が 一般1 か 一般2」と書いてください。選択肢は「か」で、条件は「または」でつなぎます。",
				"または joins conditions, but this is an option.", "Join options with か: 区分 が 一般1 か 一般2."),
			diagnostic.Doc(CodeConstantCondition, diagnostic.Warning, "式 結果 = もし 日数 が 32日 未満 なら 1日 でなければ 0日",
				"この条件は、いつも「はい」です。", "条件を確かめるか、要らない方の値を消してください。",
				"This condition is always true or always false.", "Check it, or delete the value that is never used."),
			diagnostic.Doc(CodeKinds, diagnostic.Error, "式 結果 = もし 生活保護 なら 日数 でなければ 区分",
				"「なら」と「でなければ」の値の種類が違います（「日」の数と選択肢）。", "同じ種類の値にそろえてください。",
				"These values are of different kinds.", "Use values of one kind."),
			diagnostic.Doc(CodeFigureWithoutWords, diagnostic.Error, "式 結果 = 日数 × 1,100円/日",
				"「1,100円/日」の出典がありません。", "「値」として出典とともに宣言して名前で呼ぶか、ここに「出典: …」か「仮定: 理由」を書いてください。",
				"This number has no source.", "Declare it as 値 with its source and use its name, or write 出典: … or 仮定: … below."),
			diagnostic.Doc(CodeNotACondition, diagnostic.Error, "式 結果 = もし 日数 なら 1日 でなければ 0日",
				"ここには条件が要りますが、「日」の数です。", "「利用日数 が 20日 以上」のように、何と比べるかを書いてください。",
				"A condition is needed here.", "Say what the value is compared with: 利用日数 が 20日 以上."),
			diagnostic.Doc(CodeUnknownName, diagnostic.Error, "式 結果 = 利用日数 + 日教",
				"「利用日数」という名前はどこにもありません。", "「日数」のことですか。",
				"There is nothing of this name.", "Correct the name, or declare it."),
		),
		diagnostic.Section("2.7",
			diagnostic.Doc(CodeArguments, diagnostic.Error, "式 結果 = 小さい方(日数)",
				"「小さい方」に渡す値の数が違います。", "「小さい方(値, 値)」の形で書いてください。",
				"The function is given the wrong number of values.", "Write as many as it takes, as in 小さい方(値, 値)."),
			diagnostic.Doc(CodeDateArithmetic, diagnostic.Error, "式 結果 = 開始日 + 1か月",
				"日付でできる計算は、日付 + 日数、日付 − 日数、日付 − 日付 です。", "月を足すには 応当日(日付, 3か月, なければ月末) を使ってください。",
				"Dates can only be moved by days, or subtracted from each other.", "Use 応当日(日付, 3か月, なければ月末) to add months."),
			diagnostic.Doc(CodeFunctionName, diagnostic.Error, "式 数 = 日数",
				"「数」は関数の名前なので使えません。", "語を足して別の名前にしてください。",
				"This is the name of a function.", "Choose another name."),
			diagnostic.Doc(CodeModulus, diagnostic.Error, "式 結果 = 余り(日数, 日数)",
				"余りで割る数は、0より大きい決まった数です。", "「余り(枠の長さ, 60分)」のように書いてください。",
				"余り divides by a fixed number above 0.", "Write it as 余り(枠の長さ, 60分)."),
			diagnostic.Doc(CodeMonthRule, diagnostic.Error, "式 結果 = 応当日(開始日, 1か月, 月末)",
				"同じ日がない月の扱いが決まっていません。", "「なければ月末」か「なければ翌月1日」を書いてください。",
				"It is not said what happens where a month has no such day.", "Write なければ月末 or なければ翌月1日."),
			diagnostic.Doc(CodeInterpolation, diagnostic.Error, "式 結果 = 補間(日数, 額)",
				"補間の結果をどう丸めるかが決まっていません。", "「切り捨て(補間(使用量, 料金の目安), 1円)」のように、切り捨て・切り上げ・四捨五入 の中に書いてください。",
				"It is not said how the value between the rows is rounded, or the table has no rows to read between.",
				"Put 補間 into 切り捨て, 切り上げ or 四捨五入; its table has one number in each key and result."),
			diagnostic.Doc(CodePower, diagnostic.Error, "式 結果 = 累乗(倍率, 日数)",
				"累乗の回数は、1から64の決まった整数です。", "「累乗(倍率, 3)」のように書いてください。",
				"The exponent is a fixed whole number from 1 to 64.", "Write it as 累乗(倍率, 3)."),
			diagnostic.Doc(CodeRoundingNegative, diagnostic.Advice, "式 結果 = 切り捨て(残り, 10日)",
				"ここで丸める数は、負になることがあります（−31日 から 31日）。",
				"「切り捨て(残り, 10日, 絶対値で)」か「切り捨て(残り, 10日, 小さい方へ)」と、向きを書いてください。書かないと、小さい方へです。",
				"What is rounded here may be negative.", "Write 絶対値で behind the step to round −15 like 15, or 小さい方へ (大きい方へ for 切り上げ and 四捨五入), "+
					"which is what happens without a word."),
			diagnostic.Doc(CodeRoundingStep, diagnostic.Error, "式 結果 = 切り捨て(日数 ÷ 1日)",
				"何の位で丸めるかがありません。", "「切り捨て(…, 1円)」のように、きざみを書いてください。",
				"It is not said to what the value is rounded.", "Write the step, as in 切り捨て(…, 1円)."),
			diagnostic.Doc(CodeWholeNumber, diagnostic.Error, "式 結果 = 開始日 + 日数",
				"ここには整数が要りますが、小数になることがあります。", "切り捨て(…, 1日) などで整数にしてください。",
				"A whole number is needed here, but this may have decimals.", "Round it, as in 切り捨て(…, 1日)."),
		),
		diagnostic.Section("2.8",
			diagnostic.Doc(CodeNever, diagnostic.Error, "もし 日数 が 40日 以上: 甲",
				"この条件に当てはまることはありません。", "条件か、入力の範囲を確かめてください。",
				"This condition never holds.", "Check it, or the range of the input."),
			diagnostic.Doc(CodeNotExhaustive, diagnostic.Error, "判定 結果",
				"判定「結果」には、日数が 6日 から 9日 のときの規則がありません。", "規則を足すか、最後に「それ以外: 結果」を書いてください。",
				"No rule applies in this case.", "Add a rule, or write それ以外: 結果 at the end."),
			diagnostic.Doc(CodeShadowed, diagnostic.Error, "もし 日数 が 5日: 丙",
				"この規則まで来ることはありません。", "前の規則だけで決まっています。前の条件を確かめるか、この規則を消してください。",
				"This rule is never reached, since the rules before it decide.", "Check their conditions, or delete the rule."),
			diagnostic.Doc(CodeSetOnly, diagnostic.Error, "それ以外: 乙",
				"「選び方: すべて」の判定に「それ以外」は書けません。", "この行を消すか、条件を書いてください。",
				"A decision with 選び方: すべて has no それ以外.", "Delete the line, or write a condition."),
			diagnostic.Doc(CodeUnused, diagnostic.Error, "入力 人数: 人",
				"「人数」はどこでも使われていません。", "式や出力で使うか、この宣言を消してください。",
				"This name is used nowhere.", "Use it in a formula or output, or delete the declaration."),
		),
		diagnostic.Section("2.9",
			diagnostic.Doc(CodeAlways, diagnostic.Error, "止める: いつも",
				"条件のない「止める」は、いつも計算を止めます。", "「止める もし 条件: 文」の形で条件を書いてください。",
				"止める without a condition stops every calculation.", "Write it as 止める もし 条件: 文."),
		),
		diagnostic.Section("2.10",
			diagnostic.Doc(CodeDuplicateOutput, diagnostic.Error, "出力 結果",
				"出力「結果」が2回あります。", "どちらかを消してください。",
				"The same output is given twice.", "Delete one of the two."),
			diagnostic.Doc(CodePassedTo, diagnostic.Error, "渡す: 通う日",
				"「通う日」という入力のある計算機は、ほかにありません。", "次の計算機の「入力」にある名前を書いてください。",
				"No other calculator has such an input.", "Write the name of an input of the next calculator."),
		),
		diagnostic.Section("2.11",
			diagnostic.Doc(CodeGridAxis, diagnostic.Error, "縦: 日数",
				"「日数」のどの値を並べるかがありません。", "「縦: 利用日数 = 1日, 10日, 20日」のように書いてください。",
				"It is not said which values the table of results lists.", "Write them as 縦: 利用日数 = 1日, 10日, 20日."),
		),
		diagnostic.Section("2.12",
			diagnostic.Doc(CodeExampleEmpty, diagnostic.Error, "例 三日",
				"この例には、確かめる結果がありません。", "「支払額 = 9,300円」のように、出力の値を書いてください。",
				"The example checks no result.", "Write the value of an output, as in 支払額 = 9,300円."),
			diagnostic.Doc(CodeExampleTwice, diagnostic.Error, "日数 = 3日, 日数 = 4日",
				"「日数」が2回あります。", "どちらかを消してください。",
				"The example gives the same name twice.", "Delete one of the two."),
			diagnostic.Doc(CodeExpectation, diagnostic.Error, "別 = 3日",
				"「別」は入力でも出力でもありません。", "「出力 別」と宣言するか、名前を確かめてください。",
				"This is neither an input nor an output.", "Declare it with 出力, or correct the name."),
		),
		diagnostic.Section("3",
			diagnostic.Doc(CodeDeclaredUnit, diagnostic.Error, "式 結果: 円 = 日数 × 費用 × 費用",
				"「結果」は「円」と宣言されていますが、計算の結果は「円・円/日」の数です。", "宣言の単位を直すか、計算の単位を確かめてください。人数や月数を数だけにするには 数(…) を使います。",
				"The formula gives another unit than is declared.",
				"Correct the declared unit or the formula; 数(…) makes a plain number of people or months."),
			diagnostic.Doc(CodeUnitMissing, diagnostic.Error, "範囲: 0 から 31",
				"単位「日」がありません。", "数のあとに「日」を付けてください。",
				"The unit is missing.", "Write it behind the number."),
			diagnostic.Doc(CodeUnits, diagnostic.Error, "式 結果 = 日数 + 費用",
				"「日」と「円/日」は足せません。", "どちらかの単位を確かめてください。",
				"These units do not go together.", "Check the unit of either side."),
		),
		diagnostic.Section("4",
			diagnostic.Doc(CodeCycle, diagnostic.Error, "式 乙 = 甲",
				"「甲」を計算するのに「甲」自身が要ります。", "「甲」→「乙」→「甲」の輪の中のどこかで、別の値を使ってください。",
				"The value depends on itself.", "Use another value in one of the formulas."),
			diagnostic.Doc(CodeDuplicateName, diagnostic.Error, "式 日数 = 1日",
				"「日数」はもう宣言されています。", "どちらかの名前を変えてください。",
				"The name is declared twice.", "Rename one of the two."),
		),
		diagnostic.Section("6",
			diagnostic.Doc(CodeNotCovered, diagnostic.Error, "式 結果 = 日数 + 額",
				"値「額」には、2024-04-01 より前の値がありません。", "「基準日」の範囲を「2024-04-01 から 2030-12-31」にするか、前の値を確かめて足してください。",
				"The figure has no value for some days of 基準日.", "Narrow the range of 基準日, or add the earlier value from its source."),
			diagnostic.Doc(CodeDateOverflow, diagnostic.Error, "式 結果 = 応当日(開始日, 月数, なければ月末)",
				"日付が西暦1年から9999年の間に収まらないことがあります。", "日付や日数の「範囲」を狭めてください。",
				"The date may leave the years 1 to 9999.", "Narrow the ranges of dates and days."),
			diagnostic.Doc(CodeNotInForce, diagnostic.Error, "式 結果 = 日数 + 額",
				"値「額」は 2027-04-01 からの値で、まだ使えません。", "今の値を、日付とともに前の行に書いてください。",
				"The figure is not yet in force.", "Write today's value with its date on the line before."),
			diagnostic.Doc(CodeReferenceDay, diagnostic.Error, "入力 基準日: 日",
				"「基準日」は日付の入力です。", "「入力 基準日: 日付」と書くか、別の名前にしてください。",
				"基準日 is an input for a date.", "Write 入力 基準日: 日付, or use another name."),
		),
		diagnostic.Section("8",
			diagnostic.Doc(CodeDivideByZero, diagnostic.Error, "式 結果 = 切り捨て(1日 ÷ 日数, 1)",
				"割る数が0以下になることがあります（0日 から 31日）。", "入力の範囲を1以上にするか、大きい方(1日, …) のように0にならないようにしてください。",
				"The divisor may be 0 or less.", "Let the range of the input begin at 1, or write 大きい方(1日, …)."),
			diagnostic.Doc(CodeDivision, diagnostic.Error, "式 結果 = 日数 ÷ 2",
				"割り算の結果をどう丸めるかが決まっていません。", "切り捨て(… ÷ …, 1円) のように、切り捨て・切り上げ・四捨五入 の中に書いてください。",
				"It is not said how the quotient is rounded.", "Put the division into 切り捨て, 切り上げ or 四捨五入, as in 切り捨て(… ÷ …, 1円)."),
			diagnostic.Doc(CodeOverflow, diagnostic.Error, "式 結果 = 数(甲) × 数(乙) × 数(甲)",
				"ここで数が大きくなりすぎることがあります（扱えるのはおよそ900京まで）。", "入力の「範囲」を狭めるか、途中で丸めて小数の桁を減らしてください。",
				"The number may become too large (the limit is about 9 × 10^18).", "Narrow 範囲 of the inputs, or round earlier."),
			diagnostic.Doc(CodeProgramSize, diagnostic.Error, "",
				"入力が多すぎます（256個まで）。", "計算機を分けてください。",
				"The calculator is too large.", "Divide it into several."),
			diagnostic.Doc(CodeScale, diagnostic.Error, "式 結果 = 率 × 率 × 率",
				"小数の桁が多くなりすぎます（12桁まで）。", "途中で 切り捨て(…, 1円) などを使って桁を減らしてください。",
				"The number would have more than 12 decimals.", "Round it on the way, as in 切り捨て(…, 1円)."),
		),
		diagnostic.Section("2.13",
			diagnostic.Doc(CodeListSize, diagnostic.Error, "一覧 子ども: 0人 から 99人",
				"一覧「子ども」の数は、0から50までの範囲で書きます。", "「一覧 子ども: 0人 から 10人」のように書いてください。",
				"A list has between 0 and 50 items.", "Narrow the range, as in 一覧 子ども: 0人 から 10人."),
			diagnostic.Doc(CodeListOrder, diagnostic.Error, "並び: 学年 の早い順",
				"「学年」は、この一覧の項目ではありません。", "「項目」で書いた日付か数の名前を書いてください。",
				"並び does not name a date or number of this list.", "Write the name of a 項目 of the list."),
			diagnostic.Doc(CodeListMissing, diagnostic.Error, "式 結果 = 合計(日数)",
				"「合計」のかっこの中に、一覧の項目がありません。", "「一覧」の項目か、「式 名前(一覧) = …」の名前を書いてください。",
				"The function ranges over a list, but its argument mentions none.", "Write a 項目 of a 一覧, or the name of a 式 over one."),
			diagnostic.Doc(CodeUnknownList, diagnostic.Error, "式 学年(こども) = 1年",
				"「こども」という一覧はありません。", "「子ども」のことですか。",
				"No 一覧 has this name.", "Correct the name, or declare the list."),
			diagnostic.Doc(CodeItemOutside, diagnostic.Error, "式 結果 = 年齢 × 2",
				"「年齢」は一覧「子ども」の1つごとの値です。", "合計(…) や 数える(…) の中で使うか、「式 名前(子ども) = …」として1つごとに計算してください。",
				"The name has a value for each item of a list.", "Use it inside 合計(…) or 数える(…), or in a 式 over the list."),
		),
		diagnostic.Section("2.14",
			diagnostic.Doc(CodeRecursion, diagnostic.Error, "関数 階乗(数える数: 数): 数 = 数える数 × 階乗(数える数 − 1)",
				"関数「階乗」の計算に「階乗」自身が要ります。", "「階乗」→「階乗」の輪の中のどこかで、別の値を使ってください。",
				"The function needs itself.", "Use another value somewhere, so that the circle is broken."),
		),
		diagnostic.Section("3",
			diagnostic.Doc(CodeConversion, diagnostic.Error, "式 結果 = 換算(使用量, 円)",
				"「kWh」を「円」に直す換算がありません。", "「単位」の下に「換算: 1kWh = 3.6MJ」のように宣言するか、単位を確かめてください。",
				"No conversion between these units is declared.", "Declare it below 単位, as in 換算: 1kWh = 3.6MJ, or check the units."),
		),
		diagnostic.Section("2.16",
			diagnostic.Doc(CodeAgeRule, diagnostic.Error, "式 結果 = 年齢(生年月日, 基準日, 当日に)",
				"年齢がいつ増えるかが読めません。", "法律の数え方なら「前日に」、誕生日に増えるなら「誕生日に」を書いてください。",
				"It is not said on which day a year of age is reached.", "Write 前日に (the statute: the day before the birthday) or 誕生日に."),
			diagnostic.Doc(CodeClosedDays, diagnostic.Error, "休み: 土曜日, 祝日",
				"休みの曜日「祝日」が読めません。", "「休み: 土曜日, 日曜日」のように書いてください。毎週の休みがなければ「なし」です。",
				"The days of the week that are closed cannot be read, or leave no day open.", "Write them as 休み: 土曜日, 日曜日, or なし."),
			diagnostic.Doc(CodeHolidayTwice, diagnostic.Error, "2026年: 5月3日",
				"2026年が2回あります。", "1つの行にまとめてください。",
				"The year is given twice.", "Put its days into one line."),
			diagnostic.Doc(CodeHolidaysMissing, diagnostic.Error, "式 期限 = 営業日後(届いた日, 3日, 国の休日)",
				"休日「国の休日」に2027年がありません。", "「2027年: 1月1日, …」の行を足すか、日付の「範囲」を休日の分かる年にしてください。",
				"The closed days of a year that the result can need are not given.",
				"Add the year to 休日, or narrow 範囲 of the date to years that it has."),
			diagnostic.Doc(CodeUnknownHolidays, diagnostic.Error, "式 期限 = 営業日後(届いた日, 3日, 国の祝日)",
				"「国の祝日」という休日はありません。", "「国の休日」のことですか。",
				"There is no 休日 of this name.", "Correct the name, or declare the closed days by year with their source."),
			diagnostic.Doc(CodeWorkingDays, diagnostic.Error, "式 期限 = 営業日後(届いた日, 日数, 国の休日)",
				"営業日の数が、0日から366日の間に収まらないことがあります（−1日 から 5日）。", "数の「範囲」を狭めてください。",
				"The number of working days may lie outside 0 to 366.", "Narrow 範囲 of the number."),
		),
		diagnostic.Section("2.18",
			diagnostic.Doc(CodeTranslationAlone, diagnostic.Error, "",
				"この訳の計算機「fee」が、同じフォルダーにありません。", "ファイルの名前を、計算機の名前に、版の記号と「.calc」を付けたものにしてください。",
				"There is no calculator beside this translation.", "Name the file like the calculator, with the edition before .calc: fee.en.calc."),
			diagnostic.Doc(CodeTranslationTwice, diagnostic.Error, "",
				"この言葉の訳は、上にもあります。", "どちらかを消してください。同じ言葉は、どこでも同じ訳になります。",
				"These words are translated above, too.", "Delete one of the two: the same words are translated alike everywhere."),
		),
		diagnostic.Section("2.15",
			diagnostic.Doc(CodeUnknownCalculator, diagnostic.Error, "式 区分 = 計算機 burden の 区分",
				"「burden」という別の計算機はありません。", "「burden-cap」のことですか。",
				"No other calculator has this name.", "Write the name of its file without .calc."),
			diagnostic.Doc(CodeBorrowedOutput, diagnostic.Error, "式 区分 = 計算機 burden-cap の 額",
				"計算機「burden-cap」に、借りられる結果「額」はありません。", "借りられるのは、いつも出る結果（区分・上限）です。",
				"The calculator has no such 出力, or only under a condition.", "Write the name of an 出力 without もし."),
		),
	), variants())
}
