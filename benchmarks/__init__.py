"""What speed, memory and tokens are measured with; each program prints what docs/benchmarks.md shows."""
