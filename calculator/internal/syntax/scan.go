package syntax

import (
	"fmt"
	"strings"
	"unicode"

	"shirube/calculator/diagnostic"
)

// A scanner turns a part of one line into tokens.
type scanner struct {
	path   string
	units  Units
	line   int
	column int    // of the first character
	runes  []rune // folded
	pos    int
	report func(code string, at Span, message, suggestion string)
	warn   func(code string, at Span, message, suggestion string)
	out    []token
}

// signs are the characters that are tokens by themselves.
const signs = "+×÷=<>≤≥≠(),|:[];.-"

// isRunRune reports whether a word may contain r.
func isRunRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("・〜_/%〇々&'’²³㎡㎥㎏㎎㎞㎝㎜㏄℃", r)
}

// scan returns the tokens of the text.
func (s *scanner) scan() []token {
	for s.pos < len(s.runes) {
		start := s.pos
		switch r := s.runes[s.pos]; {
		case r == ' ':
			s.pos++
		case r == '「':
			s.quoted()
		case r == '{':
			s.braces()
		case isRunRune(r):
			s.run()
		case strings.ContainsRune(signs, r), r == '!' && s.pos+1 < len(s.runes) && s.runes[s.pos+1] == '=':
			s.sign(r)
		default:
			s.pos++
			s.report(CodeCharacter, s.span(start, s.pos), fmt.Sprintf("「%c」はここでは使えません。", r), characterRemedy(r))
		}
	}
	return s.out
}

// characterRemedy says what to write for a character that the language does not have.
func characterRemedy(r rune) string {
	switch {
	case strings.ContainsRune("○◯●〇✓✔☑", r):
		return "「はい」と書いてください。"
	case strings.ContainsRune("¥￥\\", r):
		return "「円」と書いてください。数のあとに書きます。"
	case strings.ContainsRune("〔【『\"“", r):
		return "「」か ( ) を使ってください。"
	}
	return deleteCharacter
}

const deleteCharacter = "この文字を消すか、名前の一部なら「」で囲んでください。"

func (s *scanner) span(from, to int) Span {
	return Span{Path: s.path, Start: diagnostic.Position{Line: s.line, Column: s.column + from},
		End: diagnostic.Position{Line: s.line, Column: s.column + to}}
}

// add appends the token from a place to the current one. It is tight where no space is before it.
func (s *scanner) add(t token, from int) {
	t.span = s.span(from, s.pos)
	t.tight = from > 0 && s.runes[from-1] != ' '
	s.out = append(s.out, t)
}

// sign scans an operator. <=, >= and != are read as ≤, ≥ and ≠.
func (s *scanner) sign(r rune) {
	start := s.pos
	s.pos++
	text := string(r)
	if s.pos < len(s.runes) && s.runes[s.pos] == '=' {
		if two, ok := map[rune]string{'<': "≤", '>': "≥", '!': "≠"}[r]; ok {
			text = two
			s.pos++
		}
	}
	s.add(token{kind: signToken, text: text}, start)
}

// braces reports {{NAME}}, which only texts may have, up to the last }.
func (s *scanner) braces() {
	start := s.pos
	s.pos++
	for end := len(s.runes) - 1; end >= s.pos; end-- {
		if s.runes[end] == '}' {
			s.pos = end + 1
		}
	}
	s.report(CodeCharacter, s.span(start, s.pos), "{{…}} は文の中でだけ使えます。", "{ と } を消して、名前だけを書いてください。")
}

// quoted scans a name in 「」, which may have spaces and begin with a digit.
func (s *scanner) quoted() {
	start := s.pos
	for s.pos++; s.pos < len(s.runes) && s.runes[s.pos] != '」'; s.pos++ {
	}
	text := strings.TrimSpace(string(s.runes[start+1 : s.pos]))
	if s.pos == len(s.runes) {
		s.report(CodeQuote, s.span(start, start+1), "「 に対する 」 がありません。", "名前の終わりに 」 を書いてください。")
	} else {
		s.pos++
	}
	if text == "" {
		s.report(CodeQuote, s.span(start, s.pos), "「」の中に名前がありません。", "「」の中に名前を書いてください。")
		return
	}
	s.add(token{kind: quotedToken, text: text}, start)
}

// run reads a word, a number or a date: the longest stretch of letters and digits, with the signs
// that belong to numbers and dates.
func (s *scanner) run() {
	start := s.pos
	for s.pos < len(s.runes) && s.inRun(start) {
		s.pos++
	}
	text := string(s.runes[start:s.pos])
	if s.date(text, start) || s.number(text, start) {
		return
	}
	s.add(token{kind: wordToken, text: text}, start)
}

// inRun reports whether the character at pos continues the run that began at start.
func (s *scanner) inRun(start int) bool {
	r := s.runes[s.pos]
	if isRunRune(r) {
		return true
	}
	if s.pos == start || s.pos+1 >= len(s.runes) || !isDigit(s.runes[s.pos-1]) || !isDigit(s.runes[s.pos+1]) {
		return false
	}
	switch r {
	case '.':
		return true
	// A comma with three digits behind it separates thousands; any other separates values.
	case ',':
		return s.digitsAt(s.pos+1) == 3
	case '-':
		return s.datePart(start)
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// digitsAt counts the digits from a place on.
func (s *scanner) digitsAt(i int) int {
	n := 0
	for i+n < len(s.runes) && isDigit(s.runes[i+n]) {
		n++
	}
	return n
}

// datePart reports whether the run so far is YYYY or YYYY-M, so that a dash continues a date.
func (s *scanner) datePart(start int) bool {
	year, rest, dash := strings.Cut(string(s.runes[start:s.pos]), "-")
	if len(year) != 4 || countDigits(year) != 4 {
		return false
	}
	return !dash || len(rest) <= 2 && countDigits(rest) == len(rest)
}

// date scans text as a date, with a word behind it without a space: 2024-04-01以後. A day beyond the end of its era is
// read, with a warning: documents have 平成33年.
func (s *scanner) date(text string, start int) bool {
	d, rest, ok := cutDate(text)
	if !ok || rest != "" && !isSuffixWord(rest) {
		return false
	}
	end := s.pos
	s.pos -= len([]rune(rest))
	if !d.valid {
		s.report(CodeDate, s.span(start, s.pos), fmt.Sprintf("「%s」という日は暦にありません。", string(s.runes[start:s.pos])),
			"月ごとの日数を確かめて、2024-04-01 のように書いてください。")
	}
	if d.outside != "" {
		s.warn(CodeEra, s.span(start, s.pos), d.outside+plainDate(d.day)+"と読みました。", fmt.Sprintf("「%s」と書いてください。", inEra(d.day)))
	}
	s.add(token{kind: dateToken, day: d.day, text: text}, start)
	s.suffix(rest, end)
	return true
}

// number scans text as a number with its unit, with a word behind it without a space: 20日以上.
func (s *scanner) number(text string, start int) bool {
	q, rest, ok := s.units.cutQuantity(text)
	if !ok || rest != "" && !isSuffixWord(rest) {
		return false
	}
	end := s.pos
	s.pos -= len([]rune(rest))
	s.add(token{kind: numberToken, quantity: q, text: string(s.runes[start:s.pos])}, start)
	s.suffix(rest, end)
	return true
}

// suffix adds the bound word that was glued to a number or date.
func (s *scanner) suffix(word string, end int) {
	if word == "" {
		return
	}
	start := s.pos
	s.pos = end
	s.add(token{kind: wordToken, text: word}, start)
}
