package highlight

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// A lexer of chroma may not end, or take seconds for a few bytes. A budget bounds the work on one text:
// steps that consume nothing by their number, all others by the time they take.
const (
	idleSteps    = 10_000                // in a row, without a character being consumed
	baseTime     = time.Second           // for any text,
	timePerByte  = 10 * time.Microsecond // and for each byte of it
	strikes      = 3                     // texts of a language that may exceed the budget until the next Save
	longestToken = 8192                  // in bytes, from which equal tokens are not joined, as chroma.Coalesce has it
)

var errBudget = errors.New("the lexer does not come to an end")

// progress is how far the lexer of one text, or of a part in another language, has come.
type progress struct{ position, idle int }

// guarded is a mutator that stops a lexer which changes its state again and again without consuming
// anything. Nothing else can stop it, since chroma returns no token meanwhile.
type guarded struct{ chroma.Mutator }

// progressKey is where a lexer's state holds its progress.
type progressKey struct{}

// Mutate implements chroma.Mutator.
func (g guarded) Mutate(state *chroma.LexerState) error {
	p, ok := state.Get(progressKey{}).(*progress)
	if !ok {
		p = &progress{position: -1}
		state.Set(progressKey{}, p)
	}
	if p.position != state.Pos {
		p.position, p.idle = state.Pos, 0
	}
	if p.idle++; p.idle > idleSteps {
		return errBudget
	}
	return g.Mutator.Mutate(state)
}

// guardedLexers returns chroma's lexers with guarded mutators. Their rules are read on first use.
var guardedLexers = sync.OnceValue(func() *chroma.LexerRegistry {
	registry := chroma.NewLexerRegistry()
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		if plain, ok := lexer.(*chroma.RegexLexer); ok {
			if guarded, err := chroma.NewLexer(plain.Config(), func() chroma.Rules { return guardedRules(plain.MustRules()) }); err == nil {
				lexer = guarded
			}
		}
		registry.Register(lexer)
	}
	return registry
})

func guardedRules(rules chroma.Rules) chroma.Rules {
	all := make(chroma.Rules, len(rules))
	for state, list := range rules {
		for _, r := range list {
			if _, isRewritten := r.Mutator.(chroma.LexerMutator); r.Mutator != nil && !isRewritten {
				r.Mutator = guarded{r.Mutator}
			}
			all[state] = append(all[state], r)
		}
	}
	return all
}

// tokens yields the tokens of a text, equal ones joined. It ends with errBudget where the work exceeds
// the budget.
func tokens(lexer chroma.Lexer, text string, yield func(chroma.Token)) (err error) {
	defer func() {
		if r := recover(); r != nil { // also what mutators return
			err = fmt.Errorf("%w: %v", errBudget, r)
		}
	}()
	next, err := lexer.Tokenise(nil, text)
	if err != nil {
		return err
	}
	deadline := time.Now().Add(baseTime + time.Duration(len(text))*timePerByte)
	var last chroma.Token
	for step, idle := 0, 0; ; step++ {
		token := next()
		if token == chroma.EOF {
			break
		}
		if token.Value == "" {
			if idle++; idle > idleSteps {
				return errBudget
			}
			continue
		}
		idle = 0
		if time.Now().After(deadline) {
			return errBudget
		}
		if last.Type == token.Type && last.Value != "" && len(last.Value) < longestToken {
			last.Value += token.Value
			continue
		}
		if last.Value != "" {
			yield(last)
		}
		last = token
	}
	if last.Value != "" {
		yield(last)
	}
	return nil
}

// A strikeCount counts, by language, the texts that exceeded their budget. It is safe for concurrent use.
type strikeCount struct {
	mu      sync.Mutex
	strikes map[string]int
}

func (s *strikeCount) add(language string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.strikes == nil {
		s.strikes = make(map[string]int)
	}
	s.strikes[language]++
}

// isOut reports whether no further text of a language is highlighted.
func (s *strikeCount) isOut(language string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.strikes[language] >= strikes
}

func (s *strikeCount) reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.strikes)
}
