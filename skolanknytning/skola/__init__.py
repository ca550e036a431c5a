"""Schools, classes, pupils, staff, roles; who may see what; class lists in."""
