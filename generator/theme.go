package main

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"shirube/calculator/diagnostic"
	"shirube/generator/internal/layers"
	"shirube/themes"
)

// builtinTheme is the theme of a site that names none, and the base of every theme's folder.
const builtinTheme = "michi"

// themeFiles opens the theme that the flag names: a folder by its path, themes/NAME below the working folder, or the one
// built into the program.
func (c *command) themeFiles() (fs.FS, error) {
	if folder := c.themeFolder(); folder != "" {
		return overBuiltin(folder)
	}
	name := cmp.Or(c.theme, builtinTheme)
	files, err := themes.Named(name)
	if err != nil {
		return nil, diagnostic.Errorf("テーマ「%s」がありません。名前 michi か、テーマのフォルダーを指定してください",
			"there is no theme %q; give the name michi or the folder of a theme", name)
	}
	return files, nil
}

// themeFolder returns the folder of the theme that the flag names; empty where it is built in.
func (c *command) themeFolder() string {
	name := cmp.Or(c.theme, builtinTheme)
	if dir := filepath.Join("themes", name); isTheme(dir) {
		return dir
	}
	// A plain name is a theme of the program, even where a folder of that name happens to be here.
	if strings.ContainsAny(name, `/\.`) && isTheme(name) {
		return name
	}
	return ""
}

// themeBeside returns the folder of a theme that site.yaml names, which is next to the content folder.
func (c *command) themeBeside(name string) string {
	return filepath.Join(filepath.Dir(filepath.Clean(c.content)), filepath.FromSlash(name))
}

// openTheme opens a theme that site.yaml names.
func openTheme(folder, name string) (fs.FS, error) {
	switch {
	case name == builtinTheme:
		return themes.Named(name)
	case !filepath.IsLocal(filepath.FromSlash(name)):
		return nil, diagnostic.Errorf("サイトのフォルダーの外は使えません", "it is outside the folder of the site")
	case !isTheme(folder):
		return nil, diagnostic.Errorf("templates、styles、strings、layouts、blocks、static のどれもありません",
			"it has none of templates, styles, strings, layouts, blocks and static")
	}
	return overBuiltin(folder)
}

// overBuiltin returns a theme's folder on top of the theme that is built in.
func overBuiltin(folder string) (fs.FS, error) {
	base, err := themes.Named(builtinTheme)
	if err != nil {
		return nil, err
	}
	return layers.Over(os.DirFS(folder), base), nil
}

// isTheme reports whether a folder holds any part of a theme.
func isTheme(folder string) bool {
	for _, part := range []string{"templates", "styles", "strings", "layouts", "blocks", "static"} {
		if info, err := os.Stat(filepath.Join(folder, part)); err == nil && info.IsDir() {
			return true
		}
	}
	return false
}

// builtinFiles returns the files of the theme that is built in, by name.
func builtinFiles() (map[string]string, error) {
	theme, err := themes.Named(builtinTheme)
	if err != nil {
		return nil, err
	}
	files := make(map[string]string)
	err = fs.WalkDir(theme, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(theme, name)
		files[name] = string(text)
		return err
	})
	return files, err
}
