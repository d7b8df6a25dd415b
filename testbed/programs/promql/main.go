// Reads expressions of PromQL, one a line, and says which Prometheus would not take.
package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/prometheus/prometheus/promql/parser"
)

func main() {
	promql := parser.NewParser(parser.Options{})
	wrong := false
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if _, err := promql.ParseExpr(lines.Text()); err != nil {
			fmt.Printf("%s: %v\n", lines.Text(), err)
			wrong = true
		}
	}
	if wrong || lines.Err() != nil {
		os.Exit(1)
	}
}
