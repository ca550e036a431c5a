"""What has become of the proposals: of one as plain values, and read for a class or a school."""
