"""Addresses of reports, below reports/."""

from django.urls import path

from taizhang.web.desk.reports import (
    views_edit,
    views_editions,
    views_evidence,
    views_figures,
    views_list,
    views_page,
    views_papers,
    views_sign,
)

urlpatterns = [
    path("", views_list.reports, name="reports"),
    path("new/", views_list.make, name="report_make"),
    path("<int:pk>/", views_page.report, name="report"),
    path("<int:pk>/heads/", views_edit.heads, name="report_heads"),
    path("<int:pk>/add/", views_edit.add, name="paragraph_add"),
    path("<int:pk>/paragraphs/<int:paragraph>/", views_edit.paragraph, name="paragraph"),
    path("<int:pk>/paragraphs/<int:paragraph>/remove/", views_edit.remove, name="paragraph_remove"),
    path("<int:pk>/paragraphs/<int:paragraph>/restore/", views_edit.restore, name="paragraph_restore"),
    path("<int:pk>/paragraphs/<int:paragraph>/move/", views_edit.move, name="paragraph_move"),
    path("<int:pk>/paragraphs/<int:paragraph>/tie/", views_figures.tie, name="paragraph_tie"),
    path("<int:pk>/figures/", views_figures.figures, name="report_figures"),
    path("<int:pk>/figures/find/", views_figures.find, name="report_find"),
    path("<int:pk>/figures/<slug:key>/verify/", views_figures.verify, name="token_verify"),
    path("<int:pk>/figures/<slug:key>/retie/", views_figures.retie, name="token_retie"),
    path("<int:pk>/figures/<slug:key>/manual/", views_figures.manual, name="token_manual"),
    path("<int:pk>/figures/<slug:key>/untie/", views_figures.untie, name="token_untie"),
    path("<int:pk>/figures/<slug:key>/ask/", views_figures.ask, name="token_ask"),
    path("<int:pk>/figures/<slug:key>/file/", views_figures.file, name="token_file"),
    path("<int:pk>/figures/<slug:key>/back/", views_papers.put_back, name="token_back"),
    path("<int:pk>/aim/", views_figures.aim, name="report_aim"),
    path("<int:pk>/editions/", views_editions.editions, name="report_editions"),
    path("<int:pk>/editions/<int:edition>/back/", views_editions.back, name="edition_back"),
    path("<int:pk>/keep/", views_editions.keep, name="report_keep"),
    path("<int:pk>/report.docx", views_papers.docx, name="report_docx"),
    path("<int:pk>/return/", views_papers.returned, name="report_return"),
    path("<int:pk>/sign/", views_sign.sign, name="report_sign"),
    path("<int:pk>/proof/", views_sign.proof, name="report_proof"),
    path("<int:pk>/proof/kept.json", views_sign.kept, name="report_kept"),
    path("<int:pk>/evidence/", views_evidence.evidence, name="report_evidence"),
    path("bundles/<int:bundle>/", views_evidence.download, name="bundle"),
]
