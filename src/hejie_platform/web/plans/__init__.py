"""Pages on which plans are compared and tried out: for one household, with all its lenders together."""
