# Thin on purpose: each target is one line of what a person would type.
.DEFAULT_GOAL := help
SHELL := bash
CLUSTER ?= local
export CLUSTER
STATES ?= 10000000
BAKES ?= 40000
.PHONY: help build test explore simulate mutants faults storm prove demo demo-down cluster cluster-down images backend bench bench-backend format
