"""How pages look and speak: base templates, one macro file per component, style sheet, scripts, the form base.

Templates only place things. A component takes named arguments; the page shows the error summary.
"""
