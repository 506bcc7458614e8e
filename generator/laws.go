package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/atomicfile"
	"shirube/generator/internal/content"
	"shirube/generator/internal/laws"
	"shirube/generator/internal/lint"
	"shirube/generator/internal/references"
)

// A lawChangeJSON is what check -laws -json prints of a cited article.
type lawChangeJSON struct {
	Kind     laws.Kind `json:"kind"`
	Source   string    `json:"source"`
	Law      string    `json:"law"`
	Place    string    `json:"place"`
	Read     string    `json:"read"`               // the revision that was read
	Revision string    `json:"revision,omitempty"` // the one that the change belongs to
	InForce  string    `json:"inForce,omitempty"`
	Old      []string  `json:"old,omitempty"`
	New      []string  `json:"new,omitempty"`
	Error    string    `json:"error,omitempty"`
	Uses     []useJSON `json:"uses,omitempty"`
}

// checkLaws asks e-Gov about the articles that the site cites (those of the named sources, or all) and prints what
// an editor must read again, with each place that depends on it. With update, it notes in sources.yaml that the
// texts in force have been read. It fails only where sources.yaml cannot be read or written, or a name is unknown.
func (c *command) checkLaws(in lint.Input, found diagnostic.List, names []string, update bool) error {
	c.printErrors(found) // what depends on an article may be missing because of them
	if in.Site == nil {
		return errFound
	}
	sources, err := citing(in.Site.Sources, names)
	if err != nil {
		return err
	}
	changes := laws.Check(c.ctx, c.lawsClient(in, false), sources, in.Today)
	if err := c.ctx.Err(); err != nil {
		return err
	}
	view := lawView{command: c, in: in}
	for _, change := range changes {
		if err := view.show(change); err != nil {
			return err
		}
	}
	if !c.json {
		view.sum(sources)
	}
	if update {
		return c.recordLaws(changes, in.Today)
	}
	return nil
}

// citing returns the sources that are articles of statutes: those with the names, or all.
func citing(sources []content.Source, names []string) ([]content.Source, error) {
	var list []content.Source
	for _, s := range sources {
		if s.Law != nil && (len(names) == 0 || slices.Contains(names, s.ID)) {
			list = append(list, s)
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(list, func(s content.Source) bool { return s.ID == name }) {
			return nil, diagnostic.Errorf("「%s」という法令の出典は、%s にありません。", "There is no source “%s” of a law in %s.", name, content.SourcesPath)
		}
	}
	return list, nil
}

// lawsClient returns a client with the site's address of the API and the user's folder for answers.
func (c *command) lawsClient(in lint.Input, offline bool) *laws.Client {
	client := &laws.Client{Address: in.Site.Settings.LawsAPI, Offline: offline, Agent: "shirube/" + version}
	if cache := c.cache(); cache != "" {
		client.Folder = filepath.Join(cache, "laws")
	}
	if client.Address == "" {
		client.Pause = 200 * time.Millisecond // e-Gov's servers are everybody's
	} else if client.Folder != "" {
		// Answers of another server are kept apart, since it may have other texts.
		client.Folder = filepath.Join(client.Folder, laws.Digest([]string{client.Address}))
	}
	return client
}

// A lawView prints changes.
type lawView struct {
	*command
	in     lint.Input
	counts map[laws.Kind]int
}

// show prints a change and all that depends on the article. An article that is as it was read is not worth a line.
func (v *lawView) show(c laws.Change) error {
	if v.counts == nil {
		v.counts = make(map[laws.Kind]int)
	}
	v.counts[c.Kind]++
	var uses []references.Use
	if c.Kind != laws.Same && c.Kind != laws.Unreachable {
		uses = references.DependentsOf(v.in, c.Source.ID)
	}
	switch {
	case v.json:
		return v.writeJSON(v.asJSON(c, uses))
	case c.Kind == laws.Same && c.Revision.ID == c.Source.Law.Revision:
		return nil // nothing to do
	}
	fmt.Fprintf(v.out, "%s: %s\n", c.Source.Span, c.Describe().In(v.lang))
	for _, line := range c.Old {
		fmt.Fprintf(v.out, "  - %s\n", line)
	}
	for _, line := range c.New {
		fmt.Fprintf(v.out, "  + %s\n", line)
	}
	for _, u := range uses {
		fmt.Fprintf(v.out, "  %s: %s: %s\n", u.Span, v.kind(u.Kind), u.Text)
	}
	if remedy := c.Remedy().In(v.lang); remedy != "" {
		fmt.Fprintf(v.out, "  → %s\n", remedy)
	}
	return nil
}

func (v *lawView) asJSON(c laws.Change, uses []references.Use) lawChangeJSON {
	law := c.Source.Law
	out := lawChangeJSON{
		Kind: c.Kind, Source: c.Source.ID, Law: law.Name, Place: law.Place(), Read: law.Revision,
		Revision: c.Revision.ID, Old: c.Old, New: c.New,
	}
	if !c.Revision.InForce.IsZero() {
		out.InForce = c.Revision.InForce.String()
	}
	if c.Err != nil {
		out.Error = v.message(c.Err)
	}
	for _, u := range uses {
		out.Uses = append(out.Uses, useJSON{u.Kind, placeOf(u.Span), u.Text})
	}
	return out
}

func (v *lawView) sum(sources []content.Source) {
	n := v.counts
	fmt.Fprintf(v.out, v.words("%d の条文を調べました。改正 %d、これからの改正 %d、見つからない条文 %d、確かめられない条文 %d。\n",
		"checked %d articles: %d amended, %d to be amended, %d not found, %d that could not be checked\n"),
		len(sources), n[laws.Amended]+n[laws.Corrected], n[laws.Coming], n[laws.Repealed], n[laws.Unreachable])
}

// recordLaws notes in sources.yaml which revisions have been read.
func (c *command) recordLaws(changes []laws.Change, today content.Date) error {
	file := filepath.Join(c.content, filepath.FromSlash(content.SourcesPath))
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	updated, sources := laws.Record(text, changes, today)
	if sources > 0 {
		if err := atomicfile.Write(file, updated); err != nil {
			return err
		}
	}
	if !c.json {
		fmt.Fprintf(c.out, c.words("%s に、%d の出典を読んだことを記録しました。\n", "noted in %s that %d sources were read\n"), content.SourcesPath, sources)
	}
	return nil
}

// comingAmendments returns the amendments to come that the kept answers of e-Gov know of, as deadlines.
func (c *command) comingAmendments(in lint.Input) []lint.Deadline {
	if in.Site == nil {
		return nil
	}
	var list []lint.Deadline
	for _, change := range laws.Check(c.ctx, c.lawsClient(in, true), in.Site.Sources, in.Today) {
		if change.Kind != laws.Coming {
			continue
		}
		when := change.Revision.InForce
		if when.IsZero() {
			when = change.Revision.Scheduled
		}
		if !when.IsZero() {
			list = append(list, lint.Deadline{When: when, Span: change.Source.Span, What: change.Describe(), Mend: change.Remedy()})
		}
	}
	return list
}

// withAmendments puts the two lists together, by day.
func withAmendments(deadlines, amendments []lint.Deadline) []lint.Deadline {
	all := slices.Concat(deadlines, amendments)
	slices.SortStableFunc(all, func(a, b lint.Deadline) int { return a.When.Compare(b.When) })
	return all
}
