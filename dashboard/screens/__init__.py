"""What a visitor sees: one file or folder a screen."""
