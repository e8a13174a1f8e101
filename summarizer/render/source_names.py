"""What a page calls its sources: short names that tell them apart."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from summarizer.render.escaping import visible_text
from summarizer.schemas import Article, ArticleInfo, DailySource


def source_names(sources: Iterable[DailySource]) -> Mapping[str, str]:
    """Return the name of each source by what reports call it: its publisher, else the host of its address, else its file.

    Where two sources would share a name, their files stand in brackets behind it, with as many folders as it takes; where
    these are alike too, the beginning of the article's id.
    """
    known = list(sources)
    names = {one.source: _short(one.article) or one.article.id for one in known}
    ways: list[Callable[[DailySource], str]] = [
        *(lambda one, depth=depth: _file(one.article, depth) for depth in range(1, 1 + max(map(_depth, known), default=0))),
        lambda one: one.article.path or "",
        lambda one: one.article.id[:6],
        lambda one: one.source,
    ]
    for way in ways:
        shared = {name for name, count in Counter(names.values()).items() if count > 1}
        if not shared:
            break
        for one in known:
            if names[one.source] in shared and (more := visible_text(way(one))):
                names[one.source] = _joined(_short(one.article, named=True), more)
    return names


def possible_names(article: Article) -> set[str]:
    """Return what a page may call an article, whatever other sources there are; two of these, one in brackets, are a name too."""
    known = article.model_dump(include=set(ArticleInfo.model_fields))
    info = ArticleInfo(**known, characters=len(article.text), sentences=0)
    depth = len(PurePosixPath(article.path or "").parts)
    names = [_short(info, named=True), article.title or "", article.path or "", article.id, article.id[:6]]
    names += [_file(info, length) for length in range(1, depth + 1)]
    return {name for name in map(visible_text, names) if name}


def _short(article: ArticleInfo, *, named: bool = False) -> str:
    """Return the best name of an article alone; with `named` only that of who published it."""
    try:
        host = urlsplit(article.url or "").hostname or ""
    except ValueError:
        host = ""
    names = [article.publisher or "", host.removeprefix("www.")]
    names += [] if named else [_file(article, 1), article.title or ""]
    return next((name for name in map(visible_text, names) if name), "")


def _joined(name: str, more: str) -> str:
    """Return a name with what tells it from others."""
    return f"{name} ({more})" if name else more


def _file(article: ArticleInfo, depth: int) -> str:
    """Return the file's name without its suffix, behind the last folders of its path."""
    if not article.path:
        return ""
    path = PurePosixPath(article.path.replace("\\", "/"))
    # The suffix of "12. Februar" is none, and "/" has no name to take one from.
    return "/".join((path.with_suffix("") if path.name and " " not in path.suffix else path).parts[-depth:])


def _depth(source: DailySource) -> int:
    """Return how many parts the path of a source has."""
    return len(PurePosixPath(source.article.path or "").parts)
