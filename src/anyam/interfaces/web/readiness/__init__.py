"""Pages of readiness: what can be relied on, what must be looked at again, papers, people, money, figures."""
