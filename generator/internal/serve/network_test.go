package serve

import (
	"net"
	"strings"
	"testing"
)

// Who lets a phone in reads what to type on it; addresses that no other device can open are left out.
func TestAddressesForOtherDevices(t *testing.T) {
	var own []net.Addr
	for _, text := range []string{"127.0.0.1/8", "fe80::1/64", "2001:db8::5/64", "192.168.1.20/24", "169.254.3.4/16", "::1/128"} {
		ip, network, err := net.ParseCIDR(text)
		if err != nil {
			t.Fatal(err)
		}
		own = append(own, &net.IPNet{IP: ip, Mask: network.Mask})
	}
	if got := strings.Join(networkURLs(own, "8080"), " "); got != "http://192.168.1.20:8080/ http://[2001:db8::5]:8080/" {
		t.Errorf("told %s", got)
	}
}

// A preview for this machine only reports no addresses.
func TestOnlyAnOpenAddressIsReported(t *testing.T) {
	for address, want := range map[string]bool{"127.0.0.1:80": false, "[::1]:80": false, "0.0.0.0:80": true, "[::]:80": true} {
		at, err := net.ResolveTCPAddr("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		told := false
		s := &server{options: Options{Network: func([]string) { told = true }}}
		s.reportNetwork(at)
		if told && !want {
			t.Errorf("%s: other devices are told", address)
		}
	}
}
