"""The codebook as a tree with how often each code was given, all interviews together."""

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from qualcode.core.codebook import Code, Codebook
from qualcode.core.language import _, spoken
from qualcode.tui.palette import Palette


class CodebookTree(Tree[Code]):
    """Codes under their parents. Enter gives the code to the passage; the desk decides."""

    DEFAULT_CSS = """
    CodebookTree {
        background: $surface; padding: 0 1; scrollbar-size-vertical: 1;
        &:focus { background-tint: $foreground 3%; }
        & > .tree--guides, & > .tree--guides-hover, & > .tree--guides-selected { color: $foreground 25%; text-style: none; }
        & > .tree--cursor { background: transparent; color: $foreground; text-style: none; }
        &:focus > .tree--cursor { background: $block-cursor-background; color: $foreground; text-style: bold; }
        & > .tree--highlight, & > .tree--highlight-line { text-style: none; background: transparent; }
    }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, palette: Palette) -> None:
        super().__init__(_("Codebook"), id="codebook")
        self.palette = palette
        self.show_root = False
        self.guide_depth = 2
        self.auto_expand = False
        self._book: Codebook | None = None
        self._counts: Mapping[str, int] = {}
        self._colours: Mapping[str, str] = {}

    def show(self, book: Codebook, counts: Mapping[str, int], colours: Mapping[str, str], palette: Palette) -> None:
        """Show these codes and counts; what was folded stays folded as long as the codebook stays."""
        self.palette, self._colours = palette, colours
        changed = {code for code in {*counts, *self._counts} if counts.get(code) != self._counts.get(code)}
        self._counts = counts
        if book is not self._book or any(book.by_id[one].status == "retired" for one in changed if one in book.by_id):
            self._book = book
            self.clear()
            self._put(self.root, book, None)
            self.root.expand_all()
        elif changed:
            self._invalidate()
            self.refresh()

    def redraw(self) -> None:
        """Draw with the colours of another theme."""
        self._invalidate()
        self.refresh()

    def _put(self, above: TreeNode[Code], book: Codebook, parent: str | None) -> None:
        for code in book.children(parent):
            if not code.merged_into and self._is_wanted(book, code):
                node = above.add(code.label_in(spoken()), data=code, allow_expand=bool(book.children(code.id)))
                self._put(node, book, code.id)

    def _is_wanted(self, book: Codebook, code: Code) -> bool:
        """A retired code stays in sight as long as it stands on words, or one below it is wanted."""
        return any(book.by_id[one].status != "retired" or self._counts.get(one) for one in book.under(code.id))

    def point_to(self, code_id: str) -> None:
        """Put the cursor on a code, whatever was folded."""
        waiting = [self.root]
        for node in waiting:
            waiting.extend(node.children)
            if node.data is not None and node.data.id == code_id:
                above = node.parent
                while above is not None:
                    above.expand()
                    above = above.parent
                self.call_after_refresh(self.move_cursor, node)

    def render_label(self, node: TreeNode[Code], base_style: Style, style: Style) -> Text:
        """The code's label and, at the right, its count."""
        del base_style
        code = node.data
        if code is None:
            return Text()
        depth = 0
        above = node.parent
        while above is not None and above.parent is not None:
            depth, above = depth + 1, above.parent
        room = max(self.size.width - 3 - depth * self.guide_depth, 10)
        count = str(self._counts.get(code.id) or "")
        fold = ("▾ " if node.is_expanded else "▸ ") if node.allow_expand and node.children else "● "
        label = code.label_in(spoken())
        width = max(room - len(count) - 3, 4)
        if cell_len(label) > width:
            label = set_cell_size(label, width - 1) + "…"
        ink = "" if self.palette.plain else self.palette.hex(self._colours.get(code.id, "#808080"))
        faint = Style(dim=True) if code.status == "retired" else Style()
        text = Text(no_wrap=True, style=style + faint)
        text.append(fold, Style(color=ink) if ink else Style())
        text.append(label + " " * (width - cell_len(label) + 1))
        text.append(count, Style(dim=True))
        return text
