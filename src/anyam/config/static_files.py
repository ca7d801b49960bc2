"""Where the files for the browser are found: by the names `collectstatic` gave them."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A page without its styles is better than no page, above all the page that says something is broken.

    Switching off `manifest_strict` is not enough for that: the file is then looked for under its plain name, and where
    it was never collected either, `ValueError` turns a calm 503 into an error of the program.
    """

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
