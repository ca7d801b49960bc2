"""The family of a case: who is who, who cares, who can be reached how, and the genogram."""
