package main

import (
	"shirube/generator/internal/content"
	"shirube/generator/internal/references"
)

// The types of diff -json: one object on one line.
type (
	differenceDocument struct {
		From        string           `json:"from"`
		To          string           `json:"to"`
		Figures     []figureJSON     `json:"figures"`
		Pages       []pageJSON       `json:"pages"`
		Calculators []calculatorJSON `json:"calculators"`
	}
	changeJSON struct {
		What string `json:"what"`
		placeJSON
		Before string `json:"before"`
		After  string `json:"after"`
	}
	figureJSON struct {
		Kind string `json:"kind"`
		Name string `json:"name"`
		placeJSON
		Since   string       `json:"since,omitempty"`
		Changes []changeJSON `json:"changes"`
	}
	pageJSON struct {
		Path    string       `json:"path"`
		URL     string       `json:"url"`
		Title   string       `json:"title"`
		State   string       `json:"state"` // changed, published or expired
		Changes []changeJSON `json:"changes"`
	}
	calculatorJSON struct {
		Name     string        `json:"name"`
		Title    string        `json:"title"`
		Cells    int           `json:"cells"`
		Examples []exampleJSON `json:"examples"`
	}
	exampleJSON struct {
		Title string `json:"title"`
		placeJSON
		Results []changeJSON `json:"results"`
	}
)

func changesJSON(changes []references.Change) []changeJSON {
	list := make([]changeJSON, 0, len(changes))
	for _, c := range changes {
		list = append(list, changeJSON{c.What, placeOf(c.Span), c.Before, c.After})
	}
	return list
}

// differenceJSON returns a difference as diff -json prints it. Lists without entries are [] and not null.
func differenceJSON(d references.Difference, from, to content.Date) differenceDocument {
	out := differenceDocument{From: from.String(), To: to.String(), Figures: []figureJSON{}, Pages: []pageJSON{}, Calculators: []calculatorJSON{}}
	for _, f := range d.Figures {
		out.Figures = append(out.Figures, figureJSON{f.Kind, f.Name, placeOf(f.Span), f.From, changesJSON(f.Changes)})
	}
	for _, p := range d.Pages {
		state := "changed"
		if p.Comes {
			state = "published"
		} else if p.Goes {
			state = "expired"
		}
		out.Pages = append(out.Pages, pageJSON{p.Path, p.URL, p.Title, state, changesJSON(p.Changes)})
	}
	for _, c := range d.Calculators {
		program := calculatorJSON{c.Name, c.Title, c.Cells, []exampleJSON{}}
		for _, e := range c.Examples {
			program.Examples = append(program.Examples, exampleJSON{e.Title, placeOf(e.Span), changesJSON(e.Results)})
		}
		out.Calculators = append(out.Calculators, program)
	}
	return out
}
