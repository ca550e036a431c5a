"""What the plans show on paper."""
