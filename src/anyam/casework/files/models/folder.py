"""Where the contents lie."""

from django.conf import settings

from anyam.foundation.core.blob_folder import BlobFolder

COMPARTMENT = "files"


def folder() -> BlobFolder:
    """The folder of sealed contents (`ANYAM_FILES`)."""
    return BlobFolder(settings.ANYAM_FILES)
