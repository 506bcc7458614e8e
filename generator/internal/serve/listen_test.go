package serve

import (
	"errors"
	"net"
	"strconv"
	"strings"
	"testing"

	"shirube/calculator/diagnostic"
)

// takePorts listens on n ports in a row and returns the address of the first.
func takePorts(t *testing.T, n int) string {
	t.Helper()
	for range 100 {
		first, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { first.Close() })
		addr := first.Addr().(*net.TCPAddr)
		if addr.Port+n+1 < 65535 && takeNext(t, addr.Port+1, n-1) {
			return addr.String()
		}
	}
	t.Skip("no ports in a row are free")
	return ""
}

func takeNext(t *testing.T, port, n int) bool {
	for i := range n {
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port+i)))
		if err != nil {
			return false
		}
		t.Cleanup(func() { l.Close() })
	}
	return true
}

// A second preview takes the next port and says so.
func TestAPortInUseIsReportedAndTheNextIsTaken(t *testing.T) {
	taken := takePorts(t, 3)
	var said string
	l, err := listen(taken, func(text diagnostic.Text) { said = text.Ja })
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	host, port, _ := net.SplitHostPort(l.Addr().String())
	if host != "127.0.0.1" {
		t.Errorf("the next port is opened on %s", host)
	}
	if !strings.Contains(said, "「"+taken+"」は、ほかのプログラムが使っています") || !strings.Contains(said, port+" 番") {
		t.Errorf("the editor is told %q", said)
	}
}

func TestAFreePortIsTakenQuietly(t *testing.T) {
	l, err := listen("127.0.0.1:0", func(text diagnostic.Text) { t.Errorf("the editor is told %q", text) })
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
}

func TestAddressesThatCannotBeHad(t *testing.T) {
	for _, addr := range []string{takePorts(t, portsTried+1), "127.0.0.1:99999", "127.0.0.1", "no.such.host.invalid:8080"} {
		l, err := listen(addr, func(text diagnostic.Text) { t.Errorf("%s: the editor is told %q", addr, text) })
		if err == nil {
			l.Close()
		}
		if !errors.Is(err, ErrAddress) {
			t.Errorf("%s gives %v", addr, err)
		}
	}
}
