package syntax

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
)

// slip reports a common typing mistake in an expression that cannot be read; false means that there is none.
func (c *cursor) slip() bool {
	for i, t := range c.tokens {
		if t.kind == signToken && c.brokenThousands(i) {
			return true
		}
		if t.kind != wordToken || isKeyword(t.text) || c.p.known(t.text) {
			continue
		}
		if word, ok := otherWord(t.text); ok && i > 0 {
			c.p.report(CodeWording, t.span, fmt.Sprintf("「%s」という言い方は読めません。", t.text), fmt.Sprintf("「%s」と書いてください。", word))
			return true
		}
		if spaced, ok := c.p.units.Spaced(t.text, c.p.known); ok {
			c.p.spacesMissing(t.text, spaced, t.span)
			return true
		}
	}
	return false
}

// spacesMissing reports a word that is several words of the language.
func (p *parser) spacesMissing(word, spaced string, at Span) {
	p.report(CodeSpaces, at, fmt.Sprintf("「%s」が、1つの名前として読まれました。", word), SpacesRemedy(spaced))
}

// SpacesRemedy says how to write a word whose spaces are missing.
func SpacesRemedy(spaced string) string {
	return fmt.Sprintf("「%s」と書いてください。言葉と数は、空白で分けます。", spaced)
}

// brokenThousands reports a comma between digits that does not separate thousands: 3,00円.
func (c *cursor) brokenThousands(i int) bool {
	if i == 0 || i+1 >= len(c.tokens) || !c.tokens[i].is(",") {
		return false
	}
	before, after := c.tokens[i-1], c.tokens[i+1]
	if before.kind != numberToken || after.kind != numberToken || !after.tight || !c.tokens[i].tight || before.quantity.Unit != (Unit{}) {
		return false
	}
	c.p.report(CodeLeftover, c.tokens[i].span, "この「,」は、桁の区切りとして読めません。",
		fmt.Sprintf("「%s%s」と書いてください。桁の区切りのあとには、数字が3つ要ります。", before.text, after.text))
	return true
}

// leftover returns the remedy for a token behind the end of an expression.
func (c *cursor) leftover(t token) string {
	var before, after token
	if c.at > 0 {
		before = c.tokens[c.at-1]
	}
	after = c.ahead(1)
	switch {
	case t.is("は"):
		return fmt.Sprintf("「%s が %s」と書いてください。", before.text, after.text)
	case t.is(",") && before.kind == wordToken && after.kind == wordToken:
		return fmt.Sprintf("「%s か %s」と書いてください。条件どうしは「かつ」「または」でつなぎます。", before.text, after.text)
	case t.is("か"):
		return "「または」と書いてください。「か」は、「部屋 が A か B」のように選択肢をつなぎます。"
	case t.is("から") && before.kind == numberToken && after.kind == numberToken:
		return fmt.Sprintf("「%s 以上 %s 以下」と書いてください。", before.text, after.text)
	case t.is("まで") && before.kind == numberToken:
		return fmt.Sprintf("「%s 以下」と書いてください。", before.text)
	case c.at > 3 && before.kind == numberToken && c.tokens[c.at-2].is("かつ") && c.tokens[c.at-4].kind == numberToken && isSuffixWord(t.text):
		return fmt.Sprintf("「%s %s %s %s」と書いてください。同じものの両端に「かつ」は要りません。",
			c.tokens[c.at-4].text, c.tokens[c.at-3].text, before.text, t.text)
	case before.kind == wordToken && (t.kind == quotedToken && t.tight || t.is("[")):
		key := t.text
		if t.is("[") {
			key = after.text
		}
		return fmt.Sprintf("「%s(%s)」と書いてください。", before.text, key)
	case before.kind == wordToken && t.kind == wordToken && c.p.known(before.text+t.text):
		return fmt.Sprintf("「%s%s」と書いてください。名前に空白は入れられません。", before.text, t.text)
	}
	return joinRemedy
}

const joinRemedy = "「+」「×」「かつ」などでつなぐか、余分な語を消してください。名前に空白は入れられません。"

// headEnd ends the words before the colon of a declaration. It reports the rest as a part of the name, or as a kind whose
// colon is missing.
func (c *cursor) headEnd(declaration string, name Ident) {
	t := c.peek()
	if t.kind == endToken || c.failed {
		return
	}
	rest := c.tokens[c.at:]
	joined, allWords := name.Name, true
	var words []string
	for _, t := range rest {
		joined += t.text
		words = append(words, t.text)
		allWords = allWords && t.kind == wordToken && !isKeyword(t.text)
	}
	_, isUnit := c.p.units.Parse(t.text)
	kind := t.kind == numberToken || isUnit || t.is("数") || t.is("日付") || t.is("はい/いいえ") || t.is("はい・いいえ")
	switch {
	case kind && declaration != "判定" && declaration != "出力":
		c.colonMissing(t, fmt.Sprintf("%s %s: %s", declaration, name.Name, strings.Join(words, " ")))
	case t.is("=") && declaration == "値":
		c.colonMissing(t, fmt.Sprintf("%s %s: %s", declaration, name.Name, strings.Join(words[1:], " ")))
	case allWords && !c.slip():
		c.fail(CodeNameSpace, t.span, "名前の途中に空白があります。", fmt.Sprintf("「%s」と書いてください。", joined))
	case allWords:
		c.failed = true
	case t.is(":") && len(rest) == 1:
		c.fail(CodeLeftover, t.span, "この「:」は要りません。", fmt.Sprintf("「%s %s」と書いてください。", declaration, name.Name))
	default:
		c.end()
	}
}

// colonMissing reports a kind behind a name without the colon between them; remedy is the line as it should be.
func (c *cursor) colonMissing(before token, remedy string) {
	c.fail(CodeColonExpected, before.span, fmt.Sprintf("「%s」の前にコロン「:」がありません。", before.text), fmt.Sprintf("「%s」と書いてください。", remedy))
}

// meant returns the unit of the language that an editor means by another word, or "".
func (u Units) meant(text string) string {
	over, under, pair := strings.Cut(text, "/")
	if pair {
		over, under = cmp.Or(u.meant(over), over), cmp.Or(u.meant(under), under)
		if _, ok := u.Parse(over + "/" + under); ok {
			return over + "/" + under
		}
		return ""
	}
	return map[string]string{"名": "人", "名様": "人", "才": "歳", "時": "時間", "h": "時間", "えん": "円", "yen": "円", "JPY": "円", "月": "か月", "個月": "か月",
		"かげつ": "か月", "月間": "か月", "か月間": "か月", "日間": "日", "週間": "週", "年間": "年", "ヵ年": "年", "か年": "年", "分間": "分",
		"回数": "回", "度": "回", "パーセント": "%", "割合": "%", "ポイント": "点", "千円": "円", "万円": "円"}[text]
}

var (
	digitLike   = strings.NewReplacer("O", "0", "o", "0", "O", "0", "l", "1", "I", "1")
	numberFront = regexp.MustCompile(`^[0-9OolI.,億万千]+`)
	kanjiNumber = regexp.MustCompile(`^[〇零一二三四五六七八九十百千万億]+`)
)

// NumberRemedy says how to write a word that is meant as a number with its unit, or "".
func (u Units) NumberRemedy(word string) string {
	front := numberFront.FindString(word)
	rest := word[len(front):]
	switch {
	case front == "" || !strings.ContainsAny(front, "0123456789"):
		if kanjiNumber.MatchString(word) {
			return "数は「100円」のように数字で書いてください。"
		}
		return ""
	case u.meant(rest) != "":
		rest = u.meant(rest)
	}
	text := digitLike.Replace(front) + rest
	if _, tail, ok := u.cutQuantity(text); !ok || tail != "" || text == word {
		return ""
	}
	return fmt.Sprintf("「%s」と書いてください。", text)
}

// RangeRemedy says how to write a range that is written otherwise: 1人〜30人 as 1人 から 30人. It is "" for other texts.
func (u Units) RangeRemedy(text string) string {
	low, rest, ok := u.cutEnd(strings.TrimSpace(Fold(text)))
	if !ok {
		return ""
	}
	for _, sign := range []string{"から", "以上", "〜", "-", ",", "より"} {
		if tail, ok := strings.CutPrefix(rest, sign); ok {
			rest = strings.TrimSpace(tail)
			break
		}
	}
	high, rest, ok := u.cutEnd(rest)
	if !ok || rest != "" && rest != "まで" && rest != "以下" {
		return ""
	}
	if q, _, ok := u.cutQuantity(high); ok && strings.Trim(low, "0123456789,.") == "" {
		low += q.Unit.Behind()
	}
	return fmt.Sprintf("「%s から %s」と書いてください。", low, high)
}

// cutEnd takes a number with its unit, or a day, from the front of text.
func (u Units) cutEnd(text string) (end, rest string, ok bool) {
	_, rest, ok = cutDate(text)
	if !ok {
		_, rest, ok = u.cutQuantity(text)
	}
	return text[:len(text)-len(rest)], strings.TrimSpace(rest), ok
}

var (
	monthOnly  = regexp.MustCompile(`^(.*[0-9]+年|[0-9]{4}[-/.])([0-9]{1,2})月?$`)
	dayOnly    = regexp.MustCompile(`^([0-9]{1,2})月([0-9]{1,2})日$`)
	eraLike    = regexp.MustCompile(`^([^0-9]{1,2})([0-9]{1,2}|元)年([0-9]{1,2})月([0-9]{1,2})日$`)
	olderEras  = map[string]int{"大正": 1911, "明治": 1867}
	kanjiOfEra = map[rune]string{'令': "令和", '平': "平成", '昭': "昭和", '和': "令和", '成': "平成"}
)

// DateRemedy says how to write a word that is meant as a day, or "".
func DateRemedy(word string) string {
	if m := monthOnly.FindStringSubmatch(word); m != nil {
		return fmt.Sprintf("「%s1日」と書いてください。日付には、日まで要ります。", strings.TrimSuffix(word, "月")+"月")
	}
	if m := dayOnly.FindStringSubmatch(word); m != nil {
		return fmt.Sprintf("「2026年%s」のように、年から書いてください。", word)
	}
	m := eraLike.FindStringSubmatch(word)
	if m == nil {
		return ""
	}
	var year, month, day int
	fmt.Sscan(strings.Replace(m[2], "元", "1", 1), &year)
	fmt.Sscan(m[3], &month)
	fmt.Sscan(m[4], &day)
	if first, ok := olderEras[m[1]]; ok {
		return fmt.Sprintf("「%04d-%02d-%02d」と書いてください。%sの日付は、西暦で書きます。", first+year, month, day, m[1])
	}
	for _, r := range m[1] {
		if era, ok := kanjiOfEra[r]; ok {
			return fmt.Sprintf("「%s%s」と書いてください。", era, word[len(m[1]):])
		}
	}
	return ""
}

// thenRemedy says how to write a condition behind which なら is missing.
func (c *cursor) thenRemedy() string {
	if t := c.peek(); c.at > 0 && t.kind != endToken && !c.startsOperand() {
		if remedy := c.leftover(t); remedy != joinRemedy {
			return remedy
		}
	}
	return "「もし 条件 なら 値 でなければ 値」の形で書いてください。"
}

// CellRemedy says how to write a cell that is meant as a range: 18歳〜64歳 as 18歳以上 64歳以下.
func (u Units) CellRemedy(text string) string {
	if spaced, ok := u.Spaced(Fold(text), func(string) bool { return false }); ok {
		if parts := strings.Fields(spaced); len(parts) == 4 && isSuffixWord(parts[1]) && isSuffixWord(parts[3]) {
			return fmt.Sprintf("「%s%s %s%s」と書いてください。", parts[0], parts[1], parts[2], parts[3])
		}
	}
	remedy := u.RangeRemedy(text)
	low, rest, ok := strings.Cut(strings.TrimPrefix(remedy, "「"), " から ")
	high, _, _ := strings.Cut(rest, "」")
	if !ok {
		return ""
	}
	return fmt.Sprintf("「%s以上 %s以下」と書いてください。", low, high)
}
