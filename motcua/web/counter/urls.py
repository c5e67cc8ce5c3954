"""Addresses of the counter, all under `/counter/`."""

from django.urls import path

from motcua.web.counter.views import (
    after,
    books,
    cash,
    collect,
    done,
    hand_over,
    receive,
    sheets,
    start,
    together,
)

app_name = "counter"
urlpatterns = [
    path("", start.start, name="start"),
    path("receive", receive.receive, name="receive"),
    path("receive/draft", receive.draft, name="draft"),
    path("receive/draft/<str:key>/drop", receive.drop_draft, name="drop_draft"),
    path("receive/applicant", receive.applicant, name="applicant"),
    path("arrivals/<str:code>", receive.arrival, name="arrival"),
    path("hand-over", hand_over.hand_over, name="hand_over"),
    path("hand-over/<str:giving>/<str:taking>/<str:on>.pdf", hand_over.hand_over_list, name="hand_over_list"),
    path("return", collect.results, name="results"),
    path("return/together", together.results_together, name="results_together"),
    path("return/together/signed", together.returned_together, name="returned_together"),
    path("return/<str:code>", collect.result, name="result"),
    path("done/<str:code>", done.done, name="done"),
    path("done/<str:code>/fee", after.take_fee, name="take_fee"),
    path("done/<str:code>/scan", after.attach, name="attach"),
    path("papers/<str:code>/<slug:form>-<int:number>.pdf", done.paper, name="paper"),
    path("books", books.books, name="books"),
    path("books/<uuid:key>/close", books.close, name="close_book"),
    path("cash", cash.cash, name="cash"),
    path("cash/dossier/<str:code>", cash.fees, name="fees"),
    path("cash/receipt/<uuid:key>", cash.receipt, name="receipt"),
    path("cash/receipt/<uuid:key>.pdf", cash.receipt_pdf, name="receipt_pdf"),
    path("cash/close/<str:unit>/<str:on>", sheets.balance, name="balance"),
    path("cash/sheets", sheets.sheets, name="sheets"),
    path("cash/sheets/<uuid:key>", sheets.sheet, name="sheet"),
]
