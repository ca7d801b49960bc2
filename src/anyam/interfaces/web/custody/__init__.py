"""The child before the law: who holds it until when, diversion, reports for those who decide, and the legal rows."""
