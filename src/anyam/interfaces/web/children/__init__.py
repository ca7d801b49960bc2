"""Children who may already be known, shown while a name is being written."""
