package lint_test

import (
	"encoding/json"
	"testing"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/lint"
)

// A sarifLog is the part of a log that code hosts read.
type sarifLog struct {
	Schema  string `json:"$schema"`
	Version string
	Runs    []struct {
		ColumnKind string
		Tool       struct {
			Driver struct {
				Name  string
				Rules []struct{ ID string }
			}
		}
		Results []sarifResult
	}
}

type sarifResult struct {
	RuleID, Level    string
	RuleIndex        int
	Message          struct{ Text string }
	RelatedLocations []any
	Locations        []struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI string }
			Region           map[string]int
		}
	}
	Suppressions []map[string]string
}

// A code host shows nothing of a log that lacks what SARIF 2.1.0 requires, and the wrong line where
// regions or paths are off.
func TestSARIFHasWhatCodeHostsRead(t *testing.T) {
	log, err := lint.SARIF(lint.Result{
		Found: diagnostic.List{
			{Severity: diagnostic.Error, Code: "link-dangling", Span: diagnostic.At("あ い/page.md", 3, 5), Message: "ありません。", Suggestion: "直します。",
				Notes: []diagnostic.Note{{Span: diagnostic.InFile("other.md"), Message: "ここ"}}},
			{Severity: diagnostic.Advice, Code: "kanji-run", Message: "長い。",
				Span: diagnostic.Span{Path: "page.md", Start: diagnostic.Position{Line: 1, Column: 2}, End: diagnostic.Position{Line: 1, Column: 9}}},
		},
		Suppressed: []lint.Suppressed{{
			Diagnostic: diagnostic.Diagnostic{Severity: diagnostic.Warning, Code: "figure-year", Span: diagnostic.At("a.calc", 1, 1)},
			Reason:     "昔の値",
		}},
	}, "content", "1.2", "ja")
	if err != nil {
		t.Fatal(err)
	}
	var got sarifLog
	if err := json.Unmarshal(log, &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema == "" || got.Version != "2.1.0" || len(got.Runs) != 1 ||
		got.Runs[0].Tool.Driver.Name != "shirube" || got.Runs[0].ColumnKind != "unicodeCodePoints" {
		t.Fatalf("head: %+v", got)
	}
	run := got.Runs[0]
	if len(run.Results) != 3 {
		t.Fatalf("%d results, want 3", len(run.Results))
	}
	for _, r := range run.Results {
		if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("%s has the index of %s", r.RuleID, run.Tool.Driver.Rules[r.RuleIndex].ID)
		}
	}
	first, second, third := run.Results[0], run.Results[1], run.Results[2]
	place := first.Locations[0].PhysicalLocation
	if first.Level != "error" || place.ArtifactLocation.URI != "content/%E3%81%82%20%E3%81%84/page.md" || place.Region["startLine"] != 3 ||
		place.Region["startColumn"] != 5 || place.Region["endLine"] != 0 || first.Message.Text != "ありません。 直します。" || len(first.RelatedLocations) != 1 {
		t.Errorf("error: %+v", first)
	}
	if region := second.Locations[0].PhysicalLocation.Region; second.Level != "note" || region["endColumn"] != 9 || region["endLine"] != 1 {
		t.Errorf("advice: %+v", second)
	}
	if len(third.Suppressions) != 1 || third.Suppressions[0]["kind"] != "inSource" || third.Suppressions[0]["justification"] != "昔の値" {
		t.Errorf("third: %+v", third)
	}
}
