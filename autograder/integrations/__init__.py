"""Where other tools meet the grader; each needs its own optional package."""
