"""What holds for sharing out work and talking it through, without a database."""

from .fitting import PROPOSED, fits_of, propose, ranked
from .sharing import bands_of, cap_of, late_bands_of, moved_away, sub_district, what_helps, zone_of
from .talking import LONG_AGO, is_sensible_absence, is_sensible_day, to_discuss

__all__ = [
    "LONG_AGO",
    "PROPOSED",
    "bands_of",
    "cap_of",
    "fits_of",
    "is_sensible_absence",
    "is_sensible_day",
    "late_bands_of",
    "moved_away",
    "propose",
    "ranked",
    "sub_district",
    "to_discuss",
    "what_helps",
    "zone_of",
]
