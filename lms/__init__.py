"""EQUIL: a learning platform for co-produced training. `lms.app` puts the parts together; the README has the map."""
