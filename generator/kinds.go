package main

import (
	"slices"
	"strconv"

	"shirube/calculator/diagnostic"
)

const (
	// shownErrors is how many errors of one kind a person is shown: all that anybody would mend in one go.
	shownErrors = 100
	// shownOfKind is how many warnings of one kind a person is shown. The others are like them.
	shownOfKind = 5
)

// mostShown returns how many findings of one kind are shown in full.
func mostShown(s diagnostic.Severity) int {
	if s == diagnostic.Error {
		return shownErrors
	}
	return shownOfKind
}

// kinds splits findings by severity and code: errors last, where a terminal shows them when all is printed, before them
// the kinds with many findings. In each kind they keep their order.
func kinds(found diagnostic.List) []diagnostic.List {
	type kind struct {
		severity diagnostic.Severity
		code     string
	}
	places := make(map[kind]int)
	var list []diagnostic.List
	for _, d := range found {
		k := kind{d.Severity, d.Code}
		at, ok := places[k]
		if !ok {
			at = len(list)
			places[k], list = at, append(list, nil)
		}
		list[at] = append(list[at], d)
	}
	slices.SortStableFunc(list, func(a, b diagnostic.List) int {
		if a[0].Severity != b[0].Severity {
			return int(b[0].Severity) - int(a[0].Severity)
		}
		return len(a) - len(b)
	})
	return list
}

// grouped writes a number with commas between its thousands.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
