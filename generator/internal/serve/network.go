package serve

import (
	"net"
	"strings"
)

// reportNetwork reports the addresses at which other devices reach a preview that listens on all interfaces.
func (s *server) reportNetwork(listening net.Addr) {
	host, port, err := net.SplitHostPort(listening.String())
	if err != nil || s.options.Network == nil {
		return
	}
	own, err := net.InterfaceAddrs()
	if ip := net.ParseIP(host); ip == nil || !ip.IsUnspecified() || err != nil {
		return
	}
	if urls := networkURLs(own, port); len(urls) > 0 {
		s.options.Network(urls)
	}
}

// networkURLs returns the addresses that other devices can open, those that people can type first.
func networkURLs(own []net.Addr, port string) []string {
	var short, long []string
	for _, a := range own {
		network, ok := a.(*net.IPNet)
		if !ok || !network.IP.IsGlobalUnicast() {
			continue
		}
		url := "http://" + net.JoinHostPort(network.IP.String(), port) + "/"
		if strings.Contains(url, "[") {
			long = append(long, url)
		} else {
			short = append(short, url)
		}
	}
	return append(short, long...)
}
