// Package calculator compiles calculation files (.calc) into small WebAssembly modules with a plain
// description of their forms, and evaluates them.
//
// To compile a set of files, some of which hold shared figures and tables:
//
//	set, found := calculator.Compile([]calculator.Source{
//		{Path: "figures/burden.calc", Text: burden},
//		{Path: "calculators/monthly-fee.calc", Text: fee},
//	}, calculator.Options{})
//	if found.HasErrors() { … } // positioned, in Japanese, all of them at once
//
// Every example in the files has then been run on exactly the bytes of Program.Module. To calculate
// once, with answers as a person writes them:
//
//	result, err := set.Program("monthly-fee").Evaluate(ctx, map[string]any{
//		"世帯区分": "一般1", "一日の費用": "１０，０００円", "利用日数": 20,
//	}, calculator.Today(time.Now()))
//
// To calculate often, open the program once (Program.Open). To show a form, read Program.Form; to
// quote a figure in a text, Set.Figures. The language is specified in SPEC.md.
//
// The package does no input or output, keeps no state, and never reads the clock.
package calculator
