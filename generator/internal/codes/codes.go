// Package codes joins what all packages document of the codes that they report. The handbook, the
// command explain and messages in English are made from it.
package codes

import (
	"slices"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/assets"
	"shirube/generator/internal/build"
	"shirube/generator/internal/content"
	"shirube/generator/internal/lint"
	"shirube/generator/internal/markdown"
	"shirube/generator/internal/render"
	"shirube/generator/internal/site"
)

// A Subject is a group of codes under one heading.
type Subject struct {
	Title diagnostic.Text
	Docs  []diagnostic.CodeDoc
}

// Building returns the codes of what building a site reports, calculators apart.
func Building() []Subject {
	return []Subject{
		{diagnostic.Text{Ja: "ファイルと設定", En: "Files and settings"}, content.Codes()},
		{diagnostic.Text{Ja: "文章とブロック", En: "Text and blocks"}, markdown.Codes()},
		{diagnostic.Text{Ja: "リンク、数字、出典", En: "Links, figures, sources"}, site.Codes()},
		{diagnostic.Text{Ja: "作るとき", En: "Building"}, build.Codes()},
		{diagnostic.Text{Ja: "テーマ", En: "Theme"}, slices.Concat(render.Codes(), assets.Codes())},
	}
}

// Checks returns the codes of the editors' checks.
func Checks() Subject {
	return Subject{diagnostic.Text{Ja: "文章のチェック", En: "Editors' checks"}, lint.Rules()}
}

// Calculators returns the codes of the calculation language, by the sections of its specification.
func Calculators() []Subject {
	var subjects []Subject
	for _, s := range calculator.CodeSections() {
		subjects = append(subjects, Subject{s.Title, s.Codes})
	}
	return subjects
}

// Subjects returns all codes in the order of the handbook.
func Subjects() []Subject {
	return slices.Concat(Building(), []Subject{Checks()}, Calculators())
}

// ByName returns the documentation of every code; there is more than one where a page and a calculator share its name.
// Each call builds the map, so callers that need it often keep it.
func ByName() map[string][]diagnostic.CodeDoc {
	docs := make(map[string][]diagnostic.CodeDoc)
	for _, s := range Subjects() {
		for _, doc := range s.Docs {
			docs[doc.Code] = append(docs[doc.Code], doc)
		}
	}
	return docs
}

// Find returns the documentation of one code; none where it does not exist.
func Find(code string) []diagnostic.CodeDoc { return ByName()[code] }
