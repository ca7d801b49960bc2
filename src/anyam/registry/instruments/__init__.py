"""Instruments: forms written as XLSForm, kept in versions, evaluated on the server and in the page alike."""
