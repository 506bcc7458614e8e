package main

import (
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

	"shirube/generator/internal/content"
)

func (c *command) new(args []string) error {
	c.newFlags("new")
	operands, err := c.parse(args)
	if err != nil {
		return err
	}
	if len(operands) != 2 {
		return c.wrongUsage("何を作るかを書いてください。例: shirube new page guide/day.md、shirube new calculator monthly-fee、shirube new site わたしのサイト")
	}
	switch operands[0] {
	case "page":
		return c.newPage(operands[1])
	case "calculator":
		return c.newCalculator(operands[1])
	case "site":
		return c.newSite(operands[1])
	}
	return c.wrongUsage("「%s」は作れません。作れるもの: page, calculator, site", operands[0])
}

// newPage writes a page with front matter below the content folder.
func (c *command) newPage(name string) error {
	name = filepath.ToSlash(name)
	name = strings.TrimPrefix(name, filepath.ToSlash(c.content)+"/")
	if path.Ext(name) != ".md" {
		name += ".md"
	}
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("「%s」は内容のフォルダーの外です。%s の中の道を書いてください", name, c.content)
	}
	if !content.IsUsable(name) {
		return fmt.Errorf(`「%s」に、ファイル名に使えない文字があります。制御文字と \ : * ? " < > | を除いてください`, name)
	}
	return c.write(c.content, map[string]string{name: pageText(name)})
}

func pageText(name string) string {
	title := strings.TrimSuffix(path.Base(name), ".md")
	if strings.ContainsAny(title, "#&*!|>'%@`[]{},-") {
		title = strconv.Quote(title) // else it may mean something in YAML
	}
	return fmt.Sprintf(`---
title: %s
description: このページに何が書いてあるかを、50〜110字で書きます。検索の結果や一覧に出ます。
updated: %s
draft: true # 公開してよくなったら、この行を消します
---

このページで分かることを、はじめに1〜3文で書きます。

## 見出し

一つの段落には、一つのことだけを書きます。

:::note[補足の題]
補足は、このように書きます。
:::
`, title, content.DateOf(time.Now()))
}

var calculatorName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// newCalculator writes a calculator with an example, and the page that shows it.
func (c *command) newCalculator(name string) error {
	name = strings.TrimSuffix(name, ".calc")
	if !calculatorName.MatchString(name) {
		return fmt.Errorf("「%s」は計算機の名前にできません。英小文字、数字、- で書いてください。例: monthly-fee", name)
	}
	page := pageText(name)
	if i := strings.Index(page, "このページで分かる"); i >= 0 {
		page = page[:i] + "どんなときに使う計算かを、はじめに1〜3文で書きます。\n\n::calculator[" + name + "]\n"
	}
	return c.write(c.content, map[string]string{
		"calculators/" + name + ".calc": calculatorText, "calculators/" + name + ".md": page,
	})
}

const calculatorText = `# 計算機の見本です。# の後は読み飛ばされます。言葉の決まりは calculator/SPEC.md にあります。
計算機 一か月の料金
  説明: 使う回数から、1か月の料金を計算します。

# 読者にたずねること。「範囲」は、受け付ける数の両端です。
入力 回数: 回
  質問: 1か月に何回使いますか
  範囲: 0回 から 31回

# 決まった数字。出典があれば「出典: sources.yaml の記号」と書き、なければ「仮定: 理由」と書きます。
値 一回の料金: 500円/回
  仮定: 見本の値です。

# 計算のしかた。
式 料金 = 一回の料金 × 回数

注意 もし 回数 が 20回 超: 回数券のほうが安いことがあります。

# 読者に見せる結果。
出力 料金

# 作るたびに確かめられる例。
例 10回使う
  回数 = 10回
  料金 = 5,000円

例 21回使う
  回数 = 21回
  料金 = 10,500円
  注意: 回数券
`

// newSite writes a small site that builds.
func (c *command) newSite(dir string) error {
	files := map[string]string{
		"content/site.yaml": `# サイト全体の設定
title: 新しいサイト
description: どんなサイトかを一文で書きます。
# base-url: https://example.jp/   # 公開する住所が決まったら、行頭の # を消して書きます
lang: ja
strict: true # リンク切れや知らない設定名を、誤りとして止めます
`,
		"content/sources.yaml": `# 出典の一覧。ページの sources: やブロックから、この記号で引きます
# sample-source:
#   title: 資料の題名
#   publisher: 発行者
#   url: https://example.jp/shiryo
#   date: "2026-04"
#   checked: 2026-11-21   # 最後に確かめた日
`,
		"content/index.md": `---
title: はじめに
description: このサイトで分かることを、50〜110字で書きます。検索の結果や一覧に出ます。
layout: home
---

ようこそ。このページは content/index.md です。

:::cards
- [最初の記事](guide/first.md)
  Markdownで書いた記事の見本です。
:::
`,
		"content/guide/index.md": `---
title: 案内
description: 案内の記事をまとめた章です。この章にあるページの一覧が、自動で並びます。
---

この章のページが、下に並びます。
`,
		"content/guide/first.md": strings.Replace(pageText("guide/first.md"), "draft: true # 公開してよくなったら、この行を消します\n", "", 1),
	}
	if err := c.write(dir, files); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "次のように見られます: cd %s && shirube serve\n", dir)
	return nil
}

// write makes files below dir; one that exists already stays as it is.
func (c *command) write(dir string, files map[string]string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("フォルダー「%s」を作れません: %w", dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("フォルダー「%s」を開けません: %w", dir, err)
	}
	defer root.Close()
	for name := range files {
		if _, err := root.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("「%s」は、もうあります。別の名前にしてください", filepath.Join(dir, name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
			return fmt.Errorf("「%s」を作れません: %w", name, err)
		}
		if err := root.WriteFile(name, []byte(files[name]), 0o644); err != nil {
			return fmt.Errorf("「%s」を書けません: %w", name, err)
		}
		fmt.Fprintln(c.out, filepath.Join(dir, name))
	}
	return nil
}
