"""The folder data/ on disk: rows, cells and files, validated; every mistake names file and line."""
