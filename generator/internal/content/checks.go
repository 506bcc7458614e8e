package content

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"shirube/calculator/diagnostic"
)

// A CheckLevel is what site.yaml says of one of the editors' checks.
type CheckLevel struct {
	Code  string
	Level string // one of CheckLevels
	Span  diagnostic.Span
}

// CheckLevels are the values of checks in site.yaml, from suppressed to what makes the command fail.
func CheckLevels() []string { return []string{"off", "advice", "warning", "error"} }

// checkLevels reads checks: {CODE: LEVEL} of site.yaml.
func (d *decoder) checkLevels(n *yaml.Node, into *[]CheckLevel) {
	const example = "checks: {sentence-long: off}"
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "checks", "調べの記号と強さの組", example)
		return
	}
	for key, value := range pairs(n) {
		if value.Kind != yaml.ScalarNode || !slices.Contains(CheckLevels(), value.Value) {
			d.report(diagnostic.Error, "value-unknown", value, fmt.Sprintf("調べ「%s」の強さに「%s」は使えません。", key.Value, value.Value),
				"使える値: "+strings.Join(CheckLevels(), ", "))
			continue
		}
		*into = append(*into, CheckLevel{key.Value, value.Value, d.span(key)})
	}
}

// A Waiver suppresses a code of the editors' checks on a whole page.
type Waiver struct {
	Code   string
	Reason string
	Span   diagnostic.Span
}

// waivers reads checks: {CODE: reason} of front matter.
func (d *decoder) waivers(n *yaml.Node, into *[]Waiver) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "checks", "調べの記号と、知らせなくてよい理由の組", "checks: {sentence-long: 法律の文をそのまま載せるため}")
		return
	}
	for key, reason := range pairs(n) {
		w := Waiver{Code: key.Value, Span: d.span(key)}
		d.text(reason, w.Code, &w.Reason)
		*into = append(*into, w)
	}
}
