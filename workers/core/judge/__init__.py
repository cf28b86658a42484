"""Judge: ledgers, the life of alerts, and the notes a desk wants."""
