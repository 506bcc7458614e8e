package watch

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// A touching is what is touched at a moment, in milliseconds.
type touching struct {
	at   int
	name string
}

// touchings are touches of one file.
func touchings(times ...int) (touches []touching) {
	for _, at := range times {
		touches = append(touches, touching{at, "a"})
	}
	return touches
}

// many are touches of n files, each some milliseconds after the last.
func many(n, start, step int) (touches []touching) {
	for i := range n {
		touches = append(touches, touching{start + i*step, fmt.Sprint(i)})
	}
	return touches
}

// reported lists when settle reports touches, in milliseconds, and how many paths. The file "half" is
// unfinished.
func reported(touches []touching, until time.Duration) (times []string) {
	touched, changes := make(chan Change), make(chan Change)
	start := time.Now()
	go settle(touched, changes, func(paths []string) bool { return paths[len(paths)-1] == "half" })
	go func() {
		for _, touch := range touches {
			time.Sleep(time.Until(start.Add(time.Duration(touch.at) * time.Millisecond)))
			touched <- Change{Paths: []string{touch.name}}
		}
	}()
	end := time.After(until)
	for {
		select {
		case c := <-changes:
			times = append(times, fmt.Sprintf("%d:%d", time.Since(start).Milliseconds(), len(c.Paths)))
		case <-end:
			close(touched)
			synctest.Wait()
			return times
		}
	}
}

// A save shows at once, and a change of branch once; a file that something writes to all the time
// does not keep the page from ever being built.
func TestTouchesInARowAreOneChange(t *testing.T) {
	for _, c := range []struct {
		name    string
		touches []touching
		want    string
	}{
		{"one", touchings(100), "[105:1]"},
		{"three steps of an editor", touchings(100, 103, 107), "[112:1]"},
		{"two saves", touchings(100, 200), "[105:1 205:1]"},
		{"a file that is still empty", []touching{{100, "half"}}, "[130:1]"},
		{"a file that is filled later", []touching{{100, "half"}, {120, "half"}, {121, "half"}}, "[151:1]"},
		{"a change of branch", many(300, 100, 1), "[429:300]"},
		{"never quiet", touchings(countUp(0, 2500, 3)...), "[1000:1 2002:1 2529:1]"},
		{"none", nil, "[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if got := fmt.Sprint(reported(c.touches, 5*time.Second)); got != c.want {
					t.Errorf("touches are reported at %s, want %s", got, c.want)
				}
			})
		})
	}
}

func countUp(from, to, step int) (numbers []int) {
	for n := from; n < to; n += step {
		numbers = append(numbers, n)
	}
	return numbers
}

// Changes during a long build are one more build, not one each, and none of them is lost.
func TestChangesDuringABuildWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		touched, changes := make(chan Change), make(chan Change)
		go settle(touched, changes, func([]string) bool { return false })
		for _, name := range []string{"c", "a", "b", "a"} {
			touched <- Change{Paths: []string{name}}
			time.Sleep(2 * quietTime)
		}
		if c := <-changes; fmt.Sprint(c) != "{[a b c] false}" {
			t.Errorf("the next build receives %v", c)
		}
		touched <- Change{Paths: []string{"d"}}
		if c := <-changes; fmt.Sprint(c) != "{[d] false}" {
			t.Errorf("the build after that receives %v", c)
		}
		close(touched)
	})
}

// Beyond some thousand paths, looking at everything is quicker than at each.
func TestVeryManyPathsCountAsEverything(t *testing.T) {
	for _, c := range []struct {
		touches []Change
		want    Change
	}{
		{[]Change{{Paths: []string{"a"}}, {All: true}, {Paths: []string{"b"}}}, Change{All: true}},
		{[]Change{{Paths: manyPaths(knownPaths)}}, Change{Paths: manyPaths(knownPaths)}},
		{[]Change{{Paths: manyPaths(knownPaths + 1)}}, Change{All: true}},
	} {
		var p pending
		for _, touch := range c.touches {
			p.add(touch)
		}
		if got := p.change(); got.All != c.want.All || len(got.Paths) != len(c.want.Paths) {
			t.Errorf("reported as %d paths, All: %v", len(got.Paths), got.All)
		}
	}
}

func manyPaths(n int) (paths []string) {
	for i := range n {
		paths = append(paths, fmt.Sprint(i))
	}
	return paths
}
