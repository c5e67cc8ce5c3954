"""Finishing: the number under which the result is in the books."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import books
from motcua.dossiers.models import NumberBook
from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm, Case


class FinishForm(ActForm):
    """No result without its number: the next one of an open book of the unit, or one typed by hand."""

    book = forms.ChoiceField(label=gettext_lazy("Lấy số từ sổ"), required=False)
    result_number = wording.line(
        gettext_lazy("Số, ký hiệu của kết quả"),
        hint=gettext_lazy("Ví dụ: 128/GP-UBND"),
        required=False,
        longest=100,
    )
    title = wording.line(gettext_lazy("Tên kết quả"), required=False, longest=500)

    def __init__(self, case: Case, data=None) -> None:
        super().__init__(case, data)
        self.books = {str(one.book.pk): one for one in books.offered(case.row.unit, case.at)}
        if not self.books:
            del self.fields["book"]
            return
        offers = [
            (key, _("%(book)s: số tiếp theo %(place)s") % {"book": one.book, "place": one.place})
            for key, one in self.books.items()
        ]
        self.fields["book"].choices = [("", _("Không lấy từ sổ, tự ghi số")), *offers]
        self.fields["result_number"].help_text = _("Để trống thì lấy số tiếp theo của sổ đã chọn.")

    def clean_book(self) -> NumberBook | None:
        """The book itself."""
        chosen = self.books.get(self.cleaned_data["book"])
        return chosen.book if chosen else None
