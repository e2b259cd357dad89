"""What is decided without the database: the steps of a complaint, who may handle it, codes that verify, lists."""
