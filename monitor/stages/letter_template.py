"""The shape of a mail: plain tables, styles in the elements, no pictures, no scripts; readable in any mail program.

Colours are left to the reader's program, light or dark; lines and muted words are greys that show on both.
"""

from typing import Final

PAGE: Final = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
</head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:640px">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 8px">{title}</h1>
{lead}{sections}<p style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid #8a8a8a;font-size:13px">{footer}</p>
</div>
</body>
</html>
"""
LEAD: Final = '<p style="margin:0 0 16px"><strong>{text}</strong></p>\n'
SECTION: Final = '<h2 style="font-size:16px;margin:20px 0 6px">{title}</h2>\n{content}'
PARAGRAPH: Final = '<p style="margin:0 0 8px">{text}</p>\n'
QUOTE: Final = (
    '<blockquote style="margin:0 0 4px;padding:0 0 0 12px;border-left:3px solid #8a8a8a">{text}</blockquote>\n'
)
TABLE: Final = '<table style="border-collapse:collapse;margin:0 0 8px">\n{rows}</table>\n'
ROW: Final = "<tr>{cells}</tr>\n"
CELL: Final = '<td style="padding:4px 16px 4px 0;border-bottom:1px solid #8a8a8a;vertical-align:top">{text}</td>'
LINK: Final = '<a href="{url}">{text}</a>'
CODE: Final = '<code style="font-family:Consolas,Menlo,monospace;font-size:14px">{text}</code>'
