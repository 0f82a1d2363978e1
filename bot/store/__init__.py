"""All tables and all queries, in one folder, so that erasure and isolation can be read in one place."""
