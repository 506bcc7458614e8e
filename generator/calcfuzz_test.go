package main

import (
	"encoding/json"
	"strings"
	"testing"

	"shirube/calculator"
)

// FuzzCalcLine asks of every line that calc NAME - may read: one JSON object comes back, an error in words or
// a result whose ranges are ranges.
func FuzzCalcLine(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"世帯区分": "一般1", "一日の費用": "１０，０００円", "利用日数": 20}`, `{"利用日数": "10日から20日"}`, `{"利用日数": 1e400}`, `{"利用日数": -0.0}`,
		`{"利用日数": [1]}`, `{"利用日数": null, "世帯区分": "わからない"}`, `{"x": 1}`, `[]`, `{`, `{}{}`, `null`, `"a"`, `{"世帯区分": "一般1 か 一般2"}`, `{"利用日数": {"a": true}}`,
		`{"利用日数": "\u0000"}`, strings.Repeat("[", 20_000), `{"利用日数": 20, "利用日数": 21}`,
	} {
		f.Add([]byte(seed))
	}
	c := &command{ctx: f.Context(), content: ownContent}
	site, err := c.compile(ownDay())
	if err != nil {
		f.Fatal(err)
	}
	evaluator, err := site.set.Program("monthly-fee").Open(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { evaluator.Close(f.Context()) })
	f.Fuzz(func(t *testing.T, line []byte) {
		text, err := json.Marshal(c.calcLine(evaluator, line, calculator.Today(ownDay().Time())))
		if err != nil {
			t.Fatal(err)
		}
		var answer struct {
			Error   *string
			Outputs map[string]struct{ Low, High *json.Number }
		}
		if err := json.Unmarshal(text, &answer); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if answer.Error == nil && len(answer.Outputs) == 0 || answer.Error != nil && *answer.Error == "" {
			t.Errorf("says nothing: %s", text)
		}
		for name, o := range answer.Outputs {
			if (o.Low == nil) != (o.High == nil) {
				t.Errorf("%s has one end: %s", name, text)
			}
		}
	})
}

// A line that is too long has an error in its place; those around it are answered.
func TestLongLinesOfAnswersAreReportedInOrder(t *testing.T) {
	var out strings.Builder
	long := `{"利用日数": "` + strings.Repeat("1", 2*maxLine) + `"}`
	c := &command{ctx: t.Context(), content: ownContent, out: &out, in: strings.NewReader("{\"利用日数\": 20}\n" + long + "\n[]\n{}")}
	site, err := c.compile(ownDay())
	if err != nil {
		t.Fatal(err)
	}
	if err := c.calcLines(site.set.Program("monthly-fee"), calculator.Today(ownDay().Time())); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[0], `{"outputs"`) || !strings.Contains(lines[1], "長すぎます") ||
		!strings.Contains(lines[2], "JSON") || !strings.HasPrefix(lines[3], `{"outputs"`) {
		t.Errorf("answered %.300q", lines)
	}
}
