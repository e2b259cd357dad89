"""The desk that reviews applications: a queue by due time, one case on one page, a decision with its preview."""
