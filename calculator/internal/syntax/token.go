package syntax

// tokenKind is the kind of a token.
type tokenKind int

const (
	endToken    tokenKind = iota
	wordToken             // a name or keyword
	quotedToken           // 「…」
	numberToken           // a number with its unit
	dateToken
	signToken // one of + - × ÷ = < > ≤ ≥ ≠ ( ) [ ] , ; . | :
)

// A token is one piece of a line. text is folded.
type token struct {
	kind     tokenKind
	text     string
	quantity Quantity
	day      int64
	span     Span
	tight    bool // no space before it
}

// is reports whether t is the given sign or keyword.
func (t token) is(text string) bool {
	return t.text == text && (t.kind == wordToken || t.kind == signToken)
}

// isOption reports whether t can be the name of an option: a name, or a number with 割 or 倍.
func (t token) isOption() bool {
	return t.kind == quotedToken || t.kind == wordToken && !isKeyword(t.text) || t.kind == numberToken && t.quantity.Spelled != ""
}

// isBracket reports whether t is a sign of lists of items in examples.
func (t token) isBracket() bool { return t.is("[") || t.is("]") || t.is(";") }

// boundWord returns the relation of a word that may follow a number without a space: 12時間以上.
func boundWord(s string) (Relation, bool) {
	switch s {
	case "以上", "以後", "以降":
		return AtLeast, true
	case "以下", "以前":
		return AtMost, true
	case "未満", "より前":
		return LessThan, true
	case "超", "より後":
		return MoreThan, true
	}
	return 0, false
}

// isSuffixWord reports whether s may be glued to a number or date.
func isSuffixWord(s string) bool {
	_, bound := boundWord(s)
	return bound || s == "から" || s == "まで"
}

// isKeyword reports whether s cannot be a name.
func isKeyword(s string) bool {
	switch s {
	case "もし", "なら", "でなければ", "かつ", "または", "でない", "が", "か", "と", "と同じ", "同じ",
		"それ以外", "はい", "いいえ", "わからない", "なし", "日付", "を含む":
		return true
	}
	return isSuffixWord(s)
}
