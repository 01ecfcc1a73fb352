"""The room that opens models: text in, structure out; it knows nothing of reports or negotiations."""
