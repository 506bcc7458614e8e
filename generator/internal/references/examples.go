package references

import (
	"context"
	"errors"
	"slices"

	"shirube/calculator"
	"shirube/generator/internal/content"
)

// exampleChanges evaluates the answers of a calculator's examples on both days.
func (d *differ) exampleChanges(ctx context.Context, old, now *calculator.Program) (changes []ExampleChange, err error) {
	before, err := old.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, before.Close(ctx)) }()
	after, err := now.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, after.Close(ctx)) }()
	for _, e := range now.Examples {
		a, errBefore := before.Evaluate(ctx, answersOf(e), dayOf(d.before.Today))
		b, errAfter := after.Evaluate(ctx, answersOf(e), dayOf(d.after.Today))
		if err := errors.Join(errBefore, errAfter); err != nil {
			return nil, err
		}
		if results := resultChanges(e, a, b); len(results) > 0 {
			changes = append(changes, ExampleChange{e.Title, e.Position, results})
		}
	}
	return changes, nil
}

func answersOf(e calculator.Example) map[string]any {
	answers := make(map[string]any)
	for _, a := range e.Answers {
		answers[a.Name] = a.Text
	}
	return answers
}

func dayOf(d content.Date) calculator.Day { return calculator.Today(d.Time()) }

// resultChanges compares the outputs and messages of an example.
func resultChanges(e calculator.Example, old, now *calculator.Result) []Change {
	var changes []Change
	for _, o := range now.Outputs {
		was, _ := old.Output(o.Name)
		if a, b := outputText(old, was), outputText(now, o); a != b {
			changes = append(changes, Change{e.Position, o.Label, a, b})
		}
	}
	return append(changes, messageChanges(e, old, now)...)
}

// messageChanges pairs the messages that go with those that come, in their order.
func messageChanges(e calculator.Example, old, now *calculator.Result) []Change {
	gone, come := messagesOnlyIn(old, now), messagesOnlyIn(now, old)
	changes := make([]Change, max(len(gone), len(come)))
	for i := range changes {
		changes[i] = Change{Span: e.Position, What: "知らせ"}
		if i < len(gone) {
			changes[i].Before = gone[i]
		}
		if i < len(come) {
			changes[i].After = come[i]
		}
	}
	return changes
}

// messagesOnlyIn returns the texts of the messages of one result that the other lacks.
func messagesOnlyIn(one, other *calculator.Result) []string {
	var texts []string
	for _, m := range one.Messages {
		if !hasMessage(other, m) {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

func outputText(r *calculator.Result, o calculator.Output) string {
	if r.Stopped || o.Absent {
		return "なし"
	}
	return o.Value.Text
}

func hasMessage(r *calculator.Result, m calculator.Message) bool {
	return slices.ContainsFunc(r.Messages, func(other calculator.Message) bool {
		return other.Text == m.Text && other.Certain == m.Certain
	})
}
