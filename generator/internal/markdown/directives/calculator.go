package directives

// calculatorForm shows a calculator's form.
func calculatorForm() *Directive {
	return &Directive{
		Name: "calculator", IsLeaf: true, Label: RequiredLabel, Options: []Option{{Name: "chart"}, {Name: "title"}},
		Doc: Doc{"計算機", "計算機を出します。名前は、計算のファイルから .calc を除いたものです。図にする結果の名前を chart に並べられます。ページの中での題は title に書けます。",
			"::calculator[monthly-fee]{chart=\"支払額\"}"},
		Open: embedLabel(CalculatorEmbed),
	}
}
