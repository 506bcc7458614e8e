package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"shirube/calculator"
	"shirube/calculator/diagnostic"
	"shirube/generator/internal/atomicfile"
)

// format lays out .calc files: fmt [FILE…]. With -check it only lists those that are not laid out.
func (c *command) format(args []string) error {
	check := c.newFlags("fmt").Bool("check", false, c.words("書き換えずに、整っていないファイルを並べる", "list files that are not laid out, and write none"))
	operands, err := c.parse(args)
	if err != nil {
		return err
	}
	if len(operands) == 0 {
		if err := c.needContent(); err != nil {
			return err
		}
	}
	all, err := calcFiles(c.content)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// The units that shared files declare decide how numbers in all others are read.
	var texts [][]byte
	for _, name := range all {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		texts = append(texts, text)
	}
	if len(operands) == 0 {
		operands = all
	}
	untidy := 0
	for _, name := range operands {
		text, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			return diagnostic.Errorf("「%s」というファイルはありません", "there is no file %q", name)
		} else if err != nil {
			return err
		}
		laid := calculator.Format(text, texts)
		if bytes.Equal(laid, text) {
			continue
		}
		untidy++
		fmt.Fprintln(c.out, filepath.ToSlash(name))
		if *check {
			continue
		}
		if err := atomicfile.Write(name, laid); err != nil {
			return err
		}
	}
	if *check && untidy > 0 {
		return errFound
	}
	return nil
}

// calcFiles lists the .calc files below a folder.
func calcFiles(root string) ([]string, error) {
	var list []string
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(name) == ".calc" {
			list = append(list, name)
		}
		return err
	})
	return list, err
}
