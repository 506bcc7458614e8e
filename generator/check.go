package main

import (
	"fmt"
	"os"
	"path/filepath"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/build"
	"shirube/generator/internal/lint"
)

// A checkView says what check prints instead of its findings.
type checkView struct{ calendar, links, silenced, sarif, laws, update, fix bool }

// check runs the editors' checks: check, or one of its other views.
func (c *command) check(args []string) error {
	flags := c.newBuildFlags("check")
	date := c.dateFlag()
	var view checkView
	flags.BoolVar(&view.calendar, "calendar", false, c.words("いつ何を見直すかを並べる", "list what is to be reviewed when"))
	flags.BoolVar(&view.links, "links", false, c.words("ほかのサイトへのリンクを並べる", "list links to other sites"))
	flags.BoolVar(&view.silenced, "silenced", false, c.words("理由を書いて抑えたものを並べる", "list findings suppressed with a reason"))
	flags.BoolVar(&view.sarif, "sarif", false, c.words("見つかったことをSARIFの形で標準出力に出す", "write findings as SARIF to standard output"))
	flags.BoolVar(&view.fix, "fix", false, c.words("直しかたが一つに決まるものを直す", "correct what has one right answer"))
	flags.BoolVar(&view.laws, "laws", false,
		c.words("引用した法令の条文が改正されたかを、e-Govに問い合わせる", "ask e-Gov whether cited articles of law were amended"))
	flags.BoolVar(&view.update, "update", false,
		c.words("-laws と使い、新しい条文を読んだことを sources.yaml に記録する", "with -laws: note in sources.yaml that the new texts were read"))
	articles, err := c.parse(args)
	if err != nil {
		return err
	}
	if len(articles) > 0 && !view.laws {
		return c.wrongUsage(c.words("「%s」は余分です。出典の名前は、check -laws の後に書きます。",
			"%q is one word too many; names of sources go with check -laws."), articles[0])
	}
	if view.update && !view.laws {
		return c.wrongUsage(c.words("-update は、-laws と一緒に使います。例: %s", "-update goes with -laws, as in: %s"), "shirube check -laws -update")
	}
	builder, progress, err := c.open(*date, true)
	if err != nil {
		return err
	}
	defer builder.Close()
	if view.laws {
		in, found := builder.Study(c.ctx)
		progress.clear()
		return c.checkLaws(in, found, articles, view.update)
	}
	in, found := builder.DryRun(c.ctx)
	result := lint.Site(in)
	progress.clear()
	result.Found = append(found, result.Found...).Sort()
	if view.fix {
		if result.Found, err = c.fix(result.Found); err != nil {
			return err
		}
	}
	return c.showChecked(view, in, result)
}

// open returns a builder for questions about the site as it is on a day, with what is not published then or
// without it, and the progress line.
func (c *command) open(date string, preview bool) (*build.Builder, *progress, error) {
	options, err := c.options(date, "")
	if err != nil {
		return nil, nil, err
	}
	progress := c.newProgress()
	options.Preview, options.Progress = preview, progress.show
	progress.begin()
	return build.New(options), progress, nil
}

// showChecked prints the view that was asked for. Views that list something succeed, whatever else was found;
// findings with errors fail.
func (c *command) showChecked(view checkView, in lint.Input, result lint.Result) error {
	switch {
	case view.sarif:
		if err := c.writeSARIF(result); err != nil {
			return err
		}
	case view.calendar:
		return c.showCalendar(withAmendments(lint.Calendar(in), c.comingAmendments(in)), in.Today)
	case view.links:
		return c.showLinks(lint.OutsideLinks(in.Site))
	case view.silenced:
		return c.showSilenced(result.Suppressed)
	default:
		c.print(result.Found)
	}
	if result.Found.HasErrors() {
		fmt.Fprintln(c.err, c.counted(result.Found))
		return errFound
	}
	if !view.sarif {
		c.say(c.words("%d ページを調べました。%s", "checked %d pages. %s"), len(in.Site.Pages), c.advised(result))
	}
	return nil
}

// advised says how many findings there are, advice and silenced ones too.
func (c *command) advised(result lint.Result) string {
	text, advice := c.counted(result.Found), result.Found.Count(diagnostic.Advice)
	if advice > 0 && len(result.Found) == advice {
		text = c.words("エラーも警告もありません。", "No errors or warnings. ")
	}
	if advice > 0 {
		text += fmt.Sprintf(c.words("助言 %d 件。", " %d pieces of advice."), advice)
	}
	if n := len(result.Suppressed); n > 0 {
		text += fmt.Sprintf(c.words("ほかに、理由を書いて抑えたもの %d 件（-silenced で見られます）。", " %d are suppressed with a reason (see -silenced)."), n)
	}
	return text
}

// writeSARIF writes the findings for code hosts, with paths from the working folder.
func (c *command) writeSARIF(result lint.Result) error {
	folder := c.content
	// Code hosts know files by their paths in the repository, which is where the command is run.
	if here, err := os.Getwd(); err == nil && filepath.IsAbs(folder) {
		if below, err := filepath.Rel(here, folder); err == nil {
			folder = below
		}
	}
	for i, d := range result.Found {
		result.Found[i] = c.localized(d)
	}
	for i, s := range result.Suppressed {
		result.Suppressed[i].Diagnostic = c.localized(s.Diagnostic)
	}
	log, err := lint.SARIF(result, filepath.ToSlash(folder), version, c.lang)
	if err != nil {
		return err
	}
	_, err = c.out.Write(log)
	return err
}

func (c *command) showLinks(links []lint.OutsideLink) error {
	for _, l := range links {
		if c.json {
			if err := c.writeJSON(l); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(c.out, "%s: %s\n", l.Place, l.Address)
	}
	return nil
}

func (c *command) showSilenced(silenced []lint.Suppressed) error {
	for _, s := range silenced {
		if c.json {
			if err := c.writeJSON(map[string]any{"finding": c.localized(s.Diagnostic), "reason": s.Reason}); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(c.out, c.words("%s\n  理由: %s\n", "%s\n  reason: %s\n"), c.localized(s.Diagnostic), s.Reason)
	}
	return nil
}
