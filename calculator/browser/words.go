package browser

import (
	"encoding/json"
	"slices"
	"strings"
)

// Words are all words that depend on answers; placeholders in braces are filled in.
type Words struct {
	Number       string            `json:"number"`         // {n} {unit}
	Swap         bool              `json:"swap,omitempty"` // numbers are written 1.234,5 and not 1,234.5
	Range        string            `json:"range"`          // {low} {high}
	Date         string            `json:"date"`           // {y} {m} {d}
	Months       []string          `json:"months"`         // what {m} is
	Or           string            `json:"or"`             // between options that are all possible
	OneOf        string            `json:"oneOf"`          // {values}: a number that is one of a few
	Both         string            `json:"both"`           // between these
	And          string            `json:"and"`            // between outcomes that all hold
	Maybe        string            `json:"maybe"`          // {text}: an outcome that may hold
	None         string            `json:"none"`           // no outcome holds
	Absent       string            `json:"absent"`         // a result that does not apply
	Taken        string            `json:"taken"`          // {text}: an answer that is the 初期値
	Unsure       string            `json:"unsure"`         // {text}: an answer that is わからない or left out
	Open         string            `json:"open"`           // an answer that could be anything
	About        []string          `json:"about"`          // said with numbers without a meaning
	Numerals     map[string]int    `json:"numerals"`       // digits of one letter
	Powers       map[string]int    `json:"powers"`         // magnitudes in numbers: their power of ten
	Spellings    map[string]string `json:"spellings"`      // other spellings of units: the one meant
	Tenths       string            `json:"tenths"`         // behind a number: tenths, for %
	Times        string            `json:"times"`          // behind a number without unit
	Eras         map[string]int    `json:"eras"`           // eras in dates: their first day as 20190501
	Echo         string            `json:"echo"`           // {text}: what was typed, as it is understood
	NotNumber    string            `json:"notNumber"`      // {label} {low} {high} {unit}
	NotOption    string            `json:"notOption"`      // {label} {likely}: no option of a long choice
	Many         string            `json:"many"`           // {n}: so many options of a long choice are possible
	NotDate      string            `json:"notDate"`        // {label}
	Outside      string            `json:"outside"`        // {label} {low} {high}
	NotStep      string            `json:"notStep"`        // {label} {step}
	Progress     string            `json:"progress"`       // {n} {left}
	LastQuestion string            `json:"lastQuestion"`   // {n}
	FromLink     string            `json:"fromLink"`
	FromDevice   string            `json:"fromDevice"`
	SheetResult  string            `json:"sheetResult"` // headings of the result as text
	SheetAnswers string            `json:"sheetAnswers"`
	SheetAsk     string            `json:"sheetAsk"`
	SheetSources string            `json:"sheetSources"`
	Copied       string            `json:"copied"`
	CannotCopy   string            `json:"cannotCopy"`
	Saved        string            `json:"saved"`
	NotLoaded    string            `json:"notLoaded"`
	FromOther    string            `json:"fromOther"` // {title}
	Shared       string            `json:"shared"`
	NotCopied    string            `json:"notCopied"`
	Cleared      string            `json:"cleared"`
	Kept         string            `json:"kept"`
	Erased       string            `json:"erased"`
	NotKept      string            `json:"notKept"`
}

// Script returns the script that Description.Words is the address of.
func (w Words) Script() ([]byte, error) {
	text, err := json.Marshal(w)
	return slices.Concat([]byte("export default "), text, []byte(";\n")), err
}

// Japanese returns the words of a Japanese page.
func Japanese() Words {
	return Words{
		Number: "{n}{unit}", Range: "{low} から {high}", Date: "{y}年{m}月{d}日", Months: strings.Fields("1 2 3 4 5 6 7 8 9 10 11 12"),
		Or: " か ", And: "、", OneOf: "{values}のどれか", Both: "・",
		Maybe: "{text}（場合による）", None: "当てはまるものはありません", Absent: "この答えでは出ません",
		Taken: "{text}（答えがないときの値）", Unsure: "{text}（わからない）", Open: "わからない",
		Powers:    map[string]int{"億": 8, "万": 4, "千": 3, "百": 2, "十": 1},
		About:     []string{"約", "およそ", "だいたい", "くらい", "ぐらい", "ほど", "程度"},
		Numerals:  map[string]int{"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9},
		Spellings: map[string]string{"才": "歳", "ヶ月": "か月", "ケ月": "か月", "カ月": "か月", "ヵ月": "か月", "箇月": "か月"},
		Tenths:    "割", Times: "倍",
		Eras:      map[string]int{"令和": 20190501, "平成": 19890108, "昭和": 19261225, "R": 20190501, "H": 19890108, "S": 19261225},
		Echo:      "＝ {text}",
		NotNumber: "「{label}」は、数で書いてください。例: {likely}",
		NotOption: "「{label}」は、候補の中の名前を書いてください。例: {likely}",
		Many:      "{n}個のどれか",
		NotDate:   "「{label}」は、年月日で書いてください。例: {likely}",
		Outside:   "「{label}」は、{low}から{high}までで書いてください。",
		NotStep:   "「{label}」は、{step}きざみで書いてください。",
		Progress:  "{n}問目（あと、多くて{left}問）", LastQuestion: "{n}問目（最後の質問）",
		FromLink:    "リンクに入っていた答えで計算しました。",
		FromOther:   "「{title}」で分かった答えを入れてあります。変えることもできます。",
		FromDevice:  "この端末に残してあった答えで計算しました。",
		SheetResult: "結果", SheetAnswers: "答えたこと", SheetAsk: "窓口で聞くこと", SheetSources: "出典",
		Copied:     "文字でコピーしました。メールやメモに貼り付けられます。",
		CannotCopy: "この端末ではコピーできませんでした。紙に印刷するか、画面を写真に残してください。",
		Saved:      "この端末に保存しました。",
		NotLoaded:  "必要なデータを読み込めませんでした。通信のできる所で、もう一度押してください。",
		Shared:     "答えの入ったリンクをコピーしました。",
		NotCopied:  "コピーできませんでした。アドレス欄のリンクに、答えが入っています。",
		Cleared:    "答えをすべて空にしました。",
		Kept:       "答えをこの端末に残しています。どこにも送りません。",
		Erased:     "この端末に残した答えをすべて消しました。",
		NotKept:    "この端末には残せませんでした。ブラウザの設定で止められているか、空きがありません。",
	}
}

// English returns the words of an English page.
func English() Words {
	return Words{
		Number: "{n} {unit}", Range: "{low} to {high}", Or: " or ", And: ", ", OneOf: "one of {values}", Both: " · ",
		Date: "{d} {m} {y}", Months: strings.Fields("January February March April May June July August September October November December"),
		Maybe: "{text} (possibly)", None: "None applies", Absent: "No result for these answers",
		Taken: "{text} (used without an answer)", Unsure: "{text} (not known)", Open: "Not known",
		About: []string{}, Numerals: map[string]int{}, Powers: map[string]int{}, Eras: map[string]int{},
		// Replaced in the order of the letters: 20 days, 20日s, 20日.
		Spellings: map[string]string{"yen": "円", "day": "日", "日s": "日", "week": "週", "週s": "週", "month": "か月", "か月s": "か月",
			"hour": "時間", "時間s": "時間", "minute": "分", "分s": "分", "unit": "単位", "単位s": "単位"},
		Tenths: "tenths", Times: "times",
		Echo:      "= {text}",
		NotNumber: "“{label}”: write a number, such as {likely}.",
		NotOption: "“{label}”: write one of the names offered, such as {likely}.",
		Many:      "one of {n}",
		NotDate:   "“{label}”: write a date, such as {likely}.",
		Outside:   "“{label}”: write something from {low} to {high}.",
		NotStep:   "“{label}”: write a multiple of {step}.",
		Progress:  "Question {n} (at most {left} more)", LastQuestion: "Question {n} (the last one)",
		FromLink:    "Calculated with the answers in your link.",
		FromOther:   "The answers known from “{title}” are filled in. You can change them.",
		FromDevice:  "Calculated with the answers kept on this device.",
		SheetResult: "Result", SheetAnswers: "Answers", SheetAsk: "To ask at the office", SheetSources: "Sources",
		Copied:     "Copied as text. You can paste it into a mail or a note.",
		CannotCopy: "This device could not copy it. Please print it, or keep a picture of the screen.",
		Saved:      "Saved on this device.",
		NotLoaded:  "What this needs could not be loaded. Please press again when you are online.",
		Shared:     "The link with your answers is copied.",
		NotCopied:  "It could not be copied. The address bar holds the link with your answers.",
		Cleared:    "All answers are cleared.",
		Kept:       "Your answers stay on this device. Nothing is sent.",
		Erased:     "All answers kept on this device are erased.",
		NotKept:    "This device could not keep them: the browser forbids it, or there is no room.",
	}
}
