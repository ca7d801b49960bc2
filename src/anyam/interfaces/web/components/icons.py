"""Anyam's own line icons, drawn on a 24 × 24 grid. They only ever stand beside words or a hidden label."""

from __future__ import annotations

_PATHS = {
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "bell": '<path d="M6 10.5a6 6 0 0 1 12 0c0 4.5 2 5.5 2 7H4c0-1.5 2-2.5 2-7ZM10 20.5h4"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.5-6 7.5-6s6.7 2 7.5 6"/>',
    "people": '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.6-3.7 3-5.5 6.5-5.5s5.9 1.8 6.5 5.5'
    'M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.6c2 .7 3.2 2.3 3.5 4.9"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "next": '<path d="m9 5 7 7-7 7"/>',
    "back": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "up": '<path d="M12 19V5M6 11l6-6 6 6"/>',
    "down": '<path d="M12 5v14M6 13l6 6 6-6"/>',
    "same": '<path d="M4 9c3-3 5-3 8 0s5 3 8 0M4 16c3-3 5-3 8 0s5 3 8 0"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.3 2"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="15" rx="2.5"/><path d="M4 10.5h16M8.5 3v4M15.5 3v4"/>',
    "phone": '<path d="M6.5 3.5h2.3l1.9 4.7-2.4 1.9a12 12 0 0 0 5.6 5.6l1.9-2.4 4.7 1.9v2.3'
    'a3 3 0 0 1-3.2 3A16 16 0 0 1 3.5 6.7a3 3 0 0 1 3-3.2Z"/>',
    "warning": '<path d="M12 3.8 21.5 20h-19ZM12 10v4.5M12 17.3v.1"/>',
    "danger": '<path d="M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3ZM12 7.5v5.5M12 16.3v.1"/>',
    "info": '<circle cx="12" cy="12" r="8.8"/><path d="M12 11.3v5.2M12 7.6v.1"/>',
    "success": '<circle cx="12" cy="12" r="8.8"/><path d="m7.8 12.3 3 3 5.5-6"/>',
    "help": '<path d="M4.5 13v-1.5a7.5 7.5 0 0 1 15 0V13M4.5 13H7v5H5.5a1 1 0 0 1-1-1ZM19.5 13H17v5'
    'c0 1.7-1.5 2.7-4 2.7M17 18h1.5a1 1 0 0 0 1-1v-4"/>',
    "eye": '<path d="M2.5 12c2.3-4.3 5.5-6.5 9.5-6.5s7.2 2.2 9.5 6.5c-2.3 4.3-5.5 6.5-9.5 6.5S4.8 16.3 2.5 12Z"/>'
    '<circle cx="12" cy="12" r="2.8"/>',
    "eye-off": '<path d="M4 4l16 16M9.5 5.8A9 9 0 0 1 12 5.5c4 0 7.2 2.2 9.5 6.5a15 15 0 0 1-2.8 3.7M6 7.5'
    'A15 15 0 0 0 2.5 12c2.3 4.3 5.5 6.5 9.5 6.5a9.4 9.4 0 0 0 4.3-1M10 10a2.8 2.8 0 0 0 4 4"/>',
    "filter": '<path d="M4 6h16M7 12h10M10.5 18h3"/>',
    "print": '<path d="M7 9V3.5h10V9M7 17H4.5A1.5 1.5 0 0 1 3 15.5v-5A1.5 1.5 0 0 1 4.5 9h15a1.5 1.5 0 0 1 1.5'
    ' 1.5v5a1.5 1.5 0 0 1-1.5 1.5H17M7 14h10v6.5H7Z"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
    "key": '<circle cx="8" cy="15.5" r="4.5"/><path d="m11.2 12.3 8.3-8.3M16 7.5l3 3"/>',
    "building": '<path d="M5 20.5V6l7-3 7 3v14.5M3 20.5h18"/>'
    '<path d="M9.5 9.5h.1M14.4 9.5h.1M9.5 13.5h.1M14.4 13.5h.1M10 20.5v-3.5h4v3.5"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="10" rx="2.5"/><path d="M8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3"/>',
    "shield": '<path d="M12 3.5 19.5 6v5.5c0 4.5-2.8 7.5-7.5 9.5-4.7-2-7.5-5-7.5-9.5V6Z"/>',
    "folder": '<path d="M3 18V6.5A1.5 1.5 0 0 1 4.5 5H9l2.5 2.5h8A1.5 1.5 0 0 1 21 9v9a1.5 1.5 0 0 1-1.5 1.5h-15'
    'A1.5 1.5 0 0 1 3 18Z"/>',
    "swap": '<path d="M4 8.5h15M15 4.5l4 4-4 4M20 16H5M9 12l-4 4 4 4"/>',
    "pin": '<path d="M12 21c4.7-4.7 7-8.3 7-11a7 7 0 0 0-14 0c0 2.7 2.3 6.3 7 11Z"/><circle cx="12" cy="10" r="2.5"/>',
    "message": '<path d="M4 17.5v-11A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v8a1.5 1.5 0 0 1-1.5 1.5H9l-5 4Z"/>',
    "note": '<path d="M6 3.5h8.5L19 8v12.5H6ZM14 3.5V8.5h5M9 13h7M9 16.5h5"/>',
    "sun": '<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2.2M12 19.3v2.2M2.5 12h2.2M19.3 12h2.2M5.3 5.3l1.5 1.5'
    'M17.2 17.2l1.5 1.5M18.7 5.3l-1.5 1.5M6.8 17.2l-1.5 1.5"/>',
    "moon": '<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5Z"/>',
    "half": '<circle cx="12" cy="12" r="8.5"/><path fill="currentColor" d="M12 3.5a8.5 8.5 0 0 1 0 17Z"/>',
    "exit": '<path d="M10 4H6a1.5 1.5 0 0 0-1.5 1.5v13A1.5 1.5 0 0 0 6 20h4M10 12h10M16 8l4 4-4 4"/>',
    "edit": '<path d="m5 19 .8-4L16 4.8 19.2 8 9 18.2ZM13.5 7.3l3.2 3.2"/>',
    "home": '<path d="M4 11.5 12 4.5l8 7M6 10v10h12V10M10 20v-5.5h4V20"/>',
}

_SHAPES = {
    "up": '<path d="M6 .8 11.6 11.2H.4Z"/>',
    "diamond": '<path d="M6 .4 11.6 6 6 11.6.4 6Z"/>',
    "ring": '<circle cx="6" cy="6" r="4.5"/>',
    "dot": '<circle cx="6" cy="6" r="4.8"/>',
    "octagon": '<path d="M3.7.5h4.6l3.2 3.2v4.6l-3.2 3.2H3.7L.5 8.3V3.7Z"/>',
    "square": '<path d="M1.5 1.5h9v9h-9Z"/>',
}


def icon_svg(name: str) -> str:
    """The icon as inline SVG, taking the colour of the text around it; an unknown name draws nothing."""
    paths = _PATHS.get(name, "")
    return (
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{paths}</svg>'
        if paths
        else ""
    )


def shape_svg(name: str) -> str:
    """The small shape before a risk or state word, so that colour is never the only sign."""
    path = _SHAPES.get(name, "")
    hollow = " hollow" if name == "ring" else ""
    return (
        f'<svg class="shape{hollow}" viewBox="0 0 12 12" aria-hidden="true" focusable="false">{path}</svg>'
        if path
        else ""
    )


def icon_names() -> list[str]:
    return sorted(_PATHS)
