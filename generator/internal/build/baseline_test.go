package build_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// bareGoldmark is the least that turning Markdown into HTML takes: every file of a folder through
// goldmark with GitHub's extensions, on all processors, and the results written.
func bareGoldmark(from, to string) error {
	return convertAll(from, to, func() goldmark.Markdown { return goldmark.New(goldmark.WithExtensions(extension.GFM)) })
}

// bareChroma is bareGoldmark with chroma used leanly: a lexer is looked up once per language, and
// each worker has one formatter.
func bareChroma(from, to string) error {
	known := new(sync.Map)
	return convertAll(from, to, func() goldmark.Markdown {
		h := &highlighter{known: known, formatter: chromahtml.New(chromahtml.WithClasses(true))}
		return goldmark.New(goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(h, 100))))
	})
}

func convertAll(from, to string, newMarkdown func() goldmark.Markdown) error {
	names, err := markdownFiles(from, to)
	if err != nil {
		return err
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, runtime.GOMAXPROCS(0))
	for worker := range errs {
		wg.Go(func() {
			md := newMarkdown()
			var out bytes.Buffer
			for i := next.Add(1) - 1; i < int64(len(names)) && errs[worker] == nil; i = next.Add(1) - 1 {
				errs[worker] = convert(md, filepath.Join(from, names[i]), filepath.Join(to, names[i]+".html"), &out)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// markdownFiles lists the Markdown files below from, and makes their folders below to.
func markdownFiles(from, to string) (names []string, err error) {
	err = fs.WalkDir(os.DirFS(from), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		case strings.HasSuffix(name, ".md"):
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

func convert(md goldmark.Markdown, from, to string, out *bytes.Buffer) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	out.Reset()
	if err := md.Convert(text, out); err != nil {
		return err
	}
	return os.WriteFile(to, out.Bytes(), 0o644)
}

type highlighter struct {
	known     *sync.Map // language → chroma.Lexer
	formatter *chromahtml.Formatter
}

// RegisterFuncs implements renderer.NodeRenderer.
func (h *highlighter) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, h.code)
}

func (h *highlighter) lexer(language string) chroma.Lexer {
	if known, ok := h.known.Load(language); ok {
		return known.(chroma.Lexer)
	}
	lexer := lexers.Get(language)
	if lexer == nil {
		lexer = lexers.Fallback
	}
	lexer = chroma.Coalesce(lexer)
	h.known.Store(language, lexer)
	return lexer
}

func (h *highlighter) code(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	var text strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		text.Write(line.Value(source))
	}
	tokens, err := h.lexer(string(n.(*ast.FencedCodeBlock).Language(source))).Tokenise(nil, text.String())
	if err != nil {
		return ast.WalkStop, err
	}
	return ast.WalkSkipChildren, h.formatter.Format(w, styles.Fallback, tokens)
}
