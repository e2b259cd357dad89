"""The desk of operators and supervisors: tasks, what was given up, which clocks ran out, and what lies over a case."""
