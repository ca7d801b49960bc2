"""The frame around every page: top bar, case header, sign-in card and error pages."""
