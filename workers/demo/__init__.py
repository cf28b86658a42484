"""Demo: a real Kafka on this machine, a story in articles, and the alerts they raise."""
