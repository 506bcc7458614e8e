package serve

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"

	"shirube/calculator/diagnostic"
)

// ErrAddress is wrapped by the error of an address that cannot be listened on.
var ErrAddress = errors.New("cannot listen")

const (
	// portsTried is how many ports after one in use are tried.
	portsTried = 20
	// windowsInUse is what Windows answers for a port in use (WSAEADDRINUSE).
	windowsInUse = syscall.Errno(10048)
)

// notice shows the editor a text.
func (o Options) notice(text diagnostic.Text) {
	if o.Notice != nil {
		o.Notice(text)
	}
}

// listen opens addr, or where its port is in use, the next that is free, and says so. The error
// wraps ErrAddress.
func listen(addr string, notice func(diagnostic.Text)) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if err == nil {
		return listener, nil
	}
	if isInUse(err) {
		if listener := listenNext(addr); listener != nil {
			_, port, _ := net.SplitHostPort(listener.Addr().String())
			notice(diagnostic.Textf("「%s」は、ほかのプログラムが使っています。かわりに、空いている %s 番で表示します。",
				"Another program uses %q. The preview is on the free port %s instead.", addr, port))
			return listener, nil
		}
	}
	return nil, fmt.Errorf("%w: %w", ErrAddress, err)
}

// listenNext opens the first free port after that of addr; nil where none is.
func listenNext(addr string) net.Listener {
	host, name, _ := net.SplitHostPort(addr)
	port, err := net.LookupPort("tcp", name)
	if err != nil {
		return nil
	}
	for next := port + 1; next <= min(port+portsTried, 65535); next++ {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(next)))
		if err == nil {
			return listener
		}
		if !isInUse(err) {
			return nil
		}
	}
	return nil
}

func isInUse(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windowsInUse)
}
