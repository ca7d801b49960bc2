"""The files for the browser."""

from __future__ import annotations

from pathlib import Path

from anyam.config.static_files import StaticFiles


def test_a_page_whose_styles_were_never_gathered_names_them_plainly_instead_of_falling_over(
    tmp_path: Path,
) -> None:
    assert StaticFiles(location=tmp_path, base_url="/static/").url("office.css") == "/static/office.css"


def test_gathered_files_are_named_by_their_content(tmp_path: Path) -> None:
    (tmp_path / "office.css").write_text("body {}")
    named = StaticFiles(location=tmp_path, base_url="/static/").url("office.css")

    assert named != "/static/office.css"
    assert named.startswith("/static/office.")
