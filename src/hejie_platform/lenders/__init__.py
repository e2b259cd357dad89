"""Policy packs, authority and integration adapters of lenders."""
