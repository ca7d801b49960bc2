"""What an agency has ready: checklists that others have looked at, papers, people, money; and how old that is."""
