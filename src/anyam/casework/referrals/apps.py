from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "anyam.casework.referrals"
    label = "referrals"
    verbose_name = _("Referrals")

    def ready(self) -> None:
        """Say who tells what agencies do for a child."""
        from anyam.casework.referrals.queries import acts  # noqa: F401
