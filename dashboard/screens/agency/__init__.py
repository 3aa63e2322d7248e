"""The page of one agency: everything that is known of it, beside its own years and its peers."""
