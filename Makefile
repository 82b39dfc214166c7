# Thin on purpose: each target is one line of what a person would type.
.DEFAULT_GOAL := help
SHELL := bash
CLUSTER ?= local
export CLUSTER
STATES ?= 10000000
BAKES ?= 40000
ROUNDS ?= 20
KILLS ?= 10000
RELEASES ?= 1000
TODAY := $(shell date +%F)

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

build: ## compile, check style, run the quick tests
	./mvnw -q install

test: ## everything that proves the product: quick tests, then scenarios on a real cluster
	e2e/run test

demo: ## one backend, six releases, good and bad, on a real cluster
	e2e/run demo

demo-down: ## take the demo away; with CLUSTER=local the cluster stays
	e2e/run demo-down

cluster: ## a real Kubernetes on this machine
	deploy/local/cluster up

cluster-down: ## stop it and leave nothing behind
	deploy/local/cluster down

explore: ## explore ten million states of the core; the report is left in docs/reports
	./mvnw -q -pl operator -am test -Dtest=ExplorationTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dtest.argLine="-XX:TieredStopAtLevel=4 -Xmx7g -Dslipway.states=$(STATES) -Dslipway.threads=8 \
	  -Dslipway.date=$(TODAY) -Dslipway.report=$(CURDIR)/docs/reports/exploration-$(TODAY).md"

simulate: ## where the threshold of overwhelming evidence comes from; the report is left in docs/reports
	./mvnw -q -pl operator -am test -Dtest='CusumTest#theThreshold*' -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dtest.argLine="-Dslipway.bakes=$(BAKES) -Dslipway.date=$(TODAY) -Dslipway.report=$(CURDIR)/docs/reports/judging-$(TODAY).md"

faults: ## the operator broken at every write; PLAN='...' plays one plan
	@if [ -n "$(PLAN)" ]; then faults/run plan '$(PLAN)'; else faults/run all "docs/reports/faults-$$(date -u +%F).md"; fi

mutants: ## the core changed in one place at a time; its tests have to notice
	operator/src/mutants/run "docs/reports/mutants-$(TODAY).md"

storm: ## ten thousand pods of migrations killed at random; the report is left in docs/reports
	./mvnw -q -pl runner -am test -Dgroups=prove -Dtests.excluded=none -Dsurefire.failIfNoSpecifiedTests=false -Dtest=StormProofTest \
	  -Dtest.argLine=-XX:TieredStopAtLevel=4 -Dslipway.trust=true -Dslipway.grounds=true -Dslipway.kills=$(KILLS) -Dslipway.date=$(TODAY) -Dslipway.report=$(CURDIR)/docs/reports/storm-$(TODAY).md

grounds: ## what every migration tool promises, on every PostgreSQL from 14 to 18
	./mvnw -q -pl runner -am test -Dslipway.grounds=true

hardships: ## what takes minutes to show on a real cluster: slow drift, errors after 100 %, silent metrics, a failover of the database, a leak until the end of memory; bad input of every kind; and the scenarios that a build need not repeat each time
	e2e/run hardships

prove: explore mutants faults storm grounds hardships ## what takes hours: ten million states, mutants, every fault at every write, ten thousand kills, every tool on every PostgreSQL

images: ## build all images as tar files, or push them to REGISTRY
	deploy/images/build

backend: ## the reference backend on this machine, with an embedded PostgreSQL
	backend-app/src/local/serve

bench: ## what the operator costs, and how soon traffic leaves a dead version; figures beside their limits
	./mvnw -q -pl operator,runner,faults -am install -DskipTests
	KUBE_API_TEST_DIR=$$(deploy/local/cluster api-test-dir) ./mvnw -q -pl operator -am test -Dtest=ReactionBench \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dtest.argLine="-Dslipway.rounds=$(ROUNDS)"
	KUBE_API_TEST_DIR=$$(deploy/local/cluster api-test-dir) ./mvnw -q -pl faults -am test -Dtest=OperatorBench \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dtest.argLine="-Dslipway.releases=$(RELEASES) \
	  -Dslipway.date=$(TODAY) -Dslipway.report=$(CURDIR)/docs/reports/operator-$(TODAY).md"
	e2e/run bench

bench-backend: ## measure the reference backend beside another stack
	backend-app/src/bench/run

format: ## bring all Java into shape
	./mvnw -q spotless:apply

.PHONY: help build test explore simulate mutants faults storm grounds hardships prove demo demo-down cluster cluster-down images backend bench bench-backend format
