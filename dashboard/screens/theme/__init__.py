"""The tabs of a theme page. Each takes the reader's choice and draws one answer; only the open one runs."""
