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
type checkView struct{ calendar, links, silenced, sarif, laws, update bool }

// check runs the editors' checks: check, or one of its other views.
func (c *command) check(args []string) error {
	flags := c.newBuildFlags("check")
	date := flags.String("date", "", "今日とみなす日（年-月-日）")
	var view checkView
	flags.BoolVar(&view.calendar, "calendar", false, "いつ何を見直すかを並べる")
	flags.BoolVar(&view.links, "links", false, "ほかのサイトへのリンクを並べる")
	flags.BoolVar(&view.silenced, "silenced", false, "理由を書いて知らせないことにしたものを並べる")
	flags.BoolVar(&view.sarif, "sarif", false, "知らせをSARIFの形で出す")
	flags.BoolVar(&view.laws, "laws", false, "引用した法令の条文が改正されたかを、e-Govに問い合わせる")
	flags.BoolVar(&view.update, "update", false, "-laws と使い、新しい条文を読んだことを sources.yaml に記録する")
	articles, err := c.parse(args)
	if err != nil {
		return err
	}
	if len(articles) > 0 && !view.laws {
		return c.wrongUsage("「%s」は余分です。出典の名前は、check -laws の後に書きます。", articles[0])
	}
	if view.update && !view.laws {
		return c.wrongUsage("-update は、-laws と一緒に使います。例: shirube check -laws -update")
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
	return c.showChecked(view, in, result)
}

// open returns a builder for questions about the site as it is on a day, with what is not published
// then too or without it, and the line that tells how far it is.
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
		fmt.Fprintln(c.err, counted(result.Found))
		return errFound
	}
	if !c.json && !view.sarif {
		fmt.Fprintf(c.out, "%d ページを調べました。%s\n", len(in.Site.Pages), advised(result))
	}
	return nil
}

// advised says how many findings there are, advice and silenced ones too.
func advised(result lint.Result) string {
	text, advice := counted(result.Found), result.Found.Count(diagnostic.Advice)
	if advice > 0 && len(result.Found) == advice {
		text = "エラーも警告もありません。"
	}
	if advice > 0 {
		text += fmt.Sprintf("助言 %d 件。", advice)
	}
	if n := len(result.Suppressed); n > 0 {
		text += fmt.Sprintf("ほかに、理由を書いて知らせないもの %d 件（-silenced で見られます）。", n)
	}
	return text
}

// writeSARIF writes the findings for code hosts, with paths from the working folder.
func (c *command) writeSARIF(result lint.Result) error {
	folder := c.content
	if here, err := os.Getwd(); err == nil && filepath.IsAbs(folder) {
		if below, err := filepath.Rel(here, folder); err == nil {
			folder = below
		}
	}
	log, err := lint.SARIF(result, filepath.ToSlash(folder), version)
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
			if err := c.writeJSON(map[string]any{"finding": s.Diagnostic, "reason": s.Reason}); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(c.out, "%s\n  理由: %s\n", s.Diagnostic, s.Reason)
	}
	return nil
}
