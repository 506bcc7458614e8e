package build

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// fileDates are the days of the last commits of content files, by path.
type fileDates struct{ days map[string]content.Date }

// gitKey is what fileDates depend on.
type gitKey struct {
	wanted bool
	folder string
	today  content.Date
	head   time.Time // of the last commit or checkout
}

// gitTimeout is how long git may take; the history of Linux, with a million commits, takes half of it.
const gitTimeout = 60 * time.Second

// fileDates asks git once for the days of all files, and again when there was a commit. Commits behind the build's day
// do not count, so that a build with -date stays what it was.
func (r *run) fileDates(in *inputs) *fileDates {
	key := gitKey{wanted: in.settings.GitDates, folder: r.options.Content, today: r.options.Today}
	var repository string
	if key.wanted {
		repository = repositoryOf(key.folder)
		if info, err := os.Stat(filepath.Join(repository, "logs", "HEAD")); err == nil {
			key.head = info.ModTime()
		}
	}
	return step(r, slot{step: "git"}, key, func() (*fileDates, diagnostic.List) {
		if !key.wanted {
			return &fileDates{}, nil
		}
		days, problem := lastCommits(r.ctx, key.folder, repository, key.today)
		if problem == "" || r.ctx.Err() != nil {
			return &fileDates{days}, nil
		}
		return &fileDates{}, diagnostic.List{{
			Severity: diagnostic.Warning, Code: "git-dates", Span: diagnostic.InFile(content.SettingsPath),
			Message: "Gitから最終更新の日を読めません（" + problem + "）。", Suggestion: "日は出さずに作りました。Gitを使わないなら、site.yaml の git-dates を消してください。",
		}}
	})
}

// repositoryOf returns the folder .git of the repository that a folder lies in; empty for none.
func repositoryOf(folder string) string {
	at, err := filepath.Abs(folder)
	for err == nil {
		if info, missing := os.Stat(filepath.Join(at, ".git")); missing == nil {
			if info.IsDir() {
				return filepath.Join(at, ".git")
			}
			text, _ := os.ReadFile(filepath.Join(at, ".git")) // of a worktree
			dir, _ := strings.CutPrefix(strings.TrimSpace(string(text)), "gitdir: ")
			if !filepath.IsAbs(dir) {
				dir = filepath.Join(at, dir)
			}
			return dir
		}
		if filepath.Dir(at) == at {
			break
		}
		at = filepath.Dir(at)
	}
	return ""
}

// lastCommits returns the days on which files below a folder were last committed, or why they are not known.
func lastCommits(ctx context.Context, folder, repository string, today content.Date) (days map[string]content.Date, problem string) {
	if repository == "" {
		return nil, "内容のフォルダーが、Gitの置き場の中にありません"
	}
	if _, err := os.Stat(filepath.Join(repository, "shallow")); err == nil {
		return nil, "履歴の一部だけの写し（shallow clone）です。履歴を全部取ってください。GitHub Actionsでは fetch-depth: 0 と書きます"
	}
	ctx, cancel := context.WithTimeout(ctx, gitTimeout)
	defer cancel()
	// What the repository's own settings would run stays off.
	git := exec.CommandContext(ctx, "git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "core.quotePath=false",
		"log", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-show-signature", "--relative", "--name-only", "-z", "--format=%x01%cs", "--", ".")
	git.Dir = folder
	git.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0")
	out, err := git.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, "git のコマンドがありません"
	}
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		first, _, _ := strings.Cut(strings.TrimSpace(string(failed.Stderr)), "\n")
		return nil, "git log: " + first
	}
	if err != nil {
		return nil, err.Error()
	}
	return commitDays(out, today), ""
}

// commitDays reads the output of git log: commits, newest first, each with its day and the files that it changed.
func commitDays(out []byte, today content.Date) map[string]content.Date {
	days := make(map[string]content.Date)
	for commit := range bytes.SplitSeq(out, []byte{1}) {
		day, names, _ := strings.Cut(string(commit), "\x00")
		date, err := content.ParseDate(strings.TrimSpace(day))
		if err != nil || today.Before(date) {
			continue
		}
		for name := range strings.SplitSeq(names, "\x00") {
			name = strings.TrimPrefix(name, "\n")
			if _, known := days[name]; !known && name != "" {
				days[name] = date
			}
		}
	}
	return days
}
