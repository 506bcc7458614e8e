package laws

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/atomicfile"
	"shirube/generator/internal/content"
)

// API is the address of e-Gov's 法令API, version 2 (https://laws.e-gov.go.jp/api/2/swagger-ui/).
const API = "https://laws.e-gov.go.jp/api/2"

const (
	maxAnswer = 64 << 20       // bytes of one answer
	freshFor  = 12 * time.Hour // a law's list of revisions; the text of a revision is kept until it is updated
)

// A Client requests from the API and caches the answers.
type Client struct {
	Address string        // of the API; API where it is empty
	Folder  string        // of cached answers; none are cached where it is empty
	Offline bool          // only cached answers, whatever their age
	Pause   time.Duration // between two requests
	Agent   string        // the User-Agent

	last time.Time // of the last request
}

// ErrOffline is returned by an offline client for an answer that is not cached.
var ErrOffline = diagnostic.Errorf("答えが手元にありません", "no answer is kept here")

// A Revision is one state of a law.
type Revision struct {
	ID        string
	InForce   content.Date // the day it comes into force; zero where no day is fixed yet
	Scheduled content.Date // the day that is planned or the last possible one, where no day is fixed
	Comment   string       // e-Gov's words about the day: 公布の日から起算して…
	Amendment string       // the amending law's number and title
	Status    string       // CurrentEnforced, UnEnforced, PreviousEnforced or Repeal
	Updated   string       // when e-Gov last touched the text
}

func (r Revision) day() content.Date {
	if r.InForce.IsZero() {
		return r.Scheduled
	}
	return r.InForce
}

// when says when an amendment takes effect, and by which law.
func (r Revision) when() diagnostic.Text {
	day := diagnostic.Text{Ja: "日付は決まっていませんが、改正されます", En: "will be amended on a day that is not fixed yet"}
	if !r.day().IsZero() {
		day = diagnostic.Textf("%s に改正されます", "will be amended on %s", r.day())
	}
	if r.Comment != "" {
		day.Ja, day.En = day.Ja+"（施行日: "+r.Comment+"）", day.En+" (in force: “"+r.Comment+"”)"
	}
	if r.Amendment != "" {
		day.Ja, day.En = day.Ja+"（"+r.Amendment+"）", day.En+" (“"+r.Amendment+"”)"
	}
	return day
}

// A revisionJSON is a revision as /law_revisions has it. Dates are YYYY-MM-DD or null.
type revisionJSON struct {
	ID        string `json:"law_revision_id"`
	InForce   string `json:"amendment_enforcement_date"`
	Scheduled string `json:"amendment_scheduled_enforcement_date"`
	Comment   string `json:"amendment_enforcement_comment"`
	Number    string `json:"amendment_law_num"`
	Title     string `json:"amendment_law_title"`
	Status    string `json:"current_revision_status"`
	Updated   string `json:"updated"`
}

// revisions returns the revisions of a law from old to new; there is at least one.
func (c *Client) revisions(ctx context.Context, lawID string) ([]Revision, error) {
	body, err := c.get(ctx, lawID+".json", freshFor, "/law_revisions/"+lawID, url.Values{"response_format": {"json"}})
	if err == nil && len(body) == 0 {
		err = diagnostic.Errorf("e-Govに、法令 %s がありません", "e-Gov has no law %s", lawID)
	}
	if err != nil {
		return nil, err
	}
	var answer struct {
		Revisions []revisionJSON `json:"revisions"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, diagnostic.Errorf("e-Govの答えを読めません: %w", "cannot read the answer of e-Gov: %w", err)
	}
	if len(answer.Revisions) == 0 {
		return nil, diagnostic.Errorf("e-Govに、法令 %s の版がありません", "e-Gov has no revision of the law %s", lawID)
	}
	list := make([]Revision, 0, len(answer.Revisions))
	for _, r := range slices.Backward(answer.Revisions) { // the API begins with the newest
		inForce, _ := content.ParseDate(r.InForce) // no day yet: zero
		scheduled, _ := content.ParseDate(r.Scheduled)
		amendment := strings.TrimSpace(r.Title + " " + r.Number)
		list = append(list, Revision{r.ID, inForce, scheduled, r.Comment, amendment, r.Status, r.Updated})
	}
	slices.SortStableFunc(list, func(a, b Revision) int { return compareDays(a.day(), b.day()) })
	return list, nil
}

// compareDays orders days; one that is not fixed comes last.
func compareDays(a, b content.Date) int {
	switch {
	case a.IsZero() == b.IsZero():
		return a.Compare(b)
	case a.IsZero():
		return 1
	}
	return -1
}

// article returns the text of an article in a revision, a line for each sentence with a number of its own; no
// lines where the revision has no such article. The request is for XML, which the API promises to keep.
func (c *Client) article(ctx context.Context, r Revision, article string) ([]string, error) {
	name := r.ID + "." + strings.Map(digitsOnly, r.Updated) + "." + article + ".xml"
	body, err := c.get(ctx, name, 0, "/law_data/"+r.ID, url.Values{
		"elm": {"MainProvision-Article_" + article}, "response_format": {"xml"}, "law_full_text_format": {"xml"},
	})
	if err != nil {
		return nil, err
	}
	return articleText(body, article)
}

func digitsOnly(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

// get returns a cached answer that is younger than maxAge (any, where that is 0), or requests it.
func (c *Client) get(ctx context.Context, name string, maxAge time.Duration, path string, query url.Values) ([]byte, error) {
	file := ""
	if c.Folder != "" {
		file = filepath.Join(c.Folder, name)
		info, err := os.Stat(file)
		if err == nil && (c.Offline || maxAge == 0 || time.Since(info.ModTime()) < maxAge) {
			return os.ReadFile(file)
		}
	}
	if c.Offline {
		return nil, ErrOffline
	}
	body, err := c.ask(ctx, cmp.Or(c.Address, API)+path+"?"+query.Encode())
	if len(body) > 0 && file != "" && os.MkdirAll(c.Folder, 0o755) == nil {
		_ = atomicfile.Write(file, body) // without the file, the next run requests it again
	}
	return body, err
}

// ask sends a request, and once more after an error of the server.
func (c *Client) ask(ctx context.Context, address string) ([]byte, error) {
	body, status, err := c.once(ctx, address)
	if err == nil && status >= 500 {
		body, status, err = c.once(ctx, address)
	}
	switch {
	case err != nil:
		return nil, err
	case status == http.StatusNotFound:
		return nil, nil // the API says so of an article that a revision does not have
	case status != http.StatusOK:
		return nil, diagnostic.Errorf("e-Govが %d を返しました", "e-Gov answered %d", status)
	}
	return body, nil
}

// once sends one request. A status other than 200 is no error: callers decide which to retry.
func (c *Client) once(ctx context.Context, address string) (body []byte, status int, err error) {
	if wait := c.Pause - time.Since(c.last); wait > 0 {
		select {
		case <-ctx.Done():
			return nil, 0, ctx.Err()
		case <-time.After(wait):
		}
	}
	c.last = time.Now()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, 0, err
	}
	request.Header.Set("User-Agent", c.Agent)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, 0, diagnostic.Errorf("e-Govにつながりません: %w", "cannot reach e-Gov: %w", err)
	}
	defer response.Body.Close()
	body, err = io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	return body, response.StatusCode, err
}
