import pytest

from motcua.accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_user_name_is_kept_in_one_form():
    user = User.objects.create_user("  Lò.Thị.Mai ", "matkhau-rat-dai", full_name="Lò Thị Mai")
    assert User.objects.get().username == "lò.thị.mai"
    assert user.check_password("matkhau-rat-dai")
