package main

import "errors"

func (c *command) serve([]string) error { return errors.New("serve") }
func (c *command) new([]string) error   { return errors.New("new") }
