package serve

import (
	"sync"
	"time"
)

// saveEvery is how often caches are saved for later runs. Saving never waits for an edit, nor an edit for it.
const saveEvery = 30 * time.Second

// keepSaving saves caches in the background, until the function that it returns is called; that saves for the last time.
func (s *server) keepSaving() (stop func()) {
	done := make(chan struct{})
	var saving sync.WaitGroup
	saving.Go(func() {
		now := time.NewTicker(saveEvery)
		defer now.Stop()
		for {
			select {
			case <-now.C:
				s.builder.Save()
			case <-done:
				return
			}
		}
	})
	return func() {
		close(done)
		saving.Wait()
		s.builder.Close()
	}
}
