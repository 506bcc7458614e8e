// Package laws compares the articles of statutes that a site cites with what is in force now, by e-Gov's
// public 法令API, version 2. What depends on an article is found by package references.
package laws

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// A Kind is how an article compares with the text that was read.
type Kind string

// The kinds of change.
const (
	Same        Kind = "same"        // the text in force is the one that was read, in a newer revision too
	Amended     Kind = "amended"     // another text is in force
	Corrected   Kind = "corrected"   // the text of the very revision that was read has changed
	Coming      Kind = "coming"      // a promulgated amendment will change the text
	Repealed    Kind = "repealed"    // the law, or the article, is no longer in force
	Unreachable Kind = "unreachable" // e-Gov did not answer
)

// A Change is what was found about one cited article.
type Change struct {
	Kind     Kind
	Source   content.Source // its Law is set
	Revision Revision       // that the new text belongs to
	Old, New []string       // the lines that differ: of the text that was read, or in force, and of the new one
	Digest   string         // of the text in force
	Err      error          // why e-Gov could not be asked
}

// Check compares every cited article with the text in force on a day and with amendments to come. Sources
// without a law are skipped. The changes come in the order of the sources; an article has one change for
// today, and one for each amendment that will change it. Failures are changes too: only the end of ctx stops it.
func Check(ctx context.Context, client *Client, sources []content.Source, today content.Date) []Change {
	histories := make(map[string]history)
	var changes []Change
	for _, s := range sources {
		if s.Law == nil || ctx.Err() != nil {
			continue
		}
		h, ok := histories[s.Law.ID]
		if !ok {
			h.revisions, h.err = client.revisions(ctx, s.Law.ID)
			histories[s.Law.ID] = h
		}
		changes = append(changes, h.compare(ctx, client, s, today)...)
	}
	return changes
}

// A history is all that e-Gov knows of one law's revisions, from old to new.
type history struct {
	revisions []Revision
	err       error
}

// compare returns what has become of one article: its state on a day, and the amendments to come.
func (h history) compare(ctx context.Context, client *Client, s content.Source, today content.Date) []Change {
	if h.err != nil {
		return []Change{{Kind: Unreachable, Source: s, Err: h.err}}
	}
	i := h.inForce(today)
	if i < 0 || h.revisions[i].Status == "Repeal" {
		return []Change{{Kind: Repealed, Source: s, Revision: h.revisions[max(i, 0)]}}
	}
	text, err := client.article(ctx, h.revisions[i], s.Law.Article)
	if err != nil {
		return []Change{{Kind: Unreachable, Source: s, Err: err}}
	}
	now := Change{Kind: Same, Source: s, Revision: h.revisions[i], Digest: Digest(text)}
	if err := h.judge(ctx, client, &now, text); err != nil {
		return []Change{{Kind: Unreachable, Source: s, Err: err}}
	}
	return append([]Change{now}, h.coming(ctx, client, s, i, text)...)
}

// inForce returns the index of the newest revision that is in force on a day, or −1.
func (h history) inForce(today content.Date) int {
	at := -1
	for i, r := range h.revisions {
		if !r.InForce.IsZero() && !today.Before(r.InForce) {
			at = i
		}
	}
	return at
}

// judge sets the kind of c and its lines that differ. The text that was read is compared by its digest; where there is
// none, or where it differs, the old wording is requested from e-Gov.
func (h history) judge(ctx context.Context, client *Client, c *Change, text []string) error {
	law := c.Source.Law
	isSameRevision := c.Revision.ID == law.Revision
	if law.Digest == c.Digest || law.Digest == "" && isSameRevision {
		return nil
	}
	var old []string
	var err error
	if !isSameRevision {
		old, err = client.article(ctx, h.revision(law), law.Article)
	}
	switch {
	case err != nil && law.Digest == "":
		return err
	case isSameRevision:
		c.Kind = Corrected
	case err == nil && slices.Equal(old, text):
		return nil
	case len(text) == 0:
		c.Kind = Repealed
	default:
		c.Kind = Amended
	}
	c.Old, c.New = differing(old, text)
	return nil
}

// revision returns what is known of the revision that an editor has read.
func (h history) revision(law *content.Law) Revision {
	if i := slices.IndexFunc(h.revisions, func(r Revision) bool { return r.ID == law.Revision }); i >= 0 {
		return h.revisions[i]
	}
	return Revision{ID: law.Revision, InForce: law.InForce}
}

// coming returns the amendments after revision i that change the article.
func (h history) coming(ctx context.Context, client *Client, s content.Source, i int, text []string) []Change {
	var changes []Change
	for _, r := range h.revisions[i+1:] {
		if len(text) == 0 {
			break // the article is gone already
		}
		next, err := client.article(ctx, r, s.Law.Article)
		if err == nil && len(next) == 0 {
			err = errMissing // texts of amendments to come may arrive later
		}
		if err != nil {
			return append(changes, Change{Kind: Unreachable, Source: s, Revision: r, Err: err})
		}
		if slices.Equal(next, text) {
			continue
		}
		c := Change{Kind: Coming, Source: s, Revision: r, Digest: Digest(next)}
		c.Old, c.New = differing(text, next)
		changes, text = append(changes, c), next
	}
	return changes
}

var errMissing = diagnostic.Errorf("新しい条文が、まだe-Govに載っていません", "e-Gov does not have the new text yet")

// differing returns the lines of old that next lacks, and those of next that old lacks.
func differing(old, next []string) (gone, added []string) {
	without := func(all, other []string) (left []string) {
		for _, line := range all {
			if !slices.Contains(other, line) {
				left = append(left, line)
			}
		}
		return left
	}
	return without(old, next), without(next, old)
}

// Digest returns 16 hexadecimal digits of the SHA-256 of an article's text.
func Digest(lines []string) string {
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:8])
}

// Describe returns a sentence about a change.
func (c Change) Describe() diagnostic.Text {
	law := c.Source.Law
	place := law.Name + " " + law.Place()
	about := func(ja, en string, args ...any) diagnostic.Text {
		return diagnostic.Textf(ja, en, append([]any{place}, args...)...)
	}
	switch c.Kind {
	case Amended:
		return about("%sは、読んだ版（%s施行）の後に改正されました（%s施行）。", "“%s” was amended after the revision that was read (in force since %s; now since %s).",
			law.InForce, c.Revision.InForce)
	case Corrected:
		return about("%sの文が、読んだ時と違います。e-Govで直されたか、読み違えています。", "The text of “%s” differs from what was read: e-Gov corrected it, or it was misread.")
	case Coming:
		when := c.Revision.when()
		return diagnostic.Text{Ja: place + "は、" + when.Ja + "。", En: "“" + place + "” " + when.En + "."}
	case Repealed:
		return about("%sが、今の版に見つかりません。なくなったか、e-Govにまだ載っていません。", "“%s” is not in the revision in force: it is gone, or e-Gov does not have it yet.")
	case Unreachable:
		why := diagnostic.TextOf(c.Err)
		return diagnostic.Text{Ja: place + "を確かめられませんでした（" + why.Ja + "）。", En: "“" + place + "” could not be checked (" + why.En + ")."}
	}
	if c.Revision.ID != law.Revision {
		return about("%sの文は、新しい版（%s施行）でも変わっていません。", "The text of “%s” is the same in the new revision (in force since %s).", c.Revision.InForce)
	}
	return about("%sは、読んだ版のままです。", "“%s” is as it was read.")
}

// Remedy returns what an editor does about a change; nothing is to be done about Same.
func (c Change) Remedy() diagnostic.Text {
	switch c.Kind {
	case Amended, Corrected:
		return diagnostic.Textf("新しい条文を読み、下の所を直してください。読んだら shirube check -laws -update %s で記録します。",
			"Read the new text and correct the places below. Then note it with shirube check -laws -update %s.", c.Source.ID)
	case Coming:
		return diagnostic.Text{Ja: "施行の日までに、下の所をどう変えるかを決めてください。値には「年-月-日 から」の行を足せます。",
			En: "Decide before that day what becomes of the places below. A figure can have a line “YYYY-MM-DD から”."}
	case Repealed:
		return diagnostic.Text{Ja: "定めがどこに移ったかを調べ、下の所と sources.yaml の law を直してください。",
			En: "Find out where the rule has gone, and correct the places below and law in sources.yaml."}
	case Unreachable:
		return diagnostic.Text{Ja: "ネットワークを確かめて、時間をおいてもう一度試してください。サイトは、このまま作れます。",
			En: "Check the network and try again later. The site can be built meanwhile."}
	}
	return diagnostic.Text{}
}
