package publish

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"shirube/calculator/diagnostic"
)

// Diagnose returns the finding for a failure to write.
func Diagnose(err error) diagnostic.Diagnostic {
	d := diagnostic.Diagnostic{Code: "output", Span: diagnostic.InFile("(out)"), Message: "書き出せません（" + Cause(err) + "）。"}
	if errors.Is(err, ErrPartial) {
		d.Message += "一部のファイルだけが新しくなりました。"
	}
	switch _, isForeign := errors.AsType[*foreignError](err); {
	case isForeign:
		d.Suggestion = "-out で別のフォルダーを指定するか、置き換えてよければ -replace を付けてください。"
	case errors.Is(err, errOvertaken):
		d.Suggestion = "もう一度実行してください。一つの書き出し先には、build を一つずつ実行します。"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		d.Suggestion = "ディスクがいっぱいです。空きを作って、もう一度実行してください。"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		d.Suggestion = "書き出し先に書く権限がありません。権限を直すか、-out で別のフォルダーを指定してください。"
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EISDIR), errors.Is(err, fs.ErrExist):
		d.Suggestion = "書き出し先に、同じ名前のフォルダーかファイルがあります。それを移してから、もう一度実行してください。"
	default:
		d.Suggestion = "書き出し先のフォルダーを確かめて、もう一度実行してください。"
	}
	return d
}

// Cause returns the system's message on a failed file operation, without the path.
func Cause(err error) string {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err.Error()
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err.Error()
	}
	return err.Error()
}
