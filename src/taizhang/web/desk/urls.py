"""Addresses of the desk."""

from django.urls import include, path

from taizhang.web.desk.views import drafts, exports, files, forms, home, lists, records, search, uploads

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("registers/<slug:name>/", lists.register, name="register"),
    path("registers/<slug:name>/sums/", lists.sums, name="sums"),
    path("registers/<slug:name>/columns/", lists.columns, name="columns"),
    path("registers/<slug:name>/condition/<slug:field>/", lists.narrow, name="narrow"),
    path("registers/<slug:name>/views/", lists.save_view, name="save_view"),
    path("registers/<slug:name>/views/<int:pk>/drop/", lists.drop_view, name="drop_view"),
    path("registers/<slug:name>/verify/", lists.verify, name="verify_many"),
    path("registers/<slug:name>/unverify/", lists.unverify, name="unverify"),
    path("registers/<slug:name>/export.<slug:kind>", exports.export, name="export"),
    path("registers/<slug:name>/template.xlsx", exports.template, name="template"),
    path("registers/<slug:name>/new/", forms.new, name="record_new"),
    path("registers/<slug:name>/pick/", forms.pick, name="pick"),
    path("registers/<slug:name>/<int:pk>/", records.record, name="record"),
    path("registers/<slug:name>/<int:pk>/edit/", forms.edit, name="record_edit"),
    path("registers/<slug:name>/<int:pk>/verify/", records.verify, name="record_verify"),
    path("registers/<slug:name>/<int:pk>/end/", records.end, name="record_end"),
    path("registers/<slug:name>/<int:pk>/resume/", records.resume, name="record_resume"),
    path("registers/<slug:name>/<int:pk>/reveal/", records.reveal, name="record_reveal"),
    path("registers/<slug:name>/<int:pk>/history/", records.history, name="record_history"),
    path("registers/<slug:name>/<int:pk>/files/", files.attach, name="attach"),
    path("proposals/<int:pk>/decide/", records.decide, name="decide"),
    path("drafts/", drafts.of_page, name="drafts"),
    path("drafts/<path:place>/", drafts.draft, name="draft"),
    path("files/<int:pk>/", files.download, name="download"),
    path("files/<int:pk>/end/", files.end, name="file_end"),
    path("uploads/", uploads.begin, name="uploads"),
    path("uploads/<uuid:pk>/", uploads.upload, name="upload"),
    path("imports/", include("taizhang.web.desk.intake.urls")),
    path("merging/", include("taizhang.web.desk.merging.urls")),
    path("handins/", include("taizhang.web.desk.handins.urls")),
    path("reconcile/", include("taizhang.web.desk.reconciling.urls")),
    path("leader/", include("taizhang.web.desk.leader.urls")),
    path("reports/", include("taizhang.web.desk.reports.urls")),
    path("", include("taizhang.web.desk.indicators.urls")),
]
