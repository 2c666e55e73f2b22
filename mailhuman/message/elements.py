"""HTML elements by what they do to text: end a line, leave a gap, hide it, or format it."""

from __future__ import annotations

UNSEEN = frozenset({
    "head", "style", "script", "title", "template", "iframe", "object", "svg", "math", "audio", "video",
    "canvas", "select", "datalist", "map", "frameset",
})  # fmt: skip
"""Their content is no text of the message."""

BLOCKS = frozenset({
    "address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    "blockquote", "html",
})  # fmt: skip
"""They begin on a line of their own."""

SPACED = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre",
})  # fmt: skip
"""Between them and what follows a reader sees a gap."""

NEVER_DEEP = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead",
})  # fmt: skip
"""Empty, or closed by the next of their kind: they do not nest."""

FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
"""Opened anew in each block while they are not closed."""
