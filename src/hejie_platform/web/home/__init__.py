"""The public pages: what Hejie is, who pays, who sees what, help at once; language and colours."""
