package render

import (
	"html/template"

	"shirube/calculator"
)

// A CalculatorView is the data of calculator.html, which writes a calculator's form. The attributes that
// the script needs are described at the top of calculator/browser/engine.ts; Index is the place of a
// question, step, output or message in the form.
type CalculatorView struct {
	ID          string // prefix of all ids
	Name        string
	Title       string
	Description string
	Limits      string // what the result cannot say; may be empty
	Next        string // what to do next; may be empty
	IsLong      bool   // a phone asks one question at a time
	Progress    string // where the reader is, at the first question
	Own         bool   // the page is about this calculator alone and has its title
	Translated  string // on a page of an edition: all, some or none of its words
	Lang        string
	Questions   []CalculatorQuestion // all of them
	Groups      []CalculatorGroup    // the same, as they are asked
	Outputs     []CalculatorOutput   // the first is the main result
	Steps       []CalculatorStep
	Messages    []CalculatorMessage
	Grids       []calculator.Grid // worked-out tables, shown where scripts do not run
	Sources     []Source
	Chart       *ChartView // nil for none
	Chain       *NextStep  // the page of the calculator that comes next; nil for none
	Shares      bool       // it takes over answers
	Data        template.JS
	Engine      string // URL of the script that calculates
	Ask         string // URL of the theme's script that loads with Engine
	Sheet       string // URL of the script that makes the sheet of results for readers to keep

	Swap bool // whether the language writes 1.234,5 and 31/12/2026

	Localizer
}

// A CalculatorGroup is questions that belong together.
type CalculatorGroup struct {
	Title     string // may be empty
	Item      string // LIST.INDEX of an item of a list that the reader may remove; empty for none
	First     bool   // with the question that is asked first
	Questions []CalculatorQuestion
}

// A CalculatorQuestion is an input.
type CalculatorQuestion struct {
	Index      int
	First      bool
	Later      bool   // not asked before something else has been answered
	Item       string // the item of a list that is asked about: 子ども 2; empty for none
	Repeats    bool   // the same is asked of an item before
	List       string // the list whose number of items the question is about; empty for none
	ListIndex  int
	ID         string
	Inputs     string // the indexes of the inputs that it asks for, between spaces
	Kind       string // number, date, yesno, choice or boxes
	Question   string
	Help       string
	Unit       string
	Range      string             // what it accepts, in words
	Default    string             // what an empty answer means; may be empty
	NoneTicked bool               // an empty answer to boxes means that none is ticked
	Unknown    string             // what わからない means
	Today      bool               // an empty date means today
	Options    []CalculatorOption // はい before いいえ
	Select     bool               // there are too many options to show them all at once
	Sources    []Source
	Assumed    string

	item *calculator.FormItem
}

// A CalculatorOption is an answer to choose.
type CalculatorOption struct {
	Index int
	ID    string // of a box
	Label string
}

// A CalculatorOutput is a result.
type CalculatorOutput struct {
	Index   int
	Label   string
	Help    string
	IsShort bool // a number or a day, or a range of these: nothing in it is parted
}

// A CalculatorStep is a line of the working.
type CalculatorStep struct {
	Index    int
	Item     string // the item of a list that the line is worked out for; empty for none
	Repeats  bool   // the same is worked out for an item before
	Places   string // of this one and of those that repeat it, separated by spaces
	Name     string
	Words    string // the formula in words
	Help     string
	Fixed    string // the value where no answer changes it
	IsFigure bool
	Sources  []Source
	Assumed  string // why, where a value is the site's own
}

// A CalculatorMessage is a remark that appears where it holds; with Stop there is no result then.
type CalculatorMessage struct {
	Index   int
	Text    string // the names of steps where Parts have their values
	Parts   []MessagePart
	Stop    bool
	Words   string // the condition in words
	Sources []Source
}

// A MessagePart is words of a message, with the value of a step behind them; Step is -1 for none.
type MessagePart struct {
	Text string
	Step int
}

// A ChartView lists what is drawn: indexes of inputs and outputs, separated by spaces.
type ChartView struct {
	Dates   bool
	Inputs  string
	Outputs string
}

// A FigureGroup holds the values and tables that the pages of one section use most.
type FigureGroup struct {
	ID      string
	Title   string
	Figures []FigureView
	Tables  []TableView
}

// A FigureView is a value on the page of figures.
type FigureView struct {
	ID      string
	Name    string
	Value   string
	Help    string
	Note    string
	Assumed string
	Year    int // fiscal year it is bound to, or 0
	From    string
	Checked string        // when its sources were checked, the earliest of them
	History []FigureValue // all values, oldest first
	Sources []Source
	UsedBy  []Link
}

// A FigureValue is a value with the date from which it holds.
type FigureValue struct{ From, Value string }

// A TableView is a table on the page of figures.
type TableView struct {
	ID      string
	Name    string
	Help    string
	Assumed string
	Year    int
	From    string
	Checked string
	HTML    template.HTML
	Sources []Source
	UsedBy  []Link
}
