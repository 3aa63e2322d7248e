"""What the pages share: the published data, what may be compared, charts, filters, exports."""
