"""Addresses of the import pages; `number` is the batch's number in its bureau."""

from django.urls import path

from taizhang.web.desk.intake import views_batch, views_fixes, views_list, views_outcome, views_source

TABLE = "<int:number>/tables/<int:table>"
ROW = f"{TABLE}/rows/<int:row>"

urlpatterns = [
    path("", views_list.imports, name="imports"),
    path("files/", views_list.upload, name="imports_upload"),
    path("pasted/", views_list.paste, name="imports_paste"),
    # One batch: its page, its downloads.
    path("<int:number>/", views_batch.batch, name="batch"),
    path("<int:number>/progress/", views_batch.progress, name="batch_progress"),
    path("<int:number>/original/", views_batch.original, name="batch_original"),
    path("<int:number>/annotated/", views_batch.annotated, name="batch_annotated"),
    path("<int:number>/problems/", views_batch.problem_rows, name="batch_problems"),
    path("<int:number>/source/", views_source.source, name="batch_source"),
    # 对列
    path("<int:number>/hidden/", views_fixes.read_hidden, name="batch_hidden"),
    path(f"{TABLE}/register/", views_fixes.set_register, name="batch_register"),
    path(f"{TABLE}/include/", views_fixes.include, name="batch_include"),
    path(f"{TABLE}/column/", views_fixes.set_column, name="batch_column"),
    path(f"{TABLE}/given/", views_fixes.set_given, name="batch_given"),
    # 检查
    path(f"{ROW}/cell/", views_fixes.fix_cell, name="batch_fix"),
    path(f"{ROW}/take/", views_fixes.take, name="batch_take"),
    path(f"{ROW}/choose/", views_fixes.choose, name="batch_choose"),
    path(f"{ROW}/another/", views_fixes.another, name="batch_another"),
    path(f"{ROW}/skip/", views_fixes.skip, name="batch_skip"),
    path(f"{ROW}/unskip/", views_fixes.unskip, name="batch_unskip"),
    path(f"{ROW}/keep/", views_fixes.keep, name="batch_keep"),
    path(f"{TABLE}/take-all/", views_fixes.take_all, name="batch_take_all"),
    path("<int:number>/take-back/", views_fixes.take_back, name="batch_take_back"),
    # What comes of it.
    path("<int:number>/accept/", views_outcome.accept, name="batch_accept"),
    path("<int:number>/undo/", views_outcome.undo, name="batch_undo"),
    path("<int:number>/discard/", views_outcome.discard, name="batch_discard"),
]
