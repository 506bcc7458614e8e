package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/content"
)

// new creates a page, calculator, site or theme: new KIND NAME. It never replaces a file.
func (c *command) new(args []string) error {
	all := c.newFlags("new").Bool("all", false, c.words("theme と使い、michi の全部のファイルを書き出す", "with theme: write every file of michi"))
	operands, err := c.parse(args)
	if err != nil {
		return err
	}
	if len(operands) != 2 {
		return c.wrongUsage(c.words("何を作るかを書いてください。例: %s", "Say what to create, as in: %s"),
			"shirube new page guide/day.md / shirube new calculator monthly-fee / shirube new site "+c.words("わたしのサイト", "my-site")+" / shirube new theme theme")
	}
	switch operands[0] {
	case "page":
		return c.newPage(operands[1])
	case "calculator":
		return c.newCalculator(operands[1])
	case "site":
		return c.newSite(operands[1])
	case "theme":
		return c.newTheme(operands[1], *all)
	}
	return c.unknown(c.words("「%s」は作れません。", "%q cannot be created. "), operands[0], strings.Fields(creatable),
		c.words("作れるもの: ", "What can: ")+strings.ReplaceAll(creatable, " ", ", "))
}

// creatable are the kinds of things that new creates.
const creatable = "page calculator site theme"

// newPage writes a page with front matter below the content folder.
func (c *command) newPage(name string) error {
	name = filepath.ToSlash(name)
	name = strings.TrimPrefix(name, filepath.ToSlash(c.content)+"/")
	if path.Ext(name) != ".md" {
		name += ".md"
	}
	if err := c.needContent(); err != nil {
		return err
	}
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return diagnostic.Errorf("「%s」は内容のフォルダーの外です。%s の中の場所を書いてください", "%q is outside the content folder %s", name, c.content)
	}
	if !content.IsUsable(name) {
		return diagnostic.Errorf(`「%s」に、ファイル名に使えない文字があります。制御文字と \ : * ? " < > | を除いてください`,
			`%q has characters that file names cannot have: control characters and \ : * ? " < > |`, name)
	}
	text, err := c.scaffolded("page.md", "TITLE", titleOf(name))
	if err != nil {
		return err
	}
	return c.write(c.content, map[string]string{name: text})
}

// needContent refuses to create a content folder for a single file: the user is probably in the wrong folder.
func (c *command) needContent() error {
	if info, err := os.Stat(c.content); err != nil || !info.IsDir() {
		return diagnostic.Errorf("内容のフォルダー「%s」がありません。サイトのフォルダーに移ってから打つか、shirube new site 名前 で新しいサイトを作ってください",
			"there is no content folder %q: go to the folder of the site first, or create one with shirube new site NAME", c.content)
	}
	return nil
}

// scaffold holds what new writes, in English below en: TITLE and NAME stand for those of a page, YYYY-MM-DD for the day.
//
//go:embed scaffold
var scaffold embed.FS

// scaffolded returns a file of scaffold with its marks filled in by pairs of mark and text.
func (c *command) scaffolded(name string, pairs ...string) (string, error) {
	text, err := scaffold.ReadFile(c.scaffoldPath(name))
	if err != nil {
		return "", diagnostic.Errorf("見本「%s」を読めません: %w", "cannot read the template %q: %w", name, err)
	}
	day := content.DateOf(time.Now()).String()
	pairs = append(pairs, "YYYY-MM-DD", day, "YYYY", day[:4])
	return strings.NewReplacer(pairs...).Replace(string(text)), nil
}

func (c *command) scaffoldPath(name string) string { return "scaffold/" + c.words("", "en/") + name }

// titleOf returns the title of a new file, as a value of YAML.
func titleOf(name string) string {
	title := strings.TrimSuffix(path.Base(name), ".md")
	if strings.ContainsAny(title, "#&*!|>'%@`[]{},-:\"\\") {
		title = strconv.Quote(title) // else it may mean something in YAML
	}
	return title
}

var calculatorName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// newCalculator writes a calculator with an example, and the page that shows it; with the first one also the page of their
// folder, by whose title paths to them go.
func (c *command) newCalculator(name string) error {
	name = strings.TrimSuffix(name, ".calc")
	if !calculatorName.MatchString(name) {
		return diagnostic.Errorf("「%s」は計算機の名前にできません。英小文字、数字、- で書いてください。例: monthly-fee",
			"%q cannot be the name of a calculator: use lower-case letters, digits and -, as in monthly-fee", name)
	}
	if err := c.needContent(); err != nil {
		return err
	}
	names := map[string]string{"calculator.calc": name + ".calc", "calculator.md": name + ".md"}
	if found, err := filepath.Glob(filepath.Join(c.content, "calculators", "*.md")); err == nil && len(found) == 0 {
		names["calculators.md"] = "index.md"
	}
	files := make(map[string]string)
	for from, to := range names {
		text, err := c.scaffolded(from, "TITLE", titleOf(name), "NAME", name)
		if err != nil {
			return err
		}
		files["calculators/"+to] = text
	}
	return c.write(c.content, files)
}

// newSite writes a small site that builds: pages, a figure with its source, and a calculator.
func (c *command) newSite(dir string) error {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return diagnostic.Errorf("「%s」がどこか分かりません: %w", "cannot find out where %q is: %w", dir, err)
	}
	files, err := c.scaffoldedFolder("site", "TITLE", titleOf(filepath.Base(whole)))
	if err != nil {
		return err
	}
	if err := c.write(dir, files); err != nil {
		return err
	}
	c.say(c.words("次の2行を打つと見られます。\n  cd %s\n  %s serve", "To look at it:\n  cd %s\n  %s serve"), shellWord(dir), shellWord(programFrom(dir)))
	return nil
}

// scaffoldedFolder returns the files of a folder of scaffold, with their marks filled in.
func (c *command) scaffoldedFolder(folder string, pairs ...string) (map[string]string, error) {
	files, top := make(map[string]string), c.scaffoldPath(folder)
	err := fs.WalkDir(scaffold, top, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		below := strings.TrimPrefix(name, top+"/")
		files[below], err = c.scaffolded(folder+"/"+below, pairs...)
		return err
	})
	return files, err
}

// newTheme writes the smallest theme, which changes a colour of the built-in one, or with all a copy of that.
func (c *command) newTheme(dir string, all bool) error {
	files, err := c.scaffoldedFolder("theme", "NAME", filepath.ToSlash(dir))
	if all {
		files, err = builtinFiles()
	}
	if err != nil {
		return err
	}
	if err := c.write(dir, files); err != nil {
		return err
	}
	if filepath.IsLocal(dir) {
		c.say(c.words("%s に「theme: %s」と書くと使われます。", "To use it, write in %s: theme: %s"), filepath.Join(c.content, content.SettingsPath), filepath.ToSlash(dir))
	}
	return nil
}

// programFrom returns how the program is called from dir; a relative path differs there.
func programFrom(dir string) string {
	name := os.Args[0]
	if filepath.IsAbs(name) || filepath.Base(name) == name {
		return name
	}
	if from, err := filepath.Rel(dir, name); err == nil {
		return from
	}
	return name
}

// shellWord quotes a path with spaces, as shells of all systems understand it.
func shellWord(path string) string {
	if strings.Contains(path, " ") {
		return `"` + path + `"`
	}
	return path
}

// write makes files below dir; one that exists already stays as it is.
func (c *command) write(dir string, files map[string]string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return diagnostic.Errorf("フォルダー「%s」を作れません: %w", "cannot create the folder %q: %w", dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return diagnostic.Errorf("フォルダー「%s」を開けません: %w", "cannot open the folder %q: %w", dir, err)
	}
	defer root.Close()
	// All files are looked for before the first is written: half a site would be neither the old nor the new.
	for name := range files {
		if _, err := root.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return diagnostic.Errorf("「%s」は、もうあります。別の名前にしてください", "%q exists already; choose another name", filepath.Join(dir, name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
			return diagnostic.Errorf("「%s」を作れません: %w", "cannot create %q: %w", name, err)
		}
		if err := root.WriteFile(name, []byte(files[name]), 0o644); err != nil {
			return diagnostic.Errorf("「%s」を書けません: %w", "cannot write %q: %w", name, err)
		}
		fmt.Fprintln(c.out, filepath.Join(dir, name))
	}
	return nil
}
