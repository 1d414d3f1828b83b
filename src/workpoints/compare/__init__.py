"""What changed between two notices."""
