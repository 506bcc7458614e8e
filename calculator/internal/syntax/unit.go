package syntax

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// A Unit is a unit as a file writes it: base units over base units (円, 円/日), or %. The zero
// Unit is a plain number.
type Unit struct {
	Over, Under string
	Percent     bool
}

// BaseUnits returns the units of the language in the order of SPEC.md 3.2.
func BaseUnits() []string {
	return []string{"円", "日", "週", "か月", "年", "歳", "時間", "分", "回", "人", "点", "単位"}
}

// Units are the base units with which files and answers are parsed: those of the language and the site's
// own. The zero value has those of the language only.
type Units struct {
	own []spelling // longest first
}

// A spelling is a way to write a base unit.
type spelling struct{ text, unit string }

// SharedUnits returns the units that texts without a 計算機 declare for all files.
func SharedUnits(texts [][]byte) Units {
	var u Units
	for _, text := range texts {
		if names, calculator := declaredUnits(text); !calculator {
			u = u.With(names...)
		}
	}
	return u
}

// declaredUnits returns the names behind 単位 at the margin, and whether there is a 計算機.
func declaredUnits(source []byte) (names []string, calculator bool) {
	for line := range bytes.Lines(bytes.TrimPrefix(source, []byte("\uFEFF"))) {
		calculator = calculator || bytes.HasPrefix(line, []byte("計算機"))
		rest, ok := bytes.CutPrefix(line, []byte("単位"))
		if !ok {
			continue
		}
		if fields := strings.Fields(Fold(string(rest))); len(fields) > 0 && isUnitName(fields[0]) {
			names = append(names, fields[0])
		}
	}
	return names, calculator
}

// With returns u with further base units. They may also be written in small or capital letters, and
// with signs of one character: m3, ㎥.
func (u Units) With(names ...string) Units {
	own := slices.Clone(u.own)
	for _, name := range names {
		for _, text := range spellingsOf(name) {
			if !slices.ContainsFunc(own, func(s spelling) bool { return s.text == text }) {
				own = append(own, spelling{text, name})
			}
		}
	}
	slices.SortStableFunc(own, func(a, b spelling) int { return cmp.Compare(len(b.text), len(a.text)) })
	return Units{own}
}

// unitSigns returns characters for whole units, each with the letters it means.
func unitSigns() [][2]string {
	return [][2]string{{"㎥", "m³"}, {"㎡", "m²"}, {"³", "3"}, {"²", "2"}, {"㎏", "kg"}, {"㎎", "mg"}, {"㎞", "km"}, {"㎝", "cm"}, {"㎜", "mm"}, {"㏄", "cc"}}
}

// spellingsOf lists the ways to write a unit, the name itself first.
func spellingsOf(name string) []string {
	list := []string{name}
	for _, sign := range unitSigns() {
		for _, s := range list {
			list = append(list, strings.ReplaceAll(s, sign[0], sign[1]), strings.ReplaceAll(s, sign[1], sign[0]))
		}
		slices.Sort(list[1:])
		list = slices.Compact(list)
	}
	for _, s := range list {
		list = append(list, strings.ToLower(s), strings.ToUpper(s))
	}
	return list
}

// isUnitName reports whether a site may give a unit of its own this name: letters and signs of units that are
// not a word of the language and do not begin like a number.
func isUnitName(name string) bool {
	for _, r := range name {
		if !isRunRune(r) || isDigit(r) || strings.ContainsRune("/%・〜_&'’", r) {
			return false
		}
	}
	_, known := Units{}.Parse(name)
	power, _ := cutMyriad(name)
	_, rate := rateSuffix(name)
	return name != "" && !known && !isKeyword(name) && power == 1 && !rate
}

// cutBase takes a base unit from the front of s; the longest wins.
func (u Units) cutBase(s string) (base, rest string, ok bool) {
	for _, spelling := range []string{"ヶ月", "ケ月", "ヵ月", "カ月", "箇月", "ｹ月"} {
		if rest, ok := strings.CutPrefix(s, spelling); ok {
			return "か月", rest, true
		}
	}
	best := ""
	for _, unit := range BaseUnits() {
		if strings.HasPrefix(s, unit) && len(unit) > len(best) {
			best = unit
		}
	}
	for _, own := range u.own {
		if strings.HasPrefix(s, own.text) && len(own.text) > len(best) {
			return own.unit, s[len(own.text):], true
		}
	}
	return best, s[len(best):], best != ""
}

// cut takes a unit from the front of folded text: %, 円, 円/日, /人. Without one it returns s.
func (u Units) cut(s string) (Unit, string) {
	if rest, ok := strings.CutPrefix(s, "%"); ok {
		return Unit{Percent: true}, rest
	}
	over, rest, _ := u.cutBase(s)
	after, ok := strings.CutPrefix(rest, "/")
	if !ok {
		return Unit{Over: over}, rest
	}
	under, tail, ok := u.cutBase(after)
	if month, isMonth := strings.CutPrefix(after, "月"); isMonth && !ok {
		under, tail, ok = "か月", month, true // 回/月
	}
	switch {
	case !ok:
		return Unit{Over: over}, rest
	// 円/円 is a plain number.
	case under == over:
		return Unit{}, tail
	}
	return Unit{Over: over, Under: under}, tail
}

// Parse reads a whole unit from text; ok is false where the text is not one unit.
func (u Units) Parse(text string) (unit Unit, ok bool) {
	text = strings.TrimSpace(Fold(text))
	unit, rest := u.cut(text)
	return unit, text != "" && rest == ""
}

// String returns the unit as files write it.
func (u Unit) String() string {
	switch {
	case u.Percent:
		return "%"
	case u.Under == "":
		return u.Over
	case u.Over == "":
		return "1/" + perName(u.Under)
	}
	return u.Over + "/" + perName(u.Under)
}

// Behind returns the unit as it is written behind a number: 円, 円/日, /人.
func (u Unit) Behind() string {
	if u.Over == "" && u.Under != "" {
		return "/" + perName(u.Under)
	}
	return u.String()
}

// perName returns a base unit as it is written behind a slash: 回/月.
func perName(under string) string {
	if under == "か月" {
		return "月"
	}
	return under
}
