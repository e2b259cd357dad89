"""Words planted where only few may read, looked for in everything that anybody can reach."""
