package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"shirube/calculator"
)

// witnessTrials is how many full answers are tried to find those that give the ends of a range.
const witnessTrials = 1000

// A tally counts the trials of a calculator whose results were as narrow as they can be.
type tally struct{ exact, all int }

func (c *tally) add(d tally) { c.exact, c.all = c.exact+d.exact, c.all+d.all }

func (c tally) String() string {
	return fmt.Sprintf("%d of %d (%.1f %%)", c.exact, c.all, 100*float64(c.exact)/float64(max(c.all, 1)))
}

// Who does not know one or two answers reads all that follows from the others, and nothing wider.
func TestRangesAreAsNarrowAsTheyCanBe(t *testing.T) {
	for unknown, least := range map[int]float64{1: 0.99, 2: 0.95} {
		var sum tally
		for _, root := range []string{"testdata/sites/rules", "../content"} {
			for _, program := range compileSite(t, root).Programs {
				t.Run(fmt.Sprintf("%d/%s", unknown, program.Name), func(t *testing.T) {
					c := triedRanges(t, program, unknown)
					t.Log(c)
					sum.add(c)
				})
			}
		}
		t.Logf("%d unknown: %s", unknown, sum)
		if float64(sum.exact) < least*float64(sum.all) {
			t.Errorf("with %d unknown %s are exact, want %.0f %%", unknown, sum, 100*least)
		}
	}
}

// A table that gives a rate and an amount for one income says what all incomes together can give.
func TestRangesOfTaxTables(t *testing.T) {
	set := compileSite(t, "testdata/sites/rules")
	for _, c := range []struct {
		program string
		answers map[string]any
		want    string
	}{
		{"salary-deduction", map[string]any{"収入": calculator.Unsure, "基準日": "2025-01-01"}, "550,000円 から 1,950,000円"},
		{"income-tax", map[string]any{"合計所得金額": "3,200,000円 から 3,400,000円", "所得控除": "0円"}, "222,500円 から 252,500円"},
	} {
		result, err := set.Program(c.program).Evaluate(t.Context(), c.answers, caseDay)
		if err != nil {
			t.Fatal(err)
		}
		if got := result.Outputs[0].Value.Text; got != c.want || !result.Exact {
			t.Errorf("%s says %s (exact: %v), want %s", c.program, got, result.Exact, c.want)
		}
	}
}

// trials is how many answers with something unknown each calculator is tried with: 10, or as many as SHIRUBE_RUNS says.
func trials(t *testing.T) int {
	t.Helper()
	wanted := os.Getenv("SHIRUBE_RUNS")
	if wanted == "" {
		return 10
	}
	n, err := strconv.Atoi(wanted)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// triedRanges answers a calculator at random but for some questions, and counts the results that are exact. Answers that
// it stops at are left out.
func triedRanges(t *testing.T, p *calculator.Program, unknown int) (c tally) {
	t.Helper()
	random := rand.New(rand.NewPCG(uint64(len(p.Name)), uint64(unknown)))
	evaluator, err := p.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer evaluator.Close(t.Context())
	tried := map[string]bool{}
	for range trials(t) {
		answers, open := randomAnswers(random, &p.Form, unknown)
		words := fmt.Sprint(answers)
		if tried[words] {
			continue
		}
		tried[words] = true
		result, err := evaluator.Evaluate(t.Context(), answers, caseDay)
		if err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
		if result.Stopped {
			continue
		}
		c.all++
		if result.Exact {
			c.exact++
		} else if missing := missingWitness(t, random, evaluator, result, answers, open); missing == "" {
			c.exact++
		} else {
			t.Logf("%s: %s was not seen with %s", p.Name, missing, words)
		}
	}
	return c
}

// missingWitness answers the open questions at random until each end and each possibility of the results has occurred,
// and names one that did not; "" for none.
func missingWitness(t *testing.T, random *rand.Rand, evaluator *calculator.Evaluator, result *calculator.Result,
	answers map[string]any, open []question,
) string {
	t.Helper()
	missing := map[string]bool{}
	for i := range result.Outputs {
		for _, what := range ends(&result.Outputs[i]) {
			missing[what] = true
		}
	}
	for range witnessTrials {
		for _, q := range open {
			q.into[q.in.Name] = randomAnswer(random, q.in)
			if q.in.Kind == calculator.KindDate && random.IntN(2) == 0 {
				q.into[q.in.Name] = dateNearby(random, q.in, answers)
			}
		}
		full, err := evaluator.Evaluate(t.Context(), answers, caseDay)
		if err != nil {
			t.Fatal(err)
		}
		for i := range full.Outputs {
			for _, what := range ends(&full.Outputs[i]) {
				delete(missing, what)
			}
		}
		if len(missing) == 0 {
			return ""
		}
	}
	return slices.Min(slices.Collect(maps.Keys(missing)))
}

// ends are the ends and possibilities that a reader sees of an output.
func ends(o *calculator.Output) (words []string) {
	switch v := o.Value; {
	case o.Absent:
		return []string{o.Name + " absent"}
	case len(v.Possible) > 0 || v.Kind == calculator.KindSet:
		words = slices.Clone(v.Possible)
	case len(v.Values) > 0:
		words = slices.Clone(v.Values)
	default:
		words = []string{v.Low, v.High}
	}
	for i, word := range words {
		words[i] = o.Name + " " + word
	}
	if o.MaybeAbsent {
		words = append(words, o.Name+" absent")
	}
	return words
}

// A question is an input, with the map that its answer goes into: the whole, or an item.
type question struct {
	in   *calculator.FormInput
	into map[string]any
}

// randomAnswers answers every question but for some, which are not those for the number of items of a list.
func randomAnswers(random *rand.Rand, form *calculator.Form, unknown int) (answers map[string]any, open []question) {
	answers = map[string]any{}
	isCount := map[int]bool{}
	items := make([][]any, len(form.Lists))
	for i, list := range form.Lists {
		in := &form.Inputs[list.Count]
		isCount[list.Count] = true
		items[i] = make([]any, in.Range[0]+random.Int64N(in.Range[1]-in.Range[0]+1))
		for k := range items[i] {
			items[i][k] = map[string]any{}
		}
		answers[list.Name] = items[i]
	}
	var asked []question
	for i := range form.Inputs {
		switch in := &form.Inputs[i]; {
		case isCount[i]:
		case in.Item == nil:
			asked = append(asked, question{in, answers})
		case in.Item.Index < len(items[in.Item.List]):
			asked = append(asked, question{in, items[in.Item.List][in.Item.Index].(map[string]any)})
		}
	}
	random.Shuffle(len(asked), func(i, j int) { asked[i], asked[j] = asked[j], asked[i] })
	for _, q := range asked {
		q.into[q.in.Name] = randomAnswer(random, q.in)
	}
	open = asked[:min(unknown, len(asked))]
	for _, q := range open {
		q.into[q.in.Name] = calculator.Unsure
	}
	return answers, open
}

// randomAnswer answers one question.
func randomAnswer(random *rand.Rand, in *calculator.FormInput) any {
	switch in.Kind {
	case calculator.KindYesNo:
		return random.IntN(2) == 0
	case calculator.KindChoice:
		return in.Options[random.IntN(len(in.Options))].Name
	case calculator.KindLong:
		return in.Options[in.Range[0]+random.Int64N(in.Range[1]-in.Range[0]+1)].Name
	case calculator.KindDate:
		return calculator.Day{Number: randomNumber(random, in), Valid: true}.String()
	}
	return decimal(randomNumber(random, in), in.Scale)
}

// dateNearby answers a date by some years, up to a generation, around one of the answers that are not in lists.
func dateNearby(random *rand.Rand, in *calculator.FormInput, answers map[string]any) string {
	day := caseDay
	for _, name := range slices.Sorted(maps.Keys(answers)) {
		text, _ := answers[name].(string)
		if at, err := time.Parse(time.DateOnly, text); err == nil && name != in.Name {
			day = calculator.Today(at)
			break
		}
	}
	day.Number += (random.Int64N(51)-25)*365 + random.Int64N(401) - 200
	day.Number = min(max(day.Number, in.Range[0]), in.Range[1])
	return day.String()
}

// randomNumber returns a number as stored: an end, beside a place where rules change, small, or anywhere.
func randomNumber(random *rand.Rand, in *calculator.FormInput) int64 {
	step, low, high := max(in.Step, 1), in.Range[0], in.Range[1]
	if random.IntN(4) == 0 {
		return in.Range[random.IntN(2)]
	}
	n := low + random.Int64N((high-low)/[]int64{1, 1, 10, 100}[random.IntN(4)]+1)
	if len(in.Cuts) > 0 && random.IntN(2) == 0 {
		n = in.Cuts[random.IntN(len(in.Cuts))] + step*(random.Int64N(3)-1)
	}
	if n = min(max(n, low), high); n%step != 0 {
		n -= (n%step + step) % step
	}
	return max(n, low)
}

// decimal writes a stored number as a person would.
func decimal(stored int64, scale int) json.Number {
	sign, digits := "", strconv.FormatInt(stored, 10)
	if stored < 0 {
		sign, digits = "-", digits[1:]
	}
	if scale <= 0 {
		return json.Number(sign + digits + strings.Repeat("0", -scale))
	}
	digits = strings.Repeat("0", max(0, scale+1-len(digits))) + digits
	return json.Number(sign + digits[:len(digits)-scale] + "." + digits[len(digits)-scale:])
}
