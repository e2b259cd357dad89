"""Draws every form and field, ours and a library's, with the parts of this face."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "parts/fields.html"
    field_template_name = "parts/field.html"
