"""Commands that do one thing and end. Each module has `main(arguments) -> exit code`."""
