package lint_test

import (
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

// studied is a site as the checks get it, on 21 November 2026.
func studied(t *testing.T, files map[string]string) lint.Input {
	t.Helper()
	today := content.Date{Year: 2026, Month: 11, Day: 21}
	in, found := build.New(build.Options{
		Content: sitetest.Folder(t, files), Theme: os.DirFS("../build/testdata/theme"), Today: today, Preview: true,
	}).Study(t.Context())
	if found.HasErrors() {
		t.Fatal(found)
	}
	return in
}

// aYear is a site on which things run out, change and begin.
func aYear() map[string]string {
	return map[string]string{
		"index.md": "---\ntitle: 初め\nupdated: 2026-11-01\n---\n\n::table[額]\n\n::calculator[fee]\n\n令和9年度まで。\n",
		"next.md":  "---\ntitle: 次の案内\ndate: 2027-02-01\nupdated: 2026-11-01\n---\n\n[外](https://example.jp/a)、[中](index.md)、[電話](tel:110)\n",
		"sources.yaml": "law: {title: 法律, publisher: 国, url: 'https://example.jp/', checked: 2026-11-01}\n\n" +
			"# check: source-old 廃止された法律\nold: {title: 昔, publisher: 国, checked: 2020-01-01}\n",
		"figures/a.calc": "値 上限: 円\n  説明: 例です。\n  出典: law\n  2024-04-01 から 9,300円\n  2026-04-01 から 9,400円\n  2027-04-01 から 9,500円\n\n" +
			"表 額(区分): 円\n  説明: 例です。\n  出典: law\n  2024-04-01 から\n  甲 | 100円\n  2027-07-01 から\n  甲 | 200円\n\n" +
			"値 平成の額: 1円\n  説明: 例です。\n  出典: law\n  年度: 2017\n",
		"calculators/fee.calc": "計算機 料金\n\n入力 回数: 円\n  質問: いくらですか\n  範囲: 0円 から 100円\n\n式 倍 = 小さい方(回数, 上限)\n\n出力 倍\n\n例 一回\n  回数 = 1円\n  倍 = 1円\n",
	}
}

// An editor sees a year ahead, in the order of the days, with the reasons of what is left alone.
func TestCalendarHasWhatIsToCome(t *testing.T) {
	var got []string
	for _, d := range lint.Calendar(studied(t, aYear())) {
		got = append(got, d.When.String()+" "+d.Code+" "+d.Span.String()+" "+d.Reason)
		if d.What.Ja == "" || d.What.En == "" || d.Mend.Ja == "" || d.Mend.En == "" {
			t.Errorf("%+v says too little", d)
		}
	}
	want := []string{
		"2018-04-01 figure-year figures/a.calc:16:3 ",
		"2021-01-01 source-old sources.yaml:4:1 廃止された法律",
		"2027-02-01  next.md:2:8 ",
		"2027-04-01  figures/a.calc:1:3 ",
		"2027-04-01 page-behind index.md:8:14 ",
		"2027-07-01  figures/a.calc:8:3 ",
		"2027-07-01 page-behind index.md:6:9 ",
		"2027-11-01 source-old sources.yaml:1:1 ",
		"2028-04-01 year-mentioned index.md:10:1 ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%q\nwant:\n%q", got, want)
	}
}

// What the calendar says in the future, check says on the day, and the other way round.
func TestTheCalendarAndTheFindingsAgree(t *testing.T) {
	in := studied(t, aYear())
	due := make(map[string]bool)
	for _, d := range lint.Calendar(in) {
		if d.Code != "" && d.Reason == "" {
			due[d.When.String()+d.Code+d.Span.String()] = true
		}
	}
	in.Today = content.Date{Year: 2100, Month: 1, Day: 1}
	told := 0
	for _, d := range lint.Site(in).Found {
		if slices.Contains([]string{"figure-year", "source-old", "page-behind", "year-mentioned"}, d.Code) {
			told++
		}
	}
	if told != len(due) || told == 0 {
		t.Errorf("%d findings in the end, %d deadlines", told, len(due))
	}
}

// Links to other sites are listed with their places, those of sources first.
func TestOutsideLinksAreListed(t *testing.T) {
	want := []lint.OutsideLink{
		{Address: "https://example.jp/", Place: "sources.yaml:1:1"},
		{Address: "https://example.jp/a", Place: "next.md:7:1"},
		{Address: "tel:110", Place: "next.md:7:41"},
	}
	if got := lint.OutsideLinks(studied(t, aYear()).Site); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Suppressed findings keep their reason, and are not among the found.
func TestSuppressedFindingsKeepTheirReason(t *testing.T) {
	result := lint.Site(studied(t, aYear()))
	if len(result.Suppressed) != 1 || result.Suppressed[0].Reason != "廃止された法律" || result.Suppressed[0].Severity != diagnostic.Warning {
		t.Errorf("%+v", result.Suppressed)
	}
	if slices.ContainsFunc(result.Found, func(d diagnostic.Diagnostic) bool { return d.Code == "source-old" }) {
		t.Error(result.Found)
	}
}

// A new fee is written down before its day; an example that does not say its day would stop the site from
// being built on that day, so the editor hears of it at once.
func TestExamplesThatWillFailAreReportedBeforehand(t *testing.T) {
	const fee = "計算機 料金\n\n入力 回数: 円\n  質問: いくらですか\n  範囲: 0円 から 20,000円\n\n式 倍 = 小さい方(回数, 上限)\n\n出力 倍\n\n" +
		"例 小さい額\n  回数 = 1円\n  倍 = 1円\n\n例 上限まで\n  回数 = 10,000円\n  倍 = 9,400円\n"
	files := aYear()
	files["calculators/fee.calc"] = fee
	found := findings(t, files, "example-ends")
	if len(found) != 1 || found[0].Span.String() != "calculators/fee.calc:17:3" {
		t.Fatalf("found %v", found)
	}
	if d := found[0]; !strings.Contains(d.Message, "2027-04-01 から") ||
		!strings.Contains(d.Message, "9,500円") || !strings.Contains(d.Suggestion, "基準日 = 2026-11-21") {
		t.Errorf("%v says too little", d)
	}
	coming := slices.ContainsFunc(lint.Calendar(studied(t, files)), func(d lint.Deadline) bool { return d.Code == "example-ends" })
	if !coming {
		t.Error("the calendar has nothing of it")
	}
	files["calculators/fee.calc"] = strings.Replace(fee, "回数 = 10,000円", "回数 = 10,000円, 基準日 = 2026-11-21", 1)
	if found := findings(t, files, "example-ends"); len(found) > 0 {
		t.Errorf("an example with its day: %v", found)
	}
}
