"""What authors of a course run: build banks, release templates, validate assignments."""
