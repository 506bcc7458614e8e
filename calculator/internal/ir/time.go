package ir

// MonthsBetween is 月数: the Number (scale 0) of whole months from the Date From to the Date To, below 0 where To is
// the earlier one.
//
//	f(from, to) = the greatest n for which from moved by n months (AddMonths by Rule) is no later than to
//	low = f(From.high, To.low), high = f(From.low, To.high)
//
// f never increases in From and never decreases in To.
type MonthsBetween struct {
	Typed
	From, To Expr
	Rule     MonthRule
}

// DaysOfWeek is how many options a Weekday has: 月曜日 is bit 0, 日曜日 bit 6.
const DaysOfWeek = 7

// A Weekday is 曜日: the Choice of the day of the week of the Date X.
//
//	set = the days of the week of X.low to X.high; all of them from six days apart on
type Weekday struct {
	Typed
	X Expr
}

// A Holidays is 休日: the days of the week that are always closed, by the bits of Weekday (never all of them), and
// further closed days, in ascending order.
type Holidays struct {
	Weekly int64
	Days   []int64
}

// WorkingDay is 営業日後: the Date of the working day number N (a Number at scale 0, 0 to MaxWorkingDays) behind X.
//
//	f(x, 0) = x, or where that is closed the first day behind it that is not
//	f(x, n) = the n-th day behind x that is not closed
//	low = f(X.low, N.low), high = f(X.high, N.high)
//
// f never decreases in either operand.
type WorkingDay struct {
	Typed
	X, N     Expr
	Holidays *Holidays
}

// MaxWorkingDays is the largest number of working days that a WorkingDay counts.
const MaxWorkingDays = 366
