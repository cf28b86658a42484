"""Naming: the ids of articles, texts, claims and notes, hashes that are part of the contract."""

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from schemas.article import Article

_ID_CHARS = 16


def article_id(article: Article) -> str:
    """The article's own id, else "url:" and the hash of its canonical url."""
    if article.id is not None:
        return article.id
    return "url:" + hashlib.sha256(canonical_url(article.url).encode()).hexdigest()


def canonical_url(url: str) -> str:
    """`url` with scheme and host in small letters, no fragment and no `utm_` parameters."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # A malformed host; the text as it stands still names the article.
        return url.strip()
    query = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not pair[0].lower().startswith("utm_")
    ]
    path = parts.path or "/"
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, urlencode(query), ""))


def text_hash(article: Article) -> str:
    """The hash of what was delivered: title, body and content type."""
    digest = hashlib.sha256()
    for part in (article.content_type, article.title, article.body):
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()[:_ID_CHARS]


def short_hash(*parts: str | float | None) -> str:
    """The hash of `parts` in their order; None differs from every text."""
    text = "\0".join("\1" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_CHARS]
