"""What a bureau prepares for the public and what it has published: a draft, one for everybody, one taken down."""

from typing import Any

from taizhang.accounts.models import User
from taizhang.journal.writing import Author
from taizhang.publishing import actions
from taizhang.publishing.models import Publication, PublicationFile
from taizhang.publishing.scanning import scan_again
from tests.cast import Cast
from tests.house.walk.expected import Thing
from tests.house.walk.papers import of_bureau

ONE = "publishing/<int:pk>/"
ONES_FILE = "publishing/<int:pk>/files/<int:file>/"
NOTICE = "notices/<int:pk>/"
NOTICE_FILE = "notices/<int:pk>/files/<int:file>/"


def publication(by: User, title: str) -> tuple[Publication, PublicationFile]:
    assert by.bureau is not None
    author = Author(by, bureau=by.bureau)
    made = actions.begin(title=title, kind="notice", text="公示如下。", bureau=by.bureau, author=author)
    file = actions.add_file(made, "名单".encode(), name=f"{title}.txt", author=author)
    scan_again(file)  # as the worker does
    return made, file


def published(cast: Cast, title: str) -> tuple[Publication, PublicationFile]:
    one, file = publication(cast.staff, title)
    actions.propose(one, author=Author(cast.staff))
    actions.publish(one, author=Author(cast.leader))
    return one, file


def things(cast: Cast, absent: int) -> list[tuple[str, Thing]]:
    """On the desk each bureau's own; outside what is published is everybody's and a draft is nobody's."""
    draft, drafts_file = publication(cast.staff, "西阁起草稿")
    elsewhere, files_elsewhere = publication(cast.stranger_staff, "乙阁起草稿")
    open_one, open_file = published(cast, "拟立项公示")
    gone, gone_file = published(cast, "西阁撤下稿")
    actions.withdraw(gone, reason="公示期满", author=Author(cast.leader))
    found: list[tuple[str, Thing]] = []

    def put(key: str, label: str, pk: int, file: int, **more: Any) -> None:
        values = {"pk": pk, "file": file} if "file" in key else {"pk": pk}
        found.append((key, Thing(label, values, **more)))

    for one, file in ((draft, drafts_file), (elsewhere, files_elsewhere)):
        for key, words in ((ONE, (one.title,)), (ONES_FILE, (file.name,))):
            values = {"pk": one.pk, "file": file.pk} if key == ONES_FILE else {"pk": one.pk}
            found.append((key, of_bureau(one.title, one.bureau_id, words[0], **values)))
    put(ONES_FILE, "another's file below one's own", draft.pk, files_elsewhere.pk, absent=True)
    for key in (ONE, ONES_FILE, NOTICE, NOTICE_FILE):
        put(key, "absent", absent, absent, absent=True)
    for key in (NOTICE, NOTICE_FILE):
        put(key, "published", open_one.pk, open_file.pk, everybody=True)
        put(key, "a draft", draft.pk, drafts_file.pk)
    put(NOTICE, "taken down", gone.pk, gone_file.pk, everybody=True)
    put(NOTICE_FILE, "a file of what was taken down", gone.pk, gone_file.pk)
    put(NOTICE_FILE, "a draft's file below what is published", open_one.pk, drafts_file.pk)
    return found
