"""Speed and size, measured: `python -m benchmarks` generates its corpora, measures every bar and writes the table."""
