"""The stream: bytes in, bytes out. It decides nothing; the only place that knows the engine."""
