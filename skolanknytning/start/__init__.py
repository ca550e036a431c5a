"""The pages that join the apps, and the demo school."""
