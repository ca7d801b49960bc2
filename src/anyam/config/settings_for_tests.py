"""The same settings on the throw-away database, with the two things that would make a test suite slow left out."""

from anyam.config import database, env
from anyam.config.settings import *  # noqa: F403
from anyam.config.settings import INSTALLED_APPS, STORAGES

# The owner makes the test database; then the tests connect as the application's role (see tests/conftest.py).
ANYAM_OWNER_CONNECTION = database.owner_connection(database.test_cluster())
ANYAM_APPLICATION_ROLE = database.APPLICATION
DATABASES = {"default": {**database.connection_settings(database.test_cluster()), **ANYAM_OWNER_CONNECTION}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # nothing is gathered for tests; they are served the sources
ANYAM_KEYS = env.var_folder() / "test-keys"
ANYAM_MAKES_KEYS = True
ANYAM_FILES = env.var_folder() / "test-files"
ANYAM_SECOND_FACTOR_REQUIRED = False  # as in training; the tests of signing in turn it on
INSTALLED_APPS = [*INSTALLED_APPS, "allauth.socialaccount.providers.openid_connect"]
