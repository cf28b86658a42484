"""Recordwire: reads news articles from Kafka and raises an alert when a record figure falls."""

__version__ = "0.1.0"
