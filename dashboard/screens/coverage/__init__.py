"""Who discloses what."""
