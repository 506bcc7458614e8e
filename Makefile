# make             builds the program and the site
# make serve       shows the site while you write
# make check       the quick tests: format, vet, staticcheck, scripts, unit tests; installs nothing
# make test        every test; says first what it installs (on Debian-based systems, with apt-get and npm)
# make fuzz        tries random input on every parser, a minute each; TIME=1h for longer
# make bench       benchmarks
# make lighthouse  measures pages as readers with a slow phone meet them; takes minutes
# make release     archives of the program for all systems, in dist/
# make module TO=example.org/shirube   gives the module another import path
.DELETE_ON_ERROR:
.PHONY: all shirube serve check formatted test fuzz tools bench lighthouse release module

TOOLS := generator/browsertest/tools

# The release: a tag such as v1.2.0, or the nearest tag and the commit.
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null)

# Packages whose work is spread over goroutines, or that such packages share.
# Short: builds that are killed run in processes of their own, where the race detector sees nothing. What is skipped builds
# many tiny sites one after another.
RACED := ./calculator $(addprefix ./generator/internal/,build furigana highlight images lint markdown publish render search serve watch)

all: shirube
	./shirube build -out public
	@echo
	@echo "サイトは public/ にあります。見るには: make serve → http://127.0.0.1:8080/"
	@echo "The site is in public/. To look at it: make serve → http://127.0.0.1:8080/"

# The same commit gives the same bytes in any folder.
shirube:
	CGO_ENABLED=0 go build -trimpath -ldflags "-X main.version=$(VERSION)" -o shirube ./generator

serve: shirube
	./shirube serve

check: formatted
	go vet ./...
	go tool staticcheck ./...
	@if [ -d $(TOOLS)/node_modules ]; then $(TOOLS)/scripts.sh; \
	else echo "スクリプトの検査を飛ばします。make tools で道具が入ります / scripts are not checked: run make tools first"; fi
	go test -short ./...
	$(TOOLS)/vulnerabilities.sh

formatted:
	@unformatted="$$(gofmt -l calculator generator themes)"; \
	if [ -n "$$unformatted" ]; then echo "gofmt -w に通してください / not formatted:"; echo "$$unformatted"; exit 1; fi

# The tests of every package come last, so that their summary ends the output.
test: formatted tools
	go vet ./...
	go tool staticcheck ./...
	go mod tidy -diff
	go mod verify
	$(TOOLS)/vulnerabilities.sh
	$(TOOLS)/scripts.sh
	$(TOOLS)/reproduce.sh
	SHIRUBE_RUNS=3 go test -timeout 30m -race -short -skip 'TestMistakes|TestWithoutPermission' $(RACED)
	go test -timeout 30m ./...

tools:
	$(TOOLS)/install.sh

# Apart from the tests: what random input finds first is no fault of the change being tested. The inputs that once
# failed are among the tests.
TIME := 1m
fuzz:
	$(TOOLS)/fuzz.sh $(TIME)

bench:
	go test -run '^$$' -bench . -benchmem ./...

lighthouse: tools
	$(TOOLS)/lighthouse/install.sh
	go test -timeout 30m ./generator/browsertest -run TestLighthouse -lighthouse -v

release:
	go run ./generator/release -version "$(VERSION)" -out dist

# The module has no address yet. This gives it one, wherever an import path stands.
module:
	@[ -n "$(TO)" ] || { echo "make module TO=example.org/shirube"; exit 1; }
	generator/release/rename.sh "$(TO)"
