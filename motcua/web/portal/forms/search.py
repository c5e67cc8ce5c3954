"""What the search is asked: words and filters, all of which may be empty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import search
from motcua.catalogue.models.labels import label
from motcua.catalogue.terms import Level

LONGEST = 200


class SearchForm(forms.Form):
    """Choices come from what the catalogue holds; a value that it doesn't hold finds nothing."""

    q = forms.CharField(required=False, max_length=LONGEST)
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    level = forms.ChoiceField(label=_("Cấp giải quyết"), required=False)
    ministry = forms.ChoiceField(label=_("Bộ, ngành"), required=False)

    def __init__(self, data: object, facets: search.Facets) -> None:
        super().__init__(data, auto_id="filter_%s")
        every = ("", _("Tất cả"))
        self.fields["field"].choices = [every, *((v, v) for v in sorted(v for v, _n in facets.fields))]
        self.fields["level"].choices = [every, *((v, label(Level(v))) for v, _n in facets.levels)]
        self.fields["ministry"].choices = [every, *((v, v) for v in sorted(v for v, _n in facets.ministries))]

    def words(self) -> str:
        """The words to look for, cut to a sensible length."""
        return str(self.data.get("q", "")).replace("\0", " ").strip()[:LONGEST]

    def filters(self) -> search.Filters:
        """The filters that name something the catalogue holds."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in ("field", "level", "ministry")}
        return search.Filters(**given)
