"""An address for programs: what the pages show, as JSON, CSV, Parquet and Arrow. Read-only."""
