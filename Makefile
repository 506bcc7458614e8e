# make        builds the program and the site
# make serve  shows the site while you write
# make test   runs every check; needs no preparation on Debian and its kin
# make bench  measures
# make lighthouse  measures pages as readers of a slow phone meet them; takes minutes
.DELETE_ON_ERROR:
.PHONY: all shirube serve test tools bench lighthouse

TOOLS := generator/browsertest/tools

# Packages whose work is spread over goroutines, or that such packages share.
# Short: builds that are killed run as processes of their own, where the race detector sees nothing.
RACED := ./calculator ./generator/internal/build ./generator/internal/lint ./generator/internal/highlight \
	./generator/internal/markdown ./generator/internal/furigana ./generator/internal/render ./generator/internal/search \
	./generator/internal/serve

all: shirube
	./shirube build -out public
	@echo
	@echo "サイトは public/ にあります。見るには: make serve → http://127.0.0.1:8080/"
	@echo "The site is in public/. To look at it: make serve → http://127.0.0.1:8080/"

shirube:
	go build -o shirube ./generator

serve: shirube
	./shirube serve

# The tests of every package come last, so that their summary ends the output.
test: tools
	@unformatted="$$(gofmt -l calculator generator themes)"; \
	if [ -n "$$unformatted" ]; then echo "gofmt -w に通してください / not formatted:"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	go tool staticcheck ./...
	go mod tidy -diff
	go mod verify
	$(TOOLS)/reproduce.sh
	$(TOOLS)/fuzz.sh 1s
	go test -timeout 30m -race -short $(RACED)
	go test -timeout 30m ./...

tools:
	$(TOOLS)/install.sh

bench:
	go test -run '^$$' -bench . -benchmem ./...

lighthouse: tools
	$(TOOLS)/lighthouse/install.sh
	go test -timeout 30m ./generator/browsertest -run TestLighthouse -lighthouse -v
