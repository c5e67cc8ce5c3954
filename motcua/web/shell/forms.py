"""The form of the gallery: one field of each kind."""

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.web.shell.dates import DateField


class SampleForm(forms.Form):
    """Shows labels, hints and errors; nothing that is sent is kept."""

    name = forms.CharField(label=_("Họ và tên"), help_text=_("Như trên giấy tờ tùy thân."), max_length=200)
    born_on = DateField(label=_("Ngày sinh"), help_text=_("Ví dụ: 2 6 1985"))
    way = forms.ChoiceField(
        label=_("Nhận kết quả bằng cách nào?"),
        widget=forms.RadioSelect,
        choices=[("direct", _("Tại bộ phận một cửa")), ("post", _("Qua bưu chính"))],
    )
    papers = forms.MultipleChoiceField(
        label=_("Giấy tờ mang theo"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("id", _("Căn cước")), ("form", _("Tờ khai")), ("old", _("Giấy tờ cũ"))],
        required=False,
    )
    commune = forms.ChoiceField(
        label=_("Xã, thị trấn"), choices=[("", _("Chọn một xã")), ("yen-chau", "Thị trấn Yên Châu")]
    )
    note = forms.CharField(label=_("Lời nhắn"), widget=forms.Textarea, required=False)
    scan = forms.FileField(label=_("Bản chụp"), required=False)
    agreed = forms.BooleanField(label=_("Tôi đã đọc hướng dẫn"))
