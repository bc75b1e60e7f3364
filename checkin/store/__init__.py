"""The replica: the desk's local encrypted file, with one writer and query-only readers."""
