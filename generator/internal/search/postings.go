package search

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Options are options of an index.
type Options struct {
	Pages    int                         // that will be added
	Synonyms [][]string                  // words that are found for one another
	Reading  func(heading string) string // how a Japanese heading is read: words in kana
}

// A Collector builds an index. Workers add pages concurrently; the files are
// the same whatever their order.
type Collector struct {
	options    Options
	normalizer *Normalizer
	put        func(File)
	mu         sync.Mutex
	workers    []*Worker
	heads      []head // by place of the page
	texts      []textGroup
}

// A head is what the index keeps of a page once its text has been written.
type head struct {
	edition  string
	sections int
	json     json.RawMessage
}

// NewCollector returns an empty collector. Texts of pages are passed to put as soon as a file of them
// is full, so that they need not be kept; put may be called concurrently.
func NewCollector(o Options, put func(File)) *Collector {
	c := &Collector{options: o, normalizer: NewNormalizer(), put: put, heads: make([]head, o.Pages)}
	c.texts = make([]textGroup, (o.Pages+c.groupSize()-1)/c.groupSize())
	return c
}

// Worker returns a worker for one goroutine.
func (c *Collector) Worker() *Worker {
	w := &Worker{collector: c, pairs: newPairTable(), words: make(map[string]int32)}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.workers = append(c.workers, w)
	return w
}

// Files puts whole entries into an index and returns all its files.
func Files(entries []Entry, o Options) []File {
	var files []File
	o.Pages = len(entries)
	c := NewCollector(o, func(f File) { files = append(files, f) })
	w := c.Worker()
	for i, e := range entries {
		w.Add(i, e)
	}
	return append(files, c.Finish()...)
}

// A Worker puts pages into a collector.
type Worker struct {
	collector *Collector
	pairs     pairTable
	words     map[string]int32
	terms     []term
	lists     listPool
	noted     []int32 // terms of the current section
	text      []uint16
	word      []byte
	extractor extractor
	section   uint32 // the current one
	letters   int    // of its text
	field     uint8
}

// What the index stores of a term in a section: how much of the text it is (2 bits: not there, little,
// some, much), then whether it is in the heading, in the headings above, or in a keyword.
const (
	some      = 2
	inHeading = 4
	inAbove   = 8
	// How long the heading is, in two bits: over 16 letters, up to 16, 8 or 4. Without inHeading, how long a keyword is,
	// in the same way, but for one over 16 letters, which counts as one of 16.
	headingSize = 16
	// How long the shortest keyword is, until the section ends.
	keywordSize = 64
)

// sizeOf returns the bits that say how long a normalized heading is.
func sizeOf(letters int) uint8 {
	switch {
	case letters <= 4:
		return 3 * headingSize
	case letters <= 8:
		return 2 * headingSize
	case letters <= 16:
		return headingSize
	}
	return 0
}

// A term is a word or pair of letters with the sections that hold it.
type term struct {
	pair     uint32 // its letters; 0 for a word
	previous uint32 // the last section in the list: place of the page, then of the section
	count    uint32 // of sections in it
	times    uint16 // in the text of the current section
	found    uint8  // what of it is in the current section
	noted    bool   // in the current section
	list     list   // see close
}

// AddPage puts a finished page in its place among the pages; see Add.
func (w *Worker) AddPage(place int, p Page) { w.Add(place, w.extractor.entry(p)) }

// Add puts a page in its place among the pages. Pages of an edition must be consecutive.
func (w *Worker) Add(place int, e Entry) {
	var above [7]string
	above[1] = e.Title
	for i, s := range e.Sections {
		w.section, w.letters = uint32(place)<<8|uint32(i), len(s.Text)/3
		heading := s.Heading
		if i == 0 {
			heading = e.Title
			w.take(e.Tags, 0)
		}
		for level := range min(s.Level, len(above)) {
			w.take(above[level], inAbove)
		}
		if i > 0 {
			above[min(s.Level, len(above)-1)] = heading
			clear(above[min(s.Level+1, len(above)):])
		}
		w.take(heading, inHeading)
		w.takeReading(heading)
		if s.Kind == Prose {
			w.take(s.ID, inHeading) // editors name a section by what it is about
			w.takeReading(s.ID)
		}
		for _, keyword := range e.Keywords[s.ID] {
			w.take(keyword, keywordSize)
			if !strings.ContainsFunc(keyword, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				w.takeWhole(keyword)
			}
		}
		w.take(s.Text, 0)
		w.endSection()
	}
	w.collector.keep(place, e)
}

// takeReading indexes how a heading is read, as words with = before them: the reading from each of its words
// on, and each reading that it has itself in brackets.
func (w *Worker) takeReading(heading string) {
	name, said, _ := strings.Cut(heading, "（")
	said, _, _ = strings.Cut(said, "）")
	for reading := range strings.SplitSeq(said, "、") {
		w.takeWhole(reading)
	}
	if read := w.collector.options.Reading; read != nil {
		words := strings.Fields(read(name))
		for i := range words {
			w.takeWhole(strings.Join(words[i:], ""))
		}
	}
}

// takeWhole indexes a reading as one word, up to what is not in kana if that is long enough to tell anything.
func (w *Worker) takeWhole(reading string) {
	w.text = w.collector.normalizer.Append(append(w.text[:0], '='), reading)
	w.text = slices.DeleteFunc(w.text, func(c uint16) bool { return c == boundary })
	if end := slices.IndexFunc(w.text[1:], func(c uint16) bool { return !isKana(c) && c != 'ー' }); end >= 4 {
		w.text = w.text[:1+end]
	} else if end >= 0 {
		return
	}
	if len(w.text) > 1 {
		w.field = inHeading
		w.wordOf(w.text[:min(len(w.text), longestWord+1)])
	}
}

// take indexes a text of the current section.
func (w *Worker) take(text string, field uint8) {
	if text == "" {
		return
	}
	w.text, w.field = w.collector.normalizer.Append(w.text[:0], text), field
	switch field {
	case inHeading:
		w.field |= sizeOf(len(w.text))
	case keywordSize:
		w.field = max(sizeOf(len(w.text)), headingSize) / headingSize * keywordSize
	}
	w.tokens(w.text)
	for at := 0; at < len(text); {
		if w.word, at = signedWord(text, at, w.word[:0]); len(w.word) > 0 {
			w.noteWord()
		}
		if w.word = joinedWord(text, at, w.word[:0]); len(w.word) > 0 {
			w.noteWord()
		}
	}
}

func (w *Worker) pair(a, b uint16) {
	pair := uint32(a)<<16 | uint32(b)
	at := w.pairs.find(pair)
	if *at == 0 {
		w.terms = append(w.terms, term{pair: pair})
		*at = int32(len(w.terms))
		w.note(*at - 1)
		w.pairs.grow()
		return
	}
	w.note(*at - 1)
}

// wordOf notes a word.
func (w *Worker) wordOf(letters []uint16) {
	w.word = w.word[:0]
	for _, c := range letters {
		if c < 0x80 {
			w.word = append(w.word, byte(c))
		} else {
			w.word = append(w.word, string(rune(c))...)
		}
	}
	w.noteWord()
}

// noteWord notes the word in w.word.
func (w *Worker) noteWord() {
	at, known := w.words[string(w.word)]
	if !known {
		at = int32(len(w.terms))
		w.terms = append(w.terms, term{})
		w.words[string(w.word)] = at
	}
	w.note(at)
}

// note adds a find to a term.
func (w *Worker) note(at int32) {
	t := &w.terms[at]
	if !t.noted {
		t.noted, t.found, t.times = true, 0, 0
		w.noted = append(w.noted, at)
	}
	if w.field >= keywordSize {
		t.found = t.found&^(3*keywordSize) | max(t.found&(3*keywordSize), w.field)
	} else if w.field != 0 {
		t.found |= w.field
	} else {
		t.times++
	}
}

// endSection adds the current section to the lists of its terms.
func (w *Worker) endSection() {
	for _, at := range w.noted {
		w.close(&w.terms[at])
	}
	w.noted = w.noted[:0]
}

// close encodes what of a term was found in the current section: its distance from the one before in steps of
// seven bits, doubled, and one more where what was found is not just some of the text. Sections come
// in the order in which pages are finished; a zero byte resets the difference where that decreases.
func (w *Worker) close(t *term) {
	found := t.found%keywordSize | share(t.times, uint32(w.letters))
	if found&inHeading == 0 {
		found |= t.found / keywordSize * headingSize
	}
	if w.section < t.previous || t.count == 0 {
		w.lists.add(&t.list, 0)
		t.previous = 0
	}
	step := uint64(w.section-t.previous+1) << 1
	if found != some {
		step |= 1
	}
	for ; step >= 0x80; step >>= 7 {
		w.lists.add(&t.list, byte(step)|0x80)
	}
	w.lists.add(&t.list, byte(step))
	if found != some {
		w.lists.add(&t.list, found)
	}
	t.previous, t.noted = w.section, false
	t.count++
}

// share grades from 0 to 3 how often a term occurs for the length of the text, as Okapi BM25 weighs them: a word says
// less about a long text than about a short one, though not in proportion.
func share(times uint16, letters uint32) uint8 {
	switch weight, size := 1000*uint32(times), 400+12*letters/5; {
	case times == 0:
		return 0
	case weight < size*6/10:
		return 1
	case weight < size*22/10:
		return some
	}
	return 3
}

// A pairTable finds the term of a pair of letters; its values are one more than the place of the term.
type pairTable struct {
	slots []pairSlot
	used  int
	shift uint
}

type pairSlot struct {
	key   uint32
	value int32
}

func newPairTable() pairTable { return pairTable{slots: make([]pairSlot, 1<<12), shift: 32 - 12} }

// find returns the slot of a key's value.
func (t *pairTable) find(key uint32) *int32 {
	mask := uint32(len(t.slots) - 1)
	for at := key * 0x9E3779B1 >> t.shift; ; at = (at + 1) & mask {
		slot := &t.slots[at&mask]
		if slot.key == key {
			return &slot.value
		}
		if slot.value == 0 {
			slot.key = key
			return &slot.value
		}
	}
}

// grow is called after a key was put in, and keeps the table at most half full.
func (t *pairTable) grow() {
	t.used++
	if t.used*2 < len(t.slots) {
		return
	}
	old := *t
	*t = pairTable{slots: make([]pairSlot, 2*len(old.slots)), used: old.used, shift: old.shift - 1}
	for _, s := range old.slots {
		if s.value != 0 {
			*t.find(s.key) = s.value
		}
	}
}
