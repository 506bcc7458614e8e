package compile

import (
	"testing"
	"time"

	"shirube/calculator/internal/run"
	"shirube/calculator/internal/wasm"
)

// routineModule exports one routine as evaluate: arguments at 0, result at 64.
func routineModule(t *testing.T, r routine) *run.Instance {
	t.Helper()
	c := newCompiler()
	i := c.index(r)
	body := []wasm.Instruction{wasm.I32Const(0)}
	for n, p := range c.functions[i].Signature.Params {
		op := wasm.I64LoadOp
		if p == wasm.I32 {
			op = wasm.I32LoadOp
		}
		body = append(body, wasm.I32Const(0), wasm.Memory(op, uint32(8*n)))
	}
	body = append(body, wasm.Call(i), wasm.Memory(wasm.I64StoreOp, 64), wasm.I32Const(0))
	m := c.module()
	m.Functions[0].Body = body
	return load(t, m)
}

func load(t *testing.T, m *wasm.Module) *run.Instance {
	t.Helper()
	encoded, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	engine := run.NewEngine(t.Context(), run.Compiler)
	t.Cleanup(func() { _ = engine.Close(t.Context()) })
	instance, err := engine.Load(t.Context(), encoded)
	if err != nil {
		t.Fatal(err)
	}
	return instance
}

func call(t *testing.T, instance *run.Instance, args ...int64) int64 {
	t.Helper()
	result := []int64{0}
	if err := instance.Write(0, args...); err != nil {
		t.Fatal(err)
	}
	if _, err := instance.Evaluate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := instance.Read(64, result); err != nil {
		t.Fatal(err)
	}
	return result[0]
}

func TestEveryMonthIsFound(t *testing.T) {
	instance := routineModule(t, addMonths)
	day := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for day.Year() < 10000 {
		n := day.Unix() / 86400
		if day.Unix() < 0 && day.Unix()%86400 != 0 {
			t.Fatal("a day that does not start at midnight")
		}
		if got := call(t, instance, n, 0, 1); got != n {
			t.Fatalf("%s moved by no month is day %d, want %d", day.Format(time.DateOnly), got, n)
		}
		day = nextTried(day)
	}
}

// nextTried returns the next day of the first four centuries, after which the calendar repeats itself; of all later
// ones, the days on both sides of a month's end.
func nextTried(day time.Time) time.Time {
	if day.Year() > 400 && day.Day() == 1 {
		return day.AddDate(0, 1, -1)
	}
	return day.AddDate(0, 0, 1)
}

func TestMonthsEndAsTheRuleSays(t *testing.T) {
	instance := routineModule(t, addMonths)
	for _, c := range []struct {
		day    string
		months int64
		last   string
		next   string
	}{
		{"2024-02-29", 24, "2026-02-28", "2026-03-01"}, {"2025-08-31", 24, "2027-08-31", "2027-08-31"},
		{"2026-01-31", 1, "2026-02-28", "2026-03-01"}, {"2024-01-31", 1, "2024-02-29", "2024-03-01"},
		{"2026-12-31", 2, "2027-02-28", "2027-03-01"}, {"2026-12-15", 24, "2028-12-15", "2028-12-15"},
		{"2026-03-31", -1, "2026-02-28", "2026-03-01"}, {"2026-03-30", -13, "2025-02-28", "2025-03-01"},
		{"0001-01-31", 1, "0001-02-28", "0001-03-01"}, {"1900-01-29", 1, "1900-02-28", "1900-03-01"},
		{"9999-11-30", 1, "9999-12-30", "9999-12-30"}, {"2000-01-30", 1, "2000-02-29", "2000-03-01"},
	} {
		if got := date(call(t, instance, dayNumber(t, c.day), c.months, 1)); got != c.last {
			t.Errorf("%s by %d months, last of month: %s, want %s", c.day, c.months, got, c.last)
		}
		if got := date(call(t, instance, dayNumber(t, c.day), c.months, 0)); got != c.next {
			t.Errorf("%s by %d months, first of next: %s, want %s", c.day, c.months, got, c.next)
		}
	}
}

func dayNumber(t *testing.T, s string) int64 {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d.Unix() / 86400
}

func date(n int64) string { return time.Unix(n*86400, 0).UTC().Format(time.DateOnly) }

func TestQuotientsAreRoundedDownForNegativesToo(t *testing.T) {
	instance := routineModule(t, floorQuotient)
	for _, c := range []struct{ n, d, want int64 }{
		{7, 2, 3}, {-7, 2, -4}, {-8, 2, -4}, {0, 5, 0}, {-1, 1000, -1}, {1<<62 - 1, 1, 1<<62 - 1},
	} {
		if got := call(t, instance, c.n, c.d); got != c.want {
			t.Errorf("⌊%d/%d⌋ = %d, want %d", c.n, c.d, got, c.want)
		}
	}
}
