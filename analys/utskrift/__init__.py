"""What the meeting's printouts show: the analysis filled and blank, and the folder with all of a meeting's papers."""
