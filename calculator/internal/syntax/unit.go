package syntax

import "strings"

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

// unitSpellings are other ways to write a base unit.
func unitSpellings(s string) string {
	for _, spelling := range []string{"ヶ月", "ケ月", "ヵ月", "カ月", "ヶ月", "箇月", "ｹ月"} {
		if strings.HasPrefix(s, spelling) {
			return spelling
		}
	}
	return ""
}

// cutBase takes a base unit from the front of s; the longest wins.
func cutBase(s string) (base, rest string, ok bool) {
	if spelling := unitSpellings(s); spelling != "" {
		return "か月", s[len(spelling):], true
	}
	best := ""
	for _, u := range BaseUnits() {
		if strings.HasPrefix(s, u) && len(u) > len(best) {
			best = u
		}
	}
	return best, s[len(best):], best != ""
}

// cutUnit takes a unit from the front of folded text: %, 円, 円/日, /人. Without one it returns s.
func cutUnit(s string) (Unit, string) {
	if rest, ok := strings.CutPrefix(s, "%"); ok {
		return Unit{Percent: true}, rest
	}
	over, rest, _ := cutBase(s)
	after, ok := strings.CutPrefix(rest, "/")
	if !ok {
		return Unit{Over: over}, rest
	}
	under, tail, ok := cutBase(after)
	if month, isMonth := strings.CutPrefix(after, "月"); isMonth && !ok {
		under, tail, ok = "か月", month, true // 回/月
	}
	switch {
	case !ok:
		return Unit{Over: over}, rest
	case under == over:
		return Unit{}, tail
	}
	return Unit{Over: over, Under: under}, tail
}

// ParseUnit reads a whole unit from text; ok is false where the text is not one unit.
func ParseUnit(text string) (Unit, bool) {
	text = strings.TrimSpace(Fold(text))
	u, rest := cutUnit(text)
	return u, text != "" && rest == ""
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

// Behind returns the unit as it stands behind a number: 円, 円/日, /人.
func (u Unit) Behind() string {
	if u.Over == "" && u.Under != "" {
		return "/" + perName(u.Under)
	}
	return u.String()
}

// perName is a base unit as it reads behind a stroke: 回/月.
func perName(under string) string {
	if under == "か月" {
		return "月"
	}
	return under
}
