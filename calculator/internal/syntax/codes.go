package syntax

import (
	"slices"

	"shirube/calculator/diagnostic"
)

// The codes of what the scanner and the parser report. They are stable; SPEC.md 9 explains each with
// an example, and testdata holds a file for each.
const (
	CodeEncoding           = "encoding"
	CodeLongLine           = "long-line"
	CodeCharacter          = "character"
	CodeQuote              = "quote"
	CodeDate               = "date"
	CodeTooMany            = "too-many-errors"
	CodeTooDeep            = "too-deep"
	CodeTooLong            = "too-long"
	CodeIndent             = "indent"
	CodeDeclaration        = "unknown-declaration"
	CodeName               = "name-expected"
	CodeReservedName       = "reserved-name"
	CodeUnit               = "unknown-unit"
	CodeProperty           = "unknown-property"
	CodeDuplicateProperty  = "duplicate-property"
	CodeEmptyProperty      = "empty-property"
	CodePropertyValue      = "property-value"
	CodeRangeForm          = "range-form"
	CodeExpression         = "expression-expected"
	CodeParenthesis        = "parenthesis"
	CodeLeftover           = "leftover"
	CodeElse               = "else-missing"
	CodeThen               = "then-missing"
	CodePredicate          = "predicate"
	CodeSlash              = "slash"
	CodeColon              = "colon-missing"
	CodeEquals             = "equals-missing"
	CodeTableHead          = "table-head"
	CodeTableCell          = "table-cell"
	CodeTableVersion       = "table-version"
	CodeTableEmpty         = "table-empty"
	CodeTableOrder         = "mixed-dates"
	CodeRule               = "rule-form"
	CodeRuleMissing        = "rule-missing"
	CodeMessageText        = "message-text"
	CodeAssignment         = "assignment"
	CodeGridForm           = "grid-form"
	CodeFigureValue        = "figure-value"
	CodeBodyLine           = "body-line"
	CodeRepeatedElse       = "rule-after-else"
	CodeConditionalKeyword = "condition-missing"
	CodeBorrowedForm       = "borrowed-form"
	CodeFunctionHead       = "function-head"
	CodeFunctionBody       = "function-body"
	CodeListHead           = "list-head"
	CodeNestedList         = "nested-list"
	CodeHolidayYear        = "holiday-year"
	CodeBrackets           = "brackets"
	CodeUnitName           = "unit-name"
	CodeConversionForm     = "conversion-form"
	CodeSpaces             = "spaces-missing"
	CodeColonExpected      = "colon-expected"
	CodeWording            = "other-word"
	CodeNameSpace          = "name-space"
	CodeNotIndented        = "not-indented"
	CodeEra                = "era"
	CodeCases              = "cases"
	CodeTranslationLine    = "translation-line"
)

// Codes documents the codes of this package, by the section of SPEC.md that they belong to.
func Codes() []diagnostic.CodeDoc {
	return diagnostic.WithVariants(slices.Concat(
		diagnostic.Section("1",
			diagnostic.Doc(CodeCharacter, diagnostic.Error, "式 結果 = 日数 + 1日。",
				"「。」はここでは使えません。", "この文字を消すか、名前の一部なら「」で囲んでください。",
				"This character cannot be used here.", "Delete it; if it is part of a name, put the name in 「」."),
			diagnostic.Doc(CodeDate, diagnostic.Error, "式 結果 = 開始日 − 2026-02-30",
				"「2026-02-30」という日は暦にありません。", "月ごとの日数を確かめて、2024-04-01 のように書いてください。",
				"There is no such day in the calendar.", "Check how many days the month has and write the day as 2024-04-01."),
			diagnostic.Doc(CodeEncoding, diagnostic.Error, "",
				"文字コードがUTF-8ではありません。", "ファイルをUTF-8で保存し直してください。",
				"The file is not encoded in UTF-8.", "Save it as UTF-8."),
			diagnostic.Doc(CodeIndent, diagnostic.Error, "質問: どこにも属さない",
				"どの宣言にも属さない行です。", "行の先頭の空白を消すか、上に「入力」「式」などの宣言を書いてください。",
				"This line belongs to no declaration.", "Remove the spaces at its start, or write a declaration such as 入力 or 式 above it."),
			diagnostic.Doc(CodeLongLine, diagnostic.Error, "",
				"行が長すぎます。", "20000バイトまでの行に分けてください。",
				"The line is too long.", "Split it into lines of at most 20,000 bytes."),
			diagnostic.Doc(CodeName, diagnostic.Error, "入力 20日: 日",
				"入力の名前がありません。", "空白のない言葉で名前を書いてください。数字からは始められません。",
				"A name is missing.", "Write a name without spaces; it cannot begin with a digit."),
			diagnostic.Doc(CodeQuote, diagnostic.Error, "入力 「日 数: 日",
				"「 に対する 」 がありません。", "名前の終わりに 」 を書いてください。",
				"A 「 has no matching 」.", "Write 」 at the end of the name."),
			diagnostic.Doc(CodeReservedName, diagnostic.Error, "入力 円: 円",
				"「円」は単位なので、名前にできません。", "「利用日数」のように語を足してください。",
				"This word has a meaning of its own and cannot be a name.", "Add a word to it, as in 利用日数."),
			diagnostic.Doc(CodeEra, diagnostic.Warning, "範囲: 2020-04-01 から 平成40年3月31日",
				"平成は2019年4月30日までです。2028年3月31日と読みました。", "「令和10年3月31日」と書いてください。",
				"The era has no such day; the year is counted on.", "Write it in the era of that day, or as 2028-03-31."),
			diagnostic.Doc(CodeNameSpace, diagnostic.Error, "入力 利用 日数: 日",
				"名前の途中に空白があります。", "「利用日数」と書いてください。",
				"There is a space inside the name.", "Write the name without spaces, as in 利用日数."),
			diagnostic.Doc(CodeNotIndented, diagnostic.Error, "質問: 何日ですか",
				"宣言の中に書く行が、行の初めから始まっています。", "行の初めに空白を2つ入れてください。",
				"This line belongs to the declaration above it.", "Put two spaces before it."),
			diagnostic.Doc(CodeSpaces, diagnostic.Error, "もし 日数が3日以上: 甲",
				"「日数が3日以上」という名前はどこにもありません。", "「日数 が 3日 以上」と書いてください。言葉と数は、空白で分けます。",
				"Words without spaces between them are read as one name.", "Put spaces between words and numbers, as in 日数 が 3日 以上."),
			diagnostic.Doc(CodeTooMany, diagnostic.Error, "",
				"間違いが多すぎるので、ここで読むのをやめました。", "上から順に直してから、もう一度確かめてください。",
				"There are too many errors, so the rest of the file was not read.", "Mend them from the top and check again."),
		),
		diagnostic.Section("2.1",
			diagnostic.Doc(CodeDeclaration, diagnostic.Error, "合計 日数",
				"この行が何の宣言か分かりません。", "行の始まりは、計算機・単位・入力・一覧・値・休日・表・段階表・関数・式・判定・注意・止める・出力・早見表・例 のどれかです。",
				"It is not clear what this line declares.", "Begin it with 計算機, 単位, 入力, 値, 表, 式, 判定, 注意, 止める, 出力, 早見表 or 例."),
		),
		diagnostic.Section("2.2",
			diagnostic.Doc(CodeBodyLine, diagnostic.Error, "ここは何でしょう",
				"「式」の中に書けない行です。", "「仮定」「出典」「説明」などを「項目: 内容」の形で書いてください。",
				"This line cannot stand in this declaration.", "Write it as 項目: 内容, for example with 仮定, 出典 or 説明."),
			diagnostic.Doc(CodeDuplicateProperty, diagnostic.Error, "範囲: 0日 から 30日",
				"「範囲」が2回あります。", "どちらかを消してください。",
				"The same property is given twice.", "Delete one of the two."),
			diagnostic.Doc(CodeEmptyProperty, diagnostic.Error, "質問:",
				"「質問」の中身がありません。", "コロンのあとに書くか、この行を消してください。",
				"The property has no content.", "Write it behind the colon, or delete the line."),
			diagnostic.Doc(CodePropertyValue, diagnostic.Error, "範囲: から 31日",
				"ここに値がありません。", "数（単位つき）、日付、はい・いいえ、選択肢の名前のどれかを書いてください。",
				"A value is missing here.", "Write a number with its unit, a date, はい or いいえ, or the name of an option."),
			diagnostic.Doc(CodeProperty, diagnostic.Error, "質門: 何日ですか",
				"「入力」に「質門」という項目はありません。", "「質問」のことですか。",
				"There is no property of this name here.", "Correct the name."),
		),
		diagnostic.Section("2.3",
			diagnostic.Doc(CodeColonExpected, diagnostic.Error, "入力 日数 日",
				"「日」の前にコロン「:」がありません。", "「入力 日数: 日」と書いてください。",
				"A colon is missing.", "Write it behind the name or the key, as in 入力 日数: 日."),
			diagnostic.Doc(CodeRangeForm, diagnostic.Error, "範囲: 31日 以下",
				"範囲に「以下」は使えません。", "「0円 から 50,000円」のように、両端の値（その値も含む）を書いてください。",
				"This word cannot be used in a range.", "Write both ends, which belong to the range: 0円 から 50,000円."),
		),
		diagnostic.Section("2.4",
			diagnostic.Doc(CodeFigureValue, diagnostic.Error, "値 額: 日",
				"値「額」に値がありません。", "「値 名前: 9,300円」か、下の行に「2024-04-01 から 9,300円」と書いてください。",
				"The figure has no value.", "Write 値 名前: 9,300円, or below it a line 2024-04-01 から 9,300円."),
		),
		diagnostic.Section("2.5",
			diagnostic.Doc(CodeTableOrder, diagnostic.Error, "2024-04-01 から",
				"日付のない行のあとに日付があります。", "最初の行の上にも「… から」を書いてください。",
				"A date follows rows without a date.", "Write a date above the first row as well."),
			diagnostic.Doc(CodeTableCell, diagnostic.Error, "15日以下 | 1円 | 2円",
				"この行には区切りで3個の欄がありますが、2個の欄が要ります。", "鍵1個と結果1個を「|」で区切って書いてください。",
				"The row has the wrong number of cells.",
				"Write as many keys and results as the head of the table has, with | between them."),
			diagnostic.Doc(CodeTableEmpty, diagnostic.Error, "表 額(日数): 円",
				"表「額」に行がありません。", "下の行に「条件 | 値」のように書いてください。",
				"The table has no rows.", "Write rows of 条件 | 値 below it."),
			diagnostic.Doc(CodeTableHead, diagnostic.Error, "表 額 日数: 円",
				"表の形が読めません。", "「表 名前(鍵): 円」の形で書いてください。鍵は、表を引くときに使う値です。",
				"The head of the table cannot be read.", "Write it as 表 名前(鍵): 円; keys are what the table is looked up by."),
			diagnostic.Doc(CodeTableVersion, diagnostic.Error, "2024-04-01 から 1円",
				"日付の行が読めません。", "「2024-04-01 から」とだけ書き、次の行から表の行を書いてください。",
				"The line with a date cannot be read.", "Write only 2024-04-01 から, and the rows on the lines below."),
		),
		diagnostic.Section("2.6",
			diagnostic.Doc(CodeElse, diagnostic.Error, "式 結果 = もし 日数 が 3日 以上 なら 1日",
				"「でなければ」がありません。", "条件に合わないときの値を「でなければ」のあとに書いてください。",
				"でなければ is missing.", "Write behind it the value for all other cases."),
			diagnostic.Doc(CodeEquals, diagnostic.Error, "式 結果: 日",
				"「=」がありません。", "「式 名前 = 計算」か「式 名前: 円 = 計算」の形で書いてください。",
				"= is missing.", "Write 式 名前 = 計算 or 式 名前: 円 = 計算."),
			diagnostic.Doc(CodeExpression, diagnostic.Error, "式 結果 = 日数 +",
				"ここに値か式がありません。", "行の終わりまでに、数か名前か式を書いてください。",
				"A value or an expression is missing here.", "Write a number, a name or an expression before the end of the line."),
			diagnostic.Doc(CodeLeftover, diagnostic.Error, "式 結果 = 日数 日数",
				"「日数」の前に演算の記号がありません。", "「+」「×」「かつ」などでつなぐか、余分な語を消してください。名前に空白は入れられません。",
				"There is no operator before this word.", "Join the two with +, × or かつ, or delete the extra word. Names have no spaces."),
			diagnostic.Doc(CodeParenthesis, diagnostic.Error, "式 結果 = (日数 + 1日",
				"「(」に対する「)」がありません。", "式の終わりに「)」を書いてください。",
				"The parentheses do not match.", "Write ) where the part ends."),
			diagnostic.Doc(CodePredicate, diagnostic.Error, "式 結果 = もし 日数 が 3日 以上 5日 なら 1日 でなければ 0日",
				"範囲の終わりがありません。", "「12時間 以上 30時間 未満」のように書いてください。",
				"The comparison is not complete.", "Write it as 12時間 以上 30時間 未満."),
			diagnostic.Doc(CodeSlash, diagnostic.Error, "式 結果 = 日数 / 2",
				"割り算は「/」では書けません。", "「÷」を使い、切り捨て(…) などの丸めの中に書いてください。",
				"/ is not used to divide.", "Use ÷ within a rounding such as 切り捨て(…)."),
			diagnostic.Doc(CodeWording, diagnostic.Error, "式 結果 = もし 日数 が 3日 以上 ならば 1日 でなければ 0日",
				"「ならば」という言い方は読めません。", "「なら」と書いてください。",
				"The language has another word for this.", "Write the word that it has, such as なら."),
			diagnostic.Doc(CodeThen, diagnostic.Error, "式 結果 = もし 日数 が 3日 以上 でなければ 0日",
				"「もし」の条件のあとに「なら」がありません。", "「もし 条件 なら 値 でなければ 値」の形で書いてください。",
				"なら is missing behind the condition.", "Write もし 条件 なら 値 でなければ 値."),
			diagnostic.Doc(CodeTooDeep, diagnostic.Error, "",
				"かっこや「もし」の重なりが深すぎます。", "途中までを「式」にして、名前で呼んでください。",
				"Parentheses or もし are nested too deeply.", "Give a part the name of a 式 of its own."),
			diagnostic.Doc(CodeTooLong, diagnostic.Error, "",
				"式が長すぎます。", "いくつかの「式」に分けて、名前で呼んでください。",
				"The expression is too long.", "Divide it into several 式."),
		),
		diagnostic.Section("2.8",
			diagnostic.Doc(CodeConditionalKeyword, diagnostic.Error, "注意 日数 が 3日 以上: 文",
				"条件の前に「もし」がありません。", "「もし 条件: …」の形で書いてください。",
				"もし is missing before the condition.", "Write もし 条件: …."),
			diagnostic.Doc(CodeRepeatedElse, diagnostic.Error, "もし 日数 が 3日 以上: 甲",
				"「それ以外」より後に規則があります。", "「それ以外」を最後の行にしてください。",
				"A rule follows それ以外.", "Make それ以外 the last line."),
			diagnostic.Doc(CodeRule, diagnostic.Error, "もし 日数 が 3日 以上",
				"規則の結果がありません。", "「もし 条件: 結果」の形で、コロンのあとに結果を書いてください。",
				"The rule has no result.", "Write it as もし 条件: 結果."),
			diagnostic.Doc(CodeRuleMissing, diagnostic.Error, "判定 結果",
				"判定「結果」に規則がありません。", "下の行に「もし 条件: 結果」と「それ以外: 結果」を書いてください。",
				"The decision has no rules.", "Write もし 条件: 結果 and それ以外: 結果 below it."),
		),
		diagnostic.Section("2.9",
			diagnostic.Doc(CodeColon, diagnostic.Error, "注意 もし 日数 が 3日 以上",
				"「注意」の文がありません。", "「注意 もし 条件: 文」の形で、コロンのあとに文を書いてください。",
				"The text of the message is missing.", "Write it behind a colon: 注意 もし 条件: 文."),
			diagnostic.Doc(CodeMessageText, diagnostic.Error, "注意 もし 日数 が 3日 以上:",
				"「注意」の文がありません。", "コロンのあとに、読む人に伝える文を書いてください。",
				"The text of the message is missing.", "Write behind the colon what readers are to know."),
		),
		diagnostic.Section("2.11",
			diagnostic.Doc(CodeGridForm, diagnostic.Error, "早見表 額",
				"早見表に「縦」か「値」がありません。", "「縦: 利用日数 = 1日, 10日, 20日」と「値: 支払額」を書いてください。",
				"The table of results lacks 縦 or 値.", "Write 縦: 利用日数 = 1日, 10日, 20日 and 値: 支払額."),
		),
		diagnostic.Section("2.12",
			diagnostic.Doc(CodeCases, diagnostic.Error, "",
				"この行をJSONとして読めません。", "1行に1つ、{\"利用日数\": 20, \"支払額\": 9300} の形で書いてください。",
				"A file of cases cannot be read here.",
				"Write one JSON object a line, or a table whose first row has the names of inputs and outputs."),
			diagnostic.Doc(CodeAssignment, diagnostic.Error, "日数 3日",
				"「日数」のあとに「=」がありません。", "「日数 = 3日」と書いてください。",
				"= is missing behind the name.", "Write 利用日数 = 20日."),
		),
		diagnostic.Section("3",
			diagnostic.Doc(CodeUnit, diagnostic.Error, "入力 日数: 泊",
				"「泊」という単位はありません。", "円・日・週・か月・年・歳・時間・分・回・人・点・単位・% か、円/日 のような組、「数」「日付」「はい/いいえ」のどれかを書くか、「単位 泊」と宣言してください。",
				"There is no such unit.", "Use 円, 日, 週, か月, 年, 歳, 時間, 分, 回, 人, 点, 単位, %, a pair such as 円/日, 数, 日付 or はい/いいえ."),
		),
		diagnostic.Section("2.13",
			diagnostic.Doc(CodeListHead, diagnostic.Error, "一覧 子ども",
				"一覧「子ども」に、いくつまで書けるかがありません。", "「一覧 子ども: 0人 から 10人」の形で書いてください。",
				"The list does not say how many items it may have.", "Write 一覧 子ども: 0人 から 10人, and its fields below as 項目."),
			diagnostic.Doc(CodeNestedList, diagnostic.Error, "項目 月: 一覧",
				"一覧の中に一覧は書けません。", "別の一覧にするか、数だけを「項目 通った月: か月」のように聞いてください。",
				"A list cannot hold lists.", "Declare another list, or ask for a number only, as in 項目 通った月: か月."),
		),
		diagnostic.Section("2.14",
			diagnostic.Doc(CodeFunctionHead, diagnostic.Error, "関数 控除 = 10円",
				"関数の形が読めません。", "「関数 名前(収入: 円, 人数: 人): 円 = 計算」の形で書いてください。",
				"The head of the function cannot be read.", "Write it as 関数 名前(収入: 円, 人数: 人): 円 = …."),
			diagnostic.Doc(CodeFunctionBody, diagnostic.Error, "関数 控除(収入: 円): 円",
				"関数「控除」に計算がありません。", "「関数 名前(収入: 円): 円 = 計算」と書くか、下の行に「2025-01-01 から」と計算を書いてください。",
				"The function has no expression.", "Write one behind =, or below the head by the date from which it holds."),
		),
		diagnostic.Section("3",
			diagnostic.Doc(CodeUnitName, diagnostic.Error, "単位 3人分",
				"「3人分」は単位の名前にできません。", "「単位 kWh」「単位 台」のように、数字のない1つの語で、ほかの意味のない名前を書いてください。",
				"This cannot be the name of a unit.", "Write one word without digits that has no other meaning, as in 単位 kWh."),
			diagnostic.Doc(CodeConversionForm, diagnostic.Error, "換算: 2kWh = 7.2MJ",
				"換算が読めません。", "「換算: 1kWh = 3.6MJ」のように、この単位の1つ分が、ほかの単位でいくつかを書いてください。",
				"The conversion cannot be read.", "Write how much one of this unit is in another: 換算: 1kWh = 3.6MJ."),
		),
		diagnostic.Section("2.17",
			diagnostic.Doc(CodeBrackets, diagnostic.Error, "15回超 | 30円/回",
				"この段は、前の段のすぐ次から始まっていません。", "「10回以下 | 0円/回」「10回超 20回以下 | 22円/回」「20回超 | 30円/回」のように、下から順に、最後は上の端なしで書いてください。",
				"The bracket does not begin where the one before it ends, or the last one has an upper end.",
				"Write the brackets from the lowest on, the last without an upper end."),
		),
		diagnostic.Section("2.16",
			diagnostic.Doc(CodeHolidayYear, diagnostic.Error, "2026年: 1月1日, 2月30日",
				"2026年の休みの日「2月30日」が読めません。", "「1月1日」のように、その年にある日を書いてください。休みがない年は「なし」です。",
				"The closed days of the year cannot be read.", "Write days that the year has, as in 2026年: 1月1日, 1月12日, or なし."),
		),
		diagnostic.Section("2.18",
			diagnostic.Doc(CodeTranslationLine, diagnostic.Error, "",
				"元の言葉の下に、訳がありません。", "次の行に、空白を2つ入れてから訳を書いてください。",
				"There are words without a translation below them, or the other way round.",
				"Write the words of the calculator at the margin, and the translation below, behind two spaces."),
		),
		diagnostic.Section("2.15",
			diagnostic.Doc(CodeBorrowedForm, diagnostic.Error, "式 区分 = 計算機 burden-cap",
				"どの計算機の何を借りるかが読めません。", "「式 区分 = 計算機 burden-cap の 区分」の形で書いてください。",
				"It is not said which result of which calculator is used.", "Write 式 区分 = 計算機 burden-cap の 区分."),
		),
	), variants())
}
