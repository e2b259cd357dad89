"""What this app computes without the database: the shares of an own plan, the routes that fit, what a sheet says."""
