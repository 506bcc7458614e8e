package search

import (
	"encoding/binary"
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Sizes of the files, in bytes before compression, and when a term is too frequent to be of use.
const (
	shardSize    = 3000 // of lists of a small site
	mostShards   = 1024 // of a large one
	stopShare    = 6    // one section in so many holds a pair of hiragana that is left out
	stopSections = 100  // with fewer sections, all terms are kept
)

// digit writes six bits as a letter from 0 to o.
func digit(n uint32) byte { return '0' + byte(n) }

// Finish returns the files that several pages share, sorted by name, the index itself first. All pages must have been
// added.
func (c *Collector) Finish() []File {
	index := indexFile{Version: 2, Editions: c.editions(), Pages: c.pageSizes(), Stop: []string{}}
	first := make([]uint32, len(c.heads)+1) // the first section of each page
	for i, h := range c.heads {
		first[i+1] = first[i] + uint32(h.sections)
	}
	index.Sections = int(first[len(c.heads)])
	merged := c.merge()
	merged = slices.DeleteFunc(merged, func(t mergedTerm) bool {
		stop := index.Sections >= stopSections && t.count()*stopShare > index.Sections && isHiraganaPair(t.text)
		if stop {
			index.Stop = append(index.Stop, t.text)
		}
		return stop
	})
	shards := c.shards(merged, first, &index)
	heads := c.headFiles(first, &index)
	for i, g := range c.texts {
		index.Texts = append(index.Texts, g.name)
		index.TextStarts = append(index.TextStarts, first[i*c.groupSize()])
	}
	index.Synonyms, index.Spoken = c.synonyms(merged), spoken()
	return slices.Concat([]File{{IndexPath, append(encoded(index), '\n')}}, heads, shards)
}

// synonyms returns the site's groups, and those spelling variants of which the index has one.
func (c *Collector) synonyms(merged []mergedTerm) [][]string {
	terms := make(map[string]bool, len(merged))
	for _, t := range merged {
		terms[t.text] = true
	}
	groups := [][]string{}
	for _, words := range c.options.Synonyms {
		group := c.normalizedGroup(words)
		slices.SortStableFunc(group, func(a, b string) int { return unknown(a, terms) - unknown(b, terms) })
		groups = append(groups, group)
	}
	for _, words := range variants() {
		group := c.normalizedGroup(words)
		if slices.ContainsFunc(group, func(word string) bool { return unknown(word, terms) == 0 }) {
			groups = append(groups, group)
		}
	}
	return groups
}

// indexFile is index.json. Starts are numbers of sections; each list has the name of a file for each.
type indexFile struct {
	Version    int         `json:"version"`
	Sections   int         `json:"sections"`
	Pages      string      `json:"pages"` // the number of sections of each page; see appendNumber
	Editions   []edition   `json:"editions"`
	TermStarts []string    `json:"termStarts"`
	Terms      []string    `json:"terms"`
	HeadStarts []uint32    `json:"headStarts"`
	Heads      []string    `json:"heads"`
	TextStarts []uint32    `json:"textStarts"`
	Texts      []string    `json:"texts"`
	Stop       []string    `json:"stop"`
	Synonyms   [][]string  `json:"synonyms"`
	Spoken     [][2]string `json:"spoken"` // see spoken
}

type edition struct {
	Code  string `json:"code"`
	Start int    `json:"start"`
}

// editions lists the editions with their first sections.
func (c *Collector) editions() []edition {
	var list []edition
	start := 0
	for _, h := range c.heads {
		if len(list) == 0 || list[len(list)-1].Code != h.edition {
			list = append(list, edition{h.edition, start})
		}
		start += h.sections
	}
	return list
}

// pageSizes encodes how many sections each page has.
func (c *Collector) pageSizes() string {
	var out []byte
	for _, h := range c.heads {
		out = appendNumber(out, uint32(h.sections))
	}
	return string(out)
}

// normalizedGroup returns a group of synonyms as queries are compared with them.
func (c *Collector) normalizedGroup(words []string) []string {
	var group []string
	for _, word := range words {
		var letters []rune
		for _, l := range c.normalizer.Append(nil, word) {
			if l == boundary {
				l = ' '
			}
			letters = append(letters, rune(l))
		}
		if len(letters) > 0 {
			group = append(group, string(letters))
		}
	}
	slices.Sort(group)
	return slices.Compact(group)
}

// unknown returns 1 for a word with a pair of letters that the index lacks, else 0. A search loads the lists of few
// words, so those of the site come first.
func unknown(word string, pairs map[string]bool) int {
	letters := []rune(word)
	for i := range len(letters) - 1 {
		if !pairs[string(letters[i:i+2])] {
			return 1
		}
	}
	return 0
}

// A mergedTerm is a term with its lists from all workers.
type mergedTerm struct {
	text  string
	lists []listedTerm
}

// A listedTerm is a term of a worker, with the pool that has its list.
type listedTerm struct {
	*term
	pool *listPool
}

func (m mergedTerm) count() int {
	n := 0
	for _, l := range m.lists {
		n += int(l.count)
	}
	return n
}

// merge joins the terms of all workers, sorted as browsers sort strings: none has a letter beyond U+FFFF.
func (c *Collector) merge() []mergedTerm {
	type source struct {
		text string
		term listedTerm
	}
	var all []source
	for _, w := range c.workers {
		for i := range w.terms {
			if t := &w.terms[i]; t.pair != 0 {
				all = append(all, source{pairText(t.pair), listedTerm{t, &w.lists}})
			}
		}
		for word, i := range w.words {
			all = append(all, source{word, listedTerm{&w.terms[i], &w.lists}})
		}
	}
	slices.SortFunc(all, func(a, b source) int { return strings.Compare(a.text, b.text) })
	var merged []mergedTerm
	for _, s := range all {
		if n := len(merged); n == 0 || merged[n-1].text != s.text {
			merged = append(merged, mergedTerm{text: s.text})
		}
		last := &merged[len(merged)-1]
		last.lists = append(last.lists, s.term)
	}
	return merged
}

func pairText(pair uint32) string {
	text := utf8.AppendRune(nil, rune(pair>>16))
	if b := rune(pair & 0xFFFF); b != 0 {
		text = utf8.AppendRune(text, b)
	}
	return string(text)
}

func isHiraganaPair(text string) bool {
	for _, r := range text {
		if r < 'ぁ' || r > 'ゟ' {
			return false
		}
	}
	return true
}

// shards writes the lists of all terms into files of about one size, and notes their first terms.
func (c *Collector) shards(terms []mergedTerm, first []uint32, index *indexFile) []File {
	total := 0
	for _, t := range terms {
		total += t.count() + len(t.text)
	}
	size := max(shardSize, total/mostShards)
	var parts [][]mergedTerm
	start, weight := 0, 0
	for i, t := range terms {
		weight += t.count() + len(t.text)
		if weight >= size || i == len(terms)-1 {
			parts = append(parts, terms[start:i+1])
			index.TermStarts = append(index.TermStarts, terms[start].text)
			start, weight = i+1, 0
		}
	}
	files := make([]File, len(parts))
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			writer := termWriter{first: first}
			for i := w; i < len(parts); i += workers {
				files[i] = named("t", i, ".txt", writer.write(parts[i]))
			}
		})
	}
	wg.Wait()
	for _, f := range files {
		index.Terms = append(index.Terms, nameOf(f))
	}
	return files
}

// A termWriter writes files of terms, for one goroutine.
type termWriter struct {
	first       []uint32 // the first section of each page
	finds, list []find   // of a term, and those in one of its lists
	bytes       []byte   // of a list
}

// write writes a line for each term: the term, a blank, and for each section its distance from
// the one before, less one, doubled; an odd number is followed by a digit that encodes where it was found.
func (w *termWriter) write(terms []mergedTerm) []byte {
	size := 0
	for _, t := range terms {
		size += len(t.text) + 2*t.count() + 2
	}
	out := make([]byte, 0, size)
	for _, t := range terms {
		w.finds = w.finds[:0]
		for _, l := range t.lists {
			w.bytes = l.pool.appendTo(w.bytes[:0], l.list)
			w.list = appendFinds(w.list[:0], w.bytes, w.first)
			if !slices.IsSortedFunc(w.list, bySection) {
				slices.SortFunc(w.list, bySection)
			}
			w.finds = mergeFinds(w.finds, w.list)
		}
		out = append(append(out, t.text...), ' ')
		next := uint32(0)
		for _, f := range w.finds {
			step := (f.section - next) << 1
			next = f.section + 1
			if f.found == some {
				out = appendNumber(out, step)
			} else {
				out = append(appendNumber(out, step|1), digit(uint32(f.found)))
			}
		}
		out = append(out, '\n')
	}
	return out
}

// A find is a section that has a term, by its number in the whole index.
type find struct {
	section uint32
	found   uint8
}

func bySection(a, b find) int { return int(a.section) - int(b.section) }

// mergeFinds merges the sorted list into the sorted finds.
func mergeFinds(finds, list []find) []find {
	i, j := len(finds)-1, len(list)-1
	finds = append(finds, list...)
	for at := len(finds) - 1; i >= 0 && j >= 0; at-- {
		if finds[i].section > list[j].section {
			finds[at] = finds[i]
			i--
		} else {
			finds[at] = list[j]
			j--
		}
	}
	copy(finds, list[:j+1])
	return finds
}

// appendFinds decodes a term's list; see close.
func appendFinds(finds []find, list []byte, first []uint32) []find {
	section := uint32(0)
	for at := 0; at < len(list); {
		if list[at] == 0 {
			section = 0
			at++
		}
		step, size := uint64(list[at]), 1
		if step >= 0x80 {
			step, size = binary.Uvarint(list[at:])
		}
		at += size
		section += uint32(step>>1) - 1
		f := find{first[section>>8] + section&0xFF, some}
		if step&1 == 1 {
			f.found = list[at]
			at++
		}
		finds = append(finds, f)
	}
	return finds
}

// appendNumber writes a number five bits a letter, the most significant first; the sixth bit is set if more follow.
func appendNumber(out []byte, n uint32) []byte {
	if n < 32 {
		return append(out, digit(n))
	}
	shift := 0
	for n>>shift >= 32 {
		shift += 5
	}
	for ; shift > 0; shift -= 5 {
		out = append(out, digit(32|n>>shift&31))
	}
	return append(out, digit(n&31))
}

// headFiles writes the addresses, titles and headings of all pages.
func (c *Collector) headFiles(first []uint32, index *indexFile) []File {
	size := 256 // pages in a file; of a large site readers load those that hold results
	if len(c.heads) > size {
		size = 32
	}
	var files []File
	for start := 0; start < len(c.heads); start += size {
		var rows []json.RawMessage
		for _, h := range c.heads[start:min(start+size, len(c.heads))] {
			rows = append(rows, h.json)
		}
		f := named("h", len(files), ".json", encoded(rows))
		files = append(files, f)
		index.Heads = append(index.Heads, nameOf(f))
		index.HeadStarts = append(index.HeadStarts, first[start])
	}
	return files
}
