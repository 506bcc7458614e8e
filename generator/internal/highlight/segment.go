package highlight

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"iter"
	"os"
	"sort"
	"sync/atomic"
)

// A segment is a file of the cache that is written once and never changed. It holds
//
//	magic, scheme
//	the runs of each entry, one after the other
//	a record for each entry, in the order of their keys: key, offset, length, checksum
//	the number of records, a checksum of all but the runs
//
// Numbers are 32 bits, the least significant byte first; offsets count from the start of the file;
// checksums are CRC-32C. The checksum of an entry is of its key and its runs.
type segment struct {
	file    *os.File
	name    string
	size    int64
	records []byte
	used    atomic.Bool // something was found in it
}

const (
	magic       = "shirube spans 1\n"
	headSize    = len(magic) + len(scheme{})
	recordSize  = len(key{}) + 12
	trailerSize = 8
)

// errDamaged is the error of a file that is not a whole segment.
var errDamaged = errors.New("damaged segment")

// openSegment opens a segment of the given scheme for reading.
func openSegment(root *os.Root, name string, of scheme) (*segment, error) {
	file, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	s := &segment{file: file, name: name}
	if err := s.load(of); err != nil {
		file.Close()
		return nil, err
	}
	return s, nil
}

// load reads the records and compares the checksum.
func (s *segment) load(of scheme) error {
	info, err := s.file.Stat()
	if err != nil {
		return err
	}
	s.size = info.Size()
	var head [headSize]byte
	var trailer [trailerSize]byte
	if err := s.readAt(head[:], 0); err != nil {
		return err
	}
	if err := s.readAt(trailer[:], s.size-int64(trailerSize)); err != nil {
		return err
	}
	size := int64(binary.LittleEndian.Uint32(trailer[:])) * int64(recordSize)
	if size > s.size-int64(headSize+trailerSize) {
		return errDamaged
	}
	s.records = make([]byte, size)
	if err := s.readAt(s.records, s.size-int64(trailerSize)-size); err != nil {
		return err
	}
	sum := frameSum(head[:], s.records, trailer[:4])
	if !bytes.Equal(head[:], headOf(of)) || sum != binary.LittleEndian.Uint32(trailer[4:]) {
		return errDamaged
	}
	return nil
}

// readAt fills p from an offset of the file.
func (s *segment) readAt(p []byte, offset int64) error {
	if offset < 0 {
		return errDamaged
	}
	_, err := s.file.ReadAt(p, offset)
	if errors.Is(err, io.EOF) {
		return errDamaged
	}
	return err
}

func headOf(of scheme) []byte { return append([]byte(magic), of[:]...) }

// frameSum is the checksum of the parts of a segment that are not runs.
func frameSum(head, records, count []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	return crc32.Update(crc32.Update(crc32.Checksum(head, table), table, records), table, count)
}

// entrySum is the checksum of an entry.
func entrySum(k key, runs []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	return crc32.Update(crc32.Checksum(k[:], table), table, runs)
}

// len returns the number of entries.
func (s *segment) len() int { return len(s.records) / recordSize }

func (s *segment) record(i int) []byte { return s.records[i*recordSize : (i+1)*recordSize] }

func (s *segment) key(i int) key { return key(s.record(i)[:len(key{})]) }

// find returns the runs of a key; it reports false where the segment does not have them whole.
func (s *segment) find(k key) ([]byte, bool) {
	i := sort.Search(s.len(), func(i int) bool { return bytes.Compare(s.record(i)[:len(k)], k[:]) >= 0 })
	if i == s.len() || s.key(i) != k {
		return nil, false
	}
	return s.entry(i)
}

// entry returns the runs of the i-th key.
func (s *segment) entry(i int) ([]byte, bool) {
	numbers := s.record(i)[len(key{}):]
	offset, length := binary.LittleEndian.Uint32(numbers), binary.LittleEndian.Uint32(numbers[4:])
	if int64(offset)+int64(length) > s.size {
		return nil, false
	}
	runs := make([]byte, length)
	if s.readAt(runs, int64(offset)) != nil || entrySum(s.key(i), runs) != binary.LittleEndian.Uint32(numbers[8:]) {
		return nil, false
	}
	return runs, true
}

// writeSegment writes a segment of entries, which come in the order of their keys. It returns the
// name that fits them: the same entries always give the same one.
func writeSegment(to io.Writer, of scheme, entries iter.Seq2[key, []byte]) (name string, err error) {
	w := bufio.NewWriterSize(to, 64<<10) // keeps the first error for Flush
	head := headOf(of)
	_, _ = w.Write(head)
	offset := len(head)
	var records []byte
	for k, runs := range entries {
		records = append(records, k[:]...)
		records = binary.LittleEndian.AppendUint32(records, uint32(offset))
		records = binary.LittleEndian.AppendUint32(records, uint32(len(runs)))
		records = binary.LittleEndian.AppendUint32(records, entrySum(k, runs))
		_, _ = w.Write(runs)
		offset += len(runs)
	}
	_, _ = w.Write(records)
	trailer := binary.LittleEndian.AppendUint32(nil, uint32(len(records)/recordSize))
	trailer = binary.LittleEndian.AppendUint32(trailer, frameSum(head, records, trailer))
	_, _ = w.Write(trailer)
	sum := sha256.Sum256(records)
	return segmentPrefix(of) + hex.EncodeToString(sum[:8]), w.Flush()
}
