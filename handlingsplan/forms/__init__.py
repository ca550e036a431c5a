"""What the browser sends about plans, read strictly."""
