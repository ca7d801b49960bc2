"""What the surroundings say: every environment variable Anyam reads is read here, and nowhere else."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[3]
"""The folder of the clone (or of the installed tree) that holds `src/`, `var/` and `build/`."""

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})


def text(name: str, default: str = "") -> str:
    """The variable `ANYAM_<name>`, without surrounding blanks."""
    return os.environ.get(f"ANYAM_{name}", default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """A yes/no variable: 1, true, yes and on mean yes."""
    value = text(name)
    return value.lower() in TRUE_WORDS if value else default


def number(name: str, default: int) -> int:
    """A whole-number variable."""
    value = text(name)
    return int(value) if value else default


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list without empty entries."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def var_folder() -> Path:
    """Where everything lives that this installation makes for itself; never in version control."""
    return Path(text("VAR") or ROOT / "var")


def keys_folder() -> Path:
    """Where the keys lie that open what is sealed in the database; never inside a backup of it."""
    return Path(text("KEYS") or var_folder() / "keys")


def secret_key() -> str:
    """The key that signs sessions: given by `ANYAM_SECRET_KEY`, otherwise made once and kept under `var/`."""
    return text("SECRET_KEY") or _kept("secret_key", lambda: secrets.token_urlsafe(50))


def demo_password() -> str:
    """What everybody in the demo district signs in with: not the same on any two machines."""
    return text("DEMO_PASSWORD") or _kept("demo_password", lambda: f"anyam-{secrets.token_hex(4)}")


def secret_from_file(name: str) -> str:
    """A secret: the variable `ANYAM_<name>`, or the content of the file that `ANYAM_<name>_FILE` names."""
    file = text(f"{name}_FILE")
    return text(name) or (Path(file).read_text(encoding="utf-8").strip() if file else "")


def oidc_provider() -> str:
    """A name for the issuer of the government's single sign-on, made from its address; empty where there is none.

    Another issuer is another name: the accounts linked to the first one open nothing for subjects of the second.
    """
    issuer = text("OIDC_ISSUER").rstrip("/")
    return f"oidc-{sha256(issuer.encode()).hexdigest()[:12]}" if issuer else ""


def oidc_settings() -> dict[str, object]:
    """The single sign-on in allauth's words."""
    if not oidc_provider():
        return {}
    app = {
        "provider_id": oidc_provider(),
        "name": text("OIDC_NAME", "Akun dinas"),
        "client_id": text("OIDC_CLIENT_ID"),
        "secret": secret_from_file("OIDC_CLIENT_SECRET"),
        "settings": {
            "server_url": text("OIDC_ISSUER").rstrip("/"),
            "fetch_userinfo": False,
            "oauth_pkce_enabled": True,
            "scope": ["openid"],
        },
    }
    return {"openid_connect": {"APPS": [app], "SCOPE": ["openid"], "OAUTH_PKCE_ENABLED": True}}


def _kept(name: str, make: Callable[[], str]) -> str:
    """A secret of this installation: made the first time, then kept in `var/<name>`."""
    path = var_folder() / name
    if not path.exists():
        _write_once(path, make())
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, content: str) -> None:
    """Create a private file; where two processes start at once, the first one's content stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(content, encoding="ascii")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def files_folder() -> Path:
    """The sealed files of cases."""
    return Path(text("FILES") or var_folder() / "files")


def backups_folder() -> Path:
    """Where backups are added and never changed: in production a disk of its own, or one synchronised elsewhere."""
    return Path(text("BACKUPS") or var_folder() / "backups")


def custody_file() -> Path:
    """Who can open the backups, without any secret. Where it is missing, nobody can, and no backups are made."""
    return var_folder() / "custody.json"


def backup_url() -> str:
    """The external PostgreSQL as a role that may read everything for a backup; without it `ANYAM_DATABASE_URL`."""
    return text("BACKUP_URL") or database_url()


def database_url() -> str:
    """An external PostgreSQL (15 or newer), or nothing: then the embedded one is used."""
    return text("DATABASE_URL")


def owner_url() -> str:
    """The same external PostgreSQL as the role that owns the tables; only `anyam prepare` and `migrate` use it."""
    return text("OWNER_URL")


def parse_database_url(url: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?sslmode=require` as Django's connection settings.

    Query arguments go to libpq as they are; `host=/folder` names a socket folder.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("ANYAM_DATABASE_URL must begin with postgresql://")
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
