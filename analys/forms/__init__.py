"""What the browser sends from a meeting's pages, read strictly: about the meeting, its rows, its agenda."""
