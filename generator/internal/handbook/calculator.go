package handbook

import (
	"fmt"
	"regexp"
	"strings"
)

// A codeSection is a section of the calculators' codes in the specification.
type codeSection struct {
	number, title string // the title in Japanese
	rows          [][3]string
}

// sectionTitles are the Japanese titles of the specification's sections.
func sectionTitles() map[string]string {
	return map[string]string{
		"1": "文字と行", "2.1": "部品の種類", "2.2": "項目", "2.3": "入力", "2.4": "値", "2.5": "表", "2.6": "式",
		"2.7": "関数", "2.8": "判定", "2.9": "注意と止める", "2.10": "出力", "2.11": "早見表", "2.12": "例",
		"3": "種類と単位", "4": "名前", "6": "日付のある値", "8": "証明",
	}
}

// otherExamples are the examples that the specification puts into words.
func otherExamples() map[string]string {
	return map[string]string{
		"encoding":         "UTF-8でないファイル",
		"long-line":        "とても長い行",
		"too-many-errors":  "誤りの多いファイル",
		"too-many-options": "63個めの選択肢",
		"too-long":         "とても長い式",
		"too-deep":         "とても深いかっこ",
		"program-size":     "257個めの入力",
		"duplicate-file":   "同じ名前の2つのファイル",
		"file-name":        "`Fee_1.calc`",
	}
}

var (
	codesTitle = regexp.MustCompile(`(?m)^\*\*([0-9.]+) [^*]+\*\*$`)
	codesRow   = regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\| (.+?[^\\\\]) \\| (.+) \\|$")
)

// calculatorCodes reads section 9 of the specification: the codes of what is declared (sections up to
// 2.5), and of what is computed with it.
func calculatorCodes(spec string) (declaring, computing []codeSection, err error) {
	_, text, ok := strings.Cut(spec, "\n## 9. Codes\n")
	text, _, end := strings.Cut(text, "\n## 10. ")
	if !ok || !end {
		return nil, nil, fmt.Errorf("the specification has no section 9 of codes")
	}
	titles := codesTitle.FindAllStringSubmatchIndex(text, -1)
	isDeclaring := true
	for i, at := range titles {
		until := len(text)
		if i+1 < len(titles) {
			until = titles[i+1][0]
		}
		section, err := readSection(text[at[2]:at[3]], text[at[1]:until])
		if err != nil {
			return nil, nil, err
		}
		isDeclaring = isDeclaring && section.number != "2.6"
		if isDeclaring {
			declaring = append(declaring, section)
		} else {
			computing = append(computing, section)
		}
	}
	return declaring, computing, nil
}

func readSection(number, text string) (codeSection, error) {
	section := codeSection{number: number, title: sectionTitles()[number]}
	if section.title == "" {
		return section, fmt.Errorf("section %s of the specification has no Japanese title", number)
	}
	for _, m := range codesRow.FindAllStringSubmatch(text, -1) {
		row, err := readRow(m[1], m[2], m[3])
		if err != nil {
			return section, err
		}
		section.rows = append(section.rows, row)
	}
	return section, nil
}

func readRow(code, example, said string) ([3]string, error) {
	if other, ok := otherExamples()[code]; ok {
		example = other
	}
	if strings.Count(example, "`") != 2 && otherExamples()[code] == "" {
		return [3]string{}, fmt.Errorf("the example of %s has no Japanese words", code)
	}
	said = strings.Replace(said, "(warning) ", "（警告）", 1)
	return [3]string{code, example, strings.NewReplacer("<", `\<`, "{{", `\{{`).Replace(said)}, nil
}

func calculatorPage(title, navTitle string, order int, sections []codeSection, next string) string {
	h := head{
		title: title, navTitle: navTitle, order: order,
		description: "計算機や数字のファイルを直すときに出る知らせの一覧です。どんな行で出るか、どう直すかを、記号ごとに並べました。",
		waived:      "checks: {figure-by-hand: 知らせの文に出てくる例の数字のため, figure-former: 同じ理由}\n",
	}
	if next == "" {
		h.waived = "checks: {figure-by-hand: 知らせの文に出てくる例の数字のため, figure-former: 同じ理由, sentence-long: 知らせの文をそのまま載せるため}\n"
	} else {
		h.next, h.nextText = next, "続きの知らせを見ます。"
	}
	b := h.begin()
	b.WriteString("例は、その知らせが出る行です。\nそのままでは動かない、まちがった書きかたです。\n書きかたは[計算機を作る](calculator.md)にあります。\n\n")
	for _, s := range sections {
		fmt.Fprintf(b, "## %s\n\n:::compare\n| 記号 | 出る行の例 | 知らせと直しかた |\n|---|---|---|\n", s.title)
		for _, row := range s.rows {
			fmt.Fprintf(b, "| `%s` | %s | %s |\n", row[0], row[1], row[2])
		}
		b.WriteString(":::\n\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
