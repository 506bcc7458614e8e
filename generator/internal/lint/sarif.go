package lint

import (
	"encoding/json"
	"maps"
	"net/url"
	"path"
	"slices"

	"shirube/calculator/diagnostic"
)

// The types below are the parts of SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format)
// that are written; the numbers are those of its sections.
type (
	sarifLog struct { // 3.13
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct { // 3.14
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct { // 3.18
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct { // 3.19
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct { // 3.49
		ID                   string       `json:"id"`
		ShortDescription     *sarifText   `json:"shortDescription,omitempty"`
		FullDescription      *sarifText   `json:"fullDescription,omitempty"`
		DefaultConfiguration *sarifConfig `json:"defaultConfiguration,omitempty"`
	}
	sarifConfig struct { // 3.50
		Level string `json:"level"`
	}
	sarifText struct { // 3.11
		Text string `json:"text"`
	}
	sarifResult struct { // 3.27
		RuleID           string             `json:"ruleId"`
		RuleIndex        int                `json:"ruleIndex"`
		Level            string             `json:"level"`
		Message          sarifText          `json:"message"`
		Locations        []sarifLocation    `json:"locations"`
		RelatedLocations []sarifLocation    `json:"relatedLocations,omitempty"`
		Suppressions     []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifLocation struct { // 3.28
		PhysicalLocation sarifPlace `json:"physicalLocation"`
		Message          *sarifText `json:"message,omitempty"`
	}
	sarifPlace struct { // 3.29
		ArtifactLocation sarifFile    `json:"artifactLocation"`
		Region           *sarifRegion `json:"region,omitempty"`
	}
	sarifFile struct { // 3.4
		URI string `json:"uri"`
	}
	sarifRegion struct { // 3.30; columns count code points, the end is exclusive
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifSuppression struct { // 3.35
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
)

// SARIF returns a result as a SARIF 2.1.0 log, for code hosts that show findings beside the lines of a
// change. Folder is the content folder as the host knows it, slash-separated; suppressed findings are
// in the log as suppressed ones. Rules are described in the language lang; findings stay as they are.
func SARIF(result Result, folder, version, lang string) ([]byte, error) {
	s := sarifWriter{folder: folder, lang: lang, index: make(map[string]int)}
	rules := s.rules(result)
	results := make([]sarifResult, 0, len(result.Found)+len(result.Suppressed))
	for _, d := range result.Found {
		results = append(results, s.result(d))
	}
	for _, d := range result.Suppressed {
		r := s.result(d.Diagnostic)
		r.Suppressions = []sarifSuppression{{"inSource", d.Reason}}
		results = append(results, r)
	}
	log, err := json.MarshalIndent(sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0",
		Runs: []sarifRun{{sarifTool{sarifDriver{"shirube", version, rules}}, "unicodeCodePoints", results}},
	}, "", "  ")
	return append(log, '\n'), err
}

// A sarifWriter turns findings into results.
type sarifWriter struct {
	folder string
	lang   string
	index  map[string]int // of rules, by code
}

// rules lists the rules of this package and the codes of other stages that were found.
func (s *sarifWriter) rules(result Result) []sarifRule {
	var list []sarifRule
	for _, r := range Rules() {
		s.index[r.Code] = len(list)
		list = append(list, sarifRule{r.Code, &sarifText{r.Title.In(s.lang)}, &sarifText{r.Meaning.In(s.lang)}, &sarifConfig{sarifLevel(r.Severity)}})
	}
	others := make(map[string]bool)
	for _, d := range result.Found {
		if _, known := s.index[d.Code]; !known {
			others[d.Code] = true
		}
	}
	for _, code := range slices.Sorted(maps.Keys(others)) {
		s.index[code] = len(list)
		list = append(list, sarifRule{ID: code})
	}
	return list
}

// sarifLevel returns the level of a severity; SARIF has no advice, so that is a note.
func sarifLevel(severity diagnostic.Severity) string {
	if severity == diagnostic.Advice {
		return "note"
	}
	return severity.String()
}

func (s *sarifWriter) result(d diagnostic.Diagnostic) sarifResult {
	text := d.Message
	if d.Suggestion != "" {
		text += " " + d.Suggestion
	}
	r := sarifResult{
		RuleID: d.Code, RuleIndex: s.index[d.Code], Level: sarifLevel(d.Severity), Message: sarifText{text},
		Locations: []sarifLocation{{PhysicalLocation: s.place(d.Span)}},
	}
	for _, n := range d.Notes {
		r.RelatedLocations = append(r.RelatedLocations, sarifLocation{s.place(n.Span), &sarifText{n.Message}})
	}
	return r
}

func (s *sarifWriter) place(span diagnostic.Span) sarifPlace {
	file := url.URL{Path: path.Join(s.folder, span.Path)}
	place := sarifPlace{ArtifactLocation: sarifFile{file.EscapedPath()}}
	if span.Start.IsValid() {
		place.Region = &sarifRegion{StartLine: span.Start.Line, StartColumn: span.Start.Column}
		if span.End.IsValid() && (span.End.Line > span.Start.Line || span.End.Column > span.Start.Column) {
			place.Region.EndLine, place.Region.EndColumn = span.End.Line, span.End.Column
		}
	}
	return place
}
